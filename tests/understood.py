"""How much of a text a listener understood, counted twice: by the letters and by the sound.

By the letters, a word is wrong that is not written as it was. By the sound, both texts are pronounced by the studio's
own rules first, and a word is wrong if one of its sounds was not heard: *l'azienda* written *la zienda* is right, *regina*
written *regia* is not. In Chinese and Japanese it is characters and, by the sound, syllables with their tones and kana.
Both texts go through the studio's reader, so figures are the same words however they are written.
"""

import re
import unicodedata
from typing import NamedTuple

import jiwer
from pypinyin import Style, lazy_pinyin

from jarai.script.reading import read as read_script
from jarai.speech.letters.japanese import spoken
from jarai.speech.letters.words import pronounce
from jarai.speech.reading import read

EASTERN = frozenset({"zh", "ja"})
_STRESS = str.maketrans("", "", "ˈˌ ")
_TIME = re.compile(r"(?<![\d.,])(\d{1,2})[.,]([0-5]\d)(?![\d.,])")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,])")
_TRADITIONAL = str.maketrans(
    "萬將個區員農簽請願書們說廠開熱從風減醫戶節約電來問題過這時會對為後與國業東車電動長間關產發現點實應機學習種數據選",
    "万将个区员农签请愿书们说厂开热从风减医户节约电来问题过这时会对为后与国业东车电动长间关产发现点实应机学习种数据选",
)


class Share(NamedTuple):
    """What was wrong, of how much."""

    wrong: int
    of: int

    def __add__(self, other: "Share") -> "Share":  # type: ignore[override]
        return Share(self.wrong + other.wrong, self.of + other.of)

    @property
    def error(self) -> float:
        """The error, 0 for none."""
        return self.wrong / self.of if self.of else 0.0


def bare(text: str, language: str) -> str:
    """The words as they are read aloud, in small letters without punctuation; characters without spaces."""
    if language == "zh-CN":
        text = text.translate(_TRADITIONAL)
    said = " ".join(unit.said for unit in read_script(text, language).units)
    said = re.sub(r"[^\w\s]", " ", unicodedata.normalize("NFKC", said).lower())
    return "".join(said.split()) if language[:2] in EASTERN else " ".join(said.split())


def by_letters(wanted: str, got: str, language: str) -> Share:
    """Words that are not written as they were, in Chinese and Japanese characters."""
    return min(_by_letters(wanted, each, language) for each in _readings(got))


def by_sound(wanted: str, got: str, language: str) -> Share:
    """Words of which a sound was not heard; in Chinese syllables, in Japanese kana."""
    return min(_by_sound(wanted, each, language) for each in _readings(got))


def _readings(got: str) -> tuple[str, ...]:
    """What was heard, and the same with `7.45` as a time of day and `41,250` as thousands: the recogniser writes them so."""
    return got, _TIME.sub(r"\1:\2", got), _GROUPED.sub(lambda found: found[0].replace(",", ""), got)


def _by_letters(wanted: str, got: str, language: str) -> Share:
    wanted, got = bare(wanted, language), bare(got, language)
    if language[:2] in EASTERN:
        return _counted(jiwer.process_characters(wanted, got or " "))
    return _counted(jiwer.process_words(wanted, got or " "))


def _by_sound(wanted: str, got: str, language: str) -> Share:
    if language == "ja-JP":
        one, two = ("".join(word.kana for word in spoken(bare(text, language))) for text in (wanted, got))
        return _counted(jiwer.process_characters(one, two or " "))
    if language == "zh-CN":
        one, two = (" ".join(lazy_pinyin(bare(text, language), style=Style.TONE3)) for text in (wanted, got))
        return _counted(jiwer.process_words(one, two or " "))
    return _words_by_sound(sounds(wanted, language), "".join(sounds(got, language)))


def sounds(text: str, language: str) -> list[str]:
    """The sounds of each word, without stress."""
    words = pronounce(read(read_script(text, language).units, language), language)
    return [word.signs.translate(_STRESS) for word in words if any(sign.isalpha() for sign in word.signs)]


def away(wanted: str, heard: str) -> float:
    """What share of the sounds `wanted` is wrong in that part of `heard` that is nearest to it."""
    last = [0] * (len(heard) + 1)
    for row, sign in enumerate(wanted, 1):
        now = [row]
        for column, other in enumerate(heard, 1):
            now.append(min(last[column - 1] + (sign != other), last[column] + 1, now[column - 1] + 1))
        last = now
    return min(last) / len(wanted)


def _words_by_sound(words: list[str], heard: str) -> Share:
    edges = [0]
    for word in words:
        edges.append(edges[-1] + len(word))
    wrong: set[int] = set()
    added = 0
    for chunk in jiwer.process_characters("".join(words) or " ", heard or " ").alignments[0]:
        start, end = chunk.ref_start_idx, chunk.ref_end_idx
        if chunk.type == "insert" and start in edges:
            added += 1
        elif chunk.type != "equal":
            wrong |= {at for at in range(len(words)) if edges[at] < max(end, start + 1) and start < edges[at + 1]}
    return Share(len(wrong) + added, len(words))


def _counted(found: "jiwer.CharacterOutput | jiwer.WordOutput") -> Share:
    return Share(
        found.substitutions + found.deletions + found.insertions, found.substitutions + found.deletions + found.hits
    )
