"""The best picture for each scene: by meaning where the texts are English, by shared words in every language.

Scores are in thousandths, and every choice says what made it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jarai.images.illustrate import folded
from jarai.images.meaning import embedder
from jarai.images.port import Origin

_WORD = re.compile(r"\w+")
_SHARED, _MOST_SHARED = 60, 180
_SHARED_ALONE, _MOST_SHARED_ALONE = 220, 660
"""A word that scene and picture share; it counts more where meaning can't be compared."""
_CONTEXT = 0.7
"""What a scene tells together with its heading, which others share, counts so much."""
_FOUND = 60
_OWN = {"links": 150, "library": 80}
"""What the facts link to is meant to be shown; what an account keeps is rather shown than a stranger's."""
_BOUND, _BOUND_BY_WORDS, _BOUND_OF_LINKS = 460, 380, 300
"""Measured on tests/images/scenes.json: over the first, 26 of 28 right ones pass, and 9 of 28 made to mislead."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_SMALL = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "was",
        "were",
        "are",
        "has",
        "have",
        "its",
        "into",
        "over",
        "than",
        "more",
        "less",
        "about",
        "after",
        "before",
        "their",
        "they",
        "you",
        "your",
        "our",
        "not",
        "but",
        "who",
        "which",
        "when",
        "what",
        "will",
        "would",
        "can",
        "could",
        "one",
        "two",
        "three",
        "per",
        "all",
        "new",
        "photo",
        "picture",
        "image",
        "file",
        "los",
        "las",
        "del",
        "una",
        "por",
        "con",
        "para",
        "que",
        "est",
        "les",
        "des",
        "une",
        "pour",
        "avec",
        "dans",
        "sur",
        "qui",
        "della",
        "per",
        "con",
        "che",
        "sono",
        "una",
        "uma",
        "dos",
        "das",
        "para",
        "com",
        "não",
        "der",
        "die",
        "das",
        "und",
        "ein",
        "eine",
        "mit",
        "von",
        "ist",
    ]
)


class SceneWords(NamedTuple):
    """A scene with room for a picture: what it tells, and what it is told under."""

    scene_id: str
    told: str
    heading: str


class PictureWords(NamedTuple):
    """A picture that may be shown: what is said of it, and the scenes it was looked for."""

    source_id: str
    origin: Origin
    said: str
    found_for: tuple[str, ...] = ()
    penalty: int = 0


class Chosen(NamedTuple):
    """The picture of a scene."""

    source_id: str
    score: int
    reasons: tuple[str, ...]


def chosen(
    scenes: Sequence[SceneWords], pictures: Sequence[PictureWords], language: str, poor: frozenset[str] = frozenset()
) -> dict[str, Chosen]:
    """The pictures by scene, the best pairs first, each picture once.

    Only a `poor` scene, which would have nothing else, shows one that another scene shows. A scene for which nothing
    scores enough has none.
    """
    if not scenes or not pictures:
        return {}
    scores, reasons = _scores(scenes, pictures, language)
    bound = _BOUND if _is_english(language) else _BOUND_BY_WORDS
    pairs = sorted(np.ndindex(scores.shape), key=lambda at: (-scores[at], at))
    found: dict[str, Chosen] = {}
    for again in (False, True):
        used = {each.source_id for each in found.values()}
        for at in pairs:
            scene, picture = scenes[at[0]], pictures[at[1]]
            least = _BOUND_OF_LINKS if picture.origin == "links" else bound
            free = scene.scene_id not in found and (picture.source_id not in used or (again and scene.scene_id in poor))
            if free and scores[at] >= least:
                told = (*reasons[at], *(("shown before: nothing else fits",) if picture.source_id in used else ()))
                found[scene.scene_id] = Chosen(picture.source_id, int(scores[at]), told)
                used.add(picture.source_id)
    return found


def ranked(scene: SceneWords, pictures: Sequence[PictureWords], language: str) -> list[int]:
    """The pictures' numbers, the best for the scene first."""
    scores, _ = _scores([scene], pictures, language)
    return [int(each) for each in np.argsort(-scores[0], kind="stable")]


def _scores(
    scenes: Sequence[SceneWords], pictures: Sequence[PictureWords], language: str
) -> tuple[NDArray[np.int64], dict[tuple[int, int], tuple[str, ...]]]:
    english = _is_english(language)
    told = [f"{each.heading}. {each.told}" if each.heading else each.told for each in scenes]
    meant = np.zeros((len(scenes), len(pictures)), np.int64)
    if english:
        shown = embedder().vectors([each.said for each in pictures])
        alone = embedder().vectors([each.told for each in scenes]) @ shown.T
        within = embedder().vectors(told) @ shown.T
        meant = np.maximum(np.round(np.maximum(alone, within * _CONTEXT) * 1000), 0).astype(np.int64)
    each_shared, most = (_SHARED, _MOST_SHARED) if english else (_SHARED_ALONE, _MOST_SHARED_ALONE)
    scores, reasons = meant.copy(), {}
    own_words, heading_words = [words_of(each.told) for each in scenes], [words_of(each.heading) for each in scenes]
    picture_words = [words_of(each.said) for each in pictures]
    for at in np.ndindex(scores.shape):
        picture = pictures[at[1]]
        shared = sorted(own_words[at[0]] & picture_words[at[1]])
        around = sorted((heading_words[at[0]] & picture_words[at[1]]).difference(shared))
        why = [f"means {meant[at]}"] if english else []
        scores[at] += min(most, each_shared * len(shared) + each_shared // 2 * len(around))
        why += [f"shares {', '.join((*shared, *around)[:5])}"] if shared or around else []
        if scenes[at[0]].scene_id in picture.found_for:
            scores[at] += _FOUND
            why.append("looked for")
        if own := _OWN.get(picture.origin, 0):
            scores[at] += own
            why.append("linked in the facts" if picture.origin == "links" else "the account's own")
        scores[at] -= picture.penalty
        reasons[at] = tuple(why)
    return scores, reasons


def _is_english(language: str) -> bool:
    return language.lower().partition("-")[0] == "en"


def words_of(text: str) -> set[str]:
    """The words that carry meaning, folded; of Chinese and Japanese every two neighbouring signs."""
    plain = {folded(each) for each in _WORD.findall(text) if not _UNSPACED.search(each)}
    found = {each for each in plain if len(each) > 2 and not each.isdigit() and each not in _SMALL}
    for run in re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]+", text):
        found |= {run[at : at + 2] for at in range(len(run) - 1)}
    return found


def query_of(scene: SceneWords) -> str:
    """A few words to look for: the heading's, then the scene's own, in their order."""
    found: list[str] = []
    for text, most in ((scene.heading, 3), (scene.told, 5)):
        for word in _WORD.findall(text):
            plain = folded(word)
            if len(found) < most and len(plain) > 2 and not plain[:1].isdigit() and plain not in _SMALL:
                found += [word] if folded(word) not in {folded(each) for each in found} else []
    return " ".join(found)[:100]
