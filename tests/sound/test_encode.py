"""A programme without pictures as a file: its sound, its tags, its chapters, and the checks of it."""

from pathlib import Path

import av

from jarai.pipeline.examine import listen, media_results
from jarai.rules.media import inspect
from jarai.sound.encode import encode
from jarai.sound.flac import write_flac
from jarai.sound.master import master
from jarai.sound.measure import decode
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
