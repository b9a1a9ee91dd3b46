"""How fast a voice may speak so that its captions can still be read."""

from jarai.captions.make import cues
from jarai.storyboard.model import Storyboard
from jarai.storyboard.times import SAMPLE_RATE
from jarai.storyboard.voicing import Voicing

_FASTEST = 19
"""Characters a second: one below what the check of captions (CAP-CPS) lets pass."""


def readable_rate(board: Storyboard, voicing: Voicing, rate: int) -> int:
    """The rate, in percent, at which no caption goes by too fast, as far as one above 100 is the cause."""
    if rate <= 100:
        return rate
    speeds = [sum(map(len, cue.lines)) * SAMPLE_RATE / max(1, cue.end - cue.start) for cue in cues(board, voicing)]
    fastest = max(speeds, default=0.0)
    return rate if fastest <= _FASTEST + 1 else max(100, int(rate * _FASTEST / fastest))
