"""What the model may answer, step by step. Nothing it writes is used but the words of sentences, once checked."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from jarai.base.model import Wire

ActName = Literal[
    "opening", "background", "figures", "comparison", "story", "steps", "voices", "practical", "outlook", "closing"
]
FactId = Annotated[str, StringConstraints(max_length=12)]


class BriefAnswer(Wire):
    """The acts, in order."""

    acts: Annotated[list[ActName], Field(min_length=2, max_length=6)]


class ActAnswer(Wire):
    """One act and the facts it tells."""

    name: ActName
    facts: Annotated[list[FactId], Field(max_length=40)]


class NarrativeAnswer(Wire):
    """The acts with their facts, in order."""

    acts: Annotated[list[ActAnswer], Field(min_length=1, max_length=6)]


class BeatAnswer(Wire):
    """The facts of one scene to be: what kind of scene they make is the studio's matter."""

    facts: Annotated[list[FactId], Field(min_length=1, max_length=3)]


class BeatsAnswer(Wire):
    """The scenes to be, without title and closing."""

    beats: Annotated[list[BeatAnswer], Field(min_length=1, max_length=60)]


class SentenceAnswer(Wire):
    """One sentence and the facts it was made from."""

    text: Annotated[str, StringConstraints(max_length=400)]
    facts: Annotated[list[FactId], Field(max_length=8)]


class SceneAnswer(Wire):
    """The sentences of one scene, by the scene's number."""

    scene: int
    sentences: Annotated[list[SentenceAnswer], Field(max_length=8)]


class ScenesAnswer(Wire):
    """All scenes, in order."""

    scenes: Annotated[list[SceneAnswer], Field(min_length=1, max_length=62)]


class RepairAnswer(Wire):
    """One sentence anew, by its number."""

    number: int
    text: Annotated[str, StringConstraints(max_length=400)]


class RepairsAnswer(Wire):
    """The sentences that have something left to say."""

    sentences: Annotated[list[RepairAnswer], Field(max_length=200)]
