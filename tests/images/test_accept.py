"""Pictures from outside: good ones come out as PNG, bad ones with a plain reason, none as a crash."""

import numpy as np
import pytest
import skia
from hypothesis import given
from hypothesis import strategies as st

from hostile import BAD_PICTURES, CMYK_JPEG, SQUARE_SVG, encoded, svg
from jarai.base.errors import InvalidRequest
from jarai.images.accept import picture_of
from jarai.images.svg import checked_svg, group_ids, only_group


@pytest.mark.parametrize("kind", [skia.kPNG, skia.kJPEG, skia.kWEBP])
def test_good_pictures_come_out_as_png_of_their_size_and_colour(kind: skia.EncodedImageFormat) -> None:
    found = picture_of(encoded(60, 40, kind), "logo")
    image = skia.Image.MakeFromEncoded(found.png)
    assert (found.width, found.height) == (image.width(), image.height()) == (60, 40)
    assert found.notes == ()
    red = np.array(image.toarray(colorType=skia.kRGBA_8888_ColorType))[35, 5]
    assert red[0] > 240
    assert max(red[1:3]) < 20


def test_a_large_picture_is_made_smaller_and_an_svg_is_drawn() -> None:
    assert max((found := picture_of(encoded(900, 300), "logo", 300)).width, found.height) == 300
    drawn = picture_of(SQUARE_SVG, "logo")
    assert (drawn.width, drawn.height) == (1024, 512)
    pixels = np.array(skia.Image.MakeFromEncoded(drawn.png).toarray(colorType=skia.kRGBA_8888_ColorType))
    assert (pixels == [255, 0, 0, 255]).all()


def test_cmyk_is_converted_and_said() -> None:
    found = picture_of(CMYK_JPEG, "logo")
    assert (found.width, found.height) == (16, 16)
    assert "CMYK" in found.notes[0]


@pytest.mark.parametrize("name", BAD_PICTURES)
def test_bad_pictures_are_refused_with_the_reason(name: str) -> None:
    data, reason = BAD_PICTURES[name]
    with pytest.raises(InvalidRequest) as refused:
        picture_of(data, "logo")
    assert reason in refused.value.message
    assert refused.value.details[0].field == "logo"


@given(st.binary(max_size=300), st.sampled_from([encoded(30, 30), encoded(30, 30, skia.kJPEG), SQUARE_SVG]), st.data())
def test_damage_is_refused_or_harmless(noise: bytes, good: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(good)))
    damaged = good[:at] + noise + good[at + len(noise) :]
    try:
        found = picture_of(damaged, "logo")
    except InvalidRequest:
        return
    assert skia.Image.MakeFromEncoded(found.png).width() == found.width


def test_one_group_of_a_document_can_be_drawn_alone() -> None:
    document = checked_svg(
        svg('<defs><linearGradient id="x"/></defs><g id="a"><path d="M0 0"/></g><g id="b"/><!-- note -->'), "pack"
    )
    assert group_ids(document) == ("a", "b")
    alone = only_group(document, "a")
    assert group_ids(alone) == ("a",)
    assert b"linearGradient" in alone
    assert b"note" not in alone
