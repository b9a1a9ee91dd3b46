"""Fits worded scenes to the project type's length, and their cards' cues to their sentences."""

from collections.abc import Sequence

from jarai.script.documents import ScriptSettings
from jarai.script.fit import length_ms
from jarai.script.timing import PER_SCENE_MS, said_ms
from jarai.storyboard.model import Bullets, Scene, Sentence, Timeline

TOLERANCE = 8
"""Percent of the length that a script may be off."""
_REST, _LONGEST_REST, _ENOUGH = 2500, 5000, 98
"""As in `script/fit.py`: milliseconds, and percent of the length."""


def length_problem(said: Sequence[Sequence[Sentence]], base: Sequence[Scene], settings: ScriptSettings) -> str | None:
    """What is wrong with the length of the whole narration, if anything."""
    wanted, language, stretch = settings.wanted_ms, settings.language, settings.stretch
    spoken = sum(said_ms(each, language, stretch) for each in said) + len(base) * PER_SCENE_MS
    off = (spoken - wanted) * 100 // wanted
    if off > TOLERANCE:
        return f"It takes {spoken // 1000} seconds to say and must take {wanted // 1000}: shorten it by {off} percent."
    told = sum(said_ms(scene.narration, language, stretch) + PER_SCENE_MS for scene in base)
    if spoken * 100 < min(wanted, told) * (100 - 2 * TOLERANCE):  # what the facts can't fill, nobody is asked to fill
        return f"It takes {spoken // 1000} seconds to say and must take {wanted // 1000}: tell more of the facts named."
    return None


def fitted(worded: list[Scene], base: list[Scene], settings: ScriptSettings) -> tuple[Scene, ...]:
    """The worded scenes within their length: what runs over most is told as before, or loses its last sentence.

    Then the time that is left is shared out as rests.
    """
    wanted, language, stretch = settings.wanted_ms, settings.language, settings.stretch
    worded = [scene.model_copy(update={"rest": 0}) for scene in worded]
    while length_ms(worded, language, stretch) * 100 > wanted * (100 + TOLERANCE):
        over = [_said(scene, language) - _said(plain, language) for scene, plain in zip(worded, base, strict=True)]
        at = over.index(max(over))
        if over[at] > 0:
            worded[at] = base[at].model_copy(update={"rest": 0})
            continue
        longest = max(range(len(worded)), key=lambda each: len(worded[each].narration))
        if len(worded[longest].narration) < 2:
            break
        worded[longest] = cued(worded[longest], worded[longest].narration[:-1])
    missing = max(0, wanted - length_ms(worded, language, stretch))
    share = missing // len(worded)
    if share > _REST:  # cards may rest longer where the facts don't fill the time, not to the very end of it
        share = min(_LONGEST_REST, max(_REST, (missing - wanted * (100 - _ENOUGH) // 100) // len(worded)))
    return tuple(scene.model_copy(update={"rest": share}) for scene in worded)


def cued(scene: Scene, said: tuple[Sentence, ...]) -> Scene:
    """The scene with other sentences: what appears with a sentence appears with the first that tells of the same fact."""
    element = scene.element
    if isinstance(element, Bullets | Timeline):
        items = []
        for item in element.items:
            old = scene.narration[item.sentence].source_ids if item.sentence < len(scene.narration) else ()
            new = (at for at, sentence in enumerate(said) if set(sentence.source_ids) & set(old))
            items.append(item.model_copy(update={"sentence": next(new, min(item.sentence, len(said) - 1))}))
        element = element.model_copy(update={"items": tuple(items)})
    return scene.model_copy(update={"narration": said, "element": element})


def _said(scene: Scene, language: str) -> int:
    return said_ms(scene.narration, language)
