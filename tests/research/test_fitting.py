import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jarai.research.fitting import text_fits, title_fits
from jarai.research.readable import licence_of, page, plain
from jarai.research.wikipedia import told


@pytest.mark.parametrize(
    ("title", "topic", "language", "fits"),
    [
        ("Golden Gate Bridge", "The history of the Golden Gate Bridge", "en-US", True),
        ("Mercury (planet)", "Mercury", "en-US", True),
        ("Tree", "Why cities plant trees", "en-US", False),
        ("Golden Gate Bridge", "Golden Gate", "en-US", False),
        ("The", "The", "en-US", False),
        ("Torre Eiffel", "La torre Eiffel", "es-ES", True),
        ("富士山", "富士山の歴史", "ja-JP", True),
        ("山", "富士山の歴史", "ja-JP", False),
        ("港珠澳大桥", "港珠澳大桥的历史", "zh-CN", True),
    ],
)
def test_a_title_fits_where_it_names_most_of_the_topic(title: str, topic: str, language: str, fits: bool) -> None:
    assert bool(title_fits(title, topic, language)) is fits


def test_a_text_fits_where_it_holds_most_of_the_topic() -> None:
    assert text_fits("New paint for the bridge at the Golden Gate", "Golden Gate Bridge paint", "en-US")
    assert not text_fits("A golden year", "Golden Gate Bridge paint", "en-US")
    assert text_fits("港珠澳大桥今天通车", "港珠澳大桥", "zh-CN")
    assert not text_fits("anything", "", "en-US")


@pytest.mark.parametrize(
    ("stated", "licence"),
    [
        ("https://creativecommons.org/licenses/by-nc/2.5/", "CC-BY-NC-2.5"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("© 2026 Bay News", "© 2026 Bay News"),
        ("", ""),
    ],
)
def test_a_licence_is_named_as_spdx_does_or_as_it_was_stated(stated: str, licence: str) -> None:
    assert licence_of(stated) == licence


def test_what_nobody_can_say_is_left_out_of_an_introduction() -> None:
    assert told("Mount Fuji (富士山, Fujisan; [ɸɯꜜ]) is a volcano (the highest of Japan).") == (
        "Mount Fuji is a volcano (the highest of Japan)."
    )


@settings(deadline=None)
@example("<![")
@example("<![</p>x")
@given(st.text(alphabet=st.sampled_from("<>/pabdiv \"'=&;!-[]abc\n"), max_size=300))
def test_whatever_the_html_it_is_read_without_tags(html: str) -> None:
    found = page(f"<p>{html}</p>")
    assert all("\n" not in each for each in found.paragraphs)
    assert "<script" not in plain(f"<script>{html}</script>")
