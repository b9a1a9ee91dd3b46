"""Writes the description lines: present tense, third person, short, and only what nobody says."""

from collections.abc import Sequence

from jarai.base.model import Wire
from jarai.description.coverage import unspoken
from jarai.description.facts import Fact, values_of
from jarai.description.gaps import Span, gaps
from jarai.storyboard.model import (
    BarChart,
    BigNumber,
    CallToAction,
    Comparison,
    Datum,
    Disclaimer,
    Donut,
    Element,
    LineChart,
    Location,
    Presenter,
    Quote,
    Scene,
    Storyboard,
    Table,
    Timeline,
)
from jarai.storyboard.voicing import Voicing
from jarai.storyboard.words import Words, words_of

_PRIORITY = {
    "title": 2, "section": 2, "sting": 2, "number": 2, "disclaimer": 2, "chart": 3, "line": 3, "donut": 3,
    "comparison": 3, "quote": 3, "location": 3, "table": 4, "bullets": 4, "timeline": 4, "call": 4, "spotlight": 5,
    "closing": 5, "dialogue": 5, "image": 3, "image-text": 4,
}  # fmt: skip


class DescriptionLine(Wire):
    """One line to speak, as written text: figures in it still want reading out.

    `start` is where it is wanted, in samples of the programme, `available` the pause from there until the next speech
    (0 where the scene has no usable pause). `priority` 1 is the most important. An `essential` line may run over
    speech where no pause takes it.
    """

    start: int
    available: int
    text: str
    priority: int
    scene_id: str
    essential: bool


def plan(
    storyboard: Storyboard, voicing: Voicing, avatar_description: str, partner_description: str = ""
) -> tuple[DescriptionLine, ...]:
    """The lines wanted, in order: who is seen and that it is made by AI, then each scene's unspoken facts."""
    pauses = gaps(voicing)
    lines: list[DescriptionLine] = []
    told: set[str] = set()
    words = words_of(storyboard.language)
    for scene, (start, spoken) in zip(storyboard.scenes, voicing.with_starts(), strict=True):
        within = Span(start, start + spoken.samples)
        if not lines and start == 0:
            opening = words.opening.format(people=_looks(storyboard.presenter, avatar_description, words))
            if storyboard.partner:
                opening += f" {_looks(storyboard.partner, partner_description, words)}"
            lines.append(_line(opening, scene, within, pauses, priority=1, essential=True))
        lines += _scene_lines(scene, within, pauses, told, words)
    return tuple(lines)


def _looks(presenter: Presenter, description: str, words: Words) -> str:
    """Short: there is hardly a pause before the first words."""
    return words.person.format(name=presenter.name, looks=_plain(description))


def _scene_lines(
    scene: Scene, within: Span, pauses: Sequence[Span], told: set[str], words: Words
) -> list[DescriptionLine]:
    """One line for the scene's essential facts and one for the others. What an earlier line told is not told again."""
    missing = [fact for fact in unspoken(scene) if fact.text not in told]
    told.update(fact.text for fact in missing)
    priority = _PRIORITY[scene.element.kind]
    lines = []
    for essential in (True, False):
        found = [fact for fact in missing if fact.essential is essential]
        if found:
            text = _sentence(scene.element, found, words)
            rank = priority if essential else priority + 2
            lines.append(_line(text, scene, within, pauses, priority=rank, essential=essential))
    if scene.picture and scene.picture.alt and scene.picture.alt not in told:
        told.add(scene.picture.alt)
        text = words.picture.format(text=_plain(scene.picture.alt)) + words.stop
        lines.append(_line(text, scene, within, pauses, priority=4, essential=False))
    return lines


def _sentence(element: Element, missing: Sequence[Fact], words: Words) -> str:
    texts = [_plain(fact.text) for fact in missing]
    listed = words.between.join(texts)
    match element:
        case BigNumber() if missing[0].essential:
            frame = words.number
        case Quote():
            frame = words.quoted_by if texts == [_plain(element.speaker)] else words.quotation
        case BarChart() | LineChart() | Donut():
            return _chart(element, texts, words, essential=missing[0].essential)
        case Table():
            frame = words.table
        case Comparison():
            frame = words.comparison
        case Timeline():
            frame = words.timeline
        case Location():
            frame = words.place
        case CallToAction() | Disclaimer():
            frame = words.shown
        case _:
            frame = words.text
    return frame.format(text=listed)


def _chart(element: BarChart | LineChart | Donut, missing: Sequence[str], words: Words, *, essential: bool) -> str:
    """All missing values, or of more than three the highest and the lowest of the chart."""
    name = {"chart": words.bars, "line": words.line, "donut": words.donut}[element.kind]
    if not essential:
        return words.chart_other.format(chart=name, text=words.between.join(missing))
    chart = name + (words.of.format(unit=_plain(element.unit)) if element.unit.strip() else "")
    if len(missing) <= 3:
        return words.chart_all.format(chart=chart, text=words.between.join(missing))
    values = values_of(element)
    highest = max(values, key=lambda each: each.magnitude)
    lowest = min(values, key=lambda each: each.magnitude)
    ends = {"highest": _value(highest, words), "lowest": _value(lowest, words)}
    return words.chart_many.format(chart=chart, count=len(values), **ends)


def _value(datum: Datum, words: Words) -> str:
    return f"{_plain(datum.label)}{words.comma}{_plain(datum.value)}"


def _line(
    text: str, scene: Scene, within: Span, pauses: Sequence[Span], *, priority: int, essential: bool
) -> DescriptionLine:
    """The line at the scene's first usable pause, or at its start."""
    for pause in pauses:
        start = max(pause.start, within.start)
        if start < min(pause.end, within.end):
            break
    else:
        return DescriptionLine(
            start=within.start, available=0, text=text, priority=priority, scene_id=scene.scene_id, essential=essential
        )
    return DescriptionLine(
        start=start,
        available=pause.end - start,
        text=text,
        priority=priority,
        scene_id=scene.scene_id,
        essential=essential,
    )


def _plain(text: str) -> str:
    """Text on one line, without the full stop that the line brings itself."""
    return " ".join(text.split()).rstrip(".。")
