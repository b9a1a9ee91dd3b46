"""Portuguese as in Brazil, by rules.

t and d are soft before i, l closes a syllable as a glide, vowels before m and n are nasal, final e and o are short. The
signs are those the network was trained with: a nasal vowel keeps its consonant, lh is lj, the short e after t and d is y.
Unmarked open and closed e and o are not told apart: the closed ones are spoken.
"""

from collections.abc import Sequence

from jarai.speech.letters.rules import Sign, apply, rules, sections, stressed

_V = "aeiouáéíóúâêôãõàü"
_CODA = rf"(?![{_V}h])"
_RULES = rules(
    (r"ões$", "õɪ̃s"),
    (r"õe", "õɪ̃"),
    (r"ãe", "ɐ̃ɪ̃"),
    (r"ão", "ɐ̃ʊ̃"),
    (r"am$", "ɐ̃ʊ̃"),
    (r"[eé]m$", "eɪŋ"),
    (r"[eéê]ns$", "eɪŋs"),
    (r"[aáâ]m(?=[pb])", "ɐ̃m"),
    (r"[eéê]m(?=[pb])", "eɪm"),
    (rf"[aáâ][mn]{_CODA}", "ɐ̃ŋ"),
    (rf"[eéê][mn]{_CODA}", "eɪŋ"),
    (rf"[ií][mn]{_CODA}", "iŋ"),
    (rf"[oóô][mn]{_CODA}", "oŋ"),
    (rf"[uú][mn]{_CODA}", "ũŋ"),
    (r"ã", "ɐ̃"),
    (r"õ", "õ"),
    (r"lh", "lj"),
    (r"nh", "ɲ"),
    (r"ch|sh", "ʃ"),
    (r"ç|ss|s?c(?=[eiéíêî])|sç", "s"),
    (r"qu(?=[eiéíê])", "k"),
    (r"qu|q", "kw"),
    (r"gu(?=[eiéíê])", "ɡ"),
    (r"gu(?=[aoáó])", "ɡw"),
    (r"g(?=[eiéíê])|j", "ʒ"),
    (r"g", "ɡ"),
    (r"ck|c|k", "k"),
    (rf"(?<=^e)x(?=[{_V}])", "z"),
    (r"(?<=^e)x", "s"),
    (r"x", "ʃ"),
    (r"z$", "s"),
    (r"z", "z"),
    (rf"(?<=[{_V}])s(?=[{_V}])|s(?=[bdglmnrv])", "z"),
    (r"s", "s"),
    (r"rr|(?:(?<=^)|(?<=[nls]))r", "x"),
    (r"(?<=[bcdfgptv])r", "r"),
    (r"r", "ɾ"),
    (r"t(?=[iíy])|t(?=es?$)", "ʧ"),
    (r"d(?=[iíy])|d(?=es?$)", "ʤ"),
    (r"th|tt|t", "t"),
    (r"d", "d"),
    (rf"l(?![{_V}])", "ʊ"),
    (r"ll|l", "l"),
    (r"h", ""),
    (r"(?<=[aeoáéóâêô])i(?!nh)", "ɪ"),
    (r"(?<=[aeiáéíâê])u", "ʊ"),
    (r"(?<=o)u", "w"),
    (r"i(?=[aeouáóâ]s?[a-z])", "j"),
    (r"y", "i"),
    (r"w", "w"),
    (r"(?<=.)a(?=s?$)", "æ"),
    (r"(?<=[tdq])e(?=s?$)|(?<=qu)e$|(?<=^s)e$", "y"),
    (r"(?<=.)e(?=s?$)", "ɪ"),
    (r"(?<=.)o(?=s?$)", "ʊ"),
    (r"^e$", "i"),
    (r"^o(?=s?$)", "ʊ"),
    (r"é", "ɛ"),
    (r"ó", "ɔ"),
    (r"[aáâàä]", "a"),
    (r"[eêèë]", "e"),
    (r"[iíîï]", "i"),
    (r"[oôòö]", "o"),
    (r"[uúüù]", "u"),
    (r"ph|ff|f", "f"),
    (r"pp|p", "p"),
    (r"bb|b", "b"),
    (r"mm|m", "m"),
    (r"nn|n|ñ", "n"),
    (r"v", "v"),
)
_WEAK = frozenset(sections("portuguese.txt")["weak"])
_GLIDES = frozenset("iu")


def portuguese(word: str) -> str:
    """One word, in small letters, as phonemes with its stress."""
    return stressed(word, apply(word, _RULES), _stress)


def _stress(word: str, vowels: Sequence[Sign]) -> int | None:
    if word in _WEAK:
        return None
    written = [index for index, vowel in enumerate(vowels) if set(vowel.letters) & set("áéíóúâêôàãõ")]
    if written:
        return next((index for index in written if set(vowels[index].letters) & set("áéíóúâêô")), written[-1])
    full = [index for index, vowel in enumerate(vowels) if not _glides(word, vowel)]
    if not full:
        return 0
    weak_end = word.rstrip("s")[-1:] in {"a", "e", "o"} or word.endswith(("am", "em", "ens"))
    return full[-2] if weak_end and len(full) > 1 else full[-1]


def _glides(word: str, vowel: Sign) -> bool:
    """Whether a sign is the second half of a diphthong, or an l that sounds as one."""
    if vowel.letters == "l":
        return True
    return vowel.letters in _GLIDES and vowel.signs in {"ɪ", "ʊ"} and word[vowel.at - 1 : vowel.at] in set("aeoáéóâêôi")
