"""The storyboard document: what is said and what is on screen, scene by scene. No times, no layout.

A scene's `narration` is a list of sentences; a sentence is a list of display units, each with what is shown (in
captions, transcript) and what is said (to the voice). `elements` is what the picture shows; the layout engine decides
where. Every sentence names the sources it came from.
"""

from typing import Annotated, Literal

from pydantic import Field

from jarai.base.model import Wire


class Unit(Wire):
    """One display unit: `$4.21bn` shown, `four point two one billion dollars` said.

    `shown` carries its own punctuation (`Q1,`), never surrounding spaces; units are joined with one space. `said` holds
    only letters, apostrophes, spaces and punctuation, and is empty where nothing can be said (an emoji).
    """

    shown: str
    said: str


class Sentence(Wire):
    """One spoken sentence, and the ids of the sources it was made from (none for a framing sentence)."""

    units: tuple[Unit, ...]
    source_ids: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as shown."""
        return " ".join(unit.shown for unit in self.units)


class Source(Wire):
    """Where a fact comes from: the partner's topic or a span of their Markdown."""

    source_id: str
    quote: str
    url: str | None = None


class Title(Wire):
    """An opening card: a headline, and a short line above it."""

    kind: Literal["title"] = "title"
    headline: str
    kicker: str = ""


class Bullet(Wire):
    """One bullet, which appears when sentence `sentence` of its scene begins."""

    text: str
    sentence: int = 0


class Bullets(Wire):
    """A heading with one to five bullets."""

    kind: Literal["bullets"] = "bullets"
    heading: str
    items: tuple[Bullet, ...]


class BigNumber(Wire):
    """One figure, large: value as written (`$4.21bn`), what it is, and the change if one was given."""

    kind: Literal["number"] = "number"
    heading: str
    value: str
    label: str
    change: str = ""


class Quote(Wire):
    """A quotation and who said it (empty where the facts don't tell)."""

    kind: Literal["quote"] = "quote"
    text: str
    speaker: str = ""


class Bar(Wire):
    """One bar: its label, the value as written, and the value in thousandths of its unit, for drawing only."""

    label: str
    value: str
    magnitude: int


class BarChart(Wire):
    """A simple bar chart: heading, unit (may be empty), up to eight bars."""

    kind: Literal["chart"] = "chart"
    heading: str
    unit: str = ""
    bars: tuple[Bar, ...]


class Table(Wire):
    """A small table, at most five columns and seven rows as drawn."""

    kind: Literal["table"] = "table"
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Closing(Wire):
    """The last card: what to remember, in one or two lines."""

    kind: Literal["closing"] = "closing"
    headline: str
    line: str = ""


Element = Annotated[
    Title | Bullets | BigNumber | Quote | BarChart | Table | Closing,
    Field(discriminator="kind"),
]


class Scene(Wire):
    """One scene: what is said while one element is on screen."""

    scene_id: str
    narration: tuple[Sentence, ...]
    element: Element


class Presenter(Wire):
    """Who speaks: the avatar's slug (what to draw), the name and role of the lower third, and the voice."""

    avatar: str
    name: str
    role: str
    voice: str


class Brand(Wire):
    """The account's look: its name and three colours, `#RRGGBB`."""

    name: str
    background: str = "#101C3A"
    primary: str = "#007AFF"
    accent: str = "#FFD640"


class Frame(Wire):
    """The picture's size in pixels, both even."""

    width: int
    height: int


class Storyboard(Wire):
    """The whole document of one production version."""

    title: str
    topic: str
    language: str
    country: str
    frame: Frame
    presenter: Presenter
    brand: Brand
    scenes: tuple[Scene, ...]
    sources: tuple[Source, ...] = ()
    notices: tuple[str, ...] = ()
    """What a reviewer and a viewer must know, e.g. that no facts were given."""
