"""Mandarin: words by a dictionary, their sounds by pinyin, tone signs after each syllable.

Source of the phonemes: the table of Wikipedia, "Help:IPA/Mandarin", in the alphabet the network was trained with.
"""

import re

import rjieba
from pypinyin import Style, lazy_pinyin

from jarai.speech.letters.words import in_alphabet, latin
from jarai.speech.phonemes import Word
from jarai.speech.reading import Reading

_INITIALS = {
    "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l", "g": "k", "k": "kʰ", "h": "x",
    "j": "ʨ", "q": "ʨʰ", "x": "ɕ", "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s",
}  # fmt: skip
_FINALS = {
    "a": "a", "o": "wo", "e": "ɤ", "ê": "ɛ", "ai": "ai", "ei": "ei", "ao": "au", "ou": "ou", "an": "an", "en": "ən",
    "ang": "aŋ", "eng": "əŋ", "ong": "ʊŋ", "er": "ɚ", "i": "i", "ia": "ja", "ie": "je", "iao": "jau", "iu": "jou",
    "ian": "jɛn", "in": "in", "iang": "jaŋ", "ing": "iŋ", "iong": "jʊŋ", "io": "jo", "u": "u", "ua": "wa", "uo": "wo",
    "uai": "wai", "ui": "wei", "uan": "wan", "un": "wən", "uang": "waŋ", "ueng": "wəŋ", "v": "y", "ve": "ɥe",
    "van": "ɥɛn", "vn": "yn", "ue": "ɥe",
}  # fmt: skip
_TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}
_WHOLE = {"yu": "v", "yue": "ve", "yuan": "van", "yun": "vn", "yi": "i", "yin": "in", "ying": "ing", "wu": "u", "you": "iu",
          "wei": "ui", "wen": "un", "weng": "ueng"}  # fmt: skip
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*?)([1-5])")
_RUN = re.compile(r"(?P<mark>[^\w\s])|(?P<latin>[A-Za-zÀ-ɏ]+(?:['-][A-Za-zÀ-ɏ]+)*)|(?P<han>[^\W\d_A-Za-zÀ-ɏ]+)")


def chinese(reading: Reading) -> list[Word]:
    """The reading's words; those in Latin letters are read as English."""
    said: list[Word] = []
    for match in _RUN.finditer(reading.text):
        at = match.start()
        if match["mark"]:
            said.append(Word(match[0], reading.owners[at], in_alphabet(match[0]), spaced=True))
        elif match["latin"]:
            said += latin(match[0], reading.owners[at])
        else:
            said += _han(match[0], reading.owners[at : match.end()])
    return said


def _han(text: str, owners: tuple[int, ...]) -> list[Word]:
    """Words of characters, each syllable a `Word` of its own so that it knows its unit; a space ends a word."""
    said: list[Word] = []
    at = 0
    for word in rjieba.cut(text):
        syllables = lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True)
        if len(syllables) != len(word):
            syllables = [lazy_pinyin(sign, style=Style.TONE3, neutral_tone_with_five=True)[0] for sign in word]
        for index, (sign, syllable) in enumerate(zip(word, syllables, strict=True)):
            last = index == len(word) - 1
            signs = in_alphabet(signs_of(syllable))
            said.append(Word(sign, owners[at + index], signs, spaced=last, guessed=not signs))
        at += len(word)
    return said


def signs_of(syllable: str) -> str:
    """A syllable of pinyin with its tone's number, such as `zhong1`, as signs; empty for what is none."""
    match = _SYLLABLE.fullmatch(syllable.replace("ü", "v"))
    if match is None:
        return ""
    initial, final, tone = match.groups()
    if initial in {"y", "w"}:
        whole = initial + final
        initial, final = "", _WHOLE.get(whole, ("i" if initial == "y" else "u") + final)
    elif initial in {"j", "q", "x"} and final.startswith("u"):
        final = "v" + final[1:]
    if final == "i" and initial in {"zh", "ch", "sh", "r", "z", "c", "s"}:
        vowel = "ɨ"
    elif final == "o" and initial in {"", "y"}:
        vowel = "ɔ"
    else:
        vowel = _FINALS.get(final, "")
    end = len(vowel) - 1 if vowel.endswith(("n", "ŋ")) else len(vowel)  # the tone stands behind the vowel
    return _INITIALS.get(initial, "") + vowel[:end] + _TONES[tone] + vowel[end:]
