"""Step 5: pictures that could be shown: what the facts link to, the account's library, and the places that are configured.

What was found and fetched is kept in the store under the question and under the picture, so that an attempt after a crash,
or an edited version, finds it there. A place that is down costs its pictures, not the production.
"""

import asyncio

from jarai.base.errors import InvalidRequest
from jarai.base.hashing import hash_of, sha256_hex
from jarai.base.model import Wire
from jarai.images.accept import Picture, picture_of
from jarai.images.choose import PictureWords, SceneWords, query_of, ranked
from jarai.images.port import Offer, PictureSource, SourceDown, Wanted
from jarai.images.rights import FORBIDDING, licence_flags
from jarai.pipeline.scene_words import roomy
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_scenes import SCENES
from jarai.render.cards.card import A_PHOTOGRAPH
from jarai.script.model.ledger import Call, CeilingReached, Ledger, Spent
from jarai.storyboard.model import Asset, Storyboard

_MOST_LINKS, _MOST_SCENES, _A_SCENE = 8, 12, 2
"""Links that are followed; scenes that are looked for; pictures of each place fetched for one scene."""
_SIDE = 1600


class Candidate(Wire):
    """A picture that could be shown, what is told of it, and the scenes it was looked for.

    `asset` is the picture as it was checked and kept; where there is none `problem` says why.
    """

    offer: Offer
    found_for: tuple[str, ...] = ()
    asset: Asset | None = None
    problem: str = ""


class Offers(Wire):
    """What a place offered, as it is kept."""

    offers: tuple[Offer, ...]


class Candidates(Wire):
    """All candidates, and in words for the reviewer what gave none."""

    candidates: tuple[Candidate, ...]
    notices: tuple[str, ...] = ()


async def _run(context: StepContext) -> Candidates:
    board = context.read(SCENES)
    linked = await _linked(context)
    found = [*linked, *_library(context)]
    notices = [
        f"The picture {each.offer.address[:120]} is not shown: {each.problem}." for each in linked if each.problem
    ]
    sources = context.tools.pictures.sources
    if sources:
        assets = await context.assets(board.brand.assets)
        scenes = (await context.in_thread(roomy, board, assets, A_PHOTOGRAPH))[:_MOST_SCENES]
        for source in sources:
            candidates, problems = await _searched(context, source, scenes, board)
            found += candidates
            notices += [f"{source.origin} gave no pictures: {each}." for each in problems]
    return Candidates(candidates=tuple(found), notices=tuple(dict.fromkeys(notices)))


async def _linked(context: StepContext) -> list[Candidate]:
    """What the facts link to, where links are followed. Who names a picture answers for the right to show it."""
    links = context.tools.pictures.links
    found: list[Candidate] = []
    for image in context.read(BRIEF).material.images[:_MOST_LINKS] if links else ():
        offer = Offer(
            source_id=f"link-{sha256_hex(image.url.encode())[:24]}",
            origin="links",
            address=image.url[:2000],
            page=image.url[:2000],
            alt=" ".join(image.alt.split())[:300],
            licence="the account's",
            commercial=True,
            changeable=True,
            named=False,
        )
        if links and all(each.offer.source_id != offer.source_id for each in found):
            found.append(await _fetched(context, links, Candidate(offer=offer)))
    return found


def _library(context: StepContext) -> list[Candidate]:
    """What the account keeps; it was checked when it came."""
    return [
        Candidate(
            offer=Offer(
                source_id=f"library-{each.media_id}",
                origin="library",
                alt=each.words.alt,
                tags=each.words.tags,
                maker=each.words.credit,
                licence=each.words.licence,
                commercial=each.words.commercial,
                changeable=True,
                named=bool(each.words.credit),
            ),
            asset=each.asset,
        )
        for each in context.account.media
    ]


async def _searched(
    context: StepContext, source: PictureSource, scenes: list[SceneWords], board: Storyboard
) -> tuple[list[Candidate], list[str]]:
    """The best of what a place offers for each scene, fetched, and its problems. One that is down is asked no further."""
    found: dict[str, Candidate] = {}
    for scene in scenes:
        wanted = Wanted(
            scene_id=scene.scene_id,
            words=query_of(scene),
            told=scene.told[:600],
            language=board.language,
            upright=board.frame.height > board.frame.width,
        )
        try:
            offers = await _offers(context, source, wanted)
            fetched = 0
            for offer in await context.in_thread(_best_first, scene, offers, board.language):
                before = found.get(offer.source_id, Candidate(offer=offer))
                candidate = before.model_copy(update={"found_for": (*before.found_for, scene.scene_id)})
                if fetched < _A_SCENE and not candidate.asset and not FORBIDDING.intersection(licence_flags(offer)):
                    candidate = await _fetched(context, source, candidate)
                fetched += candidate.asset is not None
                found[offer.source_id] = candidate
        except SourceDown as down:
            return list(found.values()), [str(down)]
    return list(found.values()), []


def _best_first(scene: SceneWords, offers: tuple[Offer, ...], language: str) -> list[Offer]:
    words = [PictureWords(each.source_id, each.origin, said_of(each)) for each in offers]
    return [offers[at] for at in ranked(scene, words, language)] if offers else []


def said_of(offer: Offer) -> str:
    """All that is said of a picture."""
    return ", ".join(each for each in (offer.alt, *offer.tags[:8]) if each)


async def _offers(context: StepContext, source: PictureSource, wanted: Wanted) -> tuple[Offer, ...]:
    """What a place offers, asked once for equal words."""
    asked = {**wanted.model_dump(mode="json", exclude={"scene_id"}), "origin": source.origin}
    key = context.work_key("pictures", "offers", f"{hash_of(asked)}.json")
    if await context.tools.storage.exists(key):
        return Offers.model_validate_json(await context.tools.storage.get_bytes(key)).offers
    offers = await source.search(wanted) if wanted.words else ()
    context.progressed.set()
    kept = Offers(offers=offers).model_dump_json(by_alias=True).encode()
    await context.tools.storage.put_bytes(key, kept, "application/json")
    return offers


async def _fetched(context: StepContext, source: PictureSource, candidate: Candidate) -> Candidate:
    """The candidate with its picture, fetched once and written anew, or with what is wrong with it.

    Raises SourceDown where a model made none, or may not be paid for one.
    """
    offer, storage = candidate.offer, context.tools.storage
    name = hash_of({"source": offer.source_id, "address": offer.address})
    key = context.work_key("pictures", "fetched", f"{name}.json")
    if await storage.exists(key):
        return candidate.model_copy(update={"asset": Asset.model_validate_json(await storage.get_bytes(key))})
    try:
        data = await paid(context.ledger, context.tools.pictures.price, source, offer)
        picture: Picture | str = await context.in_child(accepted, data)
    except SourceDown as down:
        if offer.origin == "ai":
            raise  # it makes each picture by itself: the next would wait as long for nothing
        picture = str(down)
    finally:
        context.progressed.set()
    if isinstance(picture, str):
        return candidate.model_copy(update={"problem": picture})
    digest = sha256_hex(picture.png)
    stored = await storage.put_bytes(context.work_key("pictures", f"{digest}.png"), picture.png, "image/png")
    asset = Asset(key=stored.key, sha256=digest, width=picture.width, height=picture.height)
    await storage.put_bytes(key, asset.model_dump_json(by_alias=True).encode(), "application/json")
    return candidate.model_copy(update={"asset": asset})


async def paid(ledger: Ledger, price: int, source: PictureSource, offer: Offer) -> bytes:
    """The picture's bytes; one that a model makes is entered into the ledger, and where it gives none it costs nothing.

    `price` is in millionths of a minor unit. Raises SourceDown, also where the account's budget doesn't allow it.
    """
    if offer.origin != "ai":
        return await source.bytes_of(offer)
    try:
        number = await ledger.begin(Call(offer.maker, "picture", price))
    except CeilingReached as reached:
        raise SourceDown(str(reached)) from reached
    spent = Spent("Failed")
    try:
        data = await source.bytes_of(offer)
        spent = Spent("Answered", cost=price)
        return data
    finally:
        await asyncio.shield(ledger.end(number, spent))


def accepted(data: bytes) -> Picture | str:
    """In a child, which gives its memory back: decode, check and write anew, or say what is wrong."""
    try:
        return picture_of(data, "picture", _SIDE)
    except InvalidRequest as refused:
        return refused.details[0].problem


CANDIDATES = Step("ImageAcquisition", Candidates, _run, needs=(BRIEF, SCENES), patience=180)
