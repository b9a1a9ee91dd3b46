"""What scenes tell, for whoever looks for pictures of it, and which of them have room for one."""

from pathlib import Path

from jarai.images.choose import SceneWords
from jarai.images.names import without_names
from jarai.render.cards.beside import Beside
from jarai.render.cards.card import has_room
from jarai.storyboard.model import CallToAction, Quote, Scene, Storyboard, Title


def roomy(board: Storyboard, assets: Path, beside: Beside) -> list[SceneWords]:
    """The scenes with room beside their text for something like this, and what they tell; none that an edit has decided."""
    about = ". ".join(dict.fromkeys((board.title, board.topic)))
    return [
        SceneWords(each.scene_id, told_in(each), heading_of(each), about)
        for each in board.scenes
        if each.picture is None and not each.illustration and has_room(each, board, assets, beside)
    ]


def told_in(scene: Scene) -> str:
    """What a scene tells, in its own words: its headline, and the sentences that tell facts, else all of them."""
    heads = [str(getattr(scene.element, name, "")) for name in ("headline", "place", "label")]
    told = [each.text for each in scene.narration if each.source_ids] or [each.text for each in scene.narration]
    ended = [head if head[-1] in ".!?…。！？" else f"{head}." for head in heads if head]
    return " ".join((*ended, *told))


def heading_of(scene: Scene) -> str:
    """What it is told under: several scenes may have the same."""
    return str(getattr(scene.element, "heading", ""))


def told_without_names(scene: Scene, told: str, language: str) -> str:
    """The same without names, which say little of what things are; a title's stay: they are what it is about.

    Where to find out more is said in words of ours, which are about nothing.
    """
    if isinstance(scene.element, CallToAction):
        told = scene.element.headline
    return told if isinstance(scene.element, Title) else without_names(told, language)


def is_quoted(scene: Scene) -> bool:
    """Whether a scene says what somebody said, and who; a verse of a poem names its poem only on the card."""
    element = scene.element
    said = " ".join(each.text for each in scene.narration)
    return isinstance(element, Quote) and bool(element.speaker) and element.speaker in said
