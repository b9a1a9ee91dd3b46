"""What is wanted to be heard beside the voice, and how loud it all is."""

from typing import Literal, get_args

from jarai.base.model import Wire
from jarai.storyboard.credit import Credit

Mood = Literal["calm", "bright", "news", "warm", "driven", "solemn"]
MOODS: tuple[Mood, ...] = get_args(Mood)
Loudness = Literal[-14, -16, -23]
"""LUFS: what social platforms play at, the studio's own, and EBU R 128."""


class SoundWish(Wire):
    """What a production is to sound like: music of a mood or none, and the programme's loudness. Without music, no effects."""

    music: Mood | Literal["none"] = "none"
    loudness: Loudness = -16

    @property
    def credits(self) -> tuple[Credit, ...]:
        """What is heard beside the voice, with its licence."""
        if self.music == "none":
            return ()
        return (
            Credit(
                part="music", name=f"JARAI Studio music, {self.music}", licence=_OURS, credit="", commercial_use=True
            ),
            Credit(part="effect", name="JARAI Studio effects", licence=_OURS, credit="", commercial_use=True),
        )


_OURS = "Apache-2.0"
