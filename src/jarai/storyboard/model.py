"""The storyboard document: what is said and what is on screen, scene by scene. No times, no layout.

A scene's `narration` is a list of sentences; a sentence is a list of display units, each with what is shown (in
captions, transcript) and what is said (to the voice). `elements` is what the picture shows; the layout engine decides
where. Every sentence names the sources it came from.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from jarai.base.model import Wire
from jarai.storyboard.joining import joined


class Unit(Wire):
    """One display unit: `$4.21bn` shown, `four point two one billion dollars` said.

    `shown` carries its own punctuation (`Q1,`), never surrounding spaces; units are joined with one space, but a `tight`
    one (Chinese, Japanese) follows the one before it without. `said` holds only letters, apostrophes, spaces and
    punctuation, and is empty where nothing can be said (an emoji).
    """

    shown: str
    said: str
    tight: bool = Field(default=False, exclude_if=lambda tight: not tight)


class Sentence(Wire):
    """One spoken sentence, the ids of the sources it was made from (none for a framing sentence), and who says it."""

    units: tuple[Unit, ...]
    source_ids: tuple[str, ...] = ()
    speaker: Literal[1, 2] = 1

    @property
    def text(self) -> str:
        """The sentence as shown."""
        return joined((unit.shown, unit.tight) for unit in self.units)


class Source(Wire):
    """Where a fact comes from: the partner's topic or a span of their Markdown."""

    source_id: str
    quote: str
    url: str | None = None


class Asset(Wire):
    """A checked file of an account's in the store: its key, SHA-256 in hex, and for a picture its size in pixels."""

    key: str
    sha256: str
    width: StrictInt = 0
    height: StrictInt = 0


class Title(Wire):
    """An opening card: a headline, and a short line above it."""

    kind: Literal["title"] = "title"
    headline: str
    kicker: str = ""


class Bullet(Wire):
    """One bullet, which appears when sentence `sentence` of its scene begins."""

    text: str
    sentence: StrictInt = 0


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


class Datum(Wire):
    """One value of a chart: its label, the value as written, and in thousandths of its unit, for drawing only.

    In an edited storyboard the magnitude is always the one of the value as written.
    """

    label: str
    value: str
    magnitude: StrictInt = 0


class BarChart(Wire):
    """A simple bar chart: heading, unit and source line (both may be empty), up to eight bars."""

    kind: Literal["chart"] = "chart"
    heading: str
    unit: str = ""
    bars: tuple[Datum, ...]
    source: str = ""


class LineChart(Wire):
    """One line over points in order, up to twelve, the last one marked with its value."""

    kind: Literal["line"] = "line"
    heading: str
    unit: str = ""
    points: tuple[Datum, ...]
    source: str = ""


class Donut(Wire):
    """Shares of a whole, up to six, none negative; `total` is written in the middle."""

    kind: Literal["donut"] = "donut"
    heading: str
    unit: str = ""
    shares: tuple[Datum, ...]
    total: str = ""
    source: str = ""


class Side(Wire):
    """One side of a comparison: what it is, its value as written, and a short note."""

    label: str
    value: str
    note: str = ""


class Comparison(Wire):
    """Two things side by side."""

    kind: Literal["comparison"] = "comparison"
    heading: str
    left: Side
    right: Side


class Moment(Wire):
    """One entry of a timeline: when, and what; it appears when sentence `sentence` of its scene begins."""

    when: str
    text: str
    sentence: StrictInt = 0


class Timeline(Wire):
    """A heading with up to five moments in order."""

    kind: Literal["timeline"] = "timeline"
    heading: str
    items: tuple[Moment, ...]


class Location(Wire):
    """A place, without a map: its name, what it lies in, and a line about it."""

    kind: Literal["location"] = "location"
    place: str
    region: str = ""
    line: str = ""


class Section(Wire):
    """A chapter begins: its number as written (may be empty) and its name, over the whole frame."""

    kind: Literal["section"] = "section"
    headline: str
    number: str = ""


class Spotlight(Wire):
    """The presenter alone, large, with one short line."""

    kind: Literal["spotlight"] = "spotlight"
    line: str


class Dialogue(Wire):
    """Both presenters, side by side, with a line about what they talk of."""

    kind: Literal["dialogue"] = "dialogue"
    line: str


class CallToAction(Wire):
    """What the viewer may do next: headline, a line, and an address as it is to be read."""

    kind: Literal["call"] = "call"
    headline: str
    line: str = ""
    address: str = ""


class Sting(Wire):
    """The programme's opening or ending, over the whole frame: its name, and a line."""

    kind: Literal["sting"] = "sting"
    headline: str
    line: str = ""


class Disclaimer(Wire):
    """What must be said plainly, to be read in rest, over the whole frame."""

    kind: Literal["disclaimer"] = "disclaimer"
    heading: str
    text: str


class WholeImage(Wire):
    """A photograph over the whole frame; `alt` says what it shows, `credit` who made it."""

    kind: Literal["image"] = "image"
    image: Asset
    alt: str
    credit: str = ""


class ImageText(Wire):
    """A photograph beside a heading and a text; `alt` and `credit` as above."""

    kind: Literal["image-text"] = "image-text"
    image: Asset
    alt: str
    credit: str = ""
    heading: str
    text: str


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
    Title | Section | Bullets | BigNumber | BarChart | LineChart | Donut | Table | Comparison | Quote | Timeline | Location
    | Spotlight | Dialogue | CallToAction | Sting | Disclaimer | WholeImage | ImageText | Closing,
    Field(discriminator="kind"),
]  # fmt: skip
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
LowerThird = Literal["plate", "bar", "light"]
"""How a name stands before the desk: on a dark plate, on a bar of the brand's colour, or on a light plate."""
StyleName = Literal["newsroom", "explainer", "social"]
"""How a programme looks: a lit studio, a bright room with flat shapes, or bold colour with large type."""


class Photograph(Wire):
    """A photograph beside what a card says: `alt` says what it shows, `credit` who made it."""

    image: Asset
    alt: str
    credit: str = ""


class Scene(Wire):
    """One scene: what is said while one element is on screen, and how long it rests after, in milliseconds.

    Beside the element's text there may be a photograph, or an illustration by its icon's name; `none` keeps it empty.
    """

    scene_id: str
    narration: tuple[Sentence, ...]
    element: Element
    rest: int = 0
    picture: Photograph | None = None
    illustration: str = ""


class Typeface(Wire):
    """A brand's font file: the family's name, and its weight from 100 to 900, 0 where the file has them all."""

    family: str
    weight: int
    asset: Asset


class Likeness(Wire):
    """How a presenter of the account's own looks: a pack of drawn parts (SVG), one portrait (PNG), or an engine's person.

    A portrait's `mouth` is its middle, left to right and down, and its width, in thousandths of the picture's width
    (the second: of its height). An engine's person is known to it as `engine_avatar` and speaks in a `clip`, one a scene,
    which is the asset then; where nobody speaks the asset is a picture.
    """

    kind: Literal["pack", "portrait", "engine", "clip"]
    asset: Asset
    mouth: tuple[int, int, int] = (500, 500, 100)
    engine_avatar: str = ""


class Presenter(Wire):
    """Who speaks: the avatar's slug, the name and role of the lower third, and the voice.

    Without a likeness the slug is that of a stock presenter.
    """

    avatar: str
    name: str
    role: str
    voice: str
    likeness: Likeness | None = None


class Brand(Wire):
    """The account's look: its name, three colours (`#RRGGBB`), and where it has them a logo, typefaces and a tagline.

    With a tagline, programmes open and end with the name and it over the whole frame.
    """

    name: str
    background: Colour = "#101C3A"
    primary: Colour = "#007AFF"
    accent: Colour = "#FFD640"
    logo: Asset | None = None
    typefaces: tuple[Typeface, ...] = ()
    lower_third: LowerThird = "plate"
    tagline: Annotated[str, Field(max_length=120)] = ""

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The files it needs."""
        return (*((self.logo,) if self.logo else ()), *(each.asset for each in self.typefaces))


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
    style: StyleName = "newsroom"
    sound_only: bool = False
    presenter: Presenter
    partner: Presenter | None = None
    """Who says the sentences of speaker 2."""
    brand: Brand
    scenes: tuple[Scene, ...]
    sources: tuple[Source, ...] = ()
    notices: tuple[str, ...] = ()
    """What a reviewer and a viewer must know, e.g. that no facts were given."""

    def speaker(self, sentence: Sentence) -> str:
        """The name of who says it, in one line."""
        who = self.partner if sentence.speaker == 2 and self.partner else self.presenter
        return " ".join(who.name.split())

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The account's files that its pictures need."""
        people = (self.presenter, self.partner)
        likenesses = tuple(each.likeness.asset for each in people if each and each.likeness)
        shown = (scene.element for scene in self.scenes)
        images = (element.image for element in shown if isinstance(element, WholeImage | ImageText))
        beside = (scene.picture.image for scene in self.scenes if scene.picture)
        return (*self.brand.assets, *likenesses, *images, *beside)
