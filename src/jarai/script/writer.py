"""The facts-only writer: from facts to brief, narrative, beats and scenes, each made from the one before."""

from jarai.base.errors import NeverWorks
from jarai.script import phrases
from jarai.script.documents import (
    Act,
    Beat,
    BeatKind,
    Beats,
    Brief,
    Fact,
    Material,
    Narrative,
    Script,
    ScriptSettings,
)
from jarai.script.elements import bullets_of, main_figure, number_of, quote_of, shortened, table_of
from jarai.script.material import TOPIC_SOURCE
from jarai.script.reading import read, sentences
from jarai.script.sentences import closed, spoken, uncapitalised
from jarai.storyboard.model import Closing, Element, Scene, Sentence, Title

_PER_WORD, _PER_SENTENCE, PER_SCENE_MS = 400, 280, 800
"""Milliseconds: a word said, the pause after a sentence, a scene's lead-in and tail."""
_SHORTEST = 10
"""Project types under this many seconds get one scene beside the title."""
_HEADLINE_LIMIT, _SPOKEN_TOPIC_LIMIT = 200, 120


def brief(material: Material, settings: ScriptSettings) -> Brief:
    """What is to be made. Raises NeverWorks for a language this writer has no words in."""
    if not settings.language.startswith("en"):
        raise NeverWorks("LANGUAGE_NOT_VOICED", f"scripts are written in English so far, not in {settings.language}")
    acts = ("opening", "figures", "voices", "details", "closing") if material.facts else ("opening", "closing")
    return Brief(
        subject=material.topic,
        duration_seconds=settings.duration_seconds,
        acts=acts,
        has_facts=bool(material.facts),
    )


def narrative(brief: Brief, material: Material) -> Narrative:
    """Facts sorted into acts: the strongest figure opens, tables and quotations follow, then the rest as given."""
    strongest = _strongest(material.facts)
    figures = [fact for fact in material.facts if fact is not strongest and fact.kind in {"table", "pair"}]
    voices = [fact for fact in material.facts if fact is not strongest and fact.kind == "quote"]
    details = [fact for fact in material.facts if fact is not strongest and fact.kind == "statement"]
    told = {"opening": [strongest] if strongest else [], "details": details, "figures": figures, "voices": voices}
    order = ("opening", "details", "figures", "voices")
    return Narrative(
        brief=brief,
        acts=tuple(Act(name=name, source_ids=tuple(fact.source_id for fact in told[name])) for name in order),
    )


def beats(narrative: Narrative, material: Material, settings: ScriptSettings) -> Beats:
    """One beat a scene, as many as the length allows, in the order of the acts."""
    facts = {fact.source_id: fact for fact in material.facts}
    told = [[facts[each] for each in act.source_ids] for act in narrative.acts]
    left = settings.duration_seconds * 1050 - _frame_ms(material, settings)
    if settings.duration_seconds < _SHORTEST:
        shortest = min((fact for act in told for fact in act), key=_duration_ms, default=None)
        only = (Beat(kind=_kind(shortest), source_ids=(shortest.source_id,)),) if shortest else ()
        return Beats(brief=narrative.brief, beats=(Beat(kind="title", source_ids=()), *only))
    chosen: list[Beat] = []
    for group in _in_turn([_grouped(act) for act in told]):
        taken: list[Fact] = []
        for fact in group:
            cost = _duration_ms(fact) + (0 if taken else PER_SCENE_MS)
            if cost <= left:
                taken.append(fact)
                left -= cost
        if taken:
            kind: BeatKind = "bullets" if len(taken) > 1 else _kind(taken[0])
            chosen.append(Beat(kind=kind, source_ids=tuple(fact.source_id for fact in taken)))
    ends = Beat(kind="title", source_ids=()), Beat(kind="closing", source_ids=())
    return Beats(brief=narrative.brief, beats=(ends[0], *chosen, ends[1]))


def scenes(beats: Beats, material: Material, settings: ScriptSettings) -> Script:
    """The scenes with their words and what is on screen."""
    facts = {fact.source_id: fact for fact in material.facts}
    used = [each for beat in beats.beats for each in beat.source_ids]
    written = []
    for number, beat in enumerate(beats.beats, 1):
        told = [facts[each] for each in beat.source_ids]
        narration, element = _scene(beat.kind, told, beats, material, settings)
        written.append(Scene(scene_id=f"s{number}", narration=narration, element=element))
    notices = list(material.notices)
    if not material.facts:
        notices.insert(0, phrases.NOTICE_NO_FACTS)
    elif len(used) < len(facts):
        notices.append(phrases.NOTICE_LEFT_OUT.format(count=len(facts) - len(used), all=len(facts)))
    return Script(
        title=shortened(material.topic, _HEADLINE_LIMIT),
        scenes=tuple(written),
        sources=material.sources,
        notices=tuple(notices),
    )


def _scene(
    kind: BeatKind, told: list[Fact], beats: Beats, material: Material, settings: ScriptSettings
) -> tuple[tuple[Sentence, ...], Element]:
    match kind:
        case "title":
            return _opening(material, settings)
        case "closing":
            return _ending(beats, material)
        case "bullets":
            return tuple(_one(fact) for fact in told), bullets_of(told, material)
        case "number":
            return _said(told[0]), number_of(told[0], material)
        case "quote":
            return _said(told[0]), quote_of(told[0])
        case _:
            return _said(told[0]), table_of(told[0], material)


def _opening(material: Material, settings: ScriptSettings) -> tuple[tuple[Sentence, ...], Element]:
    short = settings.duration_seconds < _SHORTEST
    topic = shortened(material.topic, 40 if short else _SPOKEN_TOPIC_LIMIT).rstrip("…").rstrip(".!?")
    frame = "{topic}." if short else phrases.TOPIC if material.facts else phrases.INTRODUCES
    headline = shortened(material.topic, _HEADLINE_LIMIT)
    kicker = "" if material.title.lower() == material.topic.lower() else shortened(material.title, 48)
    said = Sentence(units=read(closed(frame.format(topic=topic)), "en-US").units, source_ids=(TOPIC_SOURCE,))
    return (said,), Title(headline=headline, kicker=kicker)


def _ending(beats: Beats, material: Material) -> tuple[tuple[Sentence, ...], Element]:
    """The strongest figure once more; without facts, plainly that there were none."""
    if not material.facts:
        said = (_framing(phrases.NO_FACTS), _framing(phrases.NO_FACTS_NEXT))
        return said, Closing(headline=shortened(material.topic, 70), line=phrases.NO_FACTS)
    shown = [fact for beat in beats.beats for fact in material.facts if fact.source_id in beat.source_ids]
    fact = next((each for each in shown if main_figure(each)), None)
    headline = shortened((shown or list(material.facts))[0].text.rstrip("."), 70)
    if fact is None:
        return (_framing(phrases.SOURCES),), Closing(headline=headline, line=phrases.SOURCES)
    value = f"{uncapitalised(fact.key)}, {main_figure(fact)}"
    text = phrases.REMEMBER.format(value=value) if fact.key else phrases.REMEMBER_THIS.format(text=closed(fact.text))
    remembered = Sentence(units=read(text, "en-US").units, source_ids=(fact.source_id,))
    return (remembered,), Closing(headline=shortened(fact.text.rstrip("."), 70), line=phrases.SOURCES)


def _said(fact: Fact) -> tuple[Sentence, ...]:
    """The fact's sentences, each with its source."""
    found = [
        Sentence(units=read(each, "en-US").units, source_ids=(fact.source_id,)) for each in sentences(spoken(fact))
    ]
    return tuple(sentence for sentence in found if sentence.units)


def _one(fact: Fact) -> Sentence:
    """The fact as one sentence, so that its bullet has one cue."""
    return Sentence(units=read(spoken(fact), "en-US").units, source_ids=(fact.source_id,))


def _framing(text: str) -> Sentence:
    return Sentence(units=read(closed(text), "en-US").units)


def _kind(fact: Fact | None) -> BeatKind:
    if fact is None:
        return "closing"
    if fact.kind in {"quote", "table"}:
        return "quote" if fact.kind == "quote" else "table"
    return "number" if main_figure(fact) else "bullets"


def _grouped(facts: list[Fact]) -> list[list[Fact]]:
    """Statements and pairs under one heading go together, up to three; quotations and tables stand alone."""
    groups: list[list[Fact]] = []
    for fact in facts:
        alone = fact.kind in {"quote", "table"}
        last = groups[-1] if groups else []
        if alone or not last or len(last) == 3 or last[0].heading != fact.heading or last[0].kind in {"quote", "table"}:
            groups.append([fact])
        else:
            last.append(fact)
    return groups


def _in_turn(acts: list[list[list[Fact]]]) -> list[list[Fact]]:
    """Groups of all acts by turns, so that a short video still has of each."""
    found = []
    for turn in range(max((len(act) for act in acts), default=0)):
        found += [act[turn] for act in acts if turn < len(act)]
    return found


def _strongest(facts: tuple[Fact, ...]) -> Fact | None:
    """The first fact with money, else with a percentage or unit, else with any figure, else the first."""
    told = [fact for fact in facts if fact.kind in {"pair", "statement"}]
    for has in (
        lambda value: value[:1] in "$£€¥" and value != "",
        lambda value: not value.replace(",", "").isdigit() and value != "",
        bool,
    ):
        found = next((fact for fact in told if has(main_figure(fact))), None)
        if found:
            return found
    return told[0] if told else None


def _duration_ms(fact: Fact) -> int:
    """How long the fact takes to say."""
    return said_ms(_said(fact))


def _frame_ms(material: Material, settings: ScriptSettings) -> int:
    """How long the first and the last scene take together."""
    strongest = _strongest(material.facts)
    only = Beat(kind="number", source_ids=(strongest.source_id,) if strongest else ())
    ends = _ending(Beats(brief=brief(material, settings), beats=(only,)), material)
    return said_ms(_opening(material, settings)[0]) + said_ms(ends[0]) + 2 * PER_SCENE_MS


def said_ms(narration: tuple[Sentence, ...]) -> int:
    """About how long it takes to say, in milliseconds."""
    words = sum(len(unit.said.split()) for sentence in narration for unit in sentence.units)
    return words * _PER_WORD + len(narration) * _PER_SENTENCE
