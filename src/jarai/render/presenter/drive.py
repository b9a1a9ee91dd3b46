"""Moves the presenter to the sound: one pose per held picture, from phonemes, loudness and a seed alone."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from jarai.base.hashing import sha256_hex
from jarai.render.presenter.pose import HAND_UP, HELD, REST, VISEME_OF, VISEMES, Eyes, Mouth, Pose
from jarai.storyboard.times import FRAME_RATE, SAMPLE_RATE
from jarai.storyboard.voicing import Phoneme, SpokenScene

_RATE = 100
_STEP = SAMPLE_RATE // _RATE
_RAMP = 0.4
_SILENT = 0.04
_BREATH, _GESTURE, _TURN = 4.4, 2.0, 0.25
"""Seconds from breath to breath, of a gesture, and of a turn of the head."""
GLANCE = SAMPLE_RATE * 8 // 10
"""Samples of a look at what has appeared."""
_LONG_SCENE = 3.5
Track = NDArray[np.float64]


def loudness_of(audio: NDArray[np.float32]) -> Track:
    """Relative loudness of a scene's sound at 100 Hz, 0 to 1: RMS over 20 ms against its 90th percentile."""
    blocks = audio[: len(audio) // _STEP * _STEP].reshape(-1, _STEP).astype(np.float64)
    power = np.convolve(np.square(blocks).mean(axis=1), [0.5, 0.5], "same")
    rms = np.sqrt(power)
    loud = np.percentile(rms[rms > 1e-4], 90) if (rms > 1e-4).any() else 1.0
    return np.clip(rms / loud, 0.0, 1.0)


class Interest(NamedTuple):
    """What there is to look at beside the camera: which way, in units of the art space, and from when to when, in samples.

    `hands`: whether there is room for them in the picture, free of captions.
    """

    towards: tuple[float, float] = (0.0, 0.0)
    times: tuple[tuple[int, int], ...] = ()
    hands: bool = False


CAMERA = Interest()


def poses(spoken: SpokenScene, loudness: Track, seed: str, interest: Interest = CAMERA) -> tuple[Pose, ...]:
    """One pose per two frames. The mouth is sampled in the middle of the held picture; a closure inside it wins."""
    length = spoken.frames * _RATE // FRAME_RATE + _RATE
    shapes, shut = mouth_track(spoken.phonemes, loudness, length)
    random = np.random.default_rng(int(sha256_hex(seed.encode())[:12], 16))
    seconds = spoken.frames / FRAME_RATE
    blinks = np.cumsum(random.uniform(2.4, 4.6, int(seconds / 2.4) + 2)) - 1.2
    phase = random.uniform(0.0, 6.28, 3)
    stresses = [each.start / SAMPLE_RATE for each in spoken.phonemes if each.stressed]
    looks = _joined(interest.times)
    gestures = _gestures(spoken, seconds, phase[0]) if interest.hands else []
    found = []
    for picture in range(-(-spoken.frames // HELD)):
        time = (picture * HELD + HELD / 2) / FRAME_RATE
        first, last = (round((picture * HELD + offset) * _RATE / FRAME_RATE) for offset in (0, HELD))
        at = next((index for index in range(first, last) if shut[index]), (first + last) // 2)
        found.append(
            Pose(
                mouth=Mouth(*(float(value) for value in np.round(shapes[at] * 2) / 2)),
                eyes=Eyes(
                    lids=_lids(min(abs(time - blink) for blink in blinks)),
                    gaze=interest.towards if _looks_aside(time, seconds, looks) else (0.0, 0.0),
                    brows=3.0 if any(0.0 <= time - stress < 0.13 for stress in stresses[::4]) else 0.0,
                ),
                head=_head(time, seconds, phase, stresses, _turned(time, seconds, looks, interest.towards)),
                breath=round(_calm(time, seconds) * (1 - np.cos(time * 6.28 / _BREATH))),
                hand=_hand(time, gestures, stresses),
                gesture="open" if phase[1] < 3.14 else "count",
            )
        )
    return tuple(found)


def mouth_track(phonemes: Sequence[Phoneme], loudness: Track, length: int) -> tuple[Track, NDArray[np.bool_]]:
    """Mouth parameters at 100 Hz, shape (length, 6), and where a p, b or m holds the lips shut."""
    shapes = np.tile(np.array(REST, float), (length, 1))
    shut = np.zeros(length, bool)
    for phoneme in phonemes:
        visemes = VISEME_OF.get(phoneme.symbol[:1], ())  # what follows are modifiers: length, nasality, tone
        for index, viseme in enumerate(visemes):
            span = (phoneme.end - phoneme.start) / len(visemes)
            first = round((phoneme.start + index * span) / _STEP)
            last = max(round((phoneme.start + (index + 1) * span) / _STEP), first + 1)
            shapes[first:last] = VISEMES[viseme]
            shut[first:last] |= viseme == "PP"
    heard = np.zeros(length)
    heard[: min(length, len(loudness))] = loudness[:length]
    level = gaussian_filter1d(heard, 3.0) ** 0.6
    shapes = gaussian_filter1d(shapes, 2.6, axis=0)
    silent = gaussian_filter1d(heard, 2.0) < _SILENT
    shapes[:, 1] *= (0.42 + 0.42 * level) * ~(shut | silent)
    shapes[shapes[:, 1] < 1.5, 1] = 0.0
    return shapes, shut


def _lids(distance: float) -> float:
    """The eyelids, so many seconds from the middle of a blink."""
    if distance < 0.05:
        return 0.0
    return 0.55 if distance < 0.11 else 1.0


def _calm(time: float, seconds: float) -> float:
    """1 inside the scene, falling to 0 at both ends, so that scenes drawn apart join without a jump."""
    edge = min(time, seconds - time) / _RAMP
    return float(np.clip(edge, 0.0, 1.0) ** 2 * (3 - 2 * np.clip(edge, 0.0, 1.0)))


def _joined(times: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Looks in seconds; those less than a glance apart are one."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(times):
        if found and start / SAMPLE_RATE - found[-1][1] < GLANCE / SAMPLE_RATE:
            found[-1] = found[-1][0], end / SAMPLE_RATE
        else:
            found.append((start / SAMPLE_RATE, end / SAMPLE_RATE))
    return found


def _looks_aside(time: float, seconds: float, looks: Sequence[tuple[float, float]]) -> bool:
    """Whether the eyes are on what there is to see; at both ends of a scene they are in the camera."""
    return _calm(time, seconds) == 1.0 and any(start <= time < end for start, end in looks)


def _turned(
    time: float, seconds: float, looks: Sequence[tuple[float, float]], towards: tuple[float, float]
) -> tuple[float, float]:
    """How far the head follows the eyes: it starts a little later and comes back slowly."""
    near = max((min(time - start, end + _TURN - time) / _TURN for start, end in looks), default=0.0)
    share = float(np.clip(near, 0.0, 1.0)) * _calm(time, seconds) * 0.7
    return towards[0] * share, towards[1] * share


def _gestures(spoken: SpokenScene, seconds: float, phase: float) -> list[tuple[float, float]]:
    """When the hand is raised, from the first move to the last: once in a longer scene, as a sentence begins."""
    starts: dict[int, float] = {}
    for unit in spoken.units:
        starts.setdefault(unit.sentence, unit.start / SAMPLE_RATE)
    wanted = [at + 0.3 for at in starts.values() if at + 0.3 + _GESTURE < seconds - _RAMP]
    if not wanted or seconds < _LONG_SCENE:
        return []
    start = wanted[int(phase * 100) % len(wanted)]
    return [(start, start + _GESTURE)]


def _hand(time: float, gestures: Sequence[tuple[float, float]], stresses: Sequence[float]) -> int:
    """The hand's height in a gesture: up, held with a small beat on stressed syllables, down."""
    for start, end in gestures:
        if start < time < end:
            height = int(min(time - start, end - time) * FRAME_RATE / HELD) + 1
            beat = height > HAND_UP and any(0.0 <= time - stress < 0.1 for stress in stresses)
            return HAND_UP - 1 if beat else min(HAND_UP, height)
    return 0


def _head(
    time: float, seconds: float, phase: Track, stresses: Sequence[float], turned: tuple[float, float]
) -> tuple[float, float]:
    """Slow sway and a small nod on stresses, in half units so that many pictures hold."""
    calm = _calm(time, seconds)
    nod = 2.5 * sum(
        np.exp(-(((time - stress - 0.06) / 0.08) ** 2)) for stress in stresses[::3] if abs(time - stress) < 0.4
    )
    x = calm * (3.6 * np.sin(time * 0.9 + phase[1]) + 1.2 * np.sin(time * 2.1 + phase[2]))
    y = calm * (2.2 * np.sin(time * 1.3 + phase[0]) + min(nod, 3.0))
    return float(np.round(x + turned[0])), float(np.round(y + turned[1]))
