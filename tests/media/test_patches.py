"""Every frame of a whole production at full size: patched as the composer draws it, and redrawn."""

from functools import partial

import numpy as np
import pytest

from finished import Finished
from jarai.pipeline.compose_video import jobs_of
from jarai.pipeline.speak import VOICING
from jarai.pipeline.write_scenes import SCENES
from jarai.render.picture import Picture
from jarai.render.scenery import scenery
from jarai.render.stage import Stage
from jarai.sound.wav import read_wav

pytestmark = pytest.mark.slow
_FROM_NOTHING = 60


@pytest.mark.parametrize("name", ["quarterly earnings", "messy facts"])
def test_patched_is_redrawn_is_drawn_from_nothing(productions: dict[str, Finished], name: str) -> None:
    production = productions[name]
    for job in jobs_of(production.recorded(SCENES), production.recorded(VOICING), "constant"):
        audio = read_wav(production.stored(job.spoken.audio))
        stage = Stage(job, audio)
        patched, whole = Picture(job.frame, stage.ground), Picture(job.frame, stage.ground)
        before = None
        for number in range(job.spoken.frames):
            look = stage.look(number)
            boxes = [patched.whole] if before is None else stage.changes(before, look)
            changed = patched.redraw(boxes, partial(stage.draw, look=look))
            before = look
            if changed:
                whole.redraw([whole.whole], partial(stage.draw, look=look))
            assert np.array_equal(patched.yuv, whole.yuv), (job.scene.scene_id, number)
            if number % _FROM_NOTHING == 0:
                scenery.cache_clear()
                again = Stage(job, audio)
                nothing = Picture(job.frame, again.ground)
                nothing.redraw([nothing.whole], partial(again.draw, look=again.look(number)))
                off = np.abs(nothing.yuv.astype(np.int16) - whole.yuv)
                assert off.max() <= 24, (job.scene.scene_id, number)
                assert np.count_nonzero(off) <= off.size / 1000, (job.scene.scene_id, number)
