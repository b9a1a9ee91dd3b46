"""What was decided and published, signed: read in the timeline, checked with the published keys alone."""

from datetime import timedelta
from typing import Any

import jwt
import pytest

from conformance.stages import (
    clock_of,
    connect_platform,
    distribute,
    finished,
    status_of,
    with_key,
)
from jarai.base.secrets import base64url, from_base64url
from jarai.certificate.sign import BadCertificate, verify
from jarai.wiring import Ground
from partner import Partner
from powercut import PowerCut, power_cut
from records import checked


async def acts_of(partner: Partner, production: str) -> list[dict[str, Any]]:
    answer = await partner.get(f"/v1/productions/{production}/timeline")
    assert answer.status_code == 200, answer.text
    acts: list[dict[str, Any]] = answer.json()["acts"]
    return acts


async def own_key_id(partner: Partner) -> str:
    listed = (await partner.get("/v1/partners/keys")).json()["keys"]
    (mine,) = (each["keyId"] for each in listed if partner.key.startswith(each["hint"]))
    return str(mine)


async def certificate_of(partner: Partner, production: str) -> dict[str, str]:
    files = (await partner.get(f"/v1/productions/{production}/deliverables")).json()["deliverables"]
    (found,) = (each for each in files if each["type"] == "ComplianceCertificate")
    return {"fileName": found["fileName"], "sha256": found["sha256"]}


async def published(acme: Partner, base: Ground) -> tuple[str, str]:
    """A published production and the connection it went out on."""
    production = await finished(acme, base)
    await acme.post(f"/v1/productions/{production}/approve", {"notes": "Fine."})
    await distribute(base, production)
    (copy,) = (await status_of(acme, production))["publications"]
    return production, copy["platformConnectionId"]


async def test_a_stranger_checks_who_approved_and_published_what_where_and_when(acme: Partner, base: Ground) -> None:
    production, connection = await published(acme, base)
    approval, publication = await acts_of(acme, production)
    certificates = [await certificate_of(acme, production)]
    about = {"productionId": production, "version": 1, "keyId": await own_key_id(acme), "automatic": False}
    at = "2026-11-23T12:00:00.000Z"
    assert await checked(acme.http, approval["record"]) == {
        **about, "verdict": "Approved", "reason": "Fine.", "decidedAt": at, "certificates": certificates,
    }  # fmt: skip
    where = {"platformConnectionId": connection, "platform": "watch-page"}
    url = f"{base.settings.base_url}/watch/{production}"
    assert await checked(acme.http, publication["record"]) == {
        **about, **where, "act": "Published", "url": url, "at": at, "certificates": certificates,
    }  # fmt: skip
    told = {name: publication[name] for name in ("version", "act", "keyId", "at", *where, "url")}
    assert told == {"version": 1, "act": "Published", "keyId": about["keyId"], "at": at, **where, "url": url}


async def test_each_removal_and_each_return_has_a_record_and_none_is_lost(acme: Partner, base: Ground) -> None:
    production, connection = await published(acme, base)
    desk = await with_key(acme)
    clock_of(base).move(timedelta(hours=1))
    await desk.delete(f"/v1/productions/{production}/publications/{connection}")
    await distribute(base, production)
    clock_of(base).move(timedelta(hours=1))
    await acme.post(f"/v1/productions/{production}/publications/{connection}/retry")
    await distribute(base, production)
    claims = [await checked(acme.http, act["record"]) for act in (await acts_of(acme, production))[1:]]
    ours, theirs = await own_key_id(acme), await own_key_id(desk)
    assert ours != theirs
    assert [(each["act"], each["keyId"], each["at"][11:16]) for each in claims] == [
        ("Published", ours, "12:00"), ("Removed", theirs, "13:00"), ("Published", ours, "14:00"),
    ]  # fmt: skip
    assert len({each["url"] for each in claims}) == 1, "a removal says what it took down"
    certificate = await certificate_of(acme, production)
    assert [each["certificates"] for each in claims] == [[certificate]] * 3


async def test_what_was_altered_fails(acme: Partner, base: Ground) -> None:
    production, _ = await published(acme, base)
    certificates = base.secrets.signing_key("certificates")
    for act in await acts_of(acme, production):
        head, body, signature = act["record"].split(".")
        text = from_base64url(body).decode()
        changed = text.replace('"version":1', '"version":2')
        assert changed != text
        unsigned = base64url(from_base64url(head).replace(b"ES256", b"none"))
        kid = jwt.get_unverified_header(act["record"])["kid"]
        forgeries = [
            f"{head}.{base64url(changed.encode())}.{signature}",
            f"{unsigned}.{body}.",
            f"{head}.{body}.{base64url(bytes(64))}",
            jwt.encode({"version": 1}, certificates, algorithm="ES256", headers={"kid": kid}),
        ]
        for forgery in forgeries:
            with pytest.raises(jwt.InvalidTokenError):
                await checked(acme.http, forgery)
        with pytest.raises(BadCertificate):
            verify(act["record"], certificates.public_key())


async def test_what_did_not_come_to_be_public_has_no_record(acme: Partner, base: Ground) -> None:
    full, unsure = [await connect_platform(base, acme, name) for name in ("full", "unsure")]
    production = await finished(acme, base)
    await acme.post(f"/v1/productions/{production}/approve", {"platformConnectionIds": [full, unsure]})
    await distribute(base, production, "full")
    assert {each["status"] for each in (await status_of(acme, production))["publications"]} == {"Failed"}
    assert [each["act"] for each in await acts_of(acme, production)] == ["Approved"]


async def test_a_result_and_its_record_are_written_together_and_once(acme: Partner, base: Ground) -> None:
    production = await finished(acme, base)
    await acme.post(f"/v1/productions/{production}/approve", {})
    with power_cut("INSERT INTO publication_records") as cut, pytest.raises(PowerCut):
        await distribute(base, production)
    assert cut.happened
    (copy,) = (await status_of(acme, production))["publications"]
    assert (copy["status"], len(await acts_of(acme, production))) == ("Publishing", 1)
    await distribute(base, production)
    assert (await status_of(acme, production))["status"] == "Published"
    assert [each["act"] for each in await acts_of(acme, production)] == ["Approved", "Published"]


async def test_a_rejection_is_signed_too_and_an_edit_is_not(acme: Partner, base: Ground) -> None:
    production = await finished(acme, base)
    await acme.post(f"/v1/productions/{production}/reject", {"reason": "The figure is old."})
    (act,) = await acts_of(acme, production)
    claims = await checked(acme.http, act["record"])
    assert (claims["verdict"], claims["reason"]) == ("Rejected", "The figure is old.")
    assert claims["certificates"] == [await certificate_of(acme, production)]
