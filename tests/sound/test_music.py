"""The music we compose: its length, its ends, its loop, and that nothing in it is harsh; the effects at cuts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.signal import welch

from jarai.sound import effects
from jarai.sound.effects import Effect, Played, place
from jarai.sound.levels import integrated_loudness, true_peak
from jarai.sound.music.compose import REFERENCE_LUFS, compose, plan
from jarai.sound.music.instruments import RATE as MUSIC_RATE
from jarai.sound.music.moods import STYLES
from jarai.sound.wish import MOODS, Mood

RATE = 48_000
HALF_A_MINUTE = 30 * RATE


@pytest.fixture(scope="module")
def pieces() -> dict[Mood, NDArray[np.float32]]:
    return {mood: compose(mood, HALF_A_MINUTE, "tides") for mood in MOODS}


@pytest.mark.parametrize("mood", MOODS)
def test_a_piece_is_calm_by_its_figures(pieces: dict[Mood, NDArray[np.float32]], mood: Mood) -> None:
    piece = pieces[mood]
    assert piece.shape == (HALF_A_MINUTE, 2)
    assert integrated_loudness(piece) == pytest.approx(REFERENCE_LUFS, abs=0.05)
    assert true_peak(piece) <= -5
    assert np.abs(piece.mean(axis=0)).max() < 1e-4, "no direct current"
    assert np.abs(np.diff(piece, axis=0)).max() < 0.1, "no click"
    assert np.abs(piece[0]).max() < 1e-6
    assert np.abs(piece[-1]).max() < 1e-6
    frequencies, power = welch(piece.mean(axis=1), RATE, nperseg=8192)
    assert power[frequencies > 3_000].sum() < power.sum() * 1e-3, "30 dB less above 3 kHz than in all"
    assert power[frequencies < 40].sum() < power.sum() * 0.02
    left, right = piece.T
    assert (left * right).sum() > 0.3 * np.square(left).sum(), "one loudspeaker still has all of it"


@pytest.mark.parametrize("mood", MOODS)
def test_bars_begin_without_a_jump_where_the_loop_begins_anew(
    pieces: dict[Mood, NDArray[np.float32]], mood: Mood
) -> None:
    written = plan(mood, HALF_A_MINUTE, "tides")
    assert written.bars * written.bar == pytest.approx(30 * MUSIC_RATE), "whole bars fill it"
    assert 0.9 < 240 * MUSIC_RATE / written.bar / STYLES[mood].tempo < 1.1
    steps = np.abs(np.diff(pieces[mood], axis=0)).max(axis=1)
    for bar in range(1, written.bars):
        at = written.start(bar) * 2
        assert steps[at - 3 : at + 3].max() < 0.06


def test_a_long_piece_repeats_its_loop_and_rests_its_drums() -> None:
    long = compose("driven", 110 * RATE, "tides")
    written = plan("driven", 110 * RATE, "tides")
    starts = [round(written.start(bar) * 2) for bar in (16, 24, 32, 40)]
    bars = [long[start : start + RATE] for start in starts]
    assert np.corrcoef(bars[0].ravel(), bars[2].ravel())[0, 1] > 0.99
    assert np.corrcoef(bars[0].ravel(), long[RATE * 5 : RATE * 6].ravel())[0, 1] < 0.9


def test_a_piece_ends_with_the_keys_own_chord_and_dies_away() -> None:
    written = plan("warm", HALF_A_MINUTE, "tides")
    assert written.chord(written.bars - 1) == STYLES["warm"].final
    piece = compose("warm", HALF_A_MINUTE, "tides")
    power = np.square(piece[-3 * RATE :]).reshape(6, -1).mean(axis=1)
    assert (np.diff(power[2:]) < 0).all()
    assert power[-1] < power[0] / 30


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(MOODS), st.integers(1, 8 * RATE), st.text(max_size=5))
def test_any_length_is_met_to_the_sample(mood: Mood, samples: int, seed: str) -> None:
    piece = compose(mood, samples, seed)
    assert piece.shape == (samples, 2)
    assert np.isfinite(piece).all()
    assert not np.abs(piece[-1]).max() > 1e-6


def test_equal_input_gives_equal_music_and_another_topic_other_music() -> None:
    one, same, other = (compose("bright", 4 * RATE, seed) for seed in ("a", "a", "b"))
    assert one.tobytes() == same.tobytes()
    assert one.tobytes() != other.tobytes()


def test_effects_keep_away_from_words_and_from_each_other() -> None:
    speech = [(RATE // 4, 4 * RATE), (RATE * 19 // 4, 9 * RATE), (RATE * 39 // 4, 20 * RATE), (23 * RATE, 24 * RATE)]
    cuts = [(0, True), (RATE * 9 // 2, True), (RATE * 19 // 2, True), (15 * RATE, True), (21 * RATE, False)]
    assert place(cuts, speech, 25 * RATE) == (
        Effect("whoosh", RATE * 9 // 2 - RATE * 34 // 100),
        Effect("hit", 21 * RATE),
    ), "not at the start, not 5 s after the last, not amid words"
    assert place([(0, False)], [], RATE // 2) == (), "no room until the end"
    assert [each.start for each in place([(at * RATE, True) for at in range(1, 20)], [], 20 * RATE)] == [
        round((at - 0.34) * RATE) for at in (1, 9, 17)
    ]


@pytest.mark.parametrize("kind", ["whoosh", "hit"])
def test_an_effect_is_as_loud_as_it_is_wished_and_soft_at_its_ends(kind: effects.Kind) -> None:
    sound = Played([Effect(kind, RATE)], 3 * RATE, -30)[:]
    assert not sound[:RATE].any()
    audible = np.flatnonzero(sound.any(axis=1))
    last = int(audible[-1]) + 1
    assert audible[0] - RATE < 100
    assert integrated_loudness(sound[RATE:last]) == pytest.approx(-30, abs=0.1)
    assert np.abs(sound[last - 10 : last]).max() < 1e-3
