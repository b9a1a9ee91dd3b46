"""Turns facts into sentences a presenter can say, without adding anything to them: each in several ways to begin."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jarai.script.claim_words import folded
from jarai.script.documents import Fact
from jarai.script.phrasebook import Frames, PhraseBook
from jarai.script.rank import is_fragment, is_sentence
from jarai.script.reading import sentences
from jarai.script.tables import Series, is_period, is_timeline, series_of

_MASS = frozenset(
    [
        *("revenue", "profit", "turnover", "income", "growth", "inflation", "unemployment"),
        *("output", "demand", "production", "capacity", "spending", "debt"),
    ]
)
_DATED = frozenset(
    [
        "deadline",
        "date",
        "start",
        "end",
        "opening",
        "closing",
        "launch",
        "release",
        "vote",
        "election",
        "delivery",
        "final",
    ]
)
"""Nouns that are a day."""
_LEVELS = frozenset(["rate", "margin", "share", "level", "index", "population", "average", "temperature", "total"])
_CLOSED = re.compile(r"[.!?…。！？](?:\s?[”’»」』\"])?$")
_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+(?![\w])")
_INSIDE = re.compile(r"[^\W\d_][,]? ([A-ZÀ-Þ][^\W\d_]+)")
_TOLD_ROWS, _LISTED_SHARES = 3, 4


@dataclass(frozen=True)
class Line:
    """One sentence to be said, in the ways it may be said, the plainest first, and the sources it was made from.

    `extra` is one that may be left out where there is no time for it; `plain` is the way without a connective.
    """

    ways: tuple[str, ...]
    source_ids: tuple[str, ...] = ()
    extra: bool = False
    plain: str = ""


def closed(text: str, book: PhraseBook) -> str:
    """The text with a closing mark and a capital first letter, unless it starts with a name written small."""
    text = text.strip().rstrip(",;:—–-、；：").strip()
    if not text:
        return text
    first = text.split(" ")[0].rstrip(",:;")
    if book.spaced and first.islower() and first.isalpha():
        text = text[0].upper() + text[1:]
    return text if _CLOSED.search(text) else text + book.stop


def closed_small(text: str, book: PhraseBook) -> str:
    """The text with a closing mark, its first letter as it is."""
    return text and text + ("" if _CLOSED.search(text) else book.stop)


def quoted(text: str, book: PhraseBook) -> str:
    """The words of a quotation, to be set in the language's marks: outer marks taken off, those inside made inner ones."""
    text = text.strip()
    inside = text.strip('“”"„‟«»「」 ')
    outer = len(text) - len(inside) >= 2 and not re.search('[“”"„‟«»「」]', inside) and text[0] in '“"„‟«「'
    text = inside if outer else text
    text = re.sub(r"[“„‟「]|«\s?|(?:^|(?<=[\s(]))\"", book.inner[0], text)
    return re.sub(r"[”\"」]|\s?»", book.inner[1], text)


class Words:
    """The ways to say each kind of fact in one language.

    `running` is the facts' running text: a word that stands small in it is no name, one that has a capital in the middle
    of a sentence is one.
    """

    def __init__(self, book: PhraseBook, running: str = "") -> None:
        self.book = book
        self.known = frozenset(folded(word) for word in _WORD.findall(running) if word.islower())
        self.names = frozenset(folded(found[1]) for found in _INSIDE.finditer(running))

    def lead(self, frames: Frames, text: str, small: str | None = None) -> tuple[str, ...]:
        """The text after each of the frames that can take it: after a comma only where its capital may become small.

        `small` is the text with a small first letter where the caller knows that it may have one.
        """
        small = small or self.book.lowered(text, self.known)
        ways = []
        for frame in frames:
            after_colon = re.search(r"[:：。]\s?\{s\}", frame) is not None
            if small is not None or after_colon or not self.book.spaced:
                ways.append(frame.replace("{s}", text if small is None else small))
        return tuple(ways)

    def small(self, text: str) -> str:
        """A key, a header or an entry as it stands inside a sentence: small, unless it begins with a name or initials."""
        first = text.split(" ", maxsplit=1)[0]
        name = folded(first) in self.names and folded(first) not in self.known
        if not self.book.spaced or name or any(each.isupper() for each in first[1:]):
            return text
        return text[:1].lower() + text[1:]

    def again(self, key: str, figure: str) -> str:
        """A pair said once more, small and open: `revenue came to $4.21bn`, `the final score, 3–1`, `chiffre d’affaires, 4 M€`."""
        between = {"zh": "", "ja": "、"}.get(self.book.language, self.book.comma)
        if self.book.language == "en" and (told := _english_pair(key, figure)):
            return self.small(told.rstrip("."))
        article = "the " if self.book.language == "en" and _is_singular(key) else ""
        return f"{article}{self.small(key)}{between}{figure}"

    def fact(self, fact: Fact) -> Line:
        """A statement, pair or quotation as one line."""
        match fact.kind:
            case "pair":
                ways = self._pair(fact)
            case "quote":
                ways = self._quote(fact)
            case _:
                plain = closed(fact.text, self.book)
                ways = (plain, *self.lead(self.book.links, plain))
        return Line(ways, (fact.source_id,))

    def _pair(self, fact: Fact) -> tuple[str, ...]:
        key, value = fact.key, fact.value.rstrip(".。")
        figure = re.match(r"[−+-]?(?:US|R)?[$£€¥]?\s?\d", value) is not None and not re.search(r"[.!?]\s", value)
        frames = self.book.pair_figure if figure else self.book.pair
        parts = {"key": key, "lower": self.small(key), "value": value}
        ways = tuple(closed(self.book.fill(frame, **parts), self.book) for frame in frames)
        if self.book.language == "en" and figure and (told := _english_pair(key, value)):
            return (told, *ways)
        if is_period(key, self.book.language):
            return tuple(closed(self.book.fill(frame, when=key, text=value), self.book) for frame in self.book.moment)
        return ways

    def _quote(self, fact: Fact) -> tuple[str, ...]:
        words = self.book.quote(closed(fact.text, self.book))
        if not fact.speaker:
            return tuple(self.book.fill(frame, quote=words) for frame in self.book.quoted)
        apposition = self.book.spaced and "," in fact.speaker
        frames = self.book.quoted_by
        return tuple(
            self.book.fill(
                frame,
                quote=words,
                speaker=fact.speaker + ("," if apposition and re.search(r"\{speaker\} \w", frame) else ""),
            )
            for frame in frames
        )

    def listed(self, facts: Sequence[Fact], heading: str) -> Line:
        """Names and phrases of a list as one sentence."""
        items = [self.book.lowered(fact.text, self.known) or fact.text for fact in facts]
        frames = self.book.listed if heading else self.book.listed_bare
        told = self.book.joined(items)
        parts = {"items": told, "heading": heading or ""}
        ways = tuple(closed(self.book.fill(frame, **parts), self.book) for frame in frames)
        return Line(ways, tuple(fact.source_id for fact in facts))

    def steps(self, facts: Sequence[Fact], *, first: bool, last: bool, number: int) -> list[Line]:
        """Steps in order, each led by a word of order; a step's further sentences follow plainly."""
        lines = []
        for at, fact in enumerate(facts):
            parts = [closed(part, self.book) for part in sentences(fact.text, self.book.language)] or [
                closed(fact.text, self.book)
            ]
            frames = self.book.step_next
            if first and at == 0:
                frames = self.book.step_first
            elif last and at == len(facts) - 1:
                frames = self.book.step_last
            turned = frames[(number + at) % len(frames) :] + frames[: (number + at) % len(frames)]
            text = parts[0]
            if self.book.spaced and text[:1].isupper() and not text.partition(" ")[0].isupper():
                text = text[0].lower() + text[1:]
            lines.append(Line((*(frame.replace("{s}", text) for frame in turned), parts[0]), (fact.source_id,)))
            further = (
                Line((part, *self.lead(self.book.links, part)), (fact.source_id,), plain=part) for part in parts[1:]
            )
            lines += further
        return lines

    def table(self, fact: Fact, heading: str = "") -> list[Line]:
        """A table's reading: what leads, or from where to where; the rest as extra lines. `heading` is its own, if any."""
        series, source = series_of(fact, self.book.language), (fact.source_id,)
        if series is None:
            return self._rows(fact, heading)
        if series.kind == "line":
            return self._span(series, source)
        if series.kind == "donut" and len(series.labels) <= _LISTED_SHARES:
            items = [self._item(label, value) for label, value in zip(series.labels, series.values, strict=True)]
            return [self._listing(heading or series.measure, items, source)]
        if series.kind == "comparison":
            parts = {"heading": heading or series.measure}
            parts |= {
                "left": series.labels[0],
                "one": series.values[0],
                "right": series.labels[1],
                "other": series.values[1],
            }
            return [Line(self._fill(self.book.versus, **parts), source)]
        return self._ranked(series, source)

    def _ranked(self, series: Series, source: tuple[str, ...]) -> list[Line]:
        order, labels, values = series.ranked, series.labels, series.values
        if series.sizes[order[0]] == series.sizes[order[1]]:
            items = [self._item(labels[row], values[row]) for row in order[:_TOLD_ROWS]]
            return [self._listing(series.measure, items, source)]
        if any(folded(word) in folded(series.measure) for word in self.book.price_words):
            low, high = order[-1], order[0]
            parts = {"low": values[low], "first": labels[low], "high": values[high], "last": labels[high]}
            lines = [Line(self._fill(self.book.range, **parts), source)]
            items = [self._item(labels[row], values[row]) for row in reversed(order[1:-1])]
            return lines + ([self._between(items, source)] if items else [])
        behind = [self.book.fill(self.book.at, name=labels[row], value=values[row]) for row in order[1:_TOLD_ROWS]]
        ahead = self.book.fill(self.book.ahead, rest=self.book.joined(behind)) if behind else ""
        frames = self.book.shares if series.kind == "donut" else self.book.highest
        parts = {
            "measure": self.small(series.measure),
            "first": labels[order[0]],
            "value": values[order[0]],
            "ahead": ahead,
        }
        lines = [Line(self._fill(frames, **parts), source)]
        if len(order) > _TOLD_ROWS and series.sizes[order[-1]] < series.sizes[order[-2]]:
            parts = {"name": labels[order[-1]], "value": values[order[-1]]}
            lines.append(Line(self._fill(self.book.lowest, **parts), source, extra=True))
        return lines

    def _span(self, series: Series, source: tuple[str, ...]) -> list[Line]:
        first, last = series.labels[0], series.labels[-1]
        plain = all(re.fullmatch(r"\d{4}", label) for label in series.labels) or self.book.language in {
            "en",
            "zh",
            "ja",
        }
        if not self.book.spaced and plain and first.isdigit():
            first, last = first + "年", last + "年"
        frames = self.book.span if plain else self.book.span_plain
        parts = {
            "measure": self.small(series.measure),
            "low": series.values[0],
            "high": series.values[-1],
            "first": first,
            "last": last,
        }
        lines = [Line(self._fill(frames, **parts), source)]
        year = "" if self.book.spaced or not series.labels[0].isdigit() else "年"
        frame = self.book.point if plain else self.book.item
        inner = range(1, len(series.labels) - 1)
        items = [self.book.fill(frame, name=series.labels[row] + year, value=series.values[row]) for row in inner]
        if not 1 <= len(items) <= 6:
            return lines
        told = self.book.joined(items) if plain else self.book.semicolon.join(items)
        return [*lines, Line(self._fill(self.book.between, items=told), source, extra=True)]

    def _rows(self, fact: Fact, heading: str) -> list[Line]:
        if is_timeline(fact, self.book.language):
            unit = f"{self.small(fact.columns[0])} " if fact.rows[0][0].isdigit() and len(fact.rows[0][0]) < 4 else ""
            told = self.book.semicolon.join(self._item(unit + row[0], row[1]) for row in fact.rows)
            frames = self.book.listed if heading else self.book.listed_bare
            return [Line(self._fill(frames, heading=heading, items=told), (fact.source_id,))]
        columns = self.book.joined([self.small(each) if at else each for at, each in enumerate(fact.columns[:2])])
        rows = [self._item(row[0], row[1]) if len(row) > 1 and row[1] else row[0] for row in fact.rows[:5] if row[0]]
        items = self.book.semicolon.join(rows)
        return [Line(self._fill(self.book.rows, columns=columns, items=items), (fact.source_id,))]

    def _item(self, name: str, value: str) -> str:
        return self.book.fill(self.book.item, name=name, value=value)

    def _listing(self, measured: str, items: list[str], source: tuple[str, ...]) -> Line:
        told = self.book.semicolon.join(items)
        return Line(self._fill(self.book.listing, measure=measured, items=told), source)

    def _between(self, items: Iterable[str], source: tuple[str, ...]) -> Line:
        told = self.book.semicolon.join(items)
        return Line(self._fill(self.book.between, items=told), source, extra=True)

    def _fill(self, frames: Frames, **parts: str) -> tuple[str, ...]:
        return tuple(closed(self.book.fill(frame, **parts), self.book) for frame in frames)


def _is_singular(key: str) -> bool:
    """Whether an English key is a plain noun in the singular that takes an article."""
    words = key.lower().split()
    plain = re.fullmatch(r"[A-Za-z][A-Za-z' -]*", key) is not None and not is_sentence(key)
    return (
        plain
        and words[0] not in {"the", "a", "an", "our", "its", "their"}
        and not (words[-1] in _MASS or words[-1].endswith("ed") or _is_plural(words[-1]))
    )


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


def _english_pair(key: str, value: str) -> str:
    """`Revenue: $4.21bn` as `Revenue came to $4.21bn` where the key is a plain noun; else empty."""
    words = key.split()
    if not re.fullmatch(r"[A-Za-z][A-Za-z' -]*", key) or len(words) > 5 or is_sentence(key):
        return ""
    last = words[-1].lower()
    plural = _is_plural(last)
    small = key if words[0].isupper() else key[:1].lower() + key[1:]
    if last in _DATED and is_period(value, "en"):
        return f"The {small} is {value}."
    if plural and re.fullmatch(r"\d[\d,]*", value):
        return f"There are {value} {small}."
    if re.fullmatch(r"\d{1,3}\s?[–:-]\s?\d{1,3}", value) or not re.match(
        r"[−-]?(?:US)?[$£€¥₹]?\d[\d,.]*\s?(?:\S{1,9})?(?:,|$)", value
    ):
        return ""
    subject = key if plural or last in _MASS else f"The {small}"
    if last.rstrip("s") in {"price", "fee", "admission"}:
        return f"{subject} {'are' if plural else 'is'} {value}."
    if re.match(r"[−-]?(?:US)?[$£€¥₹]", value):
        return f"{subject} came to {value}."
    levelled = last.rstrip("s") in _LEVELS or last in _MASS
    return f"{subject} {'stand' if plural else 'stands'} at {value}." if levelled else ""


def fragments(facts: Sequence[Fact], book: PhraseBook) -> bool:
    """Whether these are names and phrases of one list, to be said as one sentence."""
    return len(facts) > 1 and all(is_fragment(fact, book) for fact in facts)
