"""Step 6: which candidates may be shown: by licence, by what is measured on them, and by who looks at them."""

from pathlib import Path

from jarai.base.model import Wire
from jarai.images.measure import Measured, alike, measured
from jarai.images.rights import FORBIDDING, Flag, licence_flags, picture_flags
from jarai.pipeline.acquire_images import CANDIDATES
from jarai.pipeline.step import Step, StepContext


class Analysis(Wire):
    """One candidate's verdict: whether it may be shown, its flags, and what was measured and said."""

    source_id: str
    usable: bool
    flags: tuple[Flag, ...]
    measured: Measured | None = None
    details: tuple[str, ...] = ()


class Analyses(Wire):
    """All verdicts, in the order of the candidates."""

    analyses: tuple[Analysis, ...]


async def _run(context: StepContext) -> Analyses:
    candidates = context.read(CANDIDATES).candidates
    fetched = [each.asset for each in candidates if each.asset]
    folder = await context.assets(fetched)
    paths = [folder / each.sha256 for each in fetched]
    found = (
        dict(zip([each.sha256 for each in fetched], await context.in_child(all_measured, paths), strict=True))
        if paths
        else {}
    )
    analyses: list[Analysis] = []
    for number, each in enumerate(candidates):
        flags: list[Flag] = list(licence_flags(each.offer))
        details: tuple[str, ...] = (each.problem,) if each.problem else ()
        size = found.get(each.asset.sha256) if each.asset else None
        if each.asset is None or size is None:
            flags.append("NotFetched")
        else:
            verdict = await context.tools.pictures.safety.look((folder / each.asset.sha256).read_bytes())
            flags += picture_flags(size, verdict, each.offer.origin)
            details = verdict.reasons
            if copy := next(
                (one for one in analyses if one.usable and one.measured and alike(one.measured.print, size.print)), None
            ):
                flags.append("NearDuplicate")
                details = (*details, f"like {copy.source_id}")
        context.report(number, len(candidates))
        usable = not FORBIDDING.intersection(flags)
        analyses.append(
            Analysis(source_id=each.offer.source_id, usable=usable, flags=tuple(flags), measured=size, details=details)
        )
    return Analyses(analyses=tuple(analyses))


def all_measured(paths: list[Path]) -> list[Measured]:
    """In a child: measure every picture."""
    return [measured(path) for path in paths]


ANALYSES = Step("ImageAnalyser", Analyses, _run, needs=(CANDIDATES,), patience=180)
