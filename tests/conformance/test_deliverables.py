"""Section 5: when files are there, what is told of each, their links, and the signed records."""

import re
from datetime import datetime, timedelta
from typing import Any, get_args

import jwt
import pytest
import sqlalchemy as sa

from conformance.rows import item, numbers_in, refused, row
from conformance.stages import FILES, WAYS, distribute, finish, finished, move, staged, status_of
from jarai.deliverables.records import DeliverableType
from jarai.productions.tables import storyboard_edits
from jarai.wiring import Ground
from partner import ENGLISH, Partner

LIST, LINK = "GET /v1/productions/{id}/deliverables", "sasUrl works without a key for"
SIGNED = "Approval and publication are signed records"


async def listed(partner: Partner, production: str, query: str = "") -> list[dict[str, Any]]:
    answer = await partner.get(f"/v1/productions/{production}/deliverables{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["deliverables"]
    return found


@row("5", LIST)
async def test_files_are_there_once_they_are_finished_and_stay(acme: Partner, base: Ground) -> None:
    code = item("5", LIST).names[-1]
    readable = item("5", LIST).names[1:-1]
    for status in WAYS:
        production = await staged(acme, base, status)
        refused(await acme.get(f"/v1/productions/{production}/deliverables"), code)
    seen = {}
    for act in (None, "approve", "publish", "reject", "fail"):
        production = await finished(acme, base)
        if act in {"approve", "publish", "fail"}:
            await acme.post(f"/v1/productions/{production}/approve", {})
        if act in {"publish", "fail"}:
            await distribute(base, production) if act == "publish" else await _fail(base, production)
        if act == "reject":
            await acme.post(f"/v1/productions/{production}/reject", {"reason": "No"})
        seen[(await status_of(acme, production))["status"]] = len(await listed(acme, production))
    assert seen == dict.fromkeys(readable, len(FILES))


async def _fail(base: Ground, production: str) -> None:
    """The page of this studio can't be written to."""
    async with base.database.write() as connection:
        await connection.execute(sa.text("UPDATE publications SET platform = 'full' WHERE status = 'Pending'"))
    await distribute(base, production, "full")


@row("5", "Item")
async def test_an_item_has_the_pages_fields(acme: Partner, base: Ground) -> None:
    for file in await listed(acme, await finished(acme, base)):
        assert set(item("5", "Item").names) <= set(file)
        assert (len(file["sha256"]), file["sizeBytes"] > 0, file["languageId"]) == (64, True, ENGLISH)
        assert (file["durationSeconds"] == 5.0) is (file["type"] == "Video")


@row("5", "Types")
async def test_the_types_are_these(acme: Partner, base: Ground) -> None:
    """Each as a real file: tests/media/test_picture.py::test_every_must_check_passed_on_the_delivered_files."""
    names = item("5", "Types").names
    assert list(get_args(DeliverableType)) == names
    assert [file["type"] for file in await listed(acme, await finished(acme, base))] == names


@row("5", LINK)
async def test_a_link_works_for_an_hour_and_no_other_does(acme: Partner, base: Ground) -> None:
    """Ranges at their ends: tests/story/test_production.py::test_the_links_give_ranges_and_refuse_what_was_altered. S3, Google
    and Azure: tests/contracts/test_storage.py::test_a_buckets_link_reads_its_object_until_it_expires."""
    hours, refusal = numbers_in(item("5", LINK).text)[0], numbers_in(item("5", LINK).text)[-1]
    file = (await listed(acme, await finished(acme, base)))[0]
    assert datetime.fromisoformat(file["sasExpiresAt"]) == base.clock.now() + timedelta(hours=hours)
    url = file["sasUrl"].removeprefix(base.settings.base_url)
    whole = await acme.http.get(url)
    assert (whole.status_code, len(whole.content)) == (200, file["sizeBytes"])
    part = await acme.http.get(url, headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, whole.content[2:6])
    head = await acme.http.head(url)
    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(file["sizeBytes"]), b"")
    changed = [
        re.sub(r"se=\d+", "se=9999999999", url),
        re.sub(r"sig=\w{4}", "sig=0000", url),
        url.replace("video.mp4", "captions.vtt"),
        url.replace("sp=r", "sp=w"),
        url.split("?")[0],
    ]
    for each in changed:
        assert refused(await acme.http.get(each), "PERMISSION_DENIED")
        assert (await acme.http.head(each)).status_code == refusal
    move(base, hours=hours, milliseconds=-1)
    assert (await acme.http.get(url)).status_code == 200
    move(base, milliseconds=1)
    assert (await acme.http.get(url)).status_code == refusal


@row("5", "Files keep their names")
async def test_files_keep_their_names(acme: Partner, base: Ground) -> None:
    """What is set at the upload to a bucket: tests/story/test_bucket.py::test_made_read_published_and_played_from_the_bucket."""
    pattern = item("5", "Files keep their names").names[0]
    production = await finished(acme, base)
    for file in await listed(acme, production):
        key = pattern.format(productionId=production, n=1, fileName=file["fileName"])
        assert f"/{key}?" in file["sasUrl"]
        assert await base.storage.exists(key)
        answer = await acme.http.get(file["sasUrl"].removeprefix(base.settings.base_url))
        assert answer.headers["content-disposition"] == f'attachment; filename="{file["fileName"]}"'
        assert answer.headers["content-type"] == file["contentType"]


@row("5", "Watch page and console media come")
async def test_pages_hold_no_signed_link(acme: Partner, base: Ground) -> None:
    """Played in a browser: tests/media/test_pages.py::test_the_watch_page_plays_with_captions_until_it_is_taken_down."""
    production = await finished(acme, base)
    await acme.http.post("/console/session", data={"api_key": acme.key})
    review = await acme.http.get(f"/console/productions/{production}")
    await acme.post(f"/v1/productions/{production}/approve", {})
    await distribute(base, production)
    watch = await acme.http.get(f"/watch/{production}")
    for page, place in ((review, f"/console/productions/{production}/media"), (watch, f"/watch/{production}/media")):
        assert page.status_code == 200
        assert f"{production}/media/video.mp4" in page.text
        assert not [word for word in ("sig=", "/files/") if word in page.text]
        media = await acme.http.get(f"{place}/video.mp4", headers={"Range": "bytes=0-4"})
        assert (media.status_code, media.content) == (206, b"Video")
        assert "location" not in media.headers


@row("5", SIGNED)
async def test_approval_and_publication_are_signed_and_a_new_version_supersedes(acme: Partner, base: Ground) -> None:
    """Each record's fields, removals and forgeries: tests/api/test_records.py::test_what_was_altered_fails.
    The new certificate names the old one: tests/story/test_edited.py::test_an_edited_scene_is_made_again_and_the_others_are_kept."""
    production = await finished(acme, base)
    first = {file["type"]: file for file in await listed(acme, production)}["ComplianceCertificate"]
    read = (await acme.get(f"/v1/productions/{production}/storyboard")).json()
    edit = {name: read[name] for name in ("title", "scenes", "sources")} | {"title": "Another title"}
    headers = {**acme.headers, "If-Match": "1"}
    await acme.http.put(f"/v1/productions/{production}/storyboard", headers=headers, json=edit)
    await finish(acme, base, production, version=2)
    old = {file["type"]: file for file in await listed(acme, production, "?version=1")}["ComplianceCertificate"]
    new = {file["type"]: file for file in await listed(acme, production)}["ComplianceCertificate"]
    assert (first["superseded"], old["superseded"], new["superseded"]) == (False, True, False)
    assert (old["sha256"], new["sha256"] != old["sha256"]) == (first["sha256"], True)
    await acme.post(f"/v1/productions/{production}/approve", {"notes": "Fine."})
    async with base.database.read() as connection:
        superseded = (await connection.execute(sa.select(storyboard_edits.c.supersedes))).scalar_one()
    assert superseded == [first["sha256"]]
    await distribute(base, production)
    record, timeline, keys = item("5", SIGNED).names
    path = timeline.removeprefix("GET …")
    edited, *acts = (await acme.get(f"/v1/productions/{production}{path}")).json()["acts"]
    assert ([each["act"] for each in acts], edited[record]) == (["Approved", "Published"], None)
    published = jwt.PyJWKSet.from_dict((await acme.http.get(keys)).json())
    for act in acts:
        key = published[jwt.get_unverified_header(act[record])["kid"]]
        claims = jwt.decode(act[record], key, algorithms=["ES256"])
        assert (claims["productionId"], claims["version"]) == (production, 2)
        assert claims["certificates"] == [{"fileName": new["fileName"], "sha256": new["sha256"]}]
        header, body, signature = act[record].split(".")
        with pytest.raises(jwt.InvalidTokenError):
            jwt.decode(f"{header}.{body[:-4]}AAAA.{signature}", key, algorithms=["ES256"])
