"""The documents of the first four steps, from facts to scenes."""

from typing import Literal

from jarai.base.model import Wire
from jarai.storyboard.credit import Credited
from jarai.storyboard.model import Frame, Scene, Source

BeatKind = Literal[
    "title",
    "number",
    "bullets",
    "quote",
    "spotlight",
    "table",
    "comparison",
    "timeline",
    "steps",
    "verse",
    "location",
    "call",
    "again",
    "questions",
    "closing",
]
Genre = Literal["figures", "steps", "event", "facts", "calm", "nothing"]
"""What kind of facts a script is made of: it decides order, tone and which scenes there are."""


class ScriptSettings(Wire):
    """What a script is written for. `apart_ms` is how much of its length goes to the brand's opening and ending.

    `stretch` is how long the voice takes for what `timing.py` reckons with 100.
    """

    language: str
    project_type_slug: str
    duration_seconds: int
    frame: Frame
    apart_ms: int = 0
    stretch: int = 100

    @property
    def wanted_ms(self) -> int:
        """How long the scenes are to last, in milliseconds."""
        return self.duration_seconds * 1000 - self.apart_ms


class Image(Wire):
    """A picture the facts link to."""

    source_id: str
    url: str
    alt: str


class Fact(Wire):
    """One fact as given: its text, the heading above it, and its parts where it has any.

    `listed` tells an entry of a list, `number` which one of a numbered list; a verse holds its lines in `rows`.
    """

    source_id: str
    kind: Literal["statement", "pair", "quote", "table", "step", "verse"]
    text: str
    heading: str = ""
    key: str = ""
    value: str = ""
    speaker: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    listed: bool = False
    number: int = 0
    url: str | None = None


class Material(Wire):
    """Everything the request brought: the topic as a line of text, the facts, the pictures, the sources."""

    language: str = "en-US"
    topic: str
    title: str
    facts: tuple[Fact, ...]
    images: tuple[Image, ...]
    sources: tuple[Source, ...]
    notices: tuple[str, ...]


class Brief(Wire):
    """What is to be made: subject, length in seconds, and the acts it will have.

    `genre` is what kind of facts there are. `model` is the language model that writes it, none where the facts alone do;
    `notices` tell why one gave up.
    """

    subject: str
    duration_seconds: int
    acts: tuple[str, ...]
    has_facts: bool
    model: str = ""
    notices: tuple[str, ...] = ()
    genre: Genre = "facts"


class Act(Wire):
    """One act: its name and the facts it tells, in order."""

    name: str
    source_ids: tuple[str, ...]


class Narrative(Wire):
    """The acts of the story, the strongest fact first."""

    brief: Brief
    acts: tuple[Act, ...]


class Beat(Wire):
    """One scene to be: its kind, the facts it shows, and how long it rests after its last word, in milliseconds."""

    kind: BeatKind
    source_ids: tuple[str, ...]
    rest: int = 0


class Beats(Credited):
    """The outline, scene by scene, with the model that made it among its credits.

    `turns` and `extras` say whether there is time to name headings and to read tables on.
    """

    brief: Brief
    beats: tuple[Beat, ...]
    turns: bool = True
    extras: bool = True


class Script(Wire):
    """The written scenes, with the sources they use and what a reviewer must know."""

    title: str
    scenes: tuple[Scene, ...]
    sources: tuple[Source, ...]
    notices: tuple[str, ...]
