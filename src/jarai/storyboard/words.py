"""The studio's own words that a viewer reads or hears beside the script: labels, headings, descriptions, presenters' roles.

One JSON file a language in `words/`; a language without one gets English.
"""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

_HERE = Path(__file__).parent / "words"


class Words(BaseModel):
    """One language's words. Those with braces are frames, filled with `str.format`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ai_mark: str
    transcript: str
    transcript_two: str
    note: str
    on_screen: str
    source: str
    sources: str
    scene: str
    chart: str
    picture: str
    opening: str
    person: str
    number: str
    quoted_by: str
    quotation: str
    table: str
    comparison: str
    timeline: str
    place: str
    shown: str
    text: str
    bars: str
    line: str
    donut: str
    of: str
    chart_all: str
    chart_other: str
    chart_many: str
    described: str
    between: str
    comma: str
    stop: str
    people: dict[str, str]

    def of_person(self, text: str) -> str:
        """A stock presenter's role or looks in this language; any other text as it is."""
        return self.people.get(text, text)


@cache
def words_of(language: str) -> Words:
    """The words of a language, given as a BCP 47 tag."""
    name = language.partition("-")[0].lower()
    path = _HERE / f"{name if name in worded() else 'en'}.json"
    return Words.model_validate_json(path.read_text(encoding="utf-8"))


@cache
def worded() -> frozenset[str]:
    """The languages that have words of their own, without region."""
    return frozenset(path.stem for path in _HERE.glob("*.json"))
