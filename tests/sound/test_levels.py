"""Loudness, ceiling, ducking: on noise, tones, clicks and silence."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from jarai.sound.describe import DUCK_DB, RAMP, duck, mix_described
from jarai.sound.flac import read_flac, write_flac
from jarai.sound.levels import integrated_loudness, true_peak
from jarai.sound.master import CEILING_DBTP, TARGET_LUFS, master
from jarai.sound.measure import audible
from jarai.sound.wav import read_wav, stereo, wav_bytes

RATE = 48_000


def noise(seconds: float, level: float, seed: int = 1) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(0, level, round(seconds * RATE)).astype(np.float32)


def speechlike(level: float = 0.1) -> NDArray[np.float32]:
    """Bursts with pauses, and a few clicks far above them."""
    sound = np.concatenate([noise(0.6, level, 1), np.zeros(RATE // 4, np.float32)] * 4)
    sound[::50_000] = 1.0
    return sound


def test_a_full_scale_sine_measures_as_the_standard_says() -> None:
    tone = np.sin(2 * np.pi * 997 * np.arange(5 * RATE) / RATE).astype(np.float32)
    one_channel = np.stack([tone, np.zeros_like(tone)], axis=1)
    assert integrated_loudness(one_channel) == pytest.approx(-3.01, abs=0.05)  # ITU-R BS.1770-4, annex 1
    assert integrated_loudness(tone) == pytest.approx(integrated_loudness(stereo(tone)), abs=0.001)
    assert true_peak(tone) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("level", [0.0005, 0.02, 0.1, 0.4])
def test_any_speech_comes_to_the_target_under_the_ceiling(level: float) -> None:
    result = master(speechlike(level))
    assert len(result) == len(speechlike(level))
    assert true_peak(result) <= CEILING_DBTP
    assert integrated_loudness(result) <= TARGET_LUFS + 0.1
    if level >= 0.02:
        assert integrated_loudness(result) == pytest.approx(TARGET_LUFS, abs=0.3)


def test_silence_stays_silence_and_what_is_no_number_is_refused() -> None:
    assert not master(np.zeros(RATE, np.float32)).any()
    with pytest.raises(ValueError, match="no number"):
        master(np.full(10, np.nan, np.float32))


def test_the_programme_sinks_under_a_description_and_only_there() -> None:
    gain = duck(4 * RATE, [(RATE, 2 * RATE)])
    assert gain[: RATE - RAMP].tolist() == [1.0] * (RATE - RAMP)
    assert np.allclose(gain[RATE : 2 * RATE], 10 ** (DUCK_DB / 20))
    assert gain[-1] == 1.0
    assert np.abs(np.diff(gain)).max() < 0.001, "no jump"


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 150_000), st.integers(1, 40_000)), max_size=4))
def test_ducking_is_never_deeper_than_once(spans: list[tuple[int, int]]) -> None:
    gain = duck(200_000, [(start, start + length) for start, length in spans])
    assert gain.min() >= 10 ** (DUCK_DB / 20) - 1e-6
    assert gain.max() <= 1.0


def test_a_description_is_as_loud_as_the_programme() -> None:
    programme = master(np.concatenate([noise(2, 0.1), np.zeros(3 * RATE, np.float32), noise(2, 0.1)]))
    mixed = mix_described(programme, programme, [(round(2.5 * RATE), noise(1.5, 0.01, 7))])
    assert len(mixed) == len(programme)
    line, around = mixed[round(2.6 * RATE) : round(3.9 * RATE)], mixed[: 2 * RATE]
    assert integrated_loudness(line) == pytest.approx(integrated_loudness(around), abs=1.5)
    with pytest.raises(ValueError, match="not within"):
        mix_described(programme, programme, [(len(programme) - 10, noise(1, 0.1))])


def test_wav_files_come_back() -> None:
    for sound in (noise(0.1, 0.2), stereo(noise(0.1, 0.2))):
        assert np.abs(read_wav(wav_bytes(sound)) - np.clip(sound, -1, 1)).max() < 1 / 32_000
        assert wav_bytes(sound) == wav_bytes(sound)
    for bad in (b"", b"RIFF", wav_bytes(noise(0.1, 0.2))[:30]):
        with pytest.raises(ValueError, match="not"):
            read_wav(bad)


def test_flac_files_come_back_to_the_bit(tmp_path: Path) -> None:
    for number, sound in enumerate((noise(0.1, 0.2), stereo(noise(2, 0.2)), np.zeros(5, np.float32))):
        kept = read_wav(wav_bytes(sound))
        for again in ("a", "b"):
            write_flac(sound, tmp_path / f"{number}{again}.flac")
        assert np.array_equal(read_flac(tmp_path / f"{number}a.flac"), kept)
        assert (tmp_path / f"{number}a.flac").read_bytes() == (tmp_path / f"{number}b.flac").read_bytes()


def test_audible_spans_are_found_to_the_block() -> None:
    sound = np.concatenate([np.zeros(RATE, np.float32), noise(1, 0.2), np.zeros(RATE, np.float32), noise(0.5, 0.2)])
    (first, second) = audible(sound)
    assert abs(first[0] - RATE) <= 240
    assert abs(first[1] - 2 * RATE) <= 240
    assert abs(second[0] - 3 * RATE) <= 240
