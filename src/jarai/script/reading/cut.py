"""Where a text without spaces is cut into display units: at words in Chinese, at phrases in Japanese (ICU, UAX 14, 29)."""

from icu4py.breakers import LineBreaker, WordBreaker

from jarai.storyboard.joining import is_wide


def breaks(text: str, tag: str) -> frozenset[int]:
    """The places where a unit may begin: never before a closing mark, after an opening one, or inside Latin and figures.

    Japanese is cut where ICU's phrases end (`東京の`, `人口は`), Chinese where a word and a possible line end meet.
    """
    japanese = tag.startswith("ja")
    lines = _places(LineBreaker(text, "ja-u-lw-phrase" if japanese else tag))
    found = lines if japanese else lines & _places(WordBreaker(text, tag))
    return frozenset(at for at in found if 0 < at < len(text) and (is_wide(text[at - 1]) or is_wide(text[at])))


def _places(parts: LineBreaker | WordBreaker) -> set[int]:
    at = 0
    found = set()
    for part in parts:
        at += len(part)
        found.add(at)
    return found
