from html.parser import HTMLParser

import pytest

from jarai.captions.onscreen import heading, shown_lines
from jarai.captions.transcript import html, text
from jarai.storyboard.model import (
    Asset,
    BarChart,
    BigNumber,
    Brand,
    Bullet,
    Bullets,
    Closing,
    Datum,
    Element,
    Frame,
    Photograph,
    Presenter,
    Quote,
    Scene,
    Sentence,
    Source,
    Storyboard,
    Table,
    Title,
    Unit,
)
from jarai.storyboard.notice import ai_notice
from jarai.storyboard.voicing import SpokenScene, SpokenUnit, Voicing

HOSTILE = '</title><script>alert("x")</script> & {{ 7*7 }} <img src=x onerror=y>'
VOID = {"meta", "link", "br", "img"}


class Outline(HTMLParser):
    """Collects tags and proves that each is closed in turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def story(hostile: str) -> tuple[Storyboard, Voicing]:
    units = (Unit(shown=hostile, said="hostile"), Unit(shown="$4bn.", said="four billion dollars."))
    board = Storyboard(
        title=hostile,
        topic=hostile,
        language="en-GB",
        country="GB",
        frame=Frame(width=270, height=480),
        presenter=Presenter(avatar="mia", name=hostile, role=hostile, voice="en"),
        brand=Brand(name=hostile),
        scenes=(
            Scene(
                scene_id="one",
                narration=(Sentence(units=units, source_ids=("b", "a")), Sentence(units=units)),
                element=Bullets(heading=hostile, items=(Bullet(text=hostile), Bullet(text="Second"))),
            ),
            Scene(scene_id="two", narration=(Sentence(units=units),), element=Quote(text=hostile)),
        ),
        sources=(
            Source(source_id="a", quote=hostile, url="javascript:alert(1)"),
            Source(source_id="b", quote="b", url="https://example.org/?a=1&b=2"),
        ),
        notices=(hostile,),
    )
    spoken = (
        SpokenUnit(sentence=0, unit=0, start=48_000, end=90_000),
        SpokenUnit(sentence=1, unit=0, start=148_000, end=190_000),
    )
    scenes = tuple(
        SpokenScene(scene_id=name, frames=3_600, audio="k", audio_sha256="0", units=spoken, phonemes=())
        for name in ("one", "two")
    )
    return board, Voicing(scenes=scenes)


def test_partner_text_never_becomes_markup() -> None:
    hostile = Outline(html(*story(HOSTILE)))
    harmless = Outline(html(*story("harmless")))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    assert "{{ 7*7 }}" in html(*story(HOSTILE))


def test_the_page_is_accessible() -> None:
    page = Outline(html(*story("harmless")))
    names = [tag for tag, _ in page.tags]
    attributes = [attrs for _, attrs in page.tags]
    assert dict(page.tags)["html"] == {"lang": "en-GB"}
    assert names.count("h1") == 1
    assert names.count("h2") == 3
    ids = [attrs["id"] for attrs in attributes if "id" in attrs]
    assert len(ids) == len(set(ids))
    wanted = [attrs["aria-labelledby"] for attrs in attributes if "aria-labelledby" in attrs]
    wanted += [(attrs["href"] or "")[1:] for attrs in attributes if (attrs.get("href") or "").startswith("#")]
    assert set(wanted) <= set(ids)


def test_only_web_addresses_are_linked() -> None:
    page = html(*story("harmless"))
    assert "javascript:" not in page
    assert 'href="https://example.org/?a=1&amp;b=2"' in page


def test_the_plain_text_reads_in_order() -> None:
    assert text(*story("Hi")) == (
        "Hi\nTranscript, 00:04:00 long. Speaker: Hi, Hi.\n\n"
        f"{ai_notice('en-US')}\nNote: Hi\n\n"
        "[00:00:00] Hi\nOn screen:\n- Hi\n- Second\n00:00:01 Hi: Hi $4bn. [1] [2]\n00:00:03 Hi: Hi $4bn.\n\n"
        "[00:02:00] Scene 2\nOn screen:\n- “Hi”\n00:02:01 Hi: Hi $4bn.\n\n"
        "Sources\n[1] Hi\n[2] b https://example.org/?a=1&b=2\n"
    )


@pytest.mark.parametrize(
    ("element", "name", "shown"),
    [
        (Title(headline="H", kicker="K"), "H", ("K",)),
        (Closing(headline="H", line=""), "H", ()),
        (BigNumber(heading="H", value="$4bn", label="revenue", change="+12%"), "H", ("$4bn revenue", "+12%")),
        (Quote(text="Q", speaker="S"), "S", ("“Q” (S)",)),
        (
            BarChart(heading="H", unit="EUR", bars=(Datum(label="A", value="1", magnitude=1000),)),
            "H",
            ("Chart, in EUR", "A: 1"),
        ),
        (Table(heading="H", columns=("x", "y"), rows=(("1", "2"),)), "H", ("x: 1; y: 2",)),
    ],
)
def test_each_kind_of_picture_is_written_out(element: Element, name: str, shown: tuple[str, ...]) -> None:
    assert heading(element) == name
    assert shown_lines(element, "en-US") == shown


@pytest.mark.parametrize(("alt", "shown"), [("A bridge", ("Picture: A bridge", "Ana")), ("", ("Ana",))])
def test_a_picture_beside_the_text_is_told_with_its_maker(alt: str, shown: tuple[str, ...]) -> None:
    board, voicing = story("harmless")
    picture = Photograph(image=Asset(key="k", sha256="0"), alt=alt, credit="Ana")
    first = board.scenes[0].model_copy(update={"picture": picture})
    lines = text(board.model_copy(update={"scenes": (first, board.scenes[1])}), voicing).splitlines()
    for line in shown:
        assert any(line in each for each in lines), lines
    assert any("Picture:" in each for each in lines) is bool(alt)
