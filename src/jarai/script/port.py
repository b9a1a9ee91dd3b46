"""What the studio wants of a script writer: brief, narrative, beats and scenes, each made from the one before."""

from typing import Protocol

from jarai.script.documents import Beats, Brief, Material, Narrative, Script, ScriptSettings


class WriterFailed(Exception):
    """A writer could not do its work; another one may."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


class ScriptWriter(Protocol):
    """Writes a script in four steps. Every sentence but a framing one names the sources it was made from.

    Each raises WriterFailed where this writer can't go on, and NeverWorks where none could.
    """

    async def brief(self, material: Material, settings: ScriptSettings) -> Brief:
        """What is to be made: subject, length, acts."""
        ...

    async def narrative(self, brief: Brief, material: Material, settings: ScriptSettings) -> Narrative:
        """Which facts tell the story, act by act."""
        ...

    async def beats(self, narrative: Narrative, material: Material, settings: ScriptSettings) -> Beats:
        """One beat a scene: its kind and its facts."""
        ...

    async def scenes(self, beats: Beats, material: Material, settings: ScriptSettings) -> Script:
        """The scenes with their words and what is on screen."""
        ...
