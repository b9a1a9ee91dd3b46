"""What the studio wants of an avatar engine."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from jarai.base.model import Wire


class ClipRequest(Wire):
    """A clip wanted: of whom, by the engine's own name, how large in pixels, and to which sound.

    `frames` is its length at 30 frames a second; the sound is as long. Equal requests mean the same clip.
    """

    avatar: str
    width: int
    height: int
    frames: int
    language: str
    audio_sha256: str


class AvatarEngine(Protocol):
    """Draws people speaking."""

    async def clip(self, request: ClipRequest, audio: bytes, target: Path, alive: Callable[[], None]) -> None:
        """Write the clip to `target`; `audio` is mono WAV at 48 kHz. `alive` is called while the engine works.

        Raises TryAgain where the engine can't be reached or has too much to do, NeverWorks where it refuses. What it
        gives is a file from outside: whoever uses it checks it first.
        """
        ...
