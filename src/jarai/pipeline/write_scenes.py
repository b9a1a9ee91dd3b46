"""Step 4: the storyboard: per scene what is said and what is on screen, each sentence with its sources."""

from pathlib import Path

from jarai.pipeline.outline_beats import BEATS
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF, ENDING_MS, OPENING_MS, Request
from jarai.pipeline.writers import PATIENCE, writer_of
from jarai.productions.queries import Production
from jarai.render.fonts import lacking, missing
from jarai.render.theme import lettering_of, repairs
from jarai.script.documents import Script
from jarai.script.phrasebook import book
from jarai.script.turns import in_turns
from jarai.storyboard.model import Brand, Frame, Scene, Sting, Storyboard


async def _run(context: StepContext) -> Storyboard:
    asked = context.read(BRIEF)
    request = asked.request
    script = context.edit.script if context.edit else await _written(context)
    assets = await context.assets(request.brand.assets)
    return Storyboard(
        title=script.title,
        topic=request.topic,
        language=request.language,
        country=request.country,
        frame=_frame(request, draft=context.production.draft),
        style=request.style,
        sound_only=request.sound_only,
        presenter=request.presenter,
        partner=request.partner,
        brand=request.brand,
        scenes=script.scenes,
        sources=script.sources,
        notices=(*script.notices, *_notices(script, context.production, request, assets)),
    )


async def _written(context: StepContext) -> Script:
    """The studio's own script, between the brand's opening and ending."""
    asked = context.read(BRIEF)
    writer = writer_of(context, asked.request.model)
    script = await writer.scenes(context.read(BEATS), asked.material, asked.request.settings)
    if asked.request.partner:
        script = in_turns(script, asked.request.settings, asked.brief.genre)
    return script.model_copy(update={"scenes": _with_stings(script, asked.request.brand)})


def _frame(request: Request, *, draft: bool) -> Frame:
    """The picture's size; a draft's is half of it."""
    if not draft or request.render_mode == "draft":
        return request.frame
    return Frame(width=request.frame.width // 4 * 2, height=request.frame.height // 4 * 2)


def _with_stings(script: Script, brand: Brand) -> tuple[Scene, ...]:
    """The scenes, between the brand's opening and ending where it has a tagline."""
    if not brand.tagline:
        return script.scenes
    sting = Sting(headline=brand.name, line=brand.tagline)
    return (
        Scene(scene_id="opening", narration=(), element=sting, rest=OPENING_MS),
        *script.scenes,
        Scene(scene_id="ending", narration=(), element=sting, rest=ENDING_MS),
    )


def _notices(script: Script, production: Production, request: Request, assets: Path) -> tuple[str, ...]:
    """What the picture can't show as it was asked for."""
    said = (sentence.text for scene in script.scenes for sentence in scene.narration)
    text = " ".join([script.title, request.brand.name, request.brand.tagline, *said])
    absent = missing(text)
    told = book(request.language).notices
    left_out = (told["no_glyph"].format(text=absent[:40]),) if absent else ()
    borrowed = lacking(text, lettering_of(request.brand, request.language, assets))
    names = ", ".join(dict.fromkeys(each.family for each in request.brand.typefaces))
    other = (told["borrowed"].format(names=names, text=borrowed[:40]),) if borrowed else ()
    marked = ((told["test"],) if request.test else ()) + ((told["draft"],) if production.draft else ())
    return (*marked, *left_out, *other, *repairs(request.brand, request.style, assets))


SCENES = Step("SceneScriptGenerator", Storyboard, _run, needs=(BRIEF, BEATS), patience=PATIENCE)
