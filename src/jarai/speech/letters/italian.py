"""Italian by rules; what its spelling doesn't show, by endings and lists: the stress, open e and o, voiced z.

s between vowels is voiced, as in the north. The signs are those the network was trained with: long stops have a length
mark, other long consonants are written twice, unstressed final i is ɪ.
"""

import re
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
    (rf"(?<=[{_V}])gn(?=[{_V}]$)", "ɲɲ"),
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
    (r"ẑẑ", "ʣː"),
    (r"zz", "ʦː"),
    (r"ẑ|^z", "ʣ"),
    (r"z", "ʦ"),
    (r"ss", "ss"),
    (rf"(?<=[{_V}])s(?=[{_V}])|s(?=[bdglmnrv])", "z"),
    (r"sh", "ʃ"),
    (r"s", "s"),
    (r"h", ""),
    (r"j|y(?=[aeiou])", "j"),
    (r"(?<=^r)i(?=[aou])", "i"),
    (r"i(?=[aeouàèéòóù])", "j"),
    (r"(?<=^[dst])u(?=[aeo]$)|(?<=^[lcf])u(?=i$)", "u"),
    (r"(?<=q)u|u(?=[aeioàèéìòó])|w", "w"),
    (r"(?<=[ae])u", "ʊ"),
    (r"x", "ks"),
    (r"a|à|á", "a"),
    (r"è", "ɛ"),
    (r"[eéêë]", "e"),
    (r"[iìíîïy]", "i"),
    (r"ò", "ɔ"),
    (r"[oóôö]", "o"),
    (r"[uùúûü]", "u"),
    (r"rr", "rɾ"),
    *((rf"{letter}{letter}", f"{letter}ː") for letter in "bdpt"),
    *((letter * 2, letter * 2) for letter in "flmnv"),
    *((letter, letter) for letter in "bdflmnprtv"),
)
_LISTS = sections("italian.txt")
_WEAK, _HALF, _EARLY = frozenset(_LISTS["weak"]), frozenset(_LISTS["half"]), frozenset(_LISTS["early"])
_KNOWN = dict(each.split("=") for each in _LISTS["known"])
_ENDINGS, _HIATUS = _LISTS["endings"], _LISTS["hiatus"]


_VOICED = re.compile(rf"(?:{'|'.join(_LISTS['voiced-z'])})|(?<=\w\w[lmnrtdg])(?<!indir)izz")
_OPEN = tuple(
    (re.compile(pattern), signs)
    for pattern, signs in (
        (r"(?<=j)ˈe(?!tː|ʦː)|ˈe(?=nd[aeoi]|nt[ei]|nʦ|ll[aeoi]$|r[nɾmʦdv]|ʊ|kːo|mp[roj])", "ˈɛ"),
        (r"(?<=w)ˈo(?!nd)|ˈo(?=ɡ[oi]|r[nɾdt]|zo$|za$|tːo$|rjo|rja|ʊ)|(?<=^k)ˈo(?=za)|ˈo(?=t[oae]$)", "ˈɔ"),
        (r"(?<=[aeiouɛɔ])r(?=ˈ)", "ɾ"),
        (r"(?<=[^ˈˌaeiouɛɔ])i$", "ɪ"),
    )
)
"""What depends on the stress. Open vowels by the endings and diphthongs that always have them (Canepari, Il DiPI, 2009)."""


def italian(word: str) -> str:
    """One word, in small letters, as phonemes with its stress."""
    if word in _KNOWN:
        return _KNOWN[word]
    if word.endswith(_HIATUS):
        word = f"{word[:-2]}ì{word[-1]}"
    word = _VOICED.sub(lambda stem: stem[0].replace("z", "ẑ"), word)
    signs = stressed(word, apply(word, _RULES), _stress)
    for pattern, instead in _OPEN:
        signs = pattern.sub(instead, signs)
    return signs.replace("ˈ", "ˌ") if word in _HALF else signs


def _stress(word: str, vowels: Sequence[Sign]) -> int | None:
    stem = word.rpartition("'")[2]
    if word.rstrip("'") in _WEAK or stem in _WEAK:
        return None
    written = next((index for index, vowel in enumerate(vowels) if vowel.letters in "àèéìòóùáíú"), None)
    if written is not None:
        return written
    last = len(vowels) - 1
    early = stem in _EARLY or (len(stem) > 5 and stem.endswith(_ENDINGS))
    if early and last >= 2:
        return last - 2
    ends = last if stem[-1:] not in "aeiou" and len(vowels) > 1 and stem[-1:] not in "nlr" else max(0, last - 1)
    # The u of au and eu is no syllable of its own, so that of paura is the exception: a list.
    return ends - 1 if vowels[ends].signs == "ʊ" and ends and stem not in _LISTS["parted"] else ends
