"""The mouth follows the sound: shut in silence and on p, b, m; open where it is loud. The rest is calm and seeded."""

from itertools import pairwise

import numpy as np

from drawing import UPRIGHT, bullet_job, job_of
from jarai.render.presenter.avatars import AVATARS
from jarai.render.presenter.drive import Interest, loudness_of, mouth_track, poses
from jarai.render.presenter.pose import HAND_UP, HELD, VISEME_OF
from jarai.render.stage import Stage
from jarai.speech.hibari import engine
from jarai.storyboard.model import Dialogue

FRAME = 1600


ENGLISH = "AIOWYbdfhijklmnpstuvwzæðŋɑɔəɛɜɡɪɹʃʊʌʒʤʧθᵊᵻɾT"
"""The signs the voice's English reader writes, by its documentation."""


def test_every_sign_of_the_voice_has_a_mouth_shape() -> None:
    assert set(ENGLISH) <= set(VISEME_OF)
    assert set(ENGLISH) <= set(engine().vocabulary)


def test_lips_are_shut_once_in_every_p_b_and_m_of_fifty_milliseconds() -> None:
    job, audio = bullet_job(UPRIGHT)
    found = poses(job.spoken, loudness_of(audio), "seed")
    closures = [each for each in job.spoken.phonemes if each.symbol[0] in "pbm" and each.end - each.start >= 2400]
    assert len(closures) >= 6
    for closure in closures:
        first, last = closure.start // (FRAME * HELD), (closure.end - 1) // (FRAME * HELD)
        assert any(found[at].mouth.open == 0 for at in range(first, last + 1)), closure


def test_the_mouth_is_shut_in_silence_and_open_in_vowels() -> None:
    job, audio = bullet_job(UPRIGHT)
    level = loudness_of(audio)
    found = poses(job.spoken, level, "seed")
    first, last = job.spoken.phonemes[0].start, job.spoken.phonemes[-1].end
    for number, pose in enumerate(found):
        start, end = number * HELD * FRAME, (number + 1) * HELD * FRAME
        if end < first - 4800 or start > last + 4800:
            assert pose.mouth.open == 0, number
    vowels = [each for each in job.spoken.phonemes if each.stressed and each.end - each.start > 4800]
    middles = [(each.start + each.end) // 2 // (FRAME * HELD) for each in vowels]
    assert np.mean([found[at].mouth.open > 3 for at in middles]) > 0.9


def test_the_aperture_follows_the_loudness() -> None:
    job, audio = bullet_job(UPRIGHT)
    level = loudness_of(audio)
    shapes, _ = mouth_track(job.spoken.phonemes, level, len(level))
    smooth = np.convolve(level, np.ones(7) / 7, "same")
    lags = range(-10, 11)
    fits = [np.corrcoef(np.roll(shapes[:, 1], lag), smooth)[0, 1] for lag in lags]
    best = lags[int(np.argmax(fits))]
    assert max(fits) >= 0.5
    assert -6 <= -best <= 2, f"{-best * 10} ms"


def test_poses_depend_on_the_input_and_the_seed_alone() -> None:
    job, audio = bullet_job(UPRIGHT)
    level = loudness_of(audio)
    assert poses(job.spoken, level, "a") == poses(job.spoken, level, "a")
    assert poses(job.spoken, level, "a") != poses(job.spoken, level, "b")


def test_presenters_blink_and_end_scenes_where_they_begin() -> None:
    job, audio = bullet_job(UPRIGHT)
    found = poses(job.spoken, loudness_of(audio), "seed")
    assert any(pose.eyes.lids < 0.2 for pose in found)
    assert found[0].head == found[-1].head == (0.0, 0.0)
    assert len({avatar.looks for avatar in AVATARS.values()}) == len(AVATARS) >= 8


def test_presenters_breathe_look_at_the_card_and_gesture_where_there_is_room() -> None:
    job, audio = bullet_job(UPRIGHT)
    level = loudness_of(audio)
    found = poses(job.spoken, level, "seed", Interest((-6.0, -1.0), ((24_000, 62_400),), hands=True))
    looking = [number for number, pose in enumerate(found) if pose.eyes.gaze == (-6.0, -1.0)]
    assert looking == list(range(looking[0], looking[-1] + 1))
    assert looking[0] * HELD * FRAME >= 24_000 - HELD * FRAME
    assert 10 <= len(looking) <= 13
    assert {pose.breath for pose in found} == {0, 1, 2}
    heights = [pose.hand for pose in found]
    assert max(heights) == HAND_UP
    assert heights[0] == heights[-1] == 0
    assert all(abs(one - other) <= 1 for one, other in pairwise(heights))
    plain = poses(job.spoken, level, "seed")
    turned = [found[number].head[0] - plain[number].head[0] for number in looking]
    assert sum(turned) / len(turned) < -2
    assert {pose.hand for pose in plain} == {0}
    assert {pose.eyes.gaze for pose in plain} == {(0.0, 0.0)}


def test_in_dialogue_one_speaks_and_the_other_listens_and_looks() -> None:
    job, audio = job_of(
        Dialogue(line="Bridges"), UPRIGHT, "Pam bought a map of the bridge.", "Bob and Mum kept the map."
    )
    stage = Stage(job, audio)
    looks = [stage.look(number) for number in range(job.spoken.frames)]
    for speaker in (0, 1):
        own = [unit for unit in job.spoken.units if unit.sentence == speaker]
        first, last = own[0].start // FRAME + 6, own[-1].end // FRAME - 6
        talking, listening = ([look.poses[who] for look in looks[first:last]] for who in (speaker, 1 - speaker))
        assert max(pose.mouth.open for pose in talking) > 5
        assert {pose.mouth.open for pose in listening} == {0.0}
        assert {pose.eyes.gaze for pose in listening} == {(-6.0 if speaker == 0 else 6.0, 0.0)}
        assert {pose.eyes.gaze for pose in talking} == {(0.0, 0.0)}
