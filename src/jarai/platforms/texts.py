"""What stands beside a video on each platform, within that platform's limits, in the script's own words.

Sentences are taken whole and in their order; what doesn't fit is left out from the first that doesn't, so that none stands
without the one it follows. That the video was made with AI is said in every text.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from icu4py.breakers import CharacterBreaker, WordBreaker

from jarai.base.model import Wire
from jarai.platforms.chapters import Chapter
from jarai.platforms.limits import Limits, Unit, size
from jarai.platforms.terms import hashtags
from jarai.storyboard.notice import ai_label, ai_notice

_LITTLE_ROOM = 600
"""Texts of at most so many units say in two or three words that the video was made with AI."""


class PlatformTexts(Wire):
    """For one platform: a title (empty where it has none), its main text, the hashtags, the cover's alternative text.

    `disclosure_field` is the platform's own field for AI-made content, to be set beside the text, where it has one.
    """

    platform: str
    title: str
    text: str
    hashtags: tuple[str, ...]
    alt_text: str
    disclosure_field: str


@dataclass(frozen=True)
class Story:
    """A script as what may be told of it: its sentences by scenes, terms, chapters, the addresses of its sources."""

    language: str
    title: str
    presenter: str
    paragraphs: tuple[tuple[str, ...], ...]
    terms: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    addresses: tuple[str, ...]
    sound_only: bool = False


def texts(story: Story, limits: Limits) -> PlatformTexts:
    """The story's texts for one platform."""
    story = story if limits.brackets else _unbracketed(story)
    tags = hashtags(story.terms, limits.hashtags)
    return PlatformTexts(
        platform=limits.platform,
        title=shortened(story.title, limits.title, "characters") if limits.title else "",
        text=_text(story, limits, tags),
        hashtags=tags,
        alt_text=_alt_text(story, limits.alt_text) if limits.alt_text else "",
        disclosure_field=limits.disclosure_field,
    )


def shortened(text: str, most: int, unit: Unit) -> str:
    """`text` cut after a word, with an ellipsis, where it is longer than `most`; inside a word if one alone is longer."""
    if size(text, unit) <= most:
        return text
    for parts in (WordBreaker(text, "en"), CharacterBreaker(text, "en")):
        kept = ""
        for part in parts:
            if size(f"{kept}{part}…", unit) > most:
                break
            kept += part
        if kept := kept.rstrip(" ,;:.–—-([{«“„‘「、，。：；"):
            return f"{kept}…"
    return ""


def _text(story: Story, limits: Limits, tags: tuple[str, ...]) -> str:
    """The blocks that there is room for, an empty line between them."""
    most, unit = limits.text, limits.unit
    short = most <= _LITTLE_ROOM and limits.tagged
    notice = ai_label(story.language) if short else ai_notice(story.language, sound_only=story.sound_only)
    end = [notice, *([" ".join(tags)] if tags and limits.tagged else [])]
    while size(_joined(end), unit) > most // 2 and " " in end[-1] and len(end) > 1:
        end[-1] = end[-1].rpartition(" ")[0]
    begin = []
    if not limits.title:
        begin = [shortened(story.title, most - size(_joined(["", *end]), unit) - 2, unit)]
    body = _body(story, limits, begin, end)
    begin = [*begin, *body]
    if limits.chapters and story.chapters:
        marks = "\n".join(f"{each.time} {each.title}" for each in story.chapters)
        begin = _with(begin, marks, end, limits)
    if limits.links and story.addresses:
        begin = _with_links(begin, story, end, limits)
    return _joined([*begin, *end])


def _body(story: Story, limits: Limits, begin: list[str], end: list[str]) -> list[str]:
    """As many whole sentences as fit, a paragraph a scene."""
    between = "" if story.language[:2] in {"zh", "ja"} else " "
    paragraphs: list[str] = []
    for sentences in story.paragraphs:
        open_paragraph = ""
        for sentence in sentences:
            longer = f"{open_paragraph}{between}{sentence}" if open_paragraph else sentence
            tried = [*paragraphs, longer]
            told = size(_joined(tried), limits.unit)
            if told > limits.aim or size(_joined([*begin, *tried, *end]), limits.unit) > limits.text:
                return [*paragraphs, open_paragraph] if open_paragraph else paragraphs
            open_paragraph = longer
        paragraphs = [*paragraphs, open_paragraph] if open_paragraph else paragraphs
    return paragraphs


def _with(begin: list[str], block: str, end: list[str], limits: Limits) -> list[str]:
    """With the block, if there is room for the whole of it."""
    longer = [*begin, block]
    return longer if size(_joined([*longer, *end]), limits.unit) <= limits.text else begin


def _with_links(begin: list[str], story: Story, end: list[str], limits: Limits) -> list[str]:
    """With as many of the sources' addresses as there is room for."""
    for count in range(len(story.addresses), 0, -1):
        block = "\n".join((f"{_words(story.language)['sources']}:", *story.addresses[:count]))
        longer = _with(begin, block, end, limits)
        if longer is not begin:
            return longer
    return begin


def _alt_text(story: Story, most: int) -> str:
    """What the cover shows: its headline and who stands beside it."""
    frame = _words(story.language)["cover"]
    room = most - len(frame.format(title="", name=story.presenter))
    return shortened(
        frame.format(title=shortened(story.title, room, "characters"), name=story.presenter), most, "characters"
    )


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block)


def _unbracketed(story: Story) -> Story:
    """With other signs for angle brackets."""
    plain = str.maketrans("<>", "‹›")
    return replace(
        story,
        title=story.title.translate(plain),
        paragraphs=tuple(tuple(each.translate(plain) for each in sentences) for sentences in story.paragraphs),
        chapters=tuple(each.model_copy(update={"title": each.title.translate(plain)}) for each in story.chapters),
        addresses=tuple(each for each in story.addresses if not set(each) & set("<>")),
    )


@cache
def _all_words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
    return words


def _words(language: str) -> dict[str, str]:
    words = _all_words()
    return words.get(language.partition("-")[0].lower(), words["en"])
