"""What an account wants heard beside the voice."""

from typing import Literal, get_args

from jarai.base.model import Wire

Mood = Literal["calm", "bright", "news", "warm", "driven", "solemn"]
MOODS: tuple[Mood, ...] = get_args(Mood)
Loudness = Literal[-14, -16, -23]
"""LUFS: what social platforms play at, the studio's own, and EBU R 128."""
