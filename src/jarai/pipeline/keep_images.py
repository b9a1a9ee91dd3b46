"""Pictures and illustrations that an edit wants kept: where they may still be shown, and where there is room."""

from pathlib import Path

from jarai.base.errors import NeverWorks
from jarai.images.icons import NOTHING
from jarai.pipeline.acquire_images import Candidate
from jarai.pipeline.picture_credits import credit_of
from jarai.render.cards.beside import Beside
from jarai.render.cards.card import has_room
from jarai.storyboard.choices import Choice
from jarai.storyboard.model import ImageText, Scene, Storyboard, WholeImage


def with_what_may_be_kept(board: Storyboard, by_image: dict[str, Candidate]) -> tuple[Storyboard, tuple[str, ...]]:
    """The storyboard without pictures that may not be shown any more, and what to tell of them.

    `by_image` are the candidates that may, by the SHA-256 of their picture. Raises NeverWorks where one that may not is
    all a scene shows.
    """
    scenes: list[Scene] = []
    notices: list[str] = []
    for scene in board.scenes:
        if isinstance(scene.element, WholeImage | ImageText) and scene.element.image.sha256 not in by_image:
            raise NeverWorks(
                "PICTURE_GONE",
                f"Scene {scene.scene_id} shows a picture that may not be shown any more: edit the scene.",
            )
        if scene.picture and scene.picture.image.sha256 not in by_image:
            notices.append(f"The picture of scene {scene.scene_id} may not be shown any more; another was chosen.")
            scenes.append(scene.model_copy(update={"picture": None}))
        else:
            scenes.append(scene)
    return board.model_copy(update={"scenes": tuple(scenes)}), tuple(notices)


def kept(scene: Scene, board: Storyboard, assets: Path, by_image: dict[str, Candidate]) -> Choice:
    """What an edit wants beside a scene, where there is room."""
    wanted = Beside(scene.picture, scene.illustration)
    if not scene.picture and scene.illustration == NOTHING:
        return Choice(scene_id=scene.scene_id, illustration=NOTHING, reasons=("an edit wants nothing here",))
    if not has_room(scene, board, assets, wanted):
        return Choice(scene_id=scene.scene_id, reasons=("no room beside the text",))
    if scene.picture is None:
        return Choice(scene_id=scene.scene_id, illustration=scene.illustration, reasons=("an edit wants it",))
    candidate = by_image[scene.picture.image.sha256]
    return Choice(
        scene_id=scene.scene_id,
        source_id=candidate.offer.source_id,
        picture=scene.picture,
        credit=credit_of(candidate.offer),
        reasons=("an edit wants it",),
    )
