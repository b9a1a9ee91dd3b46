"""Times for a sound that tells none: the same words are spoken by a voice of ours, whose times are known, and found in it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from jarai.speech.alignment import ALIKE, aligned, frames_of
from jarai.speech.phonemes import Word
from jarai.speech.pieces import cut
from jarai.speech.plan import LINE, Spoken, lay
from jarai.speech.port import Sound
from jarai.speech.reading import Reading
from jarai.speech.takes import Sounding, Take, audible_span, timed
from jarai.storyboard.times import SAMPLE_RATE

_PAUSE = SAMPLE_RATE * 140 // 1000


class Lender(Protocol):
    """A voice whose times are known."""

    def pronounce(self, reading: Reading) -> list[Word]:
        """The reading as words with their signs."""
        ...

    def take(self, words: Sequence[Word]) -> Take:
        """The words as one piece of sound with its times."""
        ...


def borrowed(samples: Sound, words: Sequence[Word], lender: Lender) -> Take | None:
    """The words as they sound in `samples`, with the lender's sounds at their times.

    None where the sound isn't these words as far as the lender can say, or the lender has no sound for one of their units.
    """
    text, owners = "", []
    for word in words:
        piece = word.text + " " * word.spaced
        text += piece
        owners += [word.unit] * len(piece)
    takes = [lender.take(piece) for piece in cut(lender.pronounce(Reading(text, tuple(owners))))]
    spoken = lay([Spoken(each, 0, _PAUSE) for each in takes if each.phonemes], LINE)
    start, end = audible_span(samples)
    said = {word.unit for word in words if any(map(str.isalpha, word.text))}
    if not said <= {each.unit for each in spoken.phonemes}:
        return None
    first, last = spoken.phonemes[0].start, spoken.phonemes[-1].end
    known, heard = frames_of(spoken.samples[first:last]), frames_of(samples[start:end])
    if not len(known) or not len(heard):
        return None
    found = aligned(known, heard)
    if found.unlikeness > ALIKE:
        return None
    moved = [
        Sounding(
            each.symbol, found.moment(each.start - first), found.moment(each.end - first), each.stressed, each.unit
        )
        for each in spoken.phonemes
    ]
    return replace(timed(samples, moved), timing="aligned")
