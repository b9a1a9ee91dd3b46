"""Japanese: readings by MeCab and its dictionary, kana by a table, words parted by spaces.

The signs are those the network was trained with: Hepburn's distinctions in IPA, っ as a glottal stop, ん as the nasal
that the next sound asks for.
"""

import re
from functools import cache
from typing import Any, NamedTuple

import fugashi
import ipadic

from jarai.speech.letters.counting import together
from jarai.speech.letters.words import in_alphabet, latin
from jarai.speech.phonemes import Word
from jarai.speech.reading import Reading

_ROWS = {
    "アイウエオ": ("", "a i ɯ e o"),
    "カキクケコ": ("k", "a ʲi ɯ e o"),
    "ガギグゲゴ": ("ɡ", "a ʲi ɯ e o"),
    "サシスセソ": ("", "sa ɕi sɨ se so"),
    "ザジズゼゾ": ("", "ʣa ʥi zɨ ʣe ʣo"),
    "タチツテト": ("", "ta ʨi ʦɨ te to"),
    "ダヂヅデド": ("", "da ʥi zɨ de do"),
    "ナニヌネノ": ("", "na ɲi nɯ ne no"),
    "ハヒフヘホ": ("", "ha çi ɸɯ he ho"),
    "バビブベボ": ("b", "a ʲi ɯ e o"),
    "パピプペポ": ("p", "a ʲi ɯ e o"),
    "マミムメモ": ("m", "a ʲi ɯ e o"),
    "ラリルレロ": ("ɾ", "a ʲi ɯ e o"),
    "ヤユヨワヲ": ("", "ja jɯ jo βa o"),
    "ヰヱヴヵヶ": ("", "i e vɯ ka ke"),
}
_KANA = {
    kana: head + tail
    for row, (head, tails) in _ROWS.items()
    for kana, tail in zip(row, tails.split(), strict=True)
}  # fmt: skip
_SMALL = {"ャ": "a", "ュ": "ɨ", "ョ": "o", "ァ": "a", "ィ": "i", "ゥ": "ɯ", "ェ": "e", "ォ": "o"}
_SOFT = {"シ": "ɕ", "ジ": "ʥ", "チ": "ʨ", "ヂ": "ʥ", "ニ": "ɲ", "ヒ": "ç"}
_HARD = {
    "ツ": "ʦ",
    "フ": "ɸ",
    "テ": "t",
    "デ": "d",
    "ト": "t",
    "ド": "d",
    "ウ": "β",
    "ヴ": "v",
    "イ": "j",
    "ク": "kᵝ",
    "グ": "ɡᵝ",
}
_RUN = re.compile(
    r"(?P<latin>[A-Za-zÀ-ɏ]+(?:['-][A-Za-zÀ-ɏ]+)*)|(?P<mark>[^\w\s])|(?P<rest>[^A-Za-zÀ-ɏ\s.,;:!?—…()\"“”'-]+)"
)
_READING = 8
"""Where the dictionary has how a word sounds; words it doesn't know have no such field."""
_KANA_ONLY = re.compile("[\u3041-\u30ff]+")
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_LONG_E = re.compile("(?<=[エケゲセゼテデネヘベペメレェ])イ")
_HAS_KANA = re.compile("[ぁ-ヿ]")
_NEXT_NASAL = (("mpb", "m"), ("kɡ", "ŋ"), ("ɲʨʥ", "ɲ"), ("ntdɾz", "n"))


def japanese(reading: Reading) -> list[Word]:
    """The reading's words; those in Latin letters are read as English."""
    said: list[Word] = []
    for match in _RUN.finditer(reading.text):
        at = match.start()
        if match["latin"]:
            said += latin(match[0], reading.owners[at])
        elif match["rest"]:
            said += _native(match[0], reading.owners[at : match.end()])
        else:
            said.append(Word(match[0], reading.owners[at], in_alphabet(match[0]), spaced=True))
    return said


def _native(text: str, owners: tuple[int, ...]) -> list[Word]:
    said: list[Word] = []
    at = 0
    parts = spoken(text)
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        at = text.index(part.text, at)
        apart = after is None or not after.joins
        shares = _shared(in_alphabet(signs_of(part.kana)), owners[at : at + len(part.text)])
        said += [Word(part.text, owner, signs, spaced=False, guessed=part.guessed) for owner, signs in shares[:-1]]
        said += [
            Word(part.text, owner, signs, spaced=apart and signs[-1:] != "ʔ", guessed=part.guessed)
            for owner, signs in shares[-1:]
        ]
        at += len(part.text)
    return said


class Spoken(NamedTuple):
    """A word of the dictionary as written and as it sounds, in katakana.

    `joins` says that it is spoken in one with the word before, `guessed` that the dictionary doesn't have it.
    """

    text: str
    kana: str
    joins: bool
    guessed: bool


def spoken(text: str) -> list[Spoken]:
    """Japanese without Latin letters as words that sound; characters the dictionary doesn't know keep their kana."""
    nodes = list(_tagger()(text))
    kana = [_sound(node) for node in nodes]
    first = 0
    while first < len(nodes):
        end = first
        while end < len(nodes) and _is(nodes[end], "名詞", "数"):
            end += 1
        if end > first:
            counter = end < len(nodes) and _is(nodes[end], "名詞", "接尾")
            run = range(first, end + counter)
            dated = first > 0 and str(nodes[first - 1].surface).endswith("月")
            kana[first : run.stop] = together([(str(nodes[at].surface), kana[at]) for at in run], dated=dated)
        first = max(end, first + 1)
    before = [None, *nodes[:-1]]
    return [
        Spoken(str(node.surface), sound, _joins(previous, node), _is_unread(node))
        for previous, node, sound in zip(before, nodes, kana, strict=True)
    ]


def _joins(before: Any, node: Any) -> bool:
    """Whether a word is spoken in one with the word before it, as endings, counters and figures are."""
    if before is None:
        return False
    if _is(before, "接頭詞") or _is(node, "名詞", "接尾") or _is(node, "動詞", "接尾"):
        return True
    if _is(node, "助動詞"):
        return any(_is(before, kind) for kind in ("動詞", "形容詞", "助動詞"))
    if _is(node, "助詞", "接続助詞"):
        return node.surface in {"て", "で", "ば"}
    return _is(node, "名詞", "数") and _is(before, "名詞", "数") and before.surface not in {"万", "億", "兆"}


def _is_unread(node: Any) -> bool:
    return len(node.feature) <= _READING and not _KANA_ONLY.fullmatch(str(node.surface))


def _is(node: Any, *kinds: str) -> bool:
    return tuple(node.feature[: len(kinds)]) == kinds


def _shared(signs: str, owners: tuple[int, ...]) -> list[tuple[int, str]]:
    """The word's signs by unit: where a word of the dictionary spans units, each has its share by its length."""
    units = list(dict.fromkeys(owners))
    edges = [0]
    for unit in units:
        edges.append(edges[-1] + owners.count(unit))
    cuts = [len(signs) * edge // len(owners) for edge in edges]
    return [(unit, signs[cuts[index] : cuts[index + 1]]) for index, unit in enumerate(units)]


def _sound(node: Any) -> str:
    """The word by itself as it sounds, in katakana."""
    surface = str(node.surface)
    known = str(node.feature[_READING] if len(node.feature) > _READING else surface).translate(_TO_KATAKANA)
    # The dictionary has ei for what is spoken as a long e in words from Chinese; it has ō.
    return _LONG_E.sub("ー", known) if _is(node, "名詞") and not _HAS_KANA.search(surface) else known


def signs_of(kana: str) -> str:
    """Katakana as signs; anything else is silent."""
    out = ""
    for index, sign in enumerate(kana):
        after = kana[index + 1 : index + 2]
        if sign == "ー":
            out += "ː"
        elif sign == "ッ":
            out += "ʔ"
        elif sign == "ン":
            following = _KANA.get(after, "")[:1]
            out += next((nasal for heads, nasal in _NEXT_NASAL if following and following in heads), "ɴ")
        elif sign in _SMALL:
            before = kana[index - 1 : index] if index else ""
            out += _SMALL[sign] if before in _KANA else _KANA.get(sign, _SMALL[sign])
        elif after in _SMALL:
            out += _before_small(sign, after)
        else:
            out += _KANA.get(sign, "")
    return out


def _before_small(sign: str, small: str) -> str:
    """The consonant of a kana whose vowel is the small one after it."""
    if sign in _SOFT:
        return _SOFT[sign]
    if sign in _HARD:
        soft = "ʲ" if small in "ィュ" and sign in "ツテデフヴ" else ""
        return _HARD[sign] + soft
    consonant = _KANA.get(sign, "").rstrip("aiɯɨeo")
    return consonant if small not in "ャュョ" or consonant.endswith("ʲ") else consonant + "ʲ"


@cache
def _tagger() -> Any:
    return fugashi.GenericTagger(ipadic.MECAB_ARGS)
