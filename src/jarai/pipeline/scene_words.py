"""What scenes tell, for whoever looks for pictures of it, and which of them have room for one."""

from pathlib import Path

from jarai.images.choose import SceneWords
from jarai.render.cards.beside import Beside
from jarai.render.cards.card import has_room
from jarai.storyboard.model import Scene, Storyboard


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
    return " ".join(text for text in (*heads, *told) if text)


def heading_of(scene: Scene) -> str:
    """What it is told under: several scenes may have the same."""
    return str(getattr(scene.element, "heading", ""))
