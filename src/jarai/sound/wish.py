"""What is wanted to be heard beside the voice, and how loud it all is."""

from typing import Annotated, Literal, get_args

from pydantic import Field, StrictInt

from jarai.base.model import Wire
from jarai.storyboard.credit import Credit
from jarai.storyboard.model import Asset

Mood = Literal["calm", "bright", "news", "warm", "driven", "solemn"]
MOODS: tuple[Mood, ...] = get_args(Mood)
Loudness = Literal[-14, -16, -23]
"""LUFS: what social platforms play at, the studio's own, and EBU R 128."""
_OURS = "Apache-2.0"


class Track(Wire):
    """Music an account brought: a stereo 48 kHz FLAC of so many samples, and what its licence asks for."""

    asset: Asset
    samples: StrictInt
    title: Annotated[str, Field(min_length=1, max_length=200)]
    licence: Annotated[str, Field(min_length=1, max_length=100)]
    credit: Annotated[str, Field(max_length=500)] = ""
    commercial_use: bool = True


class AccountMusic(Wire):
    """What an account's productions have: music as the project type has it, one mood always, none, or its own track."""

    choice: Mood | Literal["by-type", "none", "own"] = "by-type"
    track: Track | None = None


class SoundWish(Wire):
    """What one production is to sound like: a mood's music, a track or neither, and the programme's loudness.

    Effects go with music: without it there is speech alone.
    """

    mood: Mood | None = None
    track: Track | None = None
    loudness: Loudness = -16

    @property
    def credits(self) -> tuple[Credit, ...]:
        """What may be heard beside the voice, with its licence."""
        effects = Credit(part="effect", name="JARAI Studio effects", licence=_OURS, credit="", commercial_use=True)
        if self.track:
            return (_credit_of(self.track), effects)
        if self.mood is None:
            return ()
        name = f"JARAI Studio music, {self.mood}"
        return (Credit(part="music", name=name, licence=_OURS, credit="", commercial_use=True), effects)


def wished(music: AccountMusic, of_type: Mood, loudness: Loudness) -> SoundWish:
    """What a production sounds like whose project type has the mood `of_type`."""
    match music.choice:
        case "by-type":
            return SoundWish(mood=of_type, loudness=loudness)
        case "none":
            return SoundWish(loudness=loudness)
        case "own":
            return SoundWish(track=music.track, loudness=loudness)
        case mood:
            return SoundWish(mood=mood, loudness=loudness)


def toned(wish: SoundWish, music: AccountMusic, tone: Literal["plain", "verse", "mourning"]) -> SoundWish:
    """The wish with music that suits what is told, where the account leaves the choice to us: no cheer for a death."""
    if music.choice != "by-type" or tone == "plain":
        return wish
    mood: Mood = "calm" if tone == "verse" else "solemn"
    return wish.model_copy(update={"mood": mood})


def _credit_of(track: Track) -> Credit:
    return Credit(
        part="music",
        name=track.title,
        licence=track.licence,
        credit=track.credit,
        commercial_use=track.commercial_use,
        changes="shortened or repeated, and made quieter under speech",
    )
