"""Step 11: what each platform gets. The watch page takes the programme as it is, and a second one with described sound."""

from jarai.base.model import Wire
from jarai.pipeline.compose_video import COMPOSITION, join
from jarai.pipeline.mix_sound import SOUNDTRACK
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.platforms.port import WATCH_PAGE
from jarai.storage.port import StoredFile


class Variant(Wire):
    """One platform's file."""

    platform: str
    role: str
    file: StoredFile


class Variants(Wire):
    """All of them."""

    variants: tuple[Variant, ...]

    def file(self, role: str) -> StoredFile:
        """The watch page's file for a role: `video` or `video-described`; without pictures `audio`."""
        return next(each.file for each in self.variants if each.role == role)


async def _run(context: StepContext) -> Variants:
    composition, board = context.read(COMPOSITION), context.read(SCENES)
    if not composition.segments:
        return Variants(variants=(Variant(platform=WATCH_PAGE, role="audio", file=composition.video),))
    target = context.workspace / "described.mp4"
    segments = [await context.local(key) for key in composition.segments]
    sound = await context.local(context.read(SOUNDTRACK).described)
    await context.in_child(join, segments, sound, target, board.language, board.title, True)
    described = await context.keep(context.work_key("video", f"{context.input_sha256}.mp4"), target, "video/mp4")
    return Variants(
        variants=(
            Variant(platform=WATCH_PAGE, role="video", file=composition.video),
            Variant(platform=WATCH_PAGE, role="video-described", file=described),
        )
    )


VARIANTS = Step(
    "PlatformVariantProducer", Variants, _run, needs=(SCENES, SOUNDTRACK, COMPOSITION), queue="render", patience=120
)
