"""A programme without pictures as a file: its sound, its tags, its chapters, and the checks of it."""

import contextlib
import math
from pathlib import Path

import av
import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from jarai.pipeline.examine import listen, media_results
from jarai.rules.media import inspect
from jarai.sound.encode import encode
from jarai.sound.flac import write_flac
from jarai.sound.master import CEILING_DBTP, master
from jarai.sound.measure import decode
from jarai.sound.mix import mix
from music import PIECE, RATE

CHAPTERS = [(0, "Opening"), (3 * RATE, "Größe"), (6 * RATE, "Ende")]


def test_chapters_and_tags_come_back_and_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    about = {"title": "Low tide", "artist": "Acme", "comment": "Made with AI"}
    for name in ("one.m4a", "two.m4a"):
        encode(PIECE, tmp_path / name, about, "deu", CHAPTERS)
    assert (tmp_path / "one.m4a").read_bytes() == (tmp_path / "two.m4a").read_bytes()
    assert 0 <= len(decode(tmp_path / "one.m4a")) - len(PIECE) < 1024
    with av.open(str(tmp_path / "one.m4a")) as file:
        assert {key: file.metadata[key] for key in about} == about
        assert file.streams.audio[0].metadata["language"] == "deu"
        seconds = [(each["start"] * each["time_base"], each["metadata"]["title"]) for each in file.chapters()]
    assert seconds == [(0, "Opening"), (3, "Größe"), (6, "Ende")]


def test_sound_without_pictures_passes_the_checks_of_sound_alone(tmp_path: Path) -> None:
    mono = master(PIECE.mean(axis=1))
    write_flac(mono, tmp_path / "speech.flac")
    path = tmp_path / "one.m4a"
    encode(master(PIECE), path, {}, "eng")
    heard = listen(path, tmp_path / "speech.flac", (), ())
    checks = {each.id: each.verdict for each in media_results(inspect(path), heard, -16, "0", sound_only=True)}
    assert checks == {
        "MP4-1": "pass", "META-1": "pass", "SIL-1": "pass", "LOUD-1": "pass", "LOUD-2": "not_applicable",
    }  # fmt: skip
    seen = {each.id: each.verdict for each in media_results(inspect(path), heard, -16, "0")}
    assert (seen["MP4-1"], seen["META-1"]) == ("fail", "fail"), "a video must have pictures"


def ebur128(path: Path) -> tuple[float, float]:
    """Integrated loudness and true peak of a file, in LUFS and dBTP, as FFmpeg's own filter measures them."""
    told: dict[str, str] = {}
    with av.open(str(path)) as file:
        graph = av.filter.Graph()
        source, sink = graph.add_abuffer(template=file.streams.audio[0]), graph.add("abuffersink")
        meter = graph.add("ebur128", "peak=true:metadata=1")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        for frame in (*file.decode(audio=0), None):
            source.push(frame)
            with contextlib.suppress(av.BlockingIOError, av.EOFError):
                while True:
                    told |= sink.pull().metadata
    return float(told["lavfi.r128.I"]), 20 * math.log10(float(told["lavfi.r128.true_peak"]))


@pytest.mark.parametrize("lufs", [-14, -16, -23])
def test_another_meter_finds_the_loudness_that_was_wished_and_the_ceiling_held(lufs: int, tmp_path: Path) -> None:
    chance = np.random.default_rng(2)
    dark = sosfilt(butter(4, (100, 4_000), "bandpass", fs=RATE, output="sos"), chance.normal(0, 1, 6 * RATE))
    syllables = np.repeat(chance.uniform(0.1, 1, 60) ** 2, RATE // 10) * dark
    music = np.concatenate([PIECE, PIECE])[: len(syllables)]
    mixed = mix(syllables.astype(np.float32), [(0, 4 * RATE)], music, (), lufs)
    encode(mixed.programme, tmp_path / "one.m4a", {}, "eng")
    loudness, peak = ebur128(tmp_path / "one.m4a")
    assert loudness == pytest.approx(lufs, abs=0.15)
    assert peak <= CEILING_DBTP
