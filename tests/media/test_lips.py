"""Lip-sync as it is on the finished MP4: the picture decoded, the sound decoded, nothing taken from the drawing."""

import numpy as np
import pytest

from finished import Finished
from jarai.pipeline.speak import VOICING
from jarai.pipeline.write_scenes import SCENES
from jarai.storyboard.times import SAMPLES_PER_FRAME
from lips import STEP, apertures, energy, lag_and_fit

pytestmark = pytest.mark.slow
_SHUT = 1.7
"""A shut mouth shows the line between the lips: so much more than that line's usual area is not shut."""
_FRAMES_APART = 6


def test_lips_follow_the_sound_shut_on_p_b_m_and_in_silence(production: Finished) -> None:
    board, voicing = production.recorded(SCENES), production.recorded(VOICING)
    mouth, heard = apertures(production.video, board, voicing), energy(production.video)

    lag, fit = lag_and_fit(mouth, heard)
    assert -60 <= lag <= 20, (lag, fit)
    assert fit >= 0.5, (lag, fit)

    spoken = energy(production.speech)  # where there is only music, the lips are shut too
    loud = spoken > spoken.max() / 100
    per_frame = SAMPLES_PER_FRAME / STEP
    near = [
        loud[max(0, int((at - _FRAMES_APART) * per_frame)) : int((at + _FRAMES_APART) * per_frame)].any()
        for at in range(len(mouth))
    ]
    silent = mouth[~np.array(near)]
    line = float(np.nanmedian(silent))
    assert np.isfinite(silent).sum() > 20
    assert np.nanmax(silent) <= _SHUT * line, "shut in silence"
    assert np.nanpercentile(mouth, 90) > 4 * line, "and open in speech"

    closures = [
        (start + sound.start, start + sound.end)
        for start, scene in voicing.with_starts()
        for sound in scene.phonemes
        if sound.symbol[0] in "pbm" and sound.end - sound.start >= 2400
    ]
    assert len(closures) >= 3
    for start, end in closures:
        held = mouth[start // SAMPLES_PER_FRAME : (end - 1) // SAMPLES_PER_FRAME + 1]
        assert np.isnan(held).all() or np.nanmin(held) <= _SHUT * line, (start, end, held, line)
