"""The documents of the first four steps, from facts to scenes."""

from typing import Literal

from jarai.base.model import Wire
from jarai.storyboard.credit import Credited
from jarai.storyboard.model import Frame, Scene, Source

BeatKind = Literal["title", "number", "bullets", "quote", "table", "closing"]


class ScriptSettings(Wire):
    """What a script is written for."""

    language: str
    project_type_slug: str
    duration_seconds: int
    frame: Frame


class Image(Wire):
    """A picture the facts link to."""

    source_id: str
    url: str
    alt: str


class Fact(Wire):
    """One fact as given: its text, the heading above it, and its parts where it has any."""

    source_id: str
    kind: Literal["statement", "pair", "quote", "table"]
    text: str
    heading: str = ""
    key: str = ""
    value: str = ""
    speaker: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Material(Wire):
    """Everything the request brought: the topic as a line of text, the facts, the pictures, the sources."""

    topic: str
    title: str
    facts: tuple[Fact, ...]
    images: tuple[Image, ...]
    sources: tuple[Source, ...]
    notices: tuple[str, ...]


class Brief(Wire):
    """What is to be made: subject, length in seconds, and the acts it will have.

    `model` is the language model that writes it, none where the facts alone do; `notices` tell why one gave up.
    """

    subject: str
    duration_seconds: int
    acts: tuple[str, ...]
    has_facts: bool
    model: str = ""
    notices: tuple[str, ...] = ()


class Act(Wire):
    """One act: its name and the facts it tells, in order."""

    name: str
    source_ids: tuple[str, ...]


class Narrative(Wire):
    """The acts of the story, the strongest fact first."""

    brief: Brief
    acts: tuple[Act, ...]


class Beat(Wire):
    """One scene to be: its kind and the facts it shows."""

    kind: BeatKind
    source_ids: tuple[str, ...]


class Beats(Credited):
    """The outline, scene by scene, with the model that made it among its credits."""

    brief: Brief
    beats: tuple[Beat, ...]


class Script(Wire):
    """The written scenes, with the sources they use and what a reviewer must know."""

    title: str
    scenes: tuple[Scene, ...]
    sources: tuple[Source, ...]
    notices: tuple[str, ...]
