"""Sound read piece by piece is the sound as a whole; loudness in strides is pyloudnorm's of all at once."""

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.signal import resample_poly

from jarai.sound.effects import Effect, Played
from jarai.sound.levels import integrated_loudness, true_peaks
from jarai.sound.master import limiting
from jarai.sound.strides import STRIDE, Gained, Pcm, Sum, Within, strides, whole

RATE = 48_000
LENGTH = 2 * STRIDE + 12_345


def bursts(samples: int, channels: int, seed: int = 1) -> NDArray[np.float32]:
    """Noise that is louder and softer every tenth of a second."""
    chance = np.random.default_rng(seed)
    loudness = np.repeat(chance.uniform(0, 1, samples // 4_800 + 1) ** 3, 4_800)[:samples, None]
    sound = (chance.normal(0, 0.1, (samples, channels)) * loudness).astype(np.float32)
    return sound[:, 0] if channels == 1 else sound


@settings(deadline=None, max_examples=25)
@given(st.integers(19_200, 2 * STRIDE), st.integers(1, 2), st.sampled_from([1.0, 0.01, 0.0003]))
def test_loudness_in_strides_is_that_of_the_whole(samples: int, channels: int, level: float) -> None:
    sound = bursts(samples, channels) * np.float32(level)
    with np.errstate(divide="ignore"):
        expected = pyloudnorm.Meter(RATE).integrated_loudness(sound.astype(np.float64))
    if channels == 1:
        expected = pyloudnorm.Meter(RATE).integrated_loudness(np.stack([sound, sound], axis=1).astype(np.float64))
    assert integrated_loudness(sound) == pytest.approx(expected, abs=0.001)


def test_what_is_reckoned_piece_by_piece_is_what_it_says() -> None:
    speech, music = bursts(LENGTH, 1), bursts(LENGTH, 2, 2)
    gain = np.linspace(1, 0, LENGTH, dtype=np.float32)
    pcm = np.rint(speech * 32_767).astype(np.int16)
    effect = whole(Played([Effect("hit", 10_000)], LENGTH, -30))
    spans = [(STRIDE + 5, LENGTH + 9), (-5, 700), (600, 900)]
    inside = np.concatenate([music[:900], music[STRIDE + 5 :]])
    for made, expected in (
        (Pcm(pcm), pcm.astype(np.float32) / np.float32(32_767)),
        (Gained(music, gain), music * gain[:, None]),
        (Gained(speech, 0.5), speech * np.float32(0.5)),
        (Sum(speech, music, Played([Effect("hit", 10_000)], LENGTH, -30)), speech[:, None] + music + effect),
        (Within(music, spans), inside),
    ):
        assert len(made) == len(expected)
        assert np.array_equal(whole(made), expected)
        assert np.array_equal(made[777 : STRIDE + 999], expected[777 : STRIDE + 999])
        assert [len(each) for each in strides(made)][:-1] == [STRIDE] * (len(expected) // STRIDE)
    with pytest.raises(ValueError, match="one length"):
        Sum(speech, music[1:])


def test_peaks_between_samples_are_found_also_across_a_strides_border() -> None:
    sound = bursts(LENGTH, 2, 3)
    sound[STRIDE - 2 : STRIDE + 2] = [[0.9, 0.1], [0.9, -0.9], [0.9, -0.9], [0.9, 0.1]]
    finer = np.abs(resample_poly(sound, 4, 1, axis=0, window=("kaiser", 5.0))).reshape(-1, 4, 2).max(axis=(1, 2))
    all_peaks = true_peaks(sound)
    assert np.abs(all_peaks - np.maximum(finer, np.abs(sound).max(axis=1))).max() < 1e-3
    high = all_peaks >= 0.3
    assert np.array_equal(true_peaks(sound, 0.3)[high], all_peaks[high])
    assert high[STRIDE - 2 : STRIDE + 2].any()


def test_the_limiter_never_jumps_where_strides_meet() -> None:
    peaks = np.full(LENGTH, 0.1, np.float32)
    peaks[STRIDE - 3], peaks[2 * STRIDE + 300] = 1.5, 0.9
    gain = limiting(peaks)
    assert (gain * peaks).max() <= 10 ** (-3.0 / 20) + 1e-6
    assert np.abs(np.diff(gain)).max() < 0.02
    assert gain[STRIDE + 1_000] == 1
