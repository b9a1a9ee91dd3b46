"""Speech with music: 20 LU apart while somebody speaks, whatever the speech and the music; the parts add up."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from jarai.sound.effects import Effect
from jarai.sound.levels import integrated_loudness, true_peak
from jarai.sound.master import CEILING_DBTP
from jarai.sound.measure import find
from jarai.sound.mix import SEPARATION, mix, rises, separation
from jarai.sound.music.compose import compose

RATE = 48_000
SPANS = [(RATE, 3 * RATE), (RATE * 34 // 10, 5 * RATE), (9 * RATE, 11 * RATE)]
LENGTH = 13 * RATE


def speech(level: float = 0.1) -> NDArray[np.float32]:
    """Bursts in the spans, a little apart, as syllables are; no two alike."""
    chance = np.random.default_rng(3)
    sound = np.zeros(LENGTH, np.float32)
    for start, end in SPANS:
        syllables = np.repeat(chance.uniform(0.3, 1.0, (end - start) // 4_800), 4_800).astype(np.float32)
        sound[start : start + len(syllables)] = chance.normal(0, level, len(syllables)) * syllables
    return sound


def rise(length: int, spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """The music's gain above its level under speech, per sample."""
    gain = np.ones(length, np.float32)
    for start, risen in rises(length, spans):
        gain[start : start + len(risen)] = risen
    return gain


@pytest.mark.parametrize(("level", "lufs"), [(0.005, -16), (0.1, -14), (0.1, -16), (0.1, -23), (0.4, -16)])
def test_music_stays_20_below_speech_at_every_loudness(level: float, lufs: float) -> None:
    mixed = mix(speech(level), SPANS, compose("news", LENGTH, "x"), [Effect("whoosh", 7 * RATE)], lufs)
    assert mixed.music is not None
    assert mixed.effects is not None
    below = separation(mixed.speech, [mixed.music, mixed.effects], SPANS)
    assert below is not None
    assert SEPARATION <= below <= SEPARATION + 1
    assert integrated_loudness(mixed.programme) == pytest.approx(lufs, abs=0.1)
    assert true_peak(mixed.programme) <= CEILING_DBTP
    whole = mixed.speech[:][:, None] + mixed.music[:] + mixed.effects[:]
    assert np.abs(mixed.programme[:] - whole).max() < 1e-5, "the parts add up"


def test_music_rises_where_nobody_speaks_and_has_sunk_before_the_next_word() -> None:
    gain = 20 * np.log10(rise(LENGTH, SPANS))
    for start, end in SPANS:
        assert np.abs(gain[start - RATE // 20 : end + RATE // 20]).max() == 0
    assert gain[7 * RATE] == pytest.approx(10.5, abs=0.01)
    assert gain[0] == pytest.approx(10.5, abs=0.1), "it opens"
    assert gain[-1] == pytest.approx(10.5, abs=0.1), "it ends"
    assert 0 < gain[3 * RATE : SPANS[1][0]].max() < 3, "hardly in a breath"


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-1000, 150_000), st.integers(0, 40_000)), max_size=5), st.integers(1, 160_000))
def test_the_rise_never_jumps_whatever_overlaps(spans: list[tuple[int, int]], length: int) -> None:
    gain = rise(length, [(start, start + more) for start, more in spans])
    assert gain.shape == (length,)
    assert gain.min() >= 1
    assert gain.max() < 3.4
    assert np.abs(np.diff(gain)).max(initial=0) < 0.001
    for start, more in spans:
        assert (gain[max(0, start) : max(0, start + more)] == 1).all()


def test_speech_alone_is_mono_and_all_there_is() -> None:
    mixed = mix(speech(), SPANS, None, (), -16)
    assert mixed.programme[:].shape == (LENGTH,)
    assert np.array_equal(mixed.programme[:], mixed.speech[:])
    assert separation(mixed.speech, [], SPANS) is None


def test_music_without_speech_is_the_programme() -> None:
    mixed = mix(np.zeros(LENGTH, np.float32), [], compose("calm", LENGTH, "x"), (), -16)
    assert integrated_loudness(mixed.programme) == pytest.approx(-16, abs=0.1)


def test_speech_is_found_under_music_where_it_is_and_not_where_it_is_missing() -> None:
    mixed = mix(speech(), SPANS, compose("driven", LENGTH, "x"), (), -16)
    assert find(mixed.speech, mixed.programme) == find(mixed.speech, mixed.speech)
    late = np.concatenate([np.zeros((2_400, 2), np.float32), mixed.programme[:]])
    for (start, end), (found, ended) in zip(find(mixed.speech, mixed.speech), find(mixed.speech, late), strict=True):
        assert (found - start, ended - end) == (2_400, 2_400)
    cut = mixed.programme[:]
    cut[9 * RATE : 11 * RATE] = 0
    assert all(end <= 6 * RATE for _, end in find(mixed.speech, cut))
    assert len(find(mixed.speech, cut)) < len(find(mixed.speech, mixed.programme))
