"""Music of an account's own: decoded, checked, written anew; and brought to a programme's length."""

import io

import av
import numpy as np

from jarai.base.errors import InvalidRequest
from jarai.sound.flac import write_flac
from jarai.sound.levels import SILENT
from jarai.sound.master import mastering
from jarai.sound.measure import TooLong, audible, gathered
from jarai.sound.music.compose import REFERENCE_LUFS
from jarai.sound.strides import STRIDE, Gained, Sound, highest
from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

MAX_BYTES = 64 * 2**20
SHORTEST, LONGEST = SAMPLE_RATE * 5, SAMPLE_RATE * 600

_KINDS = ((b"RIFF", "wav"), (b"fLaC", "flac"), (b"OggS", "ogg"), (b"ID3", "mp3"), (b"\xff", "mp3"))
_ACCEPTED = "WAV, FLAC, MP3, M4A, Ogg Vorbis and Opus are accepted"
_CROSSING = SAMPLE_RATE * 2
_QUIETEST = 60
"""How many decibels below its loudest what begins or ends a piece may lie."""
_FADE_IN, _FADE_OUT = SAMPLE_RATE * 3 // 100, SAMPLE_RATE * 3


def track_of(data: bytes, field: str) -> tuple[bytes, int]:
    """The music in `data` as a stereo 48 kHz FLAC, and how many samples it has.

    Silence before and after is cut away, and any direct current, and it is brought to `compose.REFERENCE_LUFS`. Raises InvalidRequest naming
    `field` for what is no music file, is damaged, silent, shorter than 5 s or longer than 10 minutes.
    """
    if len(data) > MAX_BYTES:
        raise InvalidRequest.field(field, f"is larger than {MAX_BYTES // 2**20} MiB")
    sound = _decoded(data, field)
    top = highest(sound)
    if not np.isfinite(top):
        raise InvalidRequest.field(field, "has samples that are no number")
    if top <= SILENT:
        raise InvalidRequest.field(field, "is silent")
    heard = audible(sound, _QUIETEST)
    music = sound[heard[0][0] : heard[-1][1]]
    if len(music) < SHORTEST:
        raise InvalidRequest.field(
            field, f"has {len(music) / SAMPLE_RATE:.1f} s of sound; at least {SHORTEST // SAMPLE_RATE} s are needed"
        )
    music -= music.mean(axis=0, dtype=np.float64).astype(np.float32)  # an offset nobody hears would meet the limiter
    file = io.BytesIO()
    write_flac(Gained(music, mastering(music, REFERENCE_LUFS)), file)
    return file.getvalue(), len(music)


def fitted(track: Sound, samples: int) -> Samples:
    """The stereo track over exactly `samples`: begun anew with a crossfade of 2 s as often as needed, faded out at the end."""
    crossing = min(_CROSSING, len(track) // 4)
    ramp = np.sin(np.linspace(0, np.pi / 2, crossing, dtype=np.float32))[:, None]  # equal power: what meets is unlike
    music = np.zeros((samples, 2), np.float32)
    for start in range(0, samples, len(track) - crossing):
        length = min(len(track), samples - start)
        rising = min(crossing, length) if start else 0
        music[start : start + rising] *= ramp[::-1][:rising]
        music[start : start + rising] += track[:rising] * ramp[:rising]
        for first in range(rising, length, STRIDE):
            last = min(length, first + STRIDE)
            music[start + first : start + last] = track[first:last]
    fade_in, fade_out = min(_FADE_IN, samples // 3), min(_FADE_OUT, samples // 3)
    music[:fade_in] *= np.linspace(0, 1, fade_in, dtype=np.float32)[:, None]
    music[samples - fade_out :] *= np.square(np.linspace(1, 0, fade_out, dtype=np.float32))[:, None]
    return music


def _decoded(data: bytes, field: str) -> Samples:
    """All of the first audio stream in stereo at 48 kHz.

    The format is named by the file's first bytes and not left to be guessed: some formats are lists of other files.
    """
    kind = "mov" if data[4:8] == b"ftyp" else next((name for sign, name in _KINDS if data.startswith(sign)), None)
    if kind is None:
        raise InvalidRequest.field(field, f"can't be read as music; {_ACCEPTED}")
    try:
        with av.open(io.BytesIO(data), format=kind) as container:
            if not container.streams.audio:
                raise InvalidRequest.field(field, f"has no sound; {_ACCEPTED}")
            return gathered(container.decode(container.streams.audio[0]), LONGEST)
    except TooLong:
        raise InvalidRequest.field(field, f"is longer than {LONGEST // SAMPLE_RATE // 60} minutes") from None
    except (av.FFmpegError, ValueError) as error:
        raise InvalidRequest.field(field, f"can't be read as music ({type(error).__name__}); {_ACCEPTED}") from None
