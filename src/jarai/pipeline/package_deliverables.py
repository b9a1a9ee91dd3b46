"""Step 14: the files as they are delivered, every check run on their bytes, and the certificate over both.

The order has no circle: files first, then the checks on them, then the certificate that names files and checks.
"""

from jarai.attribution import page as attribution_page
from jarai.base.clock import rfc3339
from jarai.base.hashing import canonical_json
from jarai.base.model import Wire
from jarai.captions import transcript
from jarai.captions.make import cues
from jarai.captions.srt import srt
from jarai.captions.webvtt import webvtt
from jarai.certificate.credential import CertifiedCheck, CertifiedFile, credential
from jarai.certificate.pdf import pdf
from jarai.certificate.sign import CERTIFICATES, sign
from jarai.deliverables.files import content_type_of
from jarai.deliverables.records import Deliverable, DeliverableType
from jarai.description.webvtt import webvtt as description_webvtt
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.compose_video import COMPOSITION
from jarai.pipeline.examine import caption_results, content_results, listen, media_results
from jarai.pipeline.illustrated import shown_board
from jarai.pipeline.make_variants import VARIANTS
from jarai.pipeline.mix_sound import SOUNDTRACK, Soundtrack, spans_of
from jarai.pipeline.package_attribution import ATTRIBUTION
from jarai.pipeline.speak import VOICING
from jarai.pipeline.step import Step, StepContext, together
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_scenes import SCENES
from jarai.pipeline.write_seo import SEO
from jarai.render.fonts import displayable, folders
from jarai.render.thumbnail import covers
from jarai.rules.media import inspect
from jarai.rules.model import Check
from jarai.storage.port import StoredFile


class Packaged(Wire):
    """The delivered files and the results of all checks."""

    files: tuple[Deliverable, ...]
    checks: tuple[Check, ...]


async def _run(context: StepContext) -> Packaged:
    board, voicing = shown_board(context), context.read(VOICING)
    soundtrack, variants = context.read(SOUNDTRACK), context.read(VARIANTS)
    duration_ms = voicing.frames * 1000 // 30
    captions = webvtt(cues(board, voicing)).encode()
    stems, request = soundtrack.stems, context.read(BRIEF).request
    kind: tuple[DeliverableType, str, str] = (
        ("Audio", "podcast.m4a", "audio") if request.sound_only else ("Video", "video.mp4", "video")
    )
    main = await _move(context, *kind[:2], variants.file(kind[2]), duration_ms)
    path, assets = await context.local(main.storage_key), await context.assets(board.assets)
    speech, *others = [await context.local(each.key) for each in (stems.speech, *stems.beside_speech)]
    shown, facts, heard = await together(
        context.in_child(covers, board, assets, request.test),
        context.in_child(inspect, path),
        context.in_child(listen, path, speech, others, spans_of(voicing)),
    )
    context.report(1, 3)
    files = [
        main,
        *(await _beside_sound(context) if request.sound_only else await _described(context, soundtrack, duration_ms)),
        await _write(context, "ClosedCaptions", "captions.vtt", captions),
        await _write(context, "ClosedCaptions", "captions.srt", srt(cues(board, voicing)).encode()),
        await _write(context, "Transcript", "transcript.html", transcript.html(board, voicing).encode()),
        await _write(context, "Transcript", "transcript.txt", transcript.text(board, voicing).encode()),
        await _write(context, "Thumbnail", "thumbnail.png", shown.first),
        await _write(context, "Thumbnail", "thumbnail-2.jpg", shown.second),
        await _write(context, "Thumbnail", "thumbnail-3.jpg", shown.third),
        await _write(context, "Thumbnail", "poster.jpg", shown.poster),
        await _write(context, "PlatformPackage", "platforms.json", canonical_json(context.read(SEO))),
        await _write(context, "AttributionPackage", "attribution.json", canonical_json(context.read(ATTRIBUTION))),
        await _write(
            context, "AttributionPackage", "attribution.html", attribution_page.html(context.read(ATTRIBUTION)).encode()
        ),
    ]
    context.report(2, 3)
    checks = (
        *media_results(facts, heard, request.sound.loudness, stems.speech.sha256, sound_only=request.sound_only),
        *caption_results(captions, heard, board),
        *content_results(board, soundtrack.description, sound_only=request.sound_only),
    )
    return Packaged(files=(*files, *await _certificate(context, tuple(files), checks)), checks=checks)


async def _described(context: StepContext, soundtrack: Soundtrack, duration_ms: int) -> tuple[Deliverable, ...]:
    """The video with described sound, and the descriptions as text."""
    made = context.read(VARIANTS).file("video-described")
    lines = description_webvtt(soundtrack.description.placed).encode()
    return (
        await _move(context, "AudioDescription", "video-described.mp4", made, duration_ms),
        await _write(context, "AudioDescription", "descriptions.vtt", lines),
    )


async def _beside_sound(context: StepContext) -> tuple[Deliverable, ...]:
    """The chapters as podcast players fetch them (Podcasting 2.0, JSON chapters 1.2.0)."""
    seo = context.read(SEO)
    chapters = [{"startTime": each.start_seconds, "title": each.title} for each in seo.chapters]
    document = {"version": "1.2.0", "title": seo.title, "chapters": chapters}
    return (await _write(context, "PlatformPackage", "chapters.json", canonical_json(document)),)


async def _certificate(
    context: StepContext, files: tuple[Deliverable, ...], checks: tuple[Check, ...]
) -> tuple[Deliverable, Deliverable]:
    production, request = context.production, context.read(BRIEF).request
    key = context.tools.secrets.signing_key(CERTIFICATES)
    claims = credential(
        issuer=context.tools.base_url,
        production_id=production.production_id,
        version=production.version,
        title=context.read(SCENES).title,
        language=request.language,
        country=request.country,
        valid_from=rfc3339(context.edit.edited_at if context.edit else production.created_at),
        files=tuple(
            CertifiedFile(
                type=file.type,
                file_name=file.file_name,
                content_type=file.content_type,
                size_bytes=file.size_bytes,
                sha256=file.sha256,
            )
            for file in files
        ),
        checks=tuple(CertifiedCheck.model_validate(check.model_dump(mode="json")) for check in checks),
        supersedes=context.edit.supersedes if context.edit else (),
    )
    signed = sign(claims, key)
    title = displayable(claims["credentialSubject"]["title"]) or "Untitled"
    readable = await context.in_thread(pdf, claims, signed, title, folders())
    return (
        await _write(context, "ComplianceCertificate", "certificate.vc.jwt", signed.encode()),
        await _write(context, "ComplianceCertificate", "certificate.pdf", readable),
    )


async def _write(context: StepContext, kind: DeliverableType, file_name: str, content: bytes) -> Deliverable:
    content_type = content_type_of(file_name)
    stored = await context.tools.storage.put_bytes(_key(context, file_name), content, content_type)
    return _deliverable(kind, file_name, stored, None)


async def _move(
    context: StepContext, kind: DeliverableType, file_name: str, made: StoredFile, duration_ms: int
) -> Deliverable:
    """Deliver a file an earlier step made, under its own name."""
    path = await context.local(made.key)
    stored = await context.keep(_key(context, file_name), path, content_type_of(file_name))
    return _deliverable(kind, file_name, stored, duration_ms)


def _key(context: StepContext, file_name: str) -> str:
    return f"deliverables/{context.production.production_id}/v{context.production.version}/{file_name}"


def _deliverable(kind: DeliverableType, file_name: str, stored: StoredFile, duration_ms: int | None) -> Deliverable:
    return Deliverable(
        type=kind,
        file_name=file_name,
        content_type=content_type_of(file_name),
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        storage_key=stored.key,
        duration_ms=duration_ms,
    )


DELIVERABLES = Step(
    "DeliverablePackager",
    Packaged,
    _run,
    needs=(BRIEF, SCENES, CHOICES, VOICING, SOUNDTRACK, COMPOSITION, VARIANTS, SEO, ATTRIBUTION),
    queue="render",
    patience=120,
)
