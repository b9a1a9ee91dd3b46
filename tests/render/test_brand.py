"""A brand's own files: typefaces are read or refused, what they lack is told; logos are seen on every ground."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
import skia
import uharfbuzz as hb

from drawing import UPRIGHT, bullet_job
from hostile import encoded
from jarai.base.errors import InvalidRequest
from jarai.base.hashing import sha256_hex
from jarai.render.fonts import Lettering, OwnFace, lacking
from jarai.render.logo import draw_logo, plate_for
from jarai.render.segment import still
from jarai.render.shape import line, width
from jarai.render.theme import repairs
from jarai.render.typefaces import typeface_of
from jarai.storyboard.model import Asset, Brand, LowerThird, Sting, Typeface

INTER = (files("fontpkg_inter") / "files/Inter[opsz,wght].ttf").read_bytes()


def few_letters(letters: str) -> bytes:
    """A typeface with these characters alone."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    data: bytes = hb.subset(hb.Face(INTER), wanted).blob.data
    return data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"hello" * 100, "no typeface file"),
        (b"wOF2" + bytes(100), "unpack it first"),
        (INTER[:5000], "ends early"),
        (INTER[:-1000], "ends early"),
        (b"\x00\x01\x00\x00" + bytes(100), "no glyphs"),
        (INTER + bytes(21 * 2**20), "at most 20 MiB"),
    ],
)
def test_bad_typefaces_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidRequest, match="typeface: ") as refused:
        typeface_of(data, "typeface")
    assert reason in refused.value.message


def test_a_good_typeface_is_kept_with_its_family_and_weight() -> None:
    found = typeface_of(INTER, "typeface")
    assert (found.family, found.weight) == ("Inter", 0)
    assert found.data != INTER
    assert hb.Face(found.data).unicodes == hb.Face(INTER).unicodes


def test_what_a_typeface_lacks_is_named_and_set_in_the_studio_s(tmp_path: Path) -> None:
    (tmp_path / "own.ttf").write_bytes(typeface_of(few_letters("Bridge "), "typeface").data)
    lettering = Lettering("en-US", (OwnFace(tmp_path / "own.ttf", 0),))
    assert lacking("Bridge", lettering) == ""
    assert lacking("Bridge 4 für 東京 \U00012000", lettering) == "4fü東京", "what nobody has is another notice's"
    assert lacking("anything", Lettering("en-US")) == ""
    runs = line("Bridge 42", 40, 600, lettering).runs
    assert [run.face for run in runs] == [0, 1]
    assert all(glyph for run in runs for glyph in run.glyphs), "no box stands for a missing glyph"
    assert width("Bridge 42", 40, 600, lettering) > 0


def test_of_several_weights_the_nearest_is_taken(tmp_path: Path) -> None:
    for name in ("regular", "bold"):
        (tmp_path / name).write_bytes(INTER)
    own = (OwnFace(tmp_path / "regular", 400), OwnFace(tmp_path / "bold", 700))
    from jarai.render.fonts import faces

    assert faces(500, Lettering("", own))[0] is not faces(800, Lettering("", own))[0]


def asset(folder: Path, data: bytes) -> Asset:
    found = Asset(key="", sha256=sha256_hex(data))
    (folder / found.sha256).write_bytes(data)
    return found


@pytest.mark.parametrize(("colour", "plate"), [(skia.ColorBLACK, "#FFFFFF"), (skia.ColorWHITE, None)])
def test_a_logo_is_seen_on_the_backdrop_or_stands_on_a_plate_and_that_is_told(
    tmp_path: Path, colour: int, plate: str | None
) -> None:
    logo = asset(tmp_path, encoded(90, 30, colour=colour))
    assert plate_for(tmp_path / logo.sha256, ("#101C3A",)) == plate
    brand = Brand(name="Acme", background="#101C3A", primary="#6FA8FF", logo=logo)
    assert bool([note for note in repairs(brand, "newsroom", tmp_path) if "logo" in note]) == bool(plate)
    pixels = np.zeros((100, 300, 4), np.uint8)
    draw_logo(skia.Surface(pixels).getCanvas(), tmp_path / logo.sha256, (20, 20, 280, 80), ("#101C3A",))
    rows, columns = np.nonzero(pixels[:, :, 3])
    assert rows.min() >= 19
    assert rows.max() <= 81
    assert columns.min() >= 19


@pytest.mark.parametrize("kind", ["plate", "bar", "light"])
def test_a_brand_is_seen_in_the_picture(tmp_path: Path, kind: LowerThird) -> None:
    job, audio = bullet_job(UPRIGHT)
    face = Typeface(family="Few", weight=0, asset=asset(tmp_path, few_letters("The bridge is 412 metres long")))
    brand = Brand(name="Acme", logo=asset(tmp_path, encoded(60, 30)), typefaces=(face,), lower_third=kind)
    branded = job.model_copy(update={"brand": brand})
    assert still(branded, audio, 60, tmp_path) != still(job, audio, 60)
    sting = job.scene.model_copy(update={"element": Sting(headline="Acme", line="Since 1913")})
    assert still(branded.model_copy(update={"scene": sting}), audio, 60, tmp_path)
