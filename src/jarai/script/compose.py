"""Writes the scenes of an outline: every sentence with its sources, linked to the one before and never begun like it."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from jarai.script.claim_words import folded
from jarai.script.documents import Beat, Beats, Fact, Genre, Material
from jarai.script.elements import (
    bullets_of,
    call_of,
    comparison_of,
    location_of,
    number_of,
    open_ended,
    quote_of,
    shortened,
    spotlight_of,
    steps_of,
    table_of,
    timeline_of,
    verse_of,
)
from jarai.script.material import TOPIC_SOURCE
from jarai.script.phrasebook import book
from jarai.script.rank import is_fragment, is_score, practical, said_figure
from jarai.script.reading import read, sentences
from jarai.script.wording import Line, Words, closed, closed_small
from jarai.storyboard.model import Bullet, Bullets, Closing, Element, Scene, Sentence, Source, Title, Unit

HEADLINE_LIMIT, _SPOKEN_TOPIC_LIMIT = 200, 120
SHORTEST = 10
"""Project types under this many seconds get one scene beside the title."""


def compose(beats: Beats, material: Material) -> tuple[tuple[Scene, ...], tuple[Source, ...]]:
    """The scenes in order, and the sources that headings named in them add."""
    writer = _Composer(beats, material)
    return tuple(writer.scene(beat, number) for number, beat in enumerate(beats.beats, 1)), tuple(writer.headings)


class _Composer:
    """Remembers how the last sentence began, what the title said, and which frames were used."""

    def __init__(self, beats: Beats, material: Material) -> None:
        self.beats = beats
        self.material = material
        self.genre: Genre = beats.brief.genre
        self.book = book(material.language)
        self.words = Words(self.book, _running(material))
        self.facts = {fact.source_id: fact for fact in material.facts}
        self.previous = self.opening = ""
        self.heading = material.title
        self.headings: list[Source] = []
        self.turned = int(hashlib.sha256(material.topic.encode()).hexdigest()[:4], 16)
        self.linked = 0

    def scene(self, beat: Beat, number: int) -> Scene:
        """One beat as a scene."""
        told = [self.facts[each] for each in beat.source_ids]
        narration, element = self._scene(beat, told)
        return Scene(scene_id=f"s{number}", narration=narration, element=element, rest=beat.rest)

    def _scene(self, beat: Beat, told: list[Fact]) -> tuple[tuple[Sentence, ...], Element]:
        material, turn = self.material, self._turn(beat, told)
        match beat.kind:
            case "title":
                return self._title()
            case "closing":
                return self._closing(told)
            case "questions":
                return self._questions()
            case "again":
                lines = [Line(self._rotated(self.book.again)), *map(self._short, told)]
                said, _ = self._said(lines)
                items = [Bullet(text=shortened(self._label(fact), 80), sentence=at + 1) for at, fact in enumerate(told)]
                return said, Bullets(heading=self.book.headings["glance"], items=tuple(items))
            case "verse":
                return self._verse(told[0]), verse_of(told[0], material)
            case "quote":
                return self._said([*turn, self._fact(told[0], link=False)])[0], quote_of(told[0])
            case "table":
                heading = told[0].heading if told[0].heading != material.title else ""
                lines = [line for line in self.words.table(told[0], heading) if self.beats.extras or not line.extra]
                turn = [] if heading and heading in lines[0].ways[0] else turn
                return self._said([*turn, *lines], heading)[0], table_of(told[0], material)
            case "spotlight":
                return self._said(chain(turn, self._each(told)))[0], spotlight_of(told[0])
            case "location":
                return self._place(told)
            case "call":
                frames = self._rotated(self.book.more)
                line = Line(self._filled(frames, value=open_ended(told[0].value)), beat.source_ids)
                return self._said([line])[0], call_of(told[0], material)
            case _:
                return self._cued(beat, told, turn)

    def _cued(self, beat: Beat, told: list[Fact], turn: list[Line]) -> tuple[tuple[Sentence, ...], Element]:
        """Scenes whose card shows each fact at its own sentence."""
        material = self.material
        lines: Iterable[Line]
        if beat.kind == "steps":
            steps = [fact for fact in material.facts if fact.kind == "step" and fact.heading == told[0].heading]
            ends = {"first": told[0] is steps[0], "last": told[-1] is steps[-1]}
            lines = self._unless_led(self.words.steps(told, number=told[0].number, **ends))
        elif all(is_fragment(fact, self.book) for fact in told):
            said, _ = self._said([self.words.listed(told, told[0].heading)], told[0].heading)
            return said, bullets_of(told, [0] * len(told), material)
        else:
            lines = self._each(told)
        said, cues = self._said(chain(turn, lines))
        starts = [next((cue for cue, ids in cues if fact.source_id in ids), 0) for fact in told]
        match beat.kind:
            case "number":
                return said, number_of(told[0], material)
            case "comparison":
                return said, comparison_of(told, material)
            case "steps":
                return said, steps_of(told, starts, material)
            case "timeline":
                return said, timeline_of(told, starts, material)
            case _:
                return said, bullets_of(told, starts, material)

    def _each(self, told: Sequence[Fact]) -> Iterable[Line]:
        """The facts one after another, every second one led by a connective; made when it is asked for."""
        return (self._fact(fact, link=at % 2 == 1) for at, fact in enumerate(told))

    def _unless_led(self, lines: list[Line]) -> list[Line]:
        """Steps that already begin with a word of order keep their own."""
        led = {_beginning(frame, self.book.spaced) for frame in (*self.book.step_first, *self.book.step_next)}
        led |= {_beginning(frame, self.book.spaced) for frame in self.book.step_last}
        plain = [line.plain or line.ways[-1] for line in lines]
        return [
            Line((text,), line.source_ids) if _beginning(text, self.book.spaced) in led else line
            for text, line in zip(plain, lines, strict=True)
        ]

    def _fact(self, fact: Fact, *, link: bool) -> Line:
        """A fact; with `link` its ways begin with connectives, in turn."""
        line = self.words.fact(fact)
        if fact.kind in {"pair", "quote"}:
            return line if fact.kind == "pair" else Line(self._rotated(line.ways), line.source_ids)
        plain, linked = line.ways[0], () if self.genre == "calm" else line.ways[1:]
        if linked:
            at = self.linked % len(linked)
            linked = linked[at:] + linked[:at]
        link = link and self.genre in {"figures", "facts", "event"} and not plain.startswith(tuple(self.book.quotes))
        return Line((*linked, plain) if link else (plain, *linked), line.source_ids, plain=plain)

    def _turn(self, beat: Beat, told: list[Fact]) -> list[Line]:
        """A short sentence that names the heading where a new one begins."""
        if not told or beat.kind in {"closing", "again", "location", "call", "verse", "quote", "title"}:
            return []
        heading, before = told[0].heading, self.heading
        self.heading = heading
        if not self.beats.turns or self.genre == "calm" or not heading or heading in {before, self.material.title}:
            return []
        if all(is_fragment(fact, self.book) for fact in told) or folded(heading) in self.opening:
            return []
        frames = self._rotated(self.book.turns)
        named = self.words.small(heading)
        return [Line(self._filled(frames, heading=named), self._source(heading))]

    def _source(self, heading: str) -> tuple[str, ...]:
        """The id of a heading as a source, which it becomes when it is said."""
        found = next((each for each in self.headings if each.quote == heading), None)
        if found is None:
            found = Source(source_id=f"h{len(self.headings) + 1}", quote=heading)
            self.headings.append(found)
        return (found.source_id,)

    def _title(self) -> tuple[tuple[Sentence, ...], Element]:
        material, short = self.material, self.beats.brief.duration_seconds < SHORTEST
        topic = _clause(material.topic, 60 if short else _SPOKEN_TOPIC_LIMIT, material.language)
        lines = [Line((closed(topic, self.book),), (TOPIC_SOURCE,))]
        wanted = self.beats.extras or self._follows_alike(topic)
        if wanted and not short and (tails := self.book.tails.get(self._kind_of_tail())):
            lines.append(Line(self._rotated(tails)))
        if self.genre == "nothing" and not short:
            lines.append(Line((self.book.nothing,)))
        kicker = "" if material.title.lower() == material.topic.lower() else shortened(material.title, 48)
        said, _ = self._said(lines)
        self.opening = folded(" ".join(sentence.text for sentence in said))
        if not said and self.genre == "nothing":  # a topic of signs alone, such as ":", has no sound
            said, _ = self._said([Line((self.book.nothing,))])
        return said, Title(headline=shortened(material.topic, HEADLINE_LIMIT), kicker=kicker)

    def _follows_alike(self, topic: str) -> bool:
        """Whether what comes next begins as the title does: a connective can't stand between these two."""
        told = [self.facts[each] for beat in self.beats.beats[1:2] for each in beat.source_ids[:1]]
        plain = [self.words.fact(fact).ways[0] for fact in told if fact.kind in {"statement", "pair"}]
        spaced = self.book.spaced
        return any(_beginning(text, spaced) == _beginning(topic, spaced) for text in plain)

    def _kind_of_tail(self) -> str:
        """What the title announces: figures only where one comes next, and a result speaks for itself."""
        following = next((beat for beat in self.beats.beats if beat.kind != "title"), None)
        if self.genre != "figures" or following is None:
            return self.genre
        if following.kind not in {"number", "comparison", "table"}:
            return "facts"
        return "" if any(is_score(self.facts[each].value) for each in following.source_ids) else "figures"

    def _questions(self) -> tuple[tuple[Sentence, ...], Element]:
        said, _ = self._said([Line((self.book.ask,)), *(Line((each,)) for each in self.book.questions)])
        items = tuple(Bullet(text=each, sentence=at) for at, each in enumerate(self.book.questions, 1))
        return said, Bullets(heading=self.book.headings["questions"], items=items)

    def _closing(self, told: list[Fact]) -> tuple[tuple[Sentence, ...], Element]:
        """What to remember; without facts, plainly that there were none."""
        topic = shortened(self.material.topic, 70)
        if self.genre == "nothing":
            return self._said([Line((self.book.answer,))])[0], Closing(headline=topic, line=self.book.nothing)
        if self.genre == "calm":
            return (), Closing(headline=topic, line=self.book.sources[0])
        if not told:
            return self._said([Line(self.book.sources)])[0], Closing(headline=topic, line=self.book.sources[0])
        fact = told[0]
        again = any(fact.source_id in beat.source_ids for beat in self.beats.beats[:-1])
        frames, small = self._rotated(self.book.remember), self._pair(fact) if again and fact.kind == "pair" else ""
        text = closed(small, self.book) if small else self.words.fact(fact).ways[0]
        line = Line(self.words.lead(frames, text, closed_small(small, self.book)), (fact.source_id,))
        whole = open_ended(fact.text)
        headline = whole if len(whole) <= 70 else open_ended(text)
        return self._said([line])[0], Closing(headline=shortened(headline, 70), line=self.book.sources[0])

    def _short(self, fact: Fact) -> Line:
        """A fact said once more: its key and its figure, else its sentence."""
        if fact.kind != "pair":
            return self.words.fact(fact)
        text = closed(self._pair(fact), self.book)
        return Line((text, *self.words.lead(self.book.links, text)), (fact.source_id,))

    def _pair(self, fact: Fact) -> str:
        return self.words.again(fact.key, said_figure(fact, self.material.language))

    def _label(self, fact: Fact) -> str:
        return f"{fact.key}{self.book.colon}{fact.value}" if fact.kind == "pair" else open_ended(fact.text)

    def _verse(self, fact: Fact) -> tuple[Sentence, ...]:
        """The lines as they were written."""
        self.previous = ""
        return tuple(self._sentence(row[0], (fact.source_id,)) for row in fact.rows)

    def _place(self, told: list[Fact]) -> tuple[tuple[Sentence, ...], Element]:
        lines = []
        for fact in told:
            use = practical(fact, self.book)
            frames = self.book.when if use == "when" else self.book.where if use == "where" else ()
            ways = self._filled(frames, value=open_ended(fact.value))
            lines.append(Line((*ways, *self.words.fact(fact).ways), (fact.source_id,)))
        where = next((fact for fact in told if practical(fact, self.book) == "where"), None)
        return self._said(lines)[0], location_of(where, [fact for fact in told if fact is not where], self.material)

    def _said(
        self, lines: Iterable[Line], heading: str = ""
    ) -> tuple[tuple[Sentence, ...], list[tuple[int, tuple[str, ...]]]]:
        """The lines as sentences, and for each its place and sources; what can't be said is left out.

        A sentence that says the `heading` names it among its sources.
        """
        said: list[Sentence] = []
        cues = []
        for line in lines:
            way = self._way(line)
            named = self._source(heading) if heading and heading.lower() in way.lower() else ()
            whole = self._sentence(way, (*line.source_ids, *named))
            if not whole.units:
                continue
            cues.append((len(said), line.source_ids))
            said.append(whole)
        return tuple(said), cues

    def _way(self, line: Line) -> str:
        """The first way to say a line that does not begin like the sentence before."""
        spaced = self.book.spaced
        found = next((way for way in line.ways if _beginning(way, spaced) != self.previous), line.ways[0])
        if line.plain and found != line.plain:
            self.linked += 1
        self.previous = _beginning(found, spaced)
        return found

    def _sentence(self, text: str, source_ids: tuple[str, ...]) -> Sentence:
        return Sentence(units=_units(text, self.material.language), source_ids=source_ids)

    def _rotated(self, frames: Sequence[str]) -> tuple[str, ...]:
        """The frames, another one first each time."""
        self.turned += 1
        at = self.turned % len(frames)
        return (*frames[at:], *frames[:at])

    def _filled(self, frames: Iterable[str], **parts: str) -> tuple[str, ...]:
        return tuple(closed(self.book.fill(frame, **parts), self.book) for frame in frames)


def _running(material: Material) -> str:
    """The facts' running text, in which a word that stands small is no name."""
    return "\n".join([material.topic, *(fact.value or fact.text for fact in material.facts)])


def _beginning(text: str, spaced: bool) -> str:
    """How a sentence begins, as an ear takes it: its first word or its first two characters, a date as a whole."""
    words = re.findall(r"\w+", folded(text))
    if not words:
        return ""
    if spaced:
        return " ".join(words[:2]) if words[0].isdigit() else words[0]
    found = re.match(r"\d+[年月日時点]?\d*[月日]?\d*|.{0,2}", "".join(words))
    return found[0] if found else ""


def _clause(text: str, limit: int, language: str) -> str:
    """As many whole sentences of a text as fit, else as many whole clauses, else all of it: never a part of one."""
    if len(text) <= limit:
        return text
    parts = sentences(text, language)
    kept = ""
    for part in parts:
        if len(kept) + len(part) > limit:
            break
        kept = f"{kept} {part}".strip()
    if kept:
        return kept
    first = parts[0] if parts else text
    ends = [match.start() for match in re.finditer(r"[,;:–—，、；：](?=\s)|[，、；：]", first[:limit])]
    return first[: ends[-1]] if ends and ends[-1] > 10 else first


@lru_cache(maxsize=4096)
def _units(text: str, language: str) -> tuple[Unit, ...]:
    return read(text, language).units
