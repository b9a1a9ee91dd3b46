"""The best picture for each scene: by meaning where the texts are English, by shared words and motives in every language.

A picture that speaks of somebody, somewhere or some year else than its scene is never taken, nor one that shares only a word
of several meanings, in another. Scores are in thousandths, and every choice says what made it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jarai.images.illustrate import motives
from jarai.images.meaning import Vectors, embedder, hubness
from jarai.images.names import calendar, contradiction, names_in
from jarai.images.port import Origin
from jarai.images.senses import senses
from jarai.images.words import SMALL, WORD, folded, forms_of, stem, words_in, words_of

_LEVEL = 200
"""Added to what meaning gives, which else would be below nothing for most."""
_CONTEXT = 0.2
"""What a scene is told under makes a picture no nearer to it than by this: others are told under the same."""
_SHARED, _MOST_SHARED = 60, 180
_AGREED, _MOST_AGREED = 60, 120
"""A shared word of several meanings, used in the same."""
_SHARED_ALONE, _MOST_SHARED_ALONE = 220, 660
"""A word that scene and picture share; it counts more where meaning can't be compared. In a heading it counts half."""
_MOTIF_ALONE, _OTHER_MOTIF = 220, 120
"""Where meaning can't be compared: what both show, by the words of eight languages; and what only the picture shows."""
_FOREIGN = 120
"""Words of another language can't be shared: there it has to do that several of them name what the scene names."""
_ENOUGH = 2
"""Where so many words are shared, what else a picture shows doesn't speak against it."""
_FOUND = 60
_OWN = {"links": 150, "library": 80}
"""What the facts link to is meant to be shown; what an account keeps is rather shown than a stranger's."""
_BOUND, _BOUND_BY_WORDS, _BOUND_OF_LINKS = 640, 380, 380
"""Measured on half of tests/images/scenes.json, in which every second wrong picture shares a word with its scene."""
_NAMES_ALONE = 100
"""Where a name is all that is shared: a market in Leeds says nothing of a match there."""
_SOMEWHERE = 60
"""A picture of somebody or somewhere by name, in a scene that names nobody and nowhere."""
NEVER = -1000
"""The score of a picture that would mislead."""


class SceneWords(NamedTuple):
    """A scene with room for a picture: what it tells, what it is told under, and what the whole video is about."""

    scene_id: str
    told: str
    heading: str
    about: str = ""


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
    alike = _by_meaning(scenes, pictures) if english else _by_words(scenes, pictures, language)
    scores, reasons = np.zeros((len(scenes), len(pictures)), np.int64), {}
    for at in np.ndindex(scores.shape):
        scene, picture = scenes[at[0]], pictures[at[1]]
        score, why = alike[at]
        said = f"{scene.heading}. {scene.told} | {scene.about}"
        against = contradiction(said, picture.said, language)
        if against and picture.origin != "links":
            score, why = NEVER, [against]
        elif not names_in(said, language) and names_in(picture.said, language):
            score -= _SOMEWHERE
            why.append("names what the scene doesn't")
        if scene.scene_id in picture.found_for:
            score += _FOUND
            why.append("looked for")
        if own := _OWN.get(picture.origin, 0):
            score += own
            why.append("linked in the facts" if picture.origin == "links" else "the account's own")
        scores[at] = score - picture.penalty
        reasons[at] = tuple(why)
    return scores, reasons


def _by_meaning(
    scenes: Sequence[SceneWords], pictures: Sequence[PictureWords]
) -> dict[tuple[int, int], tuple[int, list[str]]]:
    """English: how much nearer picture and scene are to each other than each is to the icons' words (Conneau et al., 2018).

    Shared words add to it; a word in which the two mean different things shuts the picture out.
    """
    shown = embedder().vectors([each.said for each in pictures])
    told = embedder().vectors([each.told for each in scenes])
    full = embedder().vectors([f"{each.heading}. {each.told}" if each.heading else each.told for each in scenes])
    alone, within = (2 * each @ shown.T - hubness(each)[:, None] - hubness(shown)[None, :] for each in (told, full))
    near = np.minimum(within, alone + _CONTEXT)
    found, without = {}, {stem(word) for word in calendar("en")}
    for row, scene in enumerate(scenes):
        own, around = words_of(scene.told, "en") - without, words_of(scene.heading, "en") - without
        for column, picture in enumerate(pictures):
            forms = forms_of(picture.said, "en")
            words = set(forms)
            ways: Vectors = np.stack([told[row], full[row]])
            other, agreed = senses((own | around) & words, ways, shown[column])
            if other:
                found[row, column] = (NEVER, [f"{other} means something else there"])
                continue
            meant = round(float(near[row, column]) * 1000) + _LEVEL
            points, why = _shared(own, around, forms, _SHARED, _MOST_SHARED)
            points += min(_MOST_AGREED, _AGREED * agreed)
            common = (own | around) & words
            if common and common <= _called(scene, "en") | _called(picture, "en") and not _whole(scene, picture, "en"):
                points -= _NAMES_ALONE
            found[row, column] = (meant + points, [f"means {meant}", *why])
    return found


def _by_words(
    scenes: Sequence[SceneWords], pictures: Sequence[PictureWords], language: str
) -> dict[tuple[int, int], tuple[int, list[str]]]:
    """Other languages: shared words, and what both show. A shared name alone is not enough."""
    found, base = {}, language.lower().partition("-")[0]
    without = {stem(word, base) for word in calendar(language)}
    for row, scene in enumerate(scenes):
        own, around = words_of(scene.told, base) - without, words_of(scene.heading, base) - without
        names = _called(scene, language)
        ours = _motives_of(scene, language)
        for column, picture in enumerate(pictures):
            forms = forms_of(picture.said, base)
            words = set(forms)
            here, english = motives(picture.said, language), motives(picture.said, "en")
            theirs = {**english, **here}
            points, why = _shared(own, around, forms, _SHARED_ALONE, _MOST_SHARED_ALONE)
            both = sorted(ours.keys() & theirs.keys())
            more = [name for name in both if not ours[name] & theirs[name]]
            others = (here if ours.keys() & here.keys() else english).keys() - ours.keys()
            points += _MOTIF_ALONE * len(more) - _OTHER_MOTIF * len(others) * (len(words & (own | around)) < _ENOUGH)
            if not words & (own | around) and any(len(theirs[name]) >= _ENOUGH for name in more):
                points += _FOREIGN
            why += [f"shows {', '.join(both)}"] if both else []
            common = (own | around) & words
            borne = more or any(len(theirs[name] - common) for name in both)
            if (
                not borne
                and not _whole(scene, picture, language)
                and len(common - names) < _ENOUGH - bool(common & names)
            ):
                points = min(points, 0)
            found[row, column] = (points, why)
    return found


def _called(of: SceneWords | PictureWords, language: str) -> set[str]:
    """The stems of the names in a scene or in what is said of a picture."""
    text = f"{of.heading}. {of.told}" if isinstance(of, SceneWords) else of.said
    base = language.lower().partition("-")[0]
    return {part for name in names_in(text, language) for word in name for part in words_of(word, base)}


def _whole(scene: SceneWords, picture: PictureWords, language: str) -> bool:
    """Whether the picture has a name of several words that the scene has: mostly it shows whom the scene speaks of."""
    words = set(words_in(picture.said))
    return any(len(name) > 1 and words >= set(name) for name in names_in(f"{scene.heading}. {scene.told}", language))


def _motives_of(scene: SceneWords, language: str) -> dict[str, set[str]]:
    found = motives(scene.told, language)
    for name, words in motives(scene.heading, language).items():
        found[name] = found.get(name, set()) | words
    return found


def _shared(own: set[str], around: set[str], forms: dict[str, str], each: int, most: int) -> tuple[int, list[str]]:
    """Points for the words that scene or heading and picture share, and which they are."""
    shared, beside = sorted(own & forms.keys()), sorted(around & forms.keys())
    points = min(most, each * len(shared) + each // 2 * len(beside))
    named = [forms[stem] for stem in dict.fromkeys((*shared, *beside))]
    return points, [f"shares {', '.join(named[:5])}"] if named else []


def _is_english(language: str) -> bool:
    return language.lower().partition("-")[0] == "en"


def query_of(scene: SceneWords) -> str:
    """A few words to look for: the heading's, then the scene's own, in their order."""
    found: list[str] = []
    for text, most in ((scene.heading or scene.about, 3), (scene.told, 5)):
        for word in WORD.findall(text):
            plain = folded(word)
            if len(found) < most and len(plain) > 2 and not plain[:1].isdigit() and plain not in SMALL:
                found += [word] if folded(word) not in {folded(each) for each in found} else []
    return " ".join(found)[:100]
