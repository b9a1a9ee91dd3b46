"""Music of an account's own: any usual file becomes the same kind of track; what is no music is refused by name."""

import io
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.base.errors import InvalidRequest
from jarai.sound.flac import read_flac
from jarai.sound.levels import integrated_loudness, true_peak
from jarai.sound.music.compose import REFERENCE_LUFS
from jarai.sound.track import LONGEST, fitted, track_of
from music import BAD_MUSIC, PIECE, RATE, encoded

KINDS = (
    ("wav", "pcm_s16le", 48_000),
    ("wav", "pcm_f32le", 44_100),
    ("flac", "flac", 44_100),
    ("mp3", "libmp3lame", 44_100),
    ("ogg", "libopus", 48_000),
    ("mp4", "aac", 48_000),
)


@pytest.mark.parametrize(("container", "codec", "rate"), KINDS)
def test_every_usual_kind_of_file_becomes_a_track(container: str, codec: str, rate: int, tmp_path: Path) -> None:
    flac, samples = track_of(encoded(PIECE * np.float32(0.2), container, codec, rate), "music")
    kept = tmp_path / "track.flac"
    kept.write_bytes(flac)
    track = read_flac(kept)
    assert track.shape == (samples, 2)
    assert abs(samples - 8 * RATE) < RATE
    assert integrated_loudness(track) == pytest.approx(REFERENCE_LUFS, abs=0.2)


ODD = {
    "of opposite channels": np.stack([PIECE[:, 0], -PIECE[:, 0]], axis=1),
    "far over full scale": PIECE * np.float32(30),
    "hardly there": PIECE * np.float32(1e-3),
    "beside the middle": PIECE * np.float32(0.2) + np.float32(0.5),
    "on one side": PIECE * np.array([1, 0], np.float32),
}


@pytest.mark.parametrize("how", ODD)
def test_music_that_was_made_oddly_is_brought_to_the_same_loudness(how: str, tmp_path: Path) -> None:
    flac, _ = track_of(encoded(ODD[how], "wav", "pcm_f32le"), "music")
    kept = tmp_path / "track.flac"
    kept.write_bytes(flac)
    track = read_flac(kept)
    assert integrated_loudness(track) == pytest.approx(REFERENCE_LUFS, abs=0.05)
    assert np.abs(track.mean(axis=0)).max() < 1e-4
    assert true_peak(track) < -5


@pytest.mark.parametrize("what", BAD_MUSIC)
def test_what_is_no_music_is_refused_by_its_fields_name(what: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        track_of(BAD_MUSIC[what], "music")
    assert refused.value.details[0].field == "music"


def test_a_track_without_end_is_not_decoded_to_its_end() -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setparams((1, 1, 8_000, 0, "NONE", ""))
        target.writeframes(bytes(8_000 * (LONGEST // RATE + 60)))
    endless = file.getvalue()
    with pytest.raises(InvalidRequest, match="longer than 10 minutes"):
        track_of(endless, "music")


@settings(deadline=None, max_examples=40)
@given(st.integers(RATE, 60 * RATE), st.integers(5 * RATE, 9 * RATE))
def test_a_track_fills_any_length_and_is_silent_at_its_end(samples: int, track: int) -> None:
    steady = np.full((track, 2), 0.1, np.float32)
    music = fitted(steady, samples)
    assert music.shape == (samples, 2)
    assert not np.abs(music[-1]).max() > 1e-6
    middle = music[samples // 3 : samples - samples // 3 or 1]
    assert middle.min(initial=0.1) > 0.09, "no hole where it begins anew"
    assert middle.max(initial=0) < 0.15
    assert np.abs(np.diff(music, axis=0)).max() < 0.001


def test_the_seam_of_a_repeated_piece_cannot_be_told_from_the_piece() -> None:
    music = fitted(PIECE, 30 * RATE)
    assert np.abs(np.diff(music, axis=0)).max() <= np.abs(np.diff(PIECE, axis=0)).max() * 1.5
