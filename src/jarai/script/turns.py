"""A script for two: the presenter opens, asks and quotes, the other tells the facts. A poem or an obituary has no questions.

A question claims nothing and stands in a scene of its own, in which both are seen: most other pictures have room for one.
"""

from collections.abc import Iterable, Iterator, Sequence

from jarai.script.documents import Genre, Script, ScriptSettings
from jarai.script.fit import length_ms
from jarai.script.phrasebook import PhraseBook, book
from jarai.script.reading import read
from jarai.storyboard.model import Bullets, Closing, Dialogue, Quote, Scene, Sentence, Timeline, Title

_LONGEST_REST = 5000
_OF_PRESENTER = (Quote, Closing)


def asking_ms(duration_seconds: int) -> int:
    """What the questions of a talk take of its length, in milliseconds: about nine hundredths."""
    return duration_seconds * 90


def in_turns(script: Script, settings: ScriptSettings, genre: Genre) -> Script:
    """The script with its scenes said by turns, beginning with the presenter, who opens with both in the picture.

    `settings` is what it was written for, without the time of the questions. The facts' words stay as they are.
    """
    first, *rest = script.scenes
    opening = _together(first)
    if genre in {"calm", "nothing"}:
        scenes = [opening, *_by_turns(rest, opening.narration[-1].speaker if opening.narration else 2)]
    else:
        wanted = settings.wanted_ms + asking_ms(settings.duration_seconds)
        scenes = _rested([opening, *_asked(rest, genre, book(settings.language))], wanted, settings)
    return script.model_copy(update={"scenes": tuple(scenes)})


def _together(scene: Scene) -> Scene:
    element = scene.element
    if not isinstance(element, Title):
        return scene
    narration = tuple(
        sentence.model_copy(update={"speaker": 1 + number % 2}) for number, sentence in enumerate(scene.narration)
    )
    return scene.model_copy(update={"element": Dialogue(line=element.headline), "narration": narration})


def _by_turns(scenes: Iterable[Scene], last: int) -> Iterator[Scene]:
    """A scene is one turn."""
    for scene in scenes:
        last = 3 - last if scene.narration else last
        yield _said_by(scene, last)


def _asked(scenes: Sequence[Scene], genre: Genre, words: PhraseBook) -> Iterator[Scene]:
    """Before what the other tells, the presenter's question, or the name of the part that begins."""
    asked = 0
    for number, scene in enumerate(scenes):
        if not scene.narration or isinstance(scene.element, _OF_PRESENTER):
            yield _said_by(scene, 1)
            continue
        kind = _kind_of(scene, genre, words) if number else "first"
        named, told = _parted(scene, led=kind == "again")
        if named is None:
            frames = words.talk[kind]
            named = Sentence(units=read(frames[asked % len(frames)], words.language).units)
            asked += kind == "more"
        line = named.text.strip(".:。：")
        yield Scene(scene_id=f"{scene.scene_id}-asked", narration=(named,), element=Dialogue(line=line))
        yield _said_by(told, 2)


def _parted(scene: Scene, *, led: bool) -> tuple[Sentence | None, Scene]:
    """The sentence that names a heading, which the presenter says, and the scene without it; None where there is none.

    A scene that is `led` by a sentence of ours loses it for the question.
    """
    first, *others = scene.narration
    named = bool(first.source_ids) and all(each.startswith("h") for each in first.source_ids)
    if not others or not (named or (led and not first.source_ids)):
        return None, scene
    element = scene.element
    if isinstance(element, Bullets | Timeline):
        items = [item.model_copy(update={"sentence": max(0, item.sentence - 1)}) for item in element.items]
        element = element.model_copy(update={"items": tuple(items)})
    return first if named else None, scene.model_copy(update={"narration": tuple(others), "element": element})


def _kind_of(scene: Scene, genre: Genre, words: PhraseBook) -> str:
    """Which question leads to a scene."""
    element = scene.element
    if isinstance(element, Bullets) and element.heading == words.headings["glance"]:
        return "again"
    if genre == "steps" and isinstance(element, Timeline):
        return "steps"
    return element.kind if element.kind in words.talk else "more"


def _said_by(scene: Scene, speaker: int) -> Scene:
    told = tuple(sentence.model_copy(update={"speaker": speaker}) for sentence in scene.narration)
    return scene.model_copy(update={"narration": told})


def _rested(scenes: Sequence[Scene], wanted: int, settings: ScriptSettings) -> list[Scene]:
    """The scenes with longer or shorter rests, so that they last as long as is wanted; a question has none."""
    resting = [scene for scene in scenes if not scene.scene_id.endswith("-asked")]
    each = (wanted - length_ms(scenes, settings.language, settings.stretch)) // len(resting)
    return [
        scene.model_copy(update={"rest": min(_LONGEST_REST, max(0, scene.rest + each))}) if scene in resting else scene
        for scene in scenes
    ]
