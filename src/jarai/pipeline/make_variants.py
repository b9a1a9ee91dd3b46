"""Step 11: what each platform gets. The watch page takes both videos as they are."""

from jarai.base.model import Wire
from jarai.pipeline.compose_video import COMPOSITION
from jarai.pipeline.step import Step, StepContext
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
    made = context.read(COMPOSITION)
    if made.described is None:
        return Variants(variants=(Variant(platform=WATCH_PAGE, role="audio", file=made.video),))
    return Variants(
        variants=(
            Variant(platform=WATCH_PAGE, role="video", file=made.video),
            Variant(platform=WATCH_PAGE, role="video-described", file=made.described),
        )
    )


VARIANTS = Step("PlatformVariantProducer", Variants, _run, needs=(COMPOSITION,))
