"""Step 7: what each scene shows beside its text: the best picture it may, else an illustration by its meaning."""

from pathlib import Path

from jarai.images.icons import ICONS, icon_named
from jarai.images.illustrate import illustrations
from jarai.pipeline.analyse_images import ANALYSES
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.render.cards.card import has_room
from jarai.storyboard.choices import Choice, Choices
from jarai.storyboard.credit import Credit
from jarai.storyboard.model import Scene, Storyboard


async def _run(context: StepContext) -> Choices:
    board = context.read(SCENES)
    assets = await context.assets(board.brand.assets)
    return await context.in_thread(choices_of, board, assets)


def choices_of(board: Storyboard, assets: Path) -> Choices:
    """An illustration for each scene with room for one."""
    roomy = [scene for scene in board.scenes if has_room(scene, board, assets)]
    texts = [told_in(scene) for scene in roomy]
    contexts = [heading_of(scene) or board.title for scene in roomy]
    drawn = {
        scene.scene_id: found
        for scene, found in zip(roomy, illustrations(texts, board.language, contexts), strict=True)
    }
    choices = []
    for scene in board.scenes:
        found = drawn.get(scene.scene_id)
        if found is None:
            choices.append(Choice(scene_id=scene.scene_id, reasons=("no room beside the text",)))
        else:
            choices.append(
                Choice(scene_id=scene.scene_id, illustration=found.name, score=found.score, reasons=found.reasons)
            )
    return Choices(choices=tuple(choices), credits=credits_of(choices))


def credits_of(choices: list[Choice]) -> tuple[Credit, ...]:
    """Of the photographs, each once, and of the icons where one is shown."""
    named = [each.credit for each in choices if each.credit]
    icons = [ICONS for each in choices if icon_named(each.illustration) and not each.picture]
    return tuple(dict.fromkeys((*named, *icons)))


def told_in(scene: Scene) -> str:
    """What a scene tells, in its own words: its headline, and the sentences that tell facts, else all of them."""
    heads = [str(getattr(scene.element, name, "")) for name in ("headline", "place", "label")]
    told = [each.text for each in scene.narration if each.source_ids] or [each.text for each in scene.narration]
    return " ".join(text for text in (*heads, *told) if text)


def heading_of(scene: Scene) -> str:
    """What it is told under: several scenes may have the same."""
    return str(getattr(scene.element, "heading", ""))


CHOICES = Step("ImageProducer", Choices, _run, needs=(SCENES, ANALYSES))
