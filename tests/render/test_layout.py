"""Every shape of frame and every framing: nothing lies over another, and everything lies where players leave room."""

from itertools import combinations, pairwise

import pytest

from drawing import bullet_job, job_of
from jarai.render.contrast import READABLE, contrast
from jarai.render.layout import Area, Framing, Layout, layout_of
from jarai.render.pages import Page, pages_of
from jarai.render.shape import width
from jarai.render.theme import Theme, repairs, theme_of
from jarai.storyboard.model import Brand, Frame, Spotlight, StyleName
from jarai.storyboard.voicing import SpokenScene

SHAPES = {
    "9:16": Frame(width=1080, height=1920),
    "16:9": Frame(width=1920, height=1080),
    "1:1": Frame(width=1080, height=1080),
    "4:5": Frame(width=1080, height=1350),
    "4K": Frame(width=3840, height=2160),
}
STYLES: tuple[StyleName, ...] = ("newsroom", "explainer", "social")
FRAMINGS: tuple[Framing, ...] = ("beside", "solo", "pair", "full")
BRANDS = [
    Brand(name="Default"),
    Brand(name="Pale", background="#FFFFFF", primary="#FFF7A0", accent="#FFFFFF"),
    Brand(name="Dark", background="#000000", primary="#0A0A0A", accent="#101010"),
    Brand(name="Grey", background="#808080", primary="#808080", accent="#808080"),
]


def face(place: tuple[float, float, float]) -> Area:
    """From hairline to the chin of who sits lowest, from cheek to cheek, by the presenter's art."""
    left, top, size = place
    return left + 294 * size, top + 238 * size, left + 506 * size, top + 611 * size


def apart(one: Area, other: Area) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def theme(style: StyleName, brand: Brand = BRANDS[0]) -> Theme:
    return theme_of(brand, style, "en-US")


def highest_captions(plan: Layout, style: StyleName) -> Area:
    """The area the tallest page takes."""
    tallest = theme(style).caption_size * 1.64 * plan.caption_rows + 24
    left, _, right, bottom = plan.captions
    return left, bottom - tallest, right, bottom


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("style", STYLES)
def test_nothing_lies_over_another_or_over_the_face(shape: str, framing: Framing, style: StyleName) -> None:
    plan = layout_of(SHAPES[shape], framing)
    placed = {"card": plan.card, "captions": highest_captions(plan, style), "label": plan.label}
    if framing != "full":
        placed |= {"lower third": plan.lower_third, "logo": plan.logo, "face": face(plan.presenter)}
    if framing == "pair":
        placed |= {"partner's third": plan.partner_third, "partner's face": face(plan.partner)}
    for (one, area), (other, another) in combinations(placed.items(), 2):
        assert apart(area, another), f"{one} over {other}"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("style", STYLES)
def test_everything_to_read_lies_in_the_safe_area(shape: str, framing: Framing, style: StyleName) -> None:
    plan = layout_of(SHAPES[shape], framing)
    margin = 0.05
    safe = (plan.width * margin, plan.height * 0.04, plan.width * (1 - margin), plan.desk)
    if plan.shape == "upright":
        safe = (60, 220, 960, 1520)
    named = (plan.lower_third, plan.partner_third) if framing == "pair" else (plan.lower_third,)
    for area in (plan.card, highest_captions(plan, style), plan.label, plan.logo, plan.credit, *named):
        assert area[0] >= safe[0] - 0.5
        assert area[1] >= safe[1] - 0.5
        assert area[2] <= safe[2] + 0.5
        assert area[3] <= safe[3] + 0.5
    assert plan.presenter[1] + 1000 * plan.presenter[2] >= plan.desk, "the figure ends behind the desk"
    if framing == "pair":
        assert plan.partner[1] + 1000 * plan.partner[2] >= plan.desk


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: str(brand.name))
@pytest.mark.parametrize("style", STYLES)
def test_all_text_of_any_brand_can_be_read(brand: Brand, style: StyleName) -> None:
    made = theme(style, brand)
    for ink, ground in (
        (made.ink, made.sheet), (made.muted, made.sheet), (made.strong, made.sheet), (made.on_band, made.band),
        (made.on_accent, made.accent), (made.on_plate, made.plate), (made.on_backdrop, made.deep),
        (made.on_backdrop, made.bright),
    ):  # fmt: skip
        assert contrast(ink, ground) >= READABLE, f"{ink} on {ground}"


def test_a_repaired_colour_is_told() -> None:
    assert repairs(Brand(name="A", primary="#0050C8"), "newsroom") == ()
    (note,) = repairs(Brand(name="A", primary="#FFF7A0"), "newsroom")
    assert "#FFF7A0" in note


def pages(*texts: str, style: StyleName = "newsroom") -> tuple[tuple[Page, ...], SpokenScene]:
    job, _ = job_of(Spotlight(line="x"), SHAPES["9:16"], *texts)
    return pages_of(job.scene, job.spoken, layout_of(job.frame), theme(style)), job.spoken


def test_units_without_spaces_stand_close_and_others_apart() -> None:
    job, _ = job_of(Spotlight(line="x"), SHAPES["9:16"], "One two three four.")
    sentence = job.scene.narration[0]
    close = tuple(unit.model_copy(update={"tight": index in {1, 2}}) for index, unit in enumerate(sentence.units))
    scene = job.scene.model_copy(update={"narration": (sentence.model_copy(update={"units": close}),)})
    (page,) = pages_of(scene, job.spoken, layout_of(job.frame), theme("newsroom"))
    apart, tight = (
        (after.box[0] + after.inset) - (before.box[0] + before.inset) - width(before.text, before.size, 700)
        for before, after in (page.words[2:4], page.words[:2])
    )
    assert apart > 20
    assert 0 < tight < 8


def test_no_page_splits_a_figure_a_date_or_a_name() -> None:
    text = (
        "The bridge cost 412 million euros and Anna Keller said on 3 May that Maria Lopez had built it in 28 months "
        "with 60 engineers from Port Harbour and 14 September was the day"
    )
    found, _ = pages(text)
    shown = [" ".join(word.text for word in page.words) for page in found]
    assert len(shown) > 2
    for together in ("412 million", "Anna Keller", "3 May", "Maria Lopez", "28 months", "60 engineers", "14 September"):
        assert any(together in page for page in shown), together


def test_pages_are_neither_short_nor_brief_where_they_can_join() -> None:
    found, _ = pages(
        "Good evening.", "Revenue rose. It did so again in the second quarter of the year, by four percent."
    )
    for page, after in zip(found, [*found[1:], None], strict=True):
        assert len(page.words) >= 3
        assert after is None or after.start - page.start >= 40_000


def test_the_mark_lasts_to_the_next_unit_and_goes_out_in_pauses() -> None:
    job, _ = bullet_job(SHAPES["9:16"])
    for page in pages_of(job.scene, job.spoken, layout_of(job.frame), theme("newsroom")):
        spoken = [word for word in page.words if word.start >= 0]
        ends = {(unit.start): unit.end for unit in job.spoken.units}
        for word, following in pairwise(spoken):
            pause = following.start - ends[word.start]
            assert word.end == (following.start if pause <= 19_200 else ends[word.start])


def test_right_to_left_words_stand_from_the_right() -> None:
    job, _ = job_of(Spotlight(line="x"), SHAPES["9:16"], "one two three.")
    arabic = ("طول", "الجسر", "كبير")
    units = tuple(
        unit.model_copy(update={"shown": text}) for unit, text in zip(job.scene.narration[0].units, arabic, strict=True)
    )
    scene = job.scene.model_copy(update={"narration": (job.scene.narration[0].model_copy(update={"units": units}),)})
    (page,) = pages_of(scene, job.spoken, layout_of(job.frame), theme("newsroom"))
    assert [word.text for word in page.words] == list(arabic)
    lefts = [word.box[0] for word in page.words]
    assert lefts == sorted(lefts, reverse=True)
