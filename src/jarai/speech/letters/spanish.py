"""Spanish as in Spain: written as it is said, so rules are enough.

Source of the rules: the Ortografía de la lengua española (RAE, 2010) for spelling and stress; b, d, g are soft after a
vowel, as everywhere in Spanish.
"""

from collections.abc import Sequence

from jarai.speech.letters.rules import Sign, apply, rules, sections, stressed

_RULES = rules(
    (r"ch", "ʧ"),
    (r"ll", "ʎ"),
    (r"rr|(?:(?<=^)|(?<=[nls]))r", "r"),
    (r"r", "ɾ"),
    (r"qu(?=[eiéí])", "k"),
    (r"qu", "kw"),
    (r"(?<=[aeiouáéíóúlrs])gu(?=[eiéí])", "ɣ"),
    (r"gu(?=[eiéí])", "ɡ"),
    (r"[gj](?=[eiéí])|j", "x"),
    (r"(?<=[aeiouáéíóúlrs])g", "ɣ"),
    (r"g", "ɡ"),
    (r"cc(?=[eiéí])", "kθ"),
    (r"sc(?=[eiéí])", "sθ"),
    (r"c(?=[eiéí])|z", "θ"),
    (r"ck|c|k", "k"),
    (r"sh", "ʃ"),
    (r"ph", "f"),
    (r"ñ", "ɲ"),
    (r"ç", "s"),
    (r"h", ""),
    (r"(?:(?<=^)|(?<=[mn]))[bv]", "b"),
    (r"[bv]", "β"),
    (r"(?:(?<=^)|(?<=[nl]))d", "d"),
    (r"d", "ð"),
    (r"n(?=[kgjcq](?![eiéí])|qu)", "ŋ"),
    (r"n(?=[bvpm])", "m"),
    (r"^x", "s"),
    (r"(?<=^mé)x|(?<=^me)x(?=ic)|(?<=^te)x(?=as|an)", "x"),
    (r"x", "ks"),
    (r"^y$", "i"),
    (r"y(?=[aeiouáéíóú])", "ʝ"),
    (r"y", "j"),
    (r"ss|s", "s"),
    (r"[ií](?<=í)", "i"),
    (r"[uú](?<=ú)", "u"),
    (r"i(?=[aeouáéóú])|(?<=[aeoáéó])i", "j"),
    (r"[uü](?=[aeioáéíó])|(?<=[aeoáéó])u|w", "w"),
    (r"[aàâäã]|á", "a"),
    (r"[eèêë]|é", "e"),
    (r"[iìîï]", "i"),
    (r"[oòôöõ]|ó", "o"),
    (r"[uùûü]", "u"),
    (r"tt|t", "t"),
    (r"pp|p", "p"),
    (r"ff|f", "f"),
    (r"mm|m", "m"),
    (r"nn|n", "n"),
    (r"l", "l"),
)
_WEAK = frozenset(sections("spanish.txt")["weak"])


def spanish(word: str) -> str:
    """One word, in small letters, as phonemes with its stress."""
    return stressed(word, apply(word, _RULES), _stress)


def _stress(word: str, vowels: Sequence[Sign]) -> int | None:
    if word in _WEAK:
        return None
    written = next((index for index, vowel in enumerate(vowels) if vowel.letters in "áéíóú"), None)
    if written is not None:
        return written
    last = len(vowels) - 1
    return max(0, last - 1) if word[-1] in "aeiouns" else last
