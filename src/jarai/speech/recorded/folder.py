"""Which recordings an account has: a sound file each, and beside it a text file of the same name that says what is read.

`FOLDER/ACCOUNT_ID/LANGUAGE/anything.wav` (or .flac, .mp3) and `anything.txt`. Where a recording belongs is told by its
text alone, so names and order are free, and a script that has changed finds no recording that says something else.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from jarai.base.errors import NeverWorks
from jarai.base.ids import is_uuid
from jarai.speech.port import Sound
from jarai.speech.recorded.decoding import UndecodableError, decoded
from jarai.speech.spread import odd_length
from jarai.speech.takes import audible_span
from jarai.storyboard.times import SAMPLE_RATE

_SOUNDS = (".wav", ".flac", ".mp3")
_MOST_BYTES, _MOST_TEXT, _MOST_FILES = 64 * 2**20, 20_000, 5_000
_LONGEST = SAMPLE_RATE * 600
_SIGN = re.compile(r"[^\W_]")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_LEVEL = 10 ** (-23 / 20)
"""What the loudness of a recording is brought to: recordings of several days are seldom equally loud."""


@dataclass(frozen=True)
class Recording:
    """A sound file, and the text it says."""

    file: Path
    text: str

    @property
    def key(self) -> str:
        """See `key_of`."""
        return key_of(self.text)

    def samples(self) -> Sound:
        """The recording in mono, at 48 kHz, at the common level.

        Raises NeverWorks `NARRATION_UNUSABLE` for what is too large, no sound, silent, or can't be its text by its length.
        """
        try:
            if self.file.stat().st_size > _MOST_BYTES:
                raise self._unusable(f"is larger than {_MOST_BYTES // 2**20} MiB")
            sound = decoded(self.file.read_bytes(), _LONGEST)
        except (UndecodableError, OSError) as error:
            raise self._unusable(str(error)) from None
        if not np.isfinite(sound).all():
            raise self._unusable("has samples that are no number")
        start, end = audible_span(sound)
        peak = float(np.abs(sound).max(initial=0.0))
        if start == end or peak < 1e-3:
            raise self._unusable("is silent")
        if odd := odd_length(sound, self.text):
            raise self._unusable(f"has {odd}")
        level = float(np.sqrt(np.square(sound[start:end], dtype=np.float64).mean()))
        levelled: Sound = sound * np.float32(min(_LEVEL / level, 0.99 / peak))
        return levelled

    def _unusable(self, why: str) -> NeverWorks:
        return NeverWorks("NARRATION_UNUSABLE", f"the recording {self.file.name} {why}")


def key_of(text: str) -> str:
    """The letters and digits of a text, whatever its case, spaces and punctuation: what two spellings of it share."""
    return "".join(_SIGN.findall(unicodedata.normalize("NFKC", text).casefold()))


def recordings(folder: Path, account_id: str, language: str) -> tuple[Recording, ...]:
    """The account's recordings in a language (BCP 47), by the names of their texts; a text without a sound is none."""
    if not is_uuid(account_id) or not _TAG.fullmatch(language):
        return ()
    there = folder / account_id / language
    found = []
    for text in sorted(there.glob("*.txt"))[:_MOST_FILES] if there.is_dir() else ():
        sound = next((file for suffix in _SOUNDS if (file := text.with_suffix(suffix)).is_file()), None)
        if sound and text.stat().st_size <= _MOST_TEXT:
            said = text.read_text(encoding="utf-8-sig", errors="replace").strip()
            if key_of(said):
                found.append(Recording(sound, said))
    return tuple(found)
