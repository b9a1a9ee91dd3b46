"""How Japanese figures and what they count sound together: 三百 is sambyaku, 十四日 jūyokka, 六分 roppun.

Source of the rules: NHK's dictionary of pronunciation and accent (NHK 日本語発音アクセント新辞典, 2016), its part on
numbers and counters.
"""

from collections.abc import Sequence
from itertools import pairwise

_SHORT = {"一": "イッ", "六": "ロッ", "八": "ハッ", "十": "ジュッ", "百": "ヒャッ"}
_HALVING = {**dict.fromkeys("カキクケコ", "一六八十百"), **dict.fromkeys("サシスセソタチツテト", "一八十"),
            **dict.fromkeys("ハヒフヘホ", "一六八十百"), **dict.fromkeys("パピプペポ", "一八十")}  # fmt: skip
"""Before which sounds which figures are cut short."""
_TO_P = dict(zip("ハヒフヘホ", "パピプペポ", strict=True))
_TO_B = dict(zip("ハヒフヘホ", "バビブベボ", strict=True))
_AFTER_N = {"百": "ビャク", "千": "ゼン", "本": "ボン", "杯": "バイ", "匹": "ビキ", "階": "ガイ", "軒": "ゲン"}
"""What sounds otherwise after 三 and 何."""
_OTHERWISE = {
    "人": {"四": "ヨ"},
    "時": {"四": "ヨ", "七": "シチ", "九": "ク"},
    "月": {"四": "シ", "七": "シチ", "九": "ク"},
    "年": {"四": "ヨ"},
    "円": {"四": "ヨ"},
}
"""Figures that are called otherwise before a counter that begins so."""
_DAYS = {"二": "フツカ", "三": "ミッカ", "四": "ヨッカ", "五": "イツカ", "六": "ムイカ", "七": "ナノカ", "八": "ヨーカ",
         "九": "ココノカ", "十": "トーカ", "十四": "ジューヨッカ", "二十": "ハツカ", "二十四": "ニジューヨッカ",
         "十七": "ジューシチニチ", "二十七": "ニジューシチニチ", "十九": "ジュークニチ", "二十九": "ニジュークニチ"}  # fmt: skip
_PEOPLE = {"一": "ヒトリ", "二": "フタリ"}
_WHOLE = frozenset("〇一二三四五六七八九十百千万億兆何")


def together(words: Sequence[tuple[str, str]], *, dated: bool = False) -> list[str]:
    """The sounds (katakana) of a run of figures, with the counter after them if there is one.

    `words` are pairs of what is written and how it sounds by itself; `dated` says that a month stands before.
    """
    sounds = [sound for _, sound in words]
    figures = "".join(text for text, _ in words[:-1])
    counter = words[-1][0]
    whole = _whole(figures, counter, dated=dated)
    if whole and len(words) > 1:
        return _shared(whole, len(words))
    for index in range(len(words) - 1):
        sounds[index], sounds[index + 1] = _pair(words[index][0], sounds[index], words[index + 1][0], sounds[index + 1])
    return sounds


def _whole(figures: str, counter: str, *, dated: bool) -> str:
    """A figure and its counter that have one name; empty where they don't."""
    if counter == "人":
        return _PEOPLE.get(figures, "")
    if counter in {"日", "日間"}:
        name = "ツイタチ" if figures == "一" and dated else _DAYS.get(figures, "")
        return name + "カン" if name and counter == "日間" and not name.endswith("ニチ") else name
    return ""


def _shared(kana: str, count: int) -> list[str]:
    """A name's kana in so many parts, none of which begins with a sign that belongs to the one before."""
    edges = [len(kana) * part // count for part in range(count + 1)]
    for index, edge in enumerate(edges[1:-1], 1):
        edges[index] = edge + (kana[edge] in "ャュョ")
    return [kana[start:end] for start, end in pairwise(edges)]


def _pair(figure: str, sound: str, after: str, its: str) -> tuple[str, str]:
    """How a figure and what follows it change each other."""
    if figure not in _WHOLE or (after in _WHOLE and after not in "百千兆"):
        return sound, its
    if figure in "三何" and after[:1] in _AFTER_N:
        return sound, _AFTER_N[after[0]] + its[len(_AFTER_N[after[0]]) :]
    if figure in _OTHERWISE.get(after[:1], {}):
        return _OTHERWISE[after[0]][figure], its
    if figure in "三四何" and after.startswith("分"):
        return sound, _TO_P[its[0]] + its[1:] if its[0] in _TO_P else its
    if figure in _HALVING.get(its[:1], ""):
        return _SHORT[figure], _TO_P.get(its[0], its[0]) + its[1:]
    return sound, its
