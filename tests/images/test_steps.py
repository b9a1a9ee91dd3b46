"""Steps 5 to 7 with real fetching and drawing's own rules: what is shown, what never is, and what outages cost."""

import dataclasses
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import skia

from boards import a_board, as_sent
from jarai.accounts.media_items import MediaItem, MediaWords
from jarai.base.errors import NeverWorks
from jarai.base.guarded import GuardedClient
from jarai.base.hashing import sha256_hex
from jarai.base.ids import new_id
from jarai.base.model import Wire
from jarai.images.safety import Verdict
from jarai.images.sources.links import Links
from jarai.images.sources.made import Endpoint, Made
from jarai.images.sources.openverse import Openverse
from jarai.images.sources.stock import Pexels
from jarai.images.tools import PictureTools
from jarai.images.web import Web
from jarai.pipeline.acquire_images import CANDIDATES, Candidates
from jarai.pipeline.analyse_images import ANALYSES, Analyses
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.write_brief import BRIEF, BriefOutput
from jarai.pipeline.write_scenes import SCENES
from jarai.script.material import parse
from jarai.script.model.ledger import Call, CeilingReached, Ledger, Spent
from jarai.script.reading.read import read
from jarai.script.revision import Revision, revised
from jarai.storyboard.choices import Choices, illustrated
from jarai.storyboard.model import Asset, BigNumber, Element, Quote, Scene, Sentence, Storyboard, Title, WholeImage
from simulators.pictures import KEY, PictureSimulator, generated, openverse, pexels, photo, picture_places
from stepping import a_context, carried_out


def a_scene(number: int, element: Element, text: str) -> Scene:
    said = Sentence(units=read(text, "en-US").units, source_ids=("f1",))
    return Scene(scene_id=f"s{number}", narration=(said,), element=element)


BOARD: Storyboard = a_board().model_copy(
    update={
        "scenes": (
            a_scene(1, Title(headline="Harbour bridge opens"), "The harbour bridge opens today."),
            a_scene(2, BigNumber(heading="Fish", value="$96m", label="Catch"), "Fishing boats landed fish worth $96m."),
            a_scene(3, Quote(text="Well, well.", speaker="Ana"), "Nobody knows why."),
        )
    }
)


@pytest.fixture(scope="module")
def running() -> Iterator[PictureSimulator]:
    with picture_places() as simulator:
        yield simulator


@pytest.fixture
def places(running: PictureSimulator) -> PictureSimulator:
    running.asked.clear()
    running.bodies.clear()
    running.answers.clear()
    running.misbehaves = ""
    return running


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    client = GuardedClient(allow_loopback=True)
    yield Web(client, "JARAI-Studio/test", seconds=20)
    await client.close()


@dataclasses.dataclass
class Made3:
    """What the three steps gave."""

    candidates: Candidates
    analyses: Analyses
    choices: Choices

    def flags(self, source_id: str) -> set[str]:
        return set(next(each.flags for each in self.analyses.analyses if each.source_id == source_id))

    @property
    def shown(self) -> list[str | None]:
        return [each.source_id for each in self.choices.choices]


@dataclasses.dataclass
class Purse:
    """A ledger that lets so much be spent, and remembers how calls ended."""

    left: int
    ended: list[Spent] = dataclasses.field(default_factory=list)

    async def begin(self, call: Call) -> int:
        if call.most > self.left:
            raise CeilingReached(f"the call may cost {call.most}, and {self.left} of this month's budget is left")
        return len(self.ended)

    async def end(self, number: int, spent: Spent) -> None:  # noqa: ARG002 - the port's own
        self.left -= spent.cost
        self.ended.append(spent)


async def made(
    folder: Path,
    pictures: PictureTools,
    markdown: str = "",
    media: tuple[MediaItem, ...] = (),
    board: Storyboard = BOARD,
    ledger: Ledger | None = None,
) -> Made3:
    partly: Any = BriefOutput.model_construct  # these steps read the material of the brief alone
    brief: BriefOutput = partly(material=parse("Harbour bridge", markdown))
    inputs: dict[str, Wire] = {BRIEF.name: brief, SCENES.name: board}
    context = a_context(folder, inputs, pictures, media)
    context.ledger = ledger or context.ledger
    return Made3(
        await carried_out(CANDIDATES, context, inputs),
        await carried_out(ANALYSES, context, inputs),
        await carried_out(CHOICES, context, inputs),
    )


async def test_without_any_place_every_scene_is_illustrated_and_nothing_is_asked(tmp_path: Path) -> None:
    found = await made(tmp_path, PictureTools(), "![A bridge](https://photos.example/a.jpg)")
    assert found.candidates == Candidates(candidates=())
    assert [each.illustration for each in found.choices.choices][:2] == ["bridge", "boat"]
    assert found.choices.choices[2].illustration.startswith("motif")
    assert [each.name for each in found.choices.credits] == ["Phosphor Icons"]


async def test_a_linked_picture_is_shown_where_it_fits_and_described(
    tmp_path: Path, web: Web, places: PictureSimulator
) -> None:
    markdown = f"![The new bridge over the harbour]({places.file('photo-1.jpg')})"
    found = await made(tmp_path, PictureTools(links=Links(web)), markdown)
    first = found.choices.choices[0]
    assert first.picture
    assert first.picture.alt == "The new bridge over the harbour"
    assert first.reasons
    assert first.score > 300
    board = illustrated(BOARD, found.choices)
    assert board.scenes[0].picture in [scene.picture for scene in board.scenes if scene.picture]
    assert first.picture.image in board.assets
    assert found.choices.choices[1].illustration == "boat"
    kept = (tmp_path / "files" / first.picture.image.key).read_bytes()
    assert sha256_hex(kept) == first.picture.image.sha256
    assert skia.Image.MakeFromEncoded(kept).width() == first.picture.image.width == 1200


@pytest.mark.parametrize("file", ["page", "page-as-picture", "gone", "bomb.png", "cut.jpg", "away"])
async def test_a_link_to_something_else_is_told_and_costs_nothing_more(
    file: str, tmp_path: Path, web: Web, places: PictureSimulator
) -> None:
    found = await made(tmp_path, PictureTools(links=Links(web)), f"![The bridge]({places.file(file)})")
    assert found.shown == [None] * 3
    assert "NotFetched" in found.analyses.analyses[0].flags
    assert places.file(file) in found.choices.notices[0]
    assert illustrated(BOARD, found.choices).notices[-1] == found.choices.notices[0]


async def test_a_link_without_words_for_it_is_not_shown(tmp_path: Path, web: Web, places: PictureSimulator) -> None:
    found = await made(tmp_path, PictureTools(links=Links(web)), f"![]({places.file('photo-1.jpg')})")
    assert "AltTextMissing" in found.analyses.analyses[0].flags
    assert found.shown == [None] * 3


def kept_in(folder: Path, seed: int, **words: object) -> MediaItem:
    """A picture of the account's library."""
    data = photo(seed, kind=skia.kPNG)
    asset = Asset(key=f"assets/a/{sha256_hex(data)}.png", sha256=sha256_hex(data), width=1200, height=800)
    file = folder / "files" / asset.key
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    usual = {"alt": "Fishing boats with fish in the harbour", "tags": ("boat",), "licence": "own", "credit": ""}
    return MediaItem(
        media_id=new_id(), words=MediaWords.model_validate({**usual, "commercial": True, **words}), asset=asset
    )


async def test_the_library_is_used_and_what_may_not_earn_never(tmp_path: Path) -> None:
    own = kept_in(tmp_path, 3, credit="Photo: Ana Silva", licence="CC-BY-4.0")
    better = kept_in(tmp_path, 4, alt="Fishing boats landed fish worth millions", commercial=False)
    found = await made(tmp_path, PictureTools(), media=(better, own))
    assert found.shown[1] == f"library-{own.media_id}"
    assert found.choices.choices[1].picture
    assert found.choices.choices[1].picture.credit == "Photo: Ana Silva / CC-BY-4.0"
    assert "CommercialUseDisallowed" in found.flags(f"library-{better.media_id}")
    assert "AttributionRequired" in found.flags(f"library-{own.media_id}")
    (credit, _) = found.choices.credits
    assert (credit.licence, credit.credit, credit.commercial_use) == ("CC-BY-4.0", "Photo: Ana Silva", True)


async def test_of_near_copies_one_is_shown(tmp_path: Path) -> None:
    first = kept_in(tmp_path, 3)
    whole = photo(3, kind=skia.kPNG)
    image = skia.Image.MakeFromEncoded(whole).resize(900, 600)
    data = image.encodeToData(skia.kPNG, 100).bytes()
    asset = Asset(key=f"assets/a/{sha256_hex(data)}.png", sha256=sha256_hex(data), width=900, height=600)
    (tmp_path / "files" / asset.key).write_bytes(data)
    second = first.model_copy(update={"media_id": new_id(), "asset": asset})
    found = await made(tmp_path, PictureTools(), media=(first, second))
    assert "NearDuplicate" in found.flags(f"library-{second.media_id}")
    assert found.shown.count(f"library-{second.media_id}") == 0


async def test_a_place_is_asked_for_each_scene_and_what_may_not_be_shown_is_not_fetched(
    tmp_path: Path, web: Web, places: PictureSimulator
) -> None:
    places.answers["/openverse/images/"] = openverse(
        {"title": "The harbour bridge opens", "url": places.file("photo-1.jpg"), "license": "by-nc"},
        {"title": "Harbour bridge on opening day", "url": places.file("photo-2.jpg")},
        {"title": "A cat asleep", "url": places.file("photo-5.jpg"), "tags": []},
    )
    source = Openverse(web, f"{places.url}/openverse")
    found = await made(tmp_path, PictureTools(sources=(source,)))
    assert [each["q"] for each in places.of("/openverse/images/")][:2] == [
        "Harbour bridge opens", "Fish Catch Fishing boats landed",
    ]  # fmt: skip
    assert found.shown[0] == "openverse-ov-1"
    assert "openverse-ov-0" not in found.shown
    assert not places.of("/files/photo-1.jpg")
    shown = found.choices.choices[0].picture
    assert shown
    assert shown.credit == "Ana Silva / CC-BY-4.0"
    asked = len(places.asked)
    again = await made(tmp_path, PictureTools(sources=(source,)))
    assert again == found, "what was found and fetched is kept"
    assert len(places.asked) == asked


async def test_a_place_that_is_down_costs_its_pictures_only(tmp_path: Path, web: Web, places: PictureSimulator) -> None:
    places.misbehaves = "down"
    sources = (Openverse(web, f"{places.url}/openverse"), Pexels(web, KEY, f"{places.url}/pexels"))
    found = await made(tmp_path, PictureTools(sources=sources))
    assert found.choices.notices == (
        "openverse gave no pictures: answered 503.", "pexels gave no pictures: answered 503.",
    )  # fmt: skip
    assert len(places.asked) == 2, "one that is down is asked no further"
    assert found.choices.choices[0].illustration == "bridge"
    places.misbehaves = ""
    places.answers["/pexels/search"] = pexels(places.file("photo-2.jpg"))
    back = await made(tmp_path, PictureTools(sources=sources))
    assert back.shown[0] == "pexels-5", "no outage is remembered"


async def test_a_made_picture_is_paid_once_and_named_as_made(tmp_path: Path, places: PictureSimulator) -> None:
    places.answers["/v1/images/generations"] = generated(photo(9))
    source = Made(Endpoint(f"{places.url}/v1", KEY, "painter"))
    found = await made(tmp_path, PictureTools(sources=(source,)))
    assert found.choices.choices[0].picture
    assert found.choices.choices[0].picture.credit == "AI (painter)"
    assert found.choices.choices[0].picture.alt == "", "nobody has looked at it"
    assert "MadeByAI" in found.analyses.analyses[0].flags
    bodies = len(places.bodies)
    await made(tmp_path, PictureTools(sources=(source,)))
    assert len(places.bodies) == bodies


async def test_made_pictures_are_paid_within_the_budget_and_the_rest_is_illustrated(
    tmp_path: Path, places: PictureSimulator
) -> None:
    places.answers["/v1/images/generations"] = generated(photo(9))
    source, purse = Made(Endpoint(f"{places.url}/v1", KEY, "painter")), Purse(100)
    found = await made(tmp_path, PictureTools(sources=(source,), price=60), ledger=purse)
    assert [(each.outcome, each.cost) for each in purse.ended] == [("Answered", 60)]
    assert len(places.bodies) == 1, "what can't be paid is not asked for"
    assert found.choices.notices == (
        "ai gave no pictures: the call may cost 60, and 40 of this month's budget is left.",
    )
    assert [bool(each.picture or each.illustration) for each in found.choices.choices] == [True] * 3


@pytest.mark.parametrize("how", ["down", "refusing", "html", "nonsense"])
async def test_a_maker_that_fails_costs_nothing_and_is_asked_no_further(
    how: str, tmp_path: Path, places: PictureSimulator
) -> None:
    places.misbehaves = how
    source, purse = Made(Endpoint(f"{places.url}/v1", KEY, "painter")), Purse(1000)
    found = await made(tmp_path, PictureTools(sources=(source,), price=60), ledger=purse)
    assert purse.ended == [Spent("Failed")]
    assert purse.left == 1000
    assert len(found.choices.notices) == 1
    assert found.choices.choices[0].illustration == "bridge"


class Strict:
    """A judge to whom one picture is unsafe."""

    def __init__(self, unsafe: str) -> None:
        self.unsafe = unsafe

    async def look(self, png: bytes) -> Verdict:
        return Verdict(verdict="Unsafe" if sha256_hex(png) == self.unsafe else "Safe", reasons=())


async def test_what_is_judged_unsafe_is_not_shown(tmp_path: Path) -> None:
    own = kept_in(tmp_path, 3)
    assert (await made(tmp_path, PictureTools(), media=(own,))).shown[1] == f"library-{own.media_id}"
    found = await made(tmp_path, PictureTools(safety=Strict(own.asset.sha256)), media=(own,))
    assert found.shown == [None] * 3
    assert "Unsafe" in found.flags(f"library-{own.media_id}")


def edited(board: Storyboard, **scene: object) -> Storyboard:
    """The storyboard after an edit that sends everything back with its second scene changed."""
    sent = as_sent(board)
    sent = {**sent, "scenes": [{**each, **(scene if each["sceneId"] == "s2" else {})} for each in sent["scenes"]]}
    script, problems = revised(board, Revision.model_validate(sent))
    assert problems == ()
    return board.model_copy(update={"scenes": script.scenes})


async def test_an_edit_keeps_what_it_sends_back_and_can_empty_a_place(tmp_path: Path) -> None:
    own = kept_in(tmp_path, 3, credit="Ana Silva", licence="CC-BY-4.0")
    first = await made(tmp_path, PictureTools(), media=(own,))
    board = illustrated(BOARD, first.choices)
    again = await made(tmp_path, PictureTools(), media=(own,), board=edited(board))
    assert illustrated(edited(board), again.choices).scenes == board.scenes
    assert again.choices.choices[1].reasons == ("an edit wants it",)
    assert again.choices.credits == first.choices.credits
    emptied = await made(tmp_path, PictureTools(), media=(own,), board=edited(board, picture=None, illustration="none"))
    assert emptied.choices.choices[1].picture is None
    assert emptied.choices.choices[1].illustration == "none"
    left = await made(tmp_path, PictureTools(), media=(own,), board=edited(board, picture=None, illustration=""))
    assert left.choices.choices[1].picture == first.choices.choices[1].picture


async def test_an_edit_can_not_take_a_makers_name_away(tmp_path: Path) -> None:
    own = kept_in(tmp_path, 3, credit="Ana Silva", licence="CC-BY-4.0")
    board = illustrated(BOARD, (await made(tmp_path, PictureTools(), media=(own,))).choices)
    picture = board.scenes[1].picture
    assert picture
    shown = {"image": picture.image.model_dump(mode="json", by_alias=True), "alt": "Boats", "credit": ""}
    whole = edited(board, element={"kind": "image", **shown}, picture=None)
    assert isinstance(whole.scenes[1].element, WholeImage)
    assert (whole.scenes[1].element.alt, whole.scenes[1].element.credit) == ("Boats", "Ana Silva / CC-BY-4.0")
    found = await made(tmp_path, PictureTools(), media=(own,), board=whole)
    assert found.choices.credits[0].credit == "Ana Silva", "the attribution names her too"
    beside = edited(board, picture=shown)
    assert beside.scenes[1].picture
    assert beside.scenes[1].picture.credit == "Ana Silva / CC-BY-4.0"


async def test_a_kept_picture_that_may_not_be_shown_any_more_is_not(tmp_path: Path) -> None:
    own = kept_in(tmp_path, 3)
    board = illustrated(BOARD, (await made(tmp_path, PictureTools(), media=(own,))).choices)
    forbidden = own.model_copy(update={"words": own.words.model_copy(update={"commercial": False})})
    found = await made(tmp_path, PictureTools(), media=(forbidden,), board=edited(board))
    assert found.choices.choices[1].picture is None
    assert found.choices.choices[1].illustration == "boat"
    assert found.choices.notices == ("The picture of scene s2 may not be shown any more; another was chosen.",)
    picture = board.scenes[1].picture
    assert picture
    whole = edited(board, element={"kind": "image", **picture.model_dump(mode="json", by_alias=True)}, picture=None)
    with pytest.raises(NeverWorks, match="s2 shows a picture that may not be shown"):
        await made(tmp_path, PictureTools(), media=(forbidden,), board=whole)


def test_what_a_storyboard_does_not_have_is_refused() -> None:
    other = {"image": {"key": "assets/a/x.png", "sha256": "0" * 64}, "alt": "x" * 301}
    sent = as_sent(BOARD)
    scenes = [{**each, "picture": other, "illustration": "unicorn"} for each in sent["scenes"][:1]]
    _, problems = revised(BOARD, Revision.model_validate({**sent, "scenes": scenes}))
    assert [each.field for each in problems] == [
        "scenes.0.picture.image", "scenes.0.picture.alt", "scenes.0.illustration",
    ]  # fmt: skip
