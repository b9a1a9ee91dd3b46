"""The whole programme to read: who says what when, what is on screen, where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from jarai.captions.onscreen import heading, shown_lines
from jarai.storyboard.model import Storyboard
from jarai.storyboard.notice import ai_notice
from jarai.storyboard.times import timestamp
from jarai.storyboard.voicing import SpokenScene, Voicing
from jarai.storyboard.words import words_of


@dataclass(frozen=True)
class Line:
    """One sentence: when it begins, `HH:MM:SS`, who says it, and the numbers of its sources in the list."""

    time: str
    speaker: str
    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """One scene: its name, when it begins, what is on screen and what is said."""

    name: str
    time: str
    shown: tuple[str, ...]
    said: tuple[Line, ...]


def html(storyboard: Storyboard, voicing: Voicing) -> str:
    """The transcript as an HTML page of its own, without scripts. Everything a partner wrote is escaped."""
    return _template("transcript.html").render(_content(storyboard, voicing)) + "\n"


def text(storyboard: Storyboard, voicing: Voicing) -> str:
    """The transcript as plain text."""
    return _template("transcript.txt").render(_content(storyboard, voicing)).strip() + "\n"


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _content(storyboard: Storyboard, voicing: Voicing) -> Mapping[str, object]:
    numbers = {source.source_id: number for number, source in enumerate(storyboard.sources, 1)}
    words, people = words_of(storyboard.language), [storyboard.presenter]
    people += [storyboard.partner] if storyboard.partner else []
    names = (words.comma.join(_one_line(each) for each in (person.name, person.role) if each) for person in people)
    duration = _clock(sum(scene.samples for scene in voicing.scenes))
    frame = words.transcript if len(people) == 1 else words.transcript_two
    return {
        "words": words,
        "storyboard": storyboard,
        "title": _one_line(storyboard.title),
        "about": frame.format(duration=duration, speaker=words.between.join(names)),
        "ai_notice": ai_notice(storyboard.language, sound_only=storyboard.sound_only),
        "notices": [words.note.format(text=_one_line(notice)) for notice in storyboard.notices],
        "parts": _parts(storyboard, voicing, numbers),
        "sources": [(_one_line(source.quote), _safe_url(source.url)) for source in storyboard.sources],
    }


def _parts(storyboard: Storyboard, voicing: Voicing, numbers: Mapping[str, int]) -> Sequence[Part]:
    parts, words = [], words_of(storyboard.language)
    for number, (scene, (start, spoken)) in enumerate(zip(storyboard.scenes, voicing.with_starts(), strict=True), 1):
        begins = _sentence_starts(spoken)
        said = tuple(
            Line(
                _clock(start + begins.get(index, 0)),
                storyboard.speaker(sentence),
                _one_line(sentence.text),
                tuple(sorted({numbers[name] for name in sentence.source_ids if name in numbers})),
            )
            for index, sentence in enumerate(scene.narration)
        )
        told = words.picture.format(text=scene.picture.alt) if scene.picture and scene.picture.alt else ""
        beside = (told, scene.picture.credit) if scene.picture else ()
        seen = () if storyboard.sound_only else (*shown_lines(scene.element, storyboard.language), *beside)
        shown = tuple(_one_line(line) for line in seen if line)
        parts.append(
            Part(_one_line(heading(scene.element)) or words.scene.format(number=number), _clock(start), shown, said)
        )
    return parts


def _sentence_starts(spoken: SpokenScene) -> dict[int, int]:
    """When each sentence's first spoken unit begins, in samples of the scene."""
    starts: dict[int, int] = {}
    for unit in spoken.units:
        starts[unit.sentence] = min(unit.start, starts.get(unit.sentence, unit.start))
    return starts


def _clock(samples: int) -> str:
    return timestamp(samples).partition(".")[0]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _safe_url(url: str | None) -> str | None:
    """The address if it is one a browser may follow: http or https."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
