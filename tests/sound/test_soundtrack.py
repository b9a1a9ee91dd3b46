"""What the sound step's child writes: programme, stems and the described mix, for each kind of wish."""

from pathlib import Path

import numpy as np
import pytest

from jarai.pipeline.mix_sound import MixJob, make_described, make_mix
from jarai.sound.flac import read_flac
from jarai.sound.levels import integrated_loudness
from jarai.sound.mix import separation
from jarai.sound.track import track_of
from jarai.sound.wav import stereo, wav_bytes
from jarai.sound.wish import SoundWish, Track
from jarai.storyboard.model import Asset
from music import encoded

RATE = 48_000
NAMES = ("programme", "speech", "music", "effects")
SPANS = ((RATE // 4, 3 * RATE), (9 * RATE, 12 * RATE))
OWN = Track(asset=Asset(key="k", sha256="0"), samples=1, title="Low tide", licence="CC-BY-4.0")
WISHES = {
    "mood": SoundWish(mood="driven", loudness=-16),
    "own": SoundWish(track=OWN, loudness=-23),
    "none": SoundWish(loudness=-14),
}


def job(folder: Path, wish: SoundWish) -> MixJob:
    chance = np.random.default_rng(5)
    scenes = []
    for number, seconds in enumerate((4, 4, 5)):
        sound = np.zeros(seconds * RATE, np.float32)
        if number != 1:
            start, end = SPANS[number // 2]
            syllables = np.repeat(chance.uniform(0.2, 1, (end - start) // 4_800), 4_800)
            at = start - (0, 4, 8)[number] * RATE
            sound[at : at + len(syllables)] = chance.normal(0, 0.1, len(syllables)) * syllables
        scenes.append(folder / f"scene-{number}.wav")
        scenes[-1].write_bytes(wav_bytes(sound))
    track = folder / "track.flac"
    track.write_bytes(track_of(encoded(), "music")[0])
    cuts = ((0, True), (4 * RATE, False), (8 * RATE, True))
    return MixJob(tuple(scenes), SPANS, cuts, wish, "tides", track if wish.track else None)


@pytest.mark.parametrize("kind", WISHES)
def test_programme_stems_and_description_are_written_for_every_wish(kind: str, tmp_path: Path) -> None:
    wish = WISHES[kind]
    make_mix(job(tmp_path, wish), tmp_path)
    written = {name: read_flac(path) for name in NAMES if (path := tmp_path / f"{name}.flac").exists()}
    assert set(written) == ({"programme", "speech"} if kind == "none" else set(NAMES))
    assert {len(each) for each in written.values()} == {13 * RATE}
    assert integrated_loudness(written["programme"]) == pytest.approx(wish.loudness, abs=0.1)
    others = [written[name] for name in ("music", "effects") if name in written]
    whole = np.sum([stereo(written["speech"]), *others], axis=0)
    assert np.abs(stereo(written["programme"]) - whole).max() <= 2 / 32_767

    line = np.random.default_rng(6).normal(0, 0.02, 2 * RATE).astype(np.float32)
    make_described([(5 * RATE, line)], wish.loudness, tmp_path)
    described = read_flac(tmp_path / "described.flac")
    assert described.shape == written["programme"].shape
    assert integrated_loudness(described) == pytest.approx(wish.loudness, abs=0.1)
    told = integrated_loudness(described[round(5.1 * RATE) : round(6.9 * RATE)])
    said = integrated_loudness(described[SPANS[1][0] : SPANS[1][1]])
    assert told == pytest.approx(said, abs=2), "as loud as the speech"
    below = separation(written["speech"], others, SPANS)
    assert below is None if kind == "none" else below is not None and below >= 20
