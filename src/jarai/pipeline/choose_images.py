"""Step 7: what each scene shows beside its text: the best picture it may, else an illustration by its meaning."""

from pathlib import Path

from jarai.images.choose import Chosen, PictureWords, chosen
from jarai.images.icons import ICONS, MOTIF, icon_named
from jarai.images.illustrate import Illustration, illustrations
from jarai.pipeline.acquire_images import CANDIDATES, Candidate, said_of
from jarai.pipeline.analyse_images import ANALYSES, Analysis
from jarai.pipeline.keep_images import kept, with_what_may_be_kept
from jarai.pipeline.picture_credits import credit_of, on_screen
from jarai.pipeline.scene_words import is_quoted, roomy, told_without_names
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.render.cards.card import A_PHOTOGRAPH, AN_ILLUSTRATION
from jarai.storyboard.choices import Choice, Choices
from jarai.storyboard.model import ImageText, Photograph, Storyboard, WholeImage

_SHARE_ALIKE = 40
"""A picture whose changed copies must be shared alike gives way to one that is as good."""


async def _run(context: StepContext) -> Choices:
    board, found = context.read(SCENES), context.read(CANDIDATES)
    assets = await context.assets(board.brand.assets)
    choices = await context.in_thread(choices_of, board, assets, found.candidates, context.read(ANALYSES).analyses)
    return choices.model_copy(update={"notices": (*found.notices, *choices.notices)})


def choices_of(
    board: Storyboard, assets: Path, candidates: tuple[Candidate, ...], analyses: tuple[Analysis, ...]
) -> Choices:
    """One choice a scene: a picture where one fits and may be shown, else an illustration where there is room."""
    usable = {each.source_id: each for each in analyses if each.usable}
    by_image = {each.asset.sha256: each for each in candidates if each.asset and each.offer.source_id in usable}
    board, notices = with_what_may_be_kept(board, by_image)
    pictures = {each.offer.source_id: each for each in candidates if each.offer.source_id in usable and each.asset}
    drawn = _illustrated(board, assets)
    poor = frozenset(scene_id for scene_id, each in drawn.items() if each.name.startswith(MOTIF))
    words = [
        PictureWords(
            name,
            each.offer.origin,
            said_of(each.offer),
            each.found_for,
            _SHARE_ALIKE if "ShareAlike" in usable[name].flags else 0,
        )
        for name, each in pictures.items()
    ]
    shown = chosen(roomy(board, assets, A_PHOTOGRAPH) if words else [], words, board.language, poor)
    choices = [
        kept(scene, board, assets, by_image)
        if scene.picture or scene.illustration
        else _choice(scene.scene_id, shown.get(scene.scene_id), drawn.get(scene.scene_id), pictures)
        for scene in board.scenes
    ]
    elements = [each.element for each in board.scenes]
    whole = [
        credit_of(by_image[each.image.sha256].offer) for each in elements if isinstance(each, WholeImage | ImageText)
    ]
    icons = [ICONS for each in choices if icon_named(each.illustration)]
    named = dict.fromkeys((*whole, *(each.credit for each in choices if each.credit), *icons))
    return Choices(choices=tuple(choices), credits=tuple(named), notices=notices)


def _illustrated(board: Storyboard, assets: Path) -> dict[str, Illustration]:
    scenes = roomy(board, assets, AN_ILLUSTRATION)
    by_id = {each.scene_id: each for each in board.scenes}
    texts = [told_without_names(by_id[each.scene_id], each.told, board.language) for each in scenes]
    spoken = [at for at, each in enumerate(scenes) if is_quoted(by_id[each.scene_id])]
    found = illustrations(texts, board.language, [each.heading or board.title for each in scenes], spoken)
    return {scene.scene_id: each for scene, each in zip(scenes, found, strict=True)}


def _choice(
    scene_id: str, picture: Chosen | None, drawn: Illustration | None, pictures: dict[str, Candidate]
) -> Choice:
    if picture:
        candidate = pictures[picture.source_id]
        offer, asset = candidate.offer, candidate.asset
        if asset:
            alt = "" if offer.origin == "ai" else offer.alt  # nobody has looked at what a model made
            return Choice(
                scene_id=scene_id,
                source_id=picture.source_id,
                picture=Photograph(image=asset, alt=alt, credit=on_screen(offer)),
                credit=credit_of(offer),
                score=picture.score,
                reasons=picture.reasons,
            )
    if drawn:
        return Choice(scene_id=scene_id, illustration=drawn.name, score=drawn.score, reasons=drawn.reasons)
    return Choice(scene_id=scene_id, reasons=("no room beside the text",))


CHOICES = Step("ImageProducer", Choices, _run, needs=(SCENES, CANDIDATES, ANALYSES))
