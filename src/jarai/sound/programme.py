"""Joins the scenes' sound into a programme."""

from collections.abc import Sequence

import numpy as np

from jarai.sound.wav import Samples


def assemble(scenes: Sequence[Samples]) -> Samples:
    """The scenes' mono sound, one directly after the other: exactly as long as all of them."""
    if any(scene.ndim != 1 for scene in scenes):
        raise ValueError("a scene's sound is not mono")
    return np.concatenate([np.zeros(0, np.float32), *scenes]).astype(np.float32, copy=False)
