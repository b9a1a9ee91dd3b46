"""Covers: three that differ, in the video's shape, and a wide poster; the striking card is chosen."""

import pytest
import skia

from drawing import ANNA, elements, photograph
from jarai.render.thumbnail import covers
from jarai.storyboard.model import Brand, Frame, Scene, Storyboard


def board(frame: Frame, kinds: tuple[str, ...]) -> Storyboard:
    cards = [card for card in elements("The bridge", "$4.21bn") if card.kind in kinds]
    scenes = tuple(Scene(scene_id=f"s{number}", narration=(), element=card) for number, card in enumerate(cards))
    return Storyboard(
        title="The bridge opens", topic="x", language="en-US", country="US", frame=frame, presenter=ANNA,
        brand=Brand(name="Acme"), scenes=scenes,
    )  # fmt: skip


@pytest.mark.parametrize("frame", [Frame(width=540, height=960), Frame(width=960, height=540)], ids=str)
def test_three_candidates_and_a_poster(frame: Frame) -> None:
    found = covers(board(frame, ("title", "number", "closing")), photograph()[0])
    sizes = [(image.width(), image.height()) for image in map(skia.Image.MakeFromEncoded, found)]
    assert sizes == [(frame.width, frame.height)] * 3 + [(1280, 720)]
    assert len(set(found)) == 4
    assert found.first[:4] == b"\x89PNG"
    assert all(each[:2] == b"\xff\xd8" for each in found[1:])


def test_the_striking_card_is_chosen_and_any_will_do() -> None:
    frame = Frame(width=270, height=480)
    plain = covers(board(frame, ("title", "closing")), photograph()[0])
    striking = covers(board(frame, ("title", "closing", "number")), photograph()[0])
    assert plain.first == striking.first
    assert plain.second != striking.second


def test_the_first_picture_stands_on_the_first_cover_and_the_poster() -> None:
    plain = board(Frame(width=270, height=480), ("title", "closing"))
    scenes = (plain.scenes[0].model_copy(update={"illustration": "bridge"}), plain.scenes[1])
    before, after = covers(plain, photograph()[0]), covers(plain.model_copy(update={"scenes": scenes}), photograph()[0])
    assert (before.first != after.first, before.poster != after.poster) == (True, True)
    assert before.third == after.third
