"""Text is fitted, never cut off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import elements
from jarai.render.cards.sheet import inner
from jarai.render.layout import layout_of
from jarai.render.shape import width
from jarai.render.text import LEADING, fit, wrap
from jarai.storyboard.model import Frame, Title

SIZES = (84, 60, 44, 32, 28, 24)
TEXTS = st.text(st.sampled_from("abc defghij klm nop 🚀äß東مW"), max_size=300)


@given(TEXTS, st.floats(120, 900), st.floats(60, 500))
def test_whatever_is_fitted_lies_in_its_box(text: str, wide: float, high: float) -> None:
    found = fit(text, (wide, high), SIZES, 700)
    assert found.widest <= wide + 0.5
    assert found.height <= max(high, SIZES[-1] * LEADING) + 0.5


@given(TEXTS, st.floats(120, 900))
def test_wrapping_loses_no_character(text: str, wide: float) -> None:
    assert "".join("".join(wrap(text, 40, 600, wide)).split()) == "".join(text.split())


@pytest.mark.parametrize("frame", [Frame(width=1080, height=1920), Frame(width=1920, height=1080)])
@pytest.mark.parametrize(
    "text", ["A long topic about the harbour bridge and its many costs. " * 8, "W" * 60, "🚀" * 40]
)
def test_a_title_of_the_longest_topic_is_shown_whole(frame: Frame, text: str) -> None:
    topic = text[:500]
    left, top, right, bottom = inner(layout_of(frame).card)
    assert isinstance(elements(topic, "x")[0], Title)
    found = fit(topic, (right - left, bottom - top - 44), (84, 76, 68, 62, 56, 50, 44, 38, 32, 28), 800)
    assert "".join("".join(found.lines).split()) == "".join(topic.split())


def test_lines_of_a_headline_are_even() -> None:
    found = fit("Quarterly earnings highlights for Q1 2026", (840, 330), (84, 76, 68, 62), 800)
    widths = [width(line, found.size, 800) for line in found.lines]
    assert len(found.lines) > 1
    assert min(widths) > 0.4 * max(widths), found.lines
