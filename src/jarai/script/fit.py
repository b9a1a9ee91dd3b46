"""Fits a script to its length: chooses the facts, then the pauses, so that what is said takes the time there is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from jarai.script.compose import SHORTEST, compose
from jarai.script.documents import Beat, Beats, Brief, Fact, Genre, Material, ScriptSettings
from jarai.script.outline import closing_fact, outline, sort_of
from jarai.script.phrasebook import book
from jarai.script.rank import is_aside, is_fragment, is_moment, practical, score, strongest
from jarai.script.reading import read
from jarai.script.timing import PER_SCENE_MS, said_ms
from jarai.script.wording import Words
from jarai.storyboard.model import Scene, Sentence

_OVER, _STEP_MS, _SHARE_MS, _TOGETHER = 1.03, 100, 300, 3
_REST, _LONGEST_REST, _CLOSING_REST = 2500, 5000, 1500
"""How long a card rests at most where facts fill the time, where they don't, and the last one of a calm script."""
_ENOUGH = 0.98
_AGAIN_UNDER = 0.8


@dataclass(frozen=True)
class _Plan:
    """What is told: the facts by id, whether headings are named, tables read on, and the best told once more."""

    chosen: frozenset[str]
    turns: bool = False
    extras: bool = False
    again: bool = False


def fitted(brief: Brief, material: Material, settings: ScriptSettings) -> Beats:
    """The beats whose script comes nearest to the length, with the rests that fill it."""
    target, stretch = settings.wanted_ms, settings.stretch
    if settings.duration_seconds < SHORTEST:
        return rested(_shortest(brief, material, stretch), material, target, stretch)
    steps = {fact.source_id for fact in material.facts if fact.kind == "step"} if brief.genre == "steps" else set[str]()
    plan = _Plan(_knapsack(brief, material, target, stretch) | steps)
    plan = _trimmed(plan, brief, material, target, stretch)
    for better in (replace(plan, turns=True, extras=True), replace(plan, turns=True), replace(plan, extras=True)):
        if _length(better, brief, material, stretch) <= target * _OVER:
            plan = better
            break
    if brief.genre in {"figures", "facts"} and _length(plan, brief, material, stretch) < target * _AGAIN_UNDER:
        again = replace(plan, again=True)
        plan = again if _length(again, brief, material, stretch) <= target * _OVER else plan
    return rested(_beats(plan, brief, material), material, target, stretch)


def length_ms(scenes: Sequence[Scene], language: str, stretch: int = 100) -> int:
    """About how long scenes last when spoken, in milliseconds. See `said_ms`."""
    return sum(said_ms(scene.narration, language, stretch) + PER_SCENE_MS + scene.rest for scene in scenes)


def _units(material: Material) -> list[tuple[Fact, ...]]:
    """What is told together or not at all: the entries of a list, two or three moments under one heading, else each fact."""
    words = book(material.language)

    def key(fact: Fact) -> tuple[str, str]:
        sort = sort_of(fact, words)
        return (sort, fact.heading) if sort in {"listed", "timeline"} else (fact.source_id, "")

    found: list[tuple[Fact, ...]] = []
    for (sort, _), run in groupby(material.facts, key):
        together = tuple(run)
        found += [together] if sort == "listed" or len(together) <= _TOGETHER else [(fact,) for fact in together]
    return found


def _scores(material: Material) -> dict[str, int]:
    """What each fact is worth."""
    facts = enumerate(material.facts)
    return {fact.source_id: score(fact, place, material.language) for place, fact in facts}


def _knapsack(brief: Brief, material: Material, target: int, stretch: int) -> frozenset[str]:
    """The facts of the highest score together that fit, each at the time of its sentence."""
    frame, scores = _length(_Plan(frozenset()), brief, material, stretch), _scores(material)
    room = max(0, int(target * _OVER - frame)) // _STEP_MS
    best: list[tuple[int, frozenset[str]]] = [(0, frozenset())] * (room + 1)
    for unit in _units(material):
        weight = sum((_fact_ms(fact, material, stretch) + _SHARE_MS) // _STEP_MS for fact in unit)
        value = sum(scores[each.source_id] * 10 + (30 if each is strongest(material) else 0) for each in unit)
        ids = {fact.source_id for fact in unit}
        for left in range(room, weight - 1, -1):
            before = best[left - weight]
            if before[0] + value > best[left][0]:
                best[left] = (before[0] + value, before[1] | ids)
    return best[room][1]


def _trimmed(plan: _Plan, brief: Brief, material: Material, target: int, stretch: int) -> _Plan:
    """The plan without the least of its facts until it fits, then with what still finds room."""
    scores, units = _scores(material), _units(material)
    worth = {unit: max(scores[fact.source_id] for fact in unit) for unit in units}
    ranked = sorted(units, key=lambda unit: (worth[unit], -units.index(unit)))
    for least in ranked:
        if _length(plan, brief, material, stretch) <= target * _OVER or len(plan.chosen) == 1:
            break
        plan = replace(plan, chosen=plan.chosen - {fact.source_id for fact in least} or plan.chosen)
    for most in reversed(ranked):
        wider = replace(plan, chosen=plan.chosen | {fact.source_id for fact in most})
        if wider != plan and _length(wider, brief, material, stretch) <= target * _OVER:
            plan = wider
    return plan


def _beats(plan: _Plan, brief: Brief, material: Material) -> Beats:
    title, told = Beat(kind="title", source_ids=()), outline(material, brief.genre, plan.chosen)
    if brief.genre == "nothing":
        told = [Beat(kind="questions", source_ids=())]
    if plan.again:
        told.append(Beat(kind="again", source_ids=_best(plan, brief.genre, material)))
    last = closing_fact(material, brief.genre, plan.chosen)
    ids = (last.source_id,) if last else ()
    if told and told[-1].kind == "call":
        return Beats(brief=brief, beats=(title, *told), turns=plan.turns, extras=plan.extras)
    closing = Beat(kind="closing", source_ids=ids, rest=_CLOSING_REST if brief.genre == "calm" else 0)
    return Beats(brief=brief, beats=(title, *told, closing), turns=plan.turns, extras=plan.extras)


def _best(plan: _Plan, genre: Genre, material: Material) -> tuple[str, ...]:
    """Up to four facts worth telling twice, no more than half of them, in the order given."""
    words, last = book(material.language), closing_fact(material, genre, plan.chosen)
    told = [
        (score(fact, place, material.language), fact)
        for place, fact in enumerate(material.facts)
        if fact.source_id in plan.chosen
        and fact.kind in {"pair", "statement"}
        and not is_fragment(fact, words)
        and not practical(fact, words)
        and not is_aside(fact, material.language)
        and fact is not last
        and not is_moment(fact, material.language)
    ]
    most = min(4, max(2, len(told) // 2))
    best = {fact.source_id for _, fact in sorted(told, key=lambda each: -each[0])[:most]}
    return tuple(fact.source_id for _, fact in told if fact.source_id in best)


def _length(plan: _Plan, brief: Brief, material: Material, stretch: int) -> int:
    if plan.again and not _best(plan, brief.genre, material):
        return 10**9
    return length_ms(compose(_beats(plan, brief, material), material)[0], material.language, stretch)


def rested(beats: Beats, material: Material, target: int, stretch: int) -> Beats:
    """The beats with what time is left shared out as rests, the same to all that show something, none too long."""
    lasts, count = length_ms(compose(beats, material)[0], material.language, stretch), len(beats.beats)
    each = max(0, target - lasts) // count
    if each > _REST:
        each = min(_LONGEST_REST, max(_REST, int(target * _ENOUGH - lasts) // count))
    rested = tuple(beat.model_copy(update={"rest": beat.rest + each}) for beat in beats.beats)
    return beats.model_copy(update={"beats": rested})


def _shortest(brief: Brief, material: Material, stretch: int) -> Beats:
    """The title and the shortest fact."""
    title = Beat(kind="title", source_ids=())

    def with_only(fact: Fact) -> Beats:
        return Beats(
            brief=brief, beats=(title, *outline(material, "calm", {fact.source_id})), turns=False, extras=False
        )

    if not material.facts:
        return Beats(brief=brief, beats=(title,))
    outlines = map(with_only, material.facts)
    return min(outlines, key=lambda beats: length_ms(compose(beats, material)[0], material.language, stretch))


def _fact_ms(fact: Fact, material: Material, stretch: int) -> int:
    words = Words(book(material.language))
    lines = words.table(fact) if fact.kind == "table" else [words.fact(fact)]
    told = [Sentence(units=read(line.ways[0], material.language).units) for line in lines if not line.extra]
    return said_ms(told, material.language, stretch)
