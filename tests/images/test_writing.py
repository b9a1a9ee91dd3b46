"""Writing in pictures is told from what only looks like it, on pictures drawn for it."""

from pathlib import Path

import numpy as np

from jarai.images.measure import Measured, measured
from jarai.images.rights import picture_flags
from jarai.images.safety import Verdict
from jarai.images.writing import letters_in
from written import drawn, slide

SAFE = Verdict(verdict="Safe")
SHARP = Measured(width=1200, height=800, sharpness=500, contrast=60, print="0" * 16)


def test_slides_screenshots_memes_and_watermarks_are_told_and_what_looks_like_them_is_not() -> None:
    told, counts = dict[str, list[str]](), dict[str, int]()
    for kind, pictures in drawn().items():
        seen = {name: SHARP.model_copy(update={"letters": letters_in(light)}) for name, light in pictures.items()}
        told[kind] = [name for name, each in seen.items() if "TextInPicture" in picture_flags(each, SAFE, "openverse")]
        counts[kind] = len(seen)
    print("told as written:", {kind: f"{len(told[kind])} of {counts[kind]}" for kind in counts}, told["none"])
    assert len(told["full"]) == counts["full"] == 10
    assert told["little"] == [], "a sign in a photograph is part of it"
    assert set(told["none"]) <= {"grass", "more grass"}


def test_an_accounts_own_picture_may_have_writing(tmp_path: Path) -> None:
    (tmp_path / "slide.png").write_bytes(slide())
    seen = measured(tmp_path / "slide.png")
    assert "TextOfTheAccount" in picture_flags(seen, SAFE, "library")
    assert "TextInPicture" not in picture_flags(seen, SAFE, "library")
    assert "TextInPicture" in picture_flags(seen, SAFE, "commons")


def test_any_size_of_picture_is_looked_at() -> None:
    for shape in ((16, 16), (16, 800), (800, 16)):
        assert letters_in(np.zeros(shape)) == 0
