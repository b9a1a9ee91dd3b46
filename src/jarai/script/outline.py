"""Which scenes chosen facts make, in order: what belongs together becomes one beat, and each beat gets its kind."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from jarai.script.documents import Beat, BeatKind, Fact, Genre, Material
from jarai.script.elements import BULLET_LIMIT, LABEL_LIMIT
from jarai.script.phrasebook import PhraseBook, book
from jarai.script.rank import best_figure, is_aside, is_fragment, is_moment, main_figure, practical, score, strongest
from jarai.script.tables import is_period

_MOST = {"bullets": 3, "listed": 5, "timeline": 5, "steps": 5}


def outline(material: Material, genre: Genre, chosen: Collection[str]) -> list[Beat]:
    """The beats of the chosen facts between title and closing: the strongest alone at first, practical ones at the end."""
    words = book(material.language)
    facts = [fact for fact in material.facts if fact.source_id in chosen]
    useful = [fact for fact in facts if practical(fact, words)] if genre != "calm" else []
    last = closing_fact(material, genre, chosen)
    kept_back = {last.source_id} if last and last is not strongest(material) else set[str]()
    first = strongest(material) if genre in {"figures", "facts"} else None
    body = [fact for fact in facts if fact not in useful and fact is not first and fact.source_id not in kept_back]
    opening = [first] if first and first.source_id in chosen and first not in useful else []
    for group in _grouped([fact for fact in facts if fact not in useful], material):
        if first in group and kind_of(group, material) == "comparison":
            opening = group
    body = [fact for fact in body if fact not in opening]
    found = [opening] if opening else []
    body = _asides_last(body, material) if genre in {"figures", "facts"} else body
    return [*(_beat(group, material) for group in (*found, *_grouped(body, material))), *_practical(useful, words)]


def _asides_last(facts: Sequence[Fact], material: Material) -> list[Fact]:
    """The facts with what is said in passing after the statements that stand under the same heading beside it."""
    words, told = book(material.language), list[Fact]()

    for (_, plain), run in groupby(facts, lambda fact: (fact.heading, _is_plain(fact, words))):
        told += sorted(run, key=lambda fact: plain and is_aside(fact, material.language))
    return told


def _is_plain(fact: Fact, words: PhraseBook) -> bool:
    return fact.kind in {"pair", "statement"} and not is_fragment(fact, words)


def closing_fact(material: Material, genre: Genre, chosen: Collection[str]) -> Fact | None:
    """What to remember: the strongest fact where it is a pair with a figure, said shortly; else one kept for the end."""
    if genre not in {"figures", "facts"}:
        return None
    words, first = book(material.language), strongest(material)
    if first and first.source_id in chosen and first.kind == "pair" and main_figure(first, material.language):
        return first
    others = [
        (score(fact, place, material.language), fact)
        for place, fact in enumerate(material.facts)
        if fact.source_id in chosen
        and fact is not first
        and fact.kind in {"statement", "pair"}
        and not is_fragment(fact, words)
        and not practical(fact, words)
        and not is_moment(fact, material.language)
    ]
    return max(others, key=lambda each: each[0])[1] if len(others) >= 2 else None


def _grouped(facts: Sequence[Fact], material: Material) -> Iterator[list[Fact]]:
    """Neighbours under one heading that make one scene, evenly split where they are too many for one."""
    words = book(material.language)
    run: list[Fact] = []
    for fact in facts:
        if run and (fact.heading != run[0].heading or sort_of(fact, words) != sort_of(run[0], words)):
            yield from _split(run, words)
            run = []
        run.append(fact)
    if run:
        yield from _split(run, words)


def sort_of(fact: Fact, words: PhraseBook) -> str:
    """With which facts beside it a fact makes a scene; its own id where it stands alone."""
    if fact.kind in {"quote", "table", "verse"}:
        return fact.source_id
    if fact.kind == "statement" and len(fact.text) > BULLET_LIMIT:
        return fact.source_id  # too long for a list: it stands alone
    if is_fragment(fact, words):
        return "listed"
    if fact.kind == "step":
        return "steps"
    if is_moment(fact, words.language) or (fact.kind == "pair" and is_period(fact.value, words.language)):
        return "timeline"
    return "bullets"


def _split(run: list[Fact], words: PhraseBook) -> Iterator[list[Fact]]:
    most = _MOST.get(sort_of(run[0], words), 1)
    parts = -(-len(run) // most)
    at = 0
    for part in range(parts):
        size = len(run) // parts + (part < len(run) % parts)
        yield run[at : at + size]
        at += size


def _beat(facts: Sequence[Fact], material: Material) -> Beat:
    return Beat(kind=kind_of(facts, material), source_ids=tuple(fact.source_id for fact in facts))


def kind_of(facts: Sequence[Fact], material: Material) -> BeatKind:
    """What kind of scene facts make together; facts of different sorts make bullets."""
    first, words = facts[0], book(material.language)
    if len({sort_of(fact, words) for fact in facts}) > 1:
        return "bullets"
    if first.kind in {"quote", "table", "verse"}:
        return "quote" if first.kind == "quote" else "table" if first.kind == "table" else "verse"
    sort = sort_of(first, words)
    if sort == "steps":
        return "steps"
    if sort == "timeline" and len(facts) > 1:
        return "timeline"
    if len(facts) == 2 and all(fact.kind == "pair" for fact in facts) and _same_measure(facts, material):
        return "comparison"
    if len(facts) == 1 and _is_large(first, material.language):
        return "number"
    return "spotlight" if len(facts) == 1 and first.kind == "statement" else "bullets"


def _is_large(fact: Fact, language: str) -> bool:
    """Whether a fact has a figure worth a card of its own, and a label that stands there whole."""
    figure = best_figure(fact, language)
    if figure is None or not main_figure(fact, language) or len(fact.key or fact.text) > LABEL_LIMIT + 1:
        return False
    return bool(figure.mark or figure.power or fact.kind == "pair" or any(value >= 10 for value in figure.values))


def _same_measure(facts: Sequence[Fact], material: Material) -> bool:
    """Whether both pairs are figures of one kind, and little else."""
    figures = [best_figure(fact, material.language) for fact in facts]
    shown = [main_figure(fact, material.language) for fact in facts]
    units = {"".join(each for each in text if not each.isdigit() and each not in " .,") for text in shown}
    return (
        all(figure is not None for figure in figures)
        and all(shown)
        and len(units) == 1
        and units != {""}
        and all(len(fact.value) <= len(text) + 4 for fact, text in zip(facts, shown, strict=True))
    )


def _practical(facts: Sequence[Fact], words: PhraseBook) -> Iterator[Beat]:
    """Where, when and for how much on one card, each address on one of its own."""
    price = [fact for fact in facts if practical(fact, words) == "price"]
    where = [fact for fact in facts if practical(fact, words) == "where"]
    when = [fact for fact in facts if practical(fact, words) == "when"]
    if where:
        yield Beat(kind="location", source_ids=tuple(fact.source_id for fact in (*when, where[0], *price)))
    elif when or price:
        yield Beat(kind="bullets", source_ids=tuple(fact.source_id for fact in (*when, *price)[:3]))
    if len(where) > 1:
        yield Beat(kind="bullets", source_ids=tuple(fact.source_id for fact in where[1:4]))
    for fact in facts:
        if practical(fact, words) == "more":
            yield Beat(kind="call", source_ids=(fact.source_id,))
