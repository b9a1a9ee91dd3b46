"""Step 12: title, text, hashtags, chapters and alternative text for each platform, from the script's own words."""

from jarai.base.model import Wire
from jarai.captions.onscreen import heading
from jarai.pipeline.speak import VOICING
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.platforms.chapters import Chapter, chapters
from jarai.platforms.limits import LIMITS, WATCH_PAGE_LIMITS
from jarai.platforms.terms import terms
from jarai.platforms.texts import PlatformTexts, Story, texts
from jarai.script.material import TOPIC_SOURCE
from jarai.storyboard.model import (
    CallToAction,
    Closing,
    Dialogue,
    Quote,
    Scene,
    Spotlight,
    Sting,
    Storyboard,
    Title,
    WholeImage,
)
from jarai.storyboard.times import SAMPLES_PER_FRAME
from jarai.storyboard.voicing import Voicing

_WORDS = (Title, Dialogue, Spotlight, Quote, CallToAction, Sting, WholeImage, Closing)
"""What is on screen as a sentence, a name or the title, not under a heading."""


class SearchTexts(Wire):
    """What stands beside the video: on the studio's own watch page, and in `platforms` on every other, ready to post."""

    title: str
    description: str
    hashtags: tuple[str, ...]
    language: str
    chapters: tuple[Chapter, ...] = ()
    platforms: tuple[PlatformTexts, ...] = ()


async def _run(context: StepContext) -> SearchTexts:
    return search_texts(context.read(SCENES), context.read(VOICING))


def search_texts(board: Storyboard, voicing: Voicing) -> SearchTexts:
    """The texts of a storyboard as it was spoken."""
    told = story(board, voicing)
    page = texts(told, WATCH_PAGE_LIMITS)
    return SearchTexts(
        title=page.title,
        description=page.text,
        hashtags=page.hashtags,
        language=board.language,
        chapters=told.chapters,
        platforms=tuple(texts(told, limits) for limits in LIMITS),
    )


def story(board: Storyboard, voicing: Voicing) -> Story:
    """What may be told of it: sentences that rest on a fact, else, without any, all but the title."""
    names = [heading(scene.element) for scene in board.scenes]
    headings = [name for name, scene in zip(names, board.scenes, strict=True) if not isinstance(scene.element, _WORDS)]
    framing = {source.source_id for source in board.sources if source.quote in headings} | {TOPIC_SOURCE}
    told = _told(board.scenes, framing)
    everything = (tuple(each.text for each in scene.narration) for scene in board.scenes)
    bare = (tuple(text for text in each if text.strip(".。") != board.title) for each in everything)
    used = {each for scene in board.scenes for sentence in scene.narration for each in sentence.source_ids}
    starts = [start for start, _ in voicing.with_starts()]
    chaptered = [
        "" if isinstance(scene.element, Closing) or (number and isinstance(scene.element, Dialogue)) else names[number]
        for number, scene in enumerate(board.scenes)
    ]  # a question names no chapter
    return Story(
        language=board.language,
        title=board.title,
        presenter=board.presenter.name,
        paragraphs=tuple(each for each in told if each) or tuple(each for each in bare if each),
        terms=terms(board.title, headings, (each for sentences in told for each in sentences), board.language),
        chapters=chapters(list(zip(starts, chaptered, strict=True)), voicing.frames * SAMPLES_PER_FRAME),
        addresses=tuple(dict.fromkeys(each.url for each in board.sources if each.url and each.source_id in used)),
        sound_only=board.sound_only,
    )


def _told(scenes: tuple[Scene, ...], framing: set[str]) -> list[tuple[str, ...]]:
    """Each scene's sentences that tell a fact: not what a closing or a summary tells once more, not a mere heading."""
    found: list[tuple[str, ...]] = []
    before = set(framing)
    for scene in scenes:
        sentences = () if isinstance(scene.element, Closing) else scene.narration
        found.append(tuple(each.text for each in sentences if set(each.source_ids) - before))
        before |= {source for each in sentences for source in each.source_ids}
    return found


SEO = Step("SEOGenerator", SearchTexts, _run, needs=(SCENES, VOICING))
