"""Italian by rules, its stress by endings and a list: the one thing its spelling doesn't show.

Open and closed e and o are not told apart, and s between vowels is voiced, as in the north.
"""

from collections.abc import Sequence

from jarai.speech.letters.rules import Sign, apply, rules, sections, stressed

_V = "aeiouàèéìòóù"
_RULES = rules(
    (r"sc(?=[eièéì])i(?=[aouàòóù])|sci(?=[aouàòóù])", "ʃ"),
    (rf"(?<=[{_V}])sc(?=[eièéì])", "ʃː"),
    (r"sc(?=[eièéì])", "ʃ"),
    (r"gli(?=[aeouàèéòóù])", "ʎ"),
    (rf"(?<=[{_V}])gl(?=i)", "ʎ"),
    (r"gl(?=i$)", "ʎ"),
    (rf"(?<=[{_V}])gn", "ɲː"),
    (r"gn", "ɲ"),
    (r"cchi(?=[aeouàèéòóù])", "kːj"),
    (r"cch", "kː"),
    (r"cci(?=[aouàòóù])", "ʧː"),
    (r"cc(?=[eièéì])", "ʧː"),
    (r"cc|cq(?=u)", "kː"),
    (r"ggi(?=[aouàòóù])", "ʤː"),
    (r"gg(?=[eièéì])", "ʤː"),
    (r"ggh", "ɡː"),
    (r"gg", "ɡː"),
    (r"ch", "k"),
    (r"gh", "ɡ"),
    (r"ci(?=[aouàòóù])", "ʧ"),
    (r"c(?=[eièéì])", "ʧ"),
    (r"gi(?=[aouàòóù])", "ʤ"),
    (r"g(?=[eièéì])", "ʤ"),
    (r"g", "ɡ"),
    (r"[ckq]", "k"),
    (r"zz", "ʦː"),
    (r"^z", "ʣ"),
    (r"z", "ʦ"),
    (r"ss", "sː"),
    (rf"(?<=[{_V}])s(?=[{_V}])|s(?=[bdglmnrv])", "z"),
    (r"sh", "ʃ"),
    (r"s", "s"),
    (r"h", ""),
    (r"j|y(?=[aeiou])", "j"),
    (r"i(?=[aeouàèéòóù])", "j"),
    (r"(?<=q)u|u(?=[aeioàèéìòó])|w", "w"),
    (r"n(?=[ckgq](?![eièéì]))", "ŋ"),
    (r"x", "ks"),
    (r"a|à|á", "a"),
    (r"è", "ɛ"),
    (r"[eéêë]", "e"),
    (r"[iìíîïy]", "i"),
    (r"ò", "ɔ"),
    (r"[oóôö]", "o"),
    (r"[uùúûü]", "u"),
    *((rf"{letter}{letter}", f"{letter}ː") for letter in "bdflmnprtv"),
    *((letter, letter) for letter in "bdflmnprtv"),
)
_LISTS = sections("italian.txt")
_WEAK, _EARLY = frozenset(_LISTS["weak"]), frozenset(_LISTS["early"])
_ENDINGS, _HIATUS = _LISTS["endings"], _LISTS["hiatus"]


def italian(word: str) -> str:
    """One word, in small letters, as phonemes with its stress."""
    if word.endswith(_HIATUS):
        word = f"{word[:-2]}ì{word[-1]}"
    return stressed(word, apply(word, _RULES), _stress)


def _stress(word: str, vowels: Sequence[Sign]) -> int | None:
    stem = word.rpartition("'")[2]
    if stem in _WEAK:
        return None
    written = next((index for index, vowel in enumerate(vowels) if vowel.letters in "àèéìòóùáíú"), None)
    if written is not None:
        return written
    last = len(vowels) - 1
    early = stem in _EARLY or (len(stem) > 5 and stem.endswith(_ENDINGS))
    if early and last >= 2:
        return last - 2
    return last if stem[-1:] not in "aeiou" and len(vowels) > 1 and stem[-1:] not in "nlr" else max(0, last - 1)
