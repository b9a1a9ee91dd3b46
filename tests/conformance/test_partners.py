"""Section 2: register, verify, keys, usage."""

import asyncio
import dataclasses
import re
import subprocess
import sys
from typing import Any

import httpx
import jwt
import pytest
import sqlalchemy as sa

from conformance.rows import fields, item, on, refused, row
from conformance.stages import distribute, finished, move, set_standing, status_of, with_key
from copies import client
from jarai.access.tables import api_keys
from jarai.accounts.reference import avatars
from jarai.api import build_app
from jarai.base.clock import rfc3339
from jarai.base.secrets import from_base64url
from jarai.mail.smtp import SmtpSender
from jarai.partners.outbox import send_waiting_mail
from jarai.partners.tables import outgoing_mail, partners
from jarai.wiring import Ground, ground
from partner import Partner, new_partner, register, waiting_tokens

KEYS = "/v1/partners/keys"
REGISTER, VERIFY, ROTATE = (
    "POST /v1/partners/register",
    "GET /v1/partners/verify?token=JWT",
    "POST /v1/partners/keys/rotate",
)
MANAGE = "GET/POST/DELETE /v1/partners/keys"


async def rows_of(base: Ground, table: sa.Table) -> list[dict[str, Any]]:
    async with base.database.read() as connection:
        return [dict(each) for each in (await connection.execute(sa.select(table))).mappings()]


@row("2", REGISTER)
async def test_registering_takes_three_fields_and_mails_a_link(http: httpx.AsyncClient, base: Ground) -> None:
    names = item("2", REGISTER).names[1:4]
    body = {names[0]: "Acme", names[1]: "api@acme-media.com", names[2]: "Jane"}
    for name in names:
        for wrong in (
            {key: value for key, value in body.items() if key != name},
            {**body, name: ""},
            {**body, name: None},
        ):
            told = refused(await http.post("/v1/partners/register", json=wrong), "INVALID_REQUEST")
            assert told["details"][0]["field"] == name
    answer = await http.post("/v1/partners/register", json=body)
    assert answer.status_code == 202
    (mail,) = await rows_of(base, outgoing_mail)
    assert mail["recipient"] == body[names[1]]
    assert f"{base.settings.base_url}/verify?token=" in mail["body"]
    assert answer.json()["partnerId"] == (await rows_of(base, partners))[0]["partner_id"]


@row("2", REGISTER)
@on("sqlite", "postgres")
async def test_a_known_address_is_answered_alike_and_gets_one_more_key_and_a_notice(
    acme: Partner, base: Ground
) -> None:
    before, mails = await rows_of(base, partners), await rows_of(base, outgoing_mail)
    known, unknown = await register(acme.http, "api@ACME-media.COM"), await register(acme.http, "api@new.example")
    assert known.status_code == unknown.status_code == 202
    assert set(known.json()) == set(unknown.json())
    assert known.json()["partnerId"] == acme.partner_id
    changed = [each for each in await rows_of(base, partners) if each["partner_id"] == acme.partner_id]
    assert changed == before, "nothing stored has changed"
    assert len(await rows_of(base, outgoing_mail)) == len(mails) + 2
    async with base.database.write() as connection:
        await connection.execute(sa.delete(outgoing_mail))
    again = await new_partner(acme.http, base.database, "api@acme-media.com")
    assert (again.partner_id, again.account_id) == (acme.partner_id, acme.account_id)
    assert len({again.key, acme.key}) == 2
    for key in (acme, again):
        assert (await key.get("/v1/accounts")).status_code == 200
    link, notice = sorted(
        await rows_of(base, outgoing_mail), key=lambda each: each["body"].count("/verify?token="), reverse=True
    )
    assert (link["recipient"], notice["recipient"]) == ("api@acme-media.com",) * 2
    assert "one more API key" in notice["body"]
    assert not [secret for secret in (again.key, "token=") if secret in notice["body"]]
    assert await waiting_tokens(base.database), "the first key brings no notice"


@row("2", REGISTER)
async def test_the_mail_server_may_be_down_and_an_address_and_a_mailbox_are_limited(base: Ground) -> None:
    made = ground(dataclasses.replace(base.settings, requests_per_address=9), base.clock)
    async with client(build_app(made)) as http:
        mailbox = [(await register(http)).status_code for _ in range(4)]
        others = [(await register(http, f"a@{number}.example")).status_code for number in range(6)]
    assert mailbox == [202] * 3 + [429]
    assert others == [202] * 5 + [429]
    nobody = SmtpSender("smtp://127.0.0.1:9", "studio@localhost")
    assert await send_waiting_mail(made.database, made.clock, nobody) == 0
    assert len(await rows_of(made, outgoing_mail)) == 8, "what could not leave waits"
    await made.close()


@row("2", VERIFY)
@on("sqlite", "postgres")
async def test_a_link_gives_one_key_of_256_bits_that_is_kept_as_a_hash(http: httpx.AsyncClient, base: Ground) -> None:
    """Four processes: tests/story/test_four_apis.py::test_one_token_gives_one_key."""
    text = item("2", VERIFY).text
    (race,) = re.findall(r"race of (\d+)", text)
    (bits,) = re.findall(r"≥ (\d+) bits", text)
    await register(http)
    (token,) = await waiting_tokens(base.database)
    ask = [http.get("/v1/partners/verify", params={"token": token}) for _ in range(int(race))]
    answers = await asyncio.gather(*ask)
    (won,) = [each for each in answers if each.status_code == 200]
    for each in answers:
        assert each is won or refused(each, "INVALID_TOKEN")
    assert set(fields(next(each for each in item("2", VERIFY).names if each.startswith("{partnerId")))) <= set(
        won.json()
    )
    key = won.json()["apiKey"]
    prefix = next(each for each in item("2", VERIFY).names if each.startswith("jarai_")).split("{")[0]
    assert len(from_base64url(key.removeprefix(prefix))) * 8 >= int(bits)
    (stored,) = await rows_of(base, api_keys)
    assert key.removeprefix(prefix) not in str(stored)
    assert key not in (await http.get(KEYS, headers={"X-API-Key": key})).text


@row("2", VERIFY)
@pytest.mark.filterwarnings("ignore:The HMAC key is")
async def test_a_token_is_signed_for_a_day_and_once(http: httpx.AsyncClient, base: Ground) -> None:
    await register(http)
    (token,) = await waiting_tokens(base.database)
    claims = jwt.decode(token, options={"verify_signature": False})
    (hours,) = re.findall(r"`exp` (\d+) h", item("2", VERIFY).text)
    assert claims["exp"] - claims["iat"] == int(hours) * 3600
    secret = base.secrets.key("verification")
    others = [jwt.encode(claims, secret, algorithm) for algorithm in ("HS384", "HS512")]
    others += [jwt.encode(claims, "", "none"), jwt.encode({**claims, "aud": "else"}, secret, "HS256")]
    for forged in others:
        refused(await http.get("/v1/partners/verify", params={"token": forged}), "INVALID_TOKEN")
    move(base, hours=int(hours), milliseconds=-1)
    assert (await http.get("/v1/partners/verify", params={"token": token})).status_code == 200


@row("2", VERIFY)
async def test_the_mailed_page_uses_nothing_up_and_its_button_does(http: httpx.AsyncClient, base: Ground) -> None:
    await register(http)
    (token,) = await waiting_tokens(base.database)
    for method in ("GET", "HEAD", "GET"):
        page = await http.request(method, "/verify", params={"token": token})
        assert (page.status_code, page.headers["referrer-policy"]) == (200, "no-referrer")
    script = await http.get("/static/verify.js")
    assert 'fetch("/v1/partners/verify?token="' in script.text
    assert "/static/verify.js" in page.text
    for method in ("HEAD", "POST"):
        answer = await http.request(method, "/v1/partners/verify", params={"token": token})
        assert answer.status_code == 405
    assert (await http.get("/v1/partners/verify", params={"token": token})).status_code == 200


@row("2", VERIFY)
def test_no_log_line_of_the_api_holds_a_secret() -> None:
    """A program of its own, since logging is set up once a process: the rooms are loaded first, as the command line does."""
    program = (
        "import jarai.access.http as edge\n"
        "from jarai.base import logging\n"
        "logging.configure()\n"
        "def fails(key):\n    raise LookupError(f'sig=0123456789abcdef {key}')\n"
        "try:\n    fails('jarai_' + 'Kk7' * 15)\n"
        "except LookupError:\n    edge._log.exception('request_failed', path='/verify?token=aaaa.bbbb.cccc')\n"
    )
    written = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr
    assert "request_failed" in written
    assert not [secret for secret in ("Kk7Kk7Kk7", "bbbb", "0123456789") if secret in written], written


@row("2", ROTATE)
async def test_rotation_gives_a_like_key_and_a_day_to_change(acme: Partner, base: Ground) -> None:
    (hours,) = re.findall(r"valid (\d+) h", item("2", ROTATE).text)
    old = await with_key(acme, scopes=["accounts:read"], test=True)
    answer = await old.post(f"{KEYS}/rotate")
    assert answer.status_code == 201
    assert (answer.json()["scopes"], answer.json()["test"]) == (["accounts:read"], True)
    new = dataclasses.replace(acme, key=answer.json()["apiKey"])
    assert (await new.get("/v1/accounts")).status_code == 200, "at once"
    refused(await new.get("/v1/webhooks"), "PERMISSION_DENIED")
    move(base, hours=int(hours), milliseconds=-1)
    assert (await old.get("/v1/accounts")).status_code == 200
    move(base, milliseconds=1)
    refused(await old.get("/v1/accounts"), "UNAUTHORIZED")
    assert (await new.get("/v1/accounts")).status_code == 200
    await set_standing(base, acme, self_service=False)
    refused(await acme.post(f"{KEYS}/rotate"), "PERMISSION_DENIED")


@row("2", MANAGE)
async def test_keys_have_names_scopes_a_last_use_an_expiry_and_an_end(acme: Partner, base: Ground) -> None:
    move(base, seconds=1)
    later = rfc3339(base.clock.now().replace(hour=20))
    made = (await acme.post(KEYS, {"name": "desk", "scopes": ["accounts:read"], "expiresAt": later})).json()
    desk = dataclasses.replace(acme, key=made["apiKey"])
    await desk.get("/v1/accounts")
    shown = next(each for each in (await acme.get(KEYS)).json()["keys"] if each["keyId"] == made["keyId"])
    assert {name: shown[name] for name in ("name", "scopes", "expiresAt", "lastUsedAt")} == {
        "name": "desk", "scopes": ["accounts:read"], "expiresAt": later, "lastUsedAt": rfc3339(base.clock.now()),
    }  # fmt: skip
    assert (await acme.delete(f"{KEYS}/{made['keyId']}")).status_code == 204
    refused(await desk.get("/v1/accounts"), "UNAUTHORIZED")


@row("2", MANAGE)
async def test_the_mode_is_the_stored_keys_and_each_sees_its_own(acme: Partner, base: Ground) -> None:
    testing = await with_key(acme, test=True)
    assert testing.key[:6] == acme.key[:6], "the text says nothing"
    hook = {"endpointUrl": "https://hooks.example.com/x", "eventTypes": ["production.queued"]}
    for key, other, test in ((acme, testing, False), (testing, acme, True)):
        production, webhook = (await key.order()).json(), (await key.post("/v1/webhooks", hook)).json()
        assert (production["test"], webhook["test"]) == (test, test)
        for path in (f"/v1/productions/{production['productionId']}", f"/v1/webhooks/{webhook['webhookId']}"):
            assert (await key.get(path)).status_code == 200
            refused(await other.get(path), "NOT_FOUND")
    await set_standing(base, acme, tier="Free")
    counts = [[(await key.order()).status_code for _ in range(3)] for key in (acme, testing)]
    assert counts == [[202, 202, 429]] * 2, "a quota of its own"


@row("2", MANAGE)
async def test_a_test_production_goes_nowhere(acme: Partner, base: Ground) -> None:
    """The watermark, and a worker: tests/story/test_told.py::test_a_test_production_is_made_and_published_nowhere."""
    testing = await with_key(acme, test=True)
    connections = (await acme.get("/v1/accounts")).json()["accounts"][0]["connectedPlatforms"]
    chosen = {"platformConnectionIds": [each["platformConnectionId"] for each in connections]}
    assert chosen["platformConnectionIds"]
    for body in ({}, chosen):
        production = await finished(testing, base)
        answer = await testing.post(f"/v1/productions/{production}/approve", body)
        assert (answer.json()["status"], answer.json()["publications"]) == ("Published", [])
        assert (await acme.http.get(f"/watch/{production}")).status_code == 404


@row("2", "GET /v1/partner/usage")
@on("sqlite", "postgres")
async def test_usage_is_by_day_and_account_beside_the_limits(acme: Partner, base: Ground) -> None:
    """Money: tests/api/test_budgets.py::test_the_gates_close_at_the_ceiling."""
    await set_standing(base, acme, tier="Standard")
    await finished(acme, base)
    move(base, days=1)
    await acme.order()
    usage = (await acme.get("/v1/partner/usage")).json()
    days = ["2026-11-23", "2026-11-24"]
    assert [each["day"] for each in usage["requests"]] == days
    assert [each["requests"] for each in usage["requests"]] == [1, 2]
    told = [
        (each["day"], each["accountId"], each["productions"], each["minutesRendered"], each["cost"])
        for each in usage["productions"]
    ]
    assert told == [(days[0], acme.account_id, 1, round(5 / 60, 3), 0), (days[1], acme.account_id, 1, 0.0, 0)]
    assert usage["limits"] == {
        "tier": "Standard",
        "requestsPerMinute": 60,
        "requestsPerDay": 2000,
        "productionsPerDay": 20,
    }
    assert usage["budgets"] == [{"accountId": acme.account_id, "spent": 0, "monthlyBudget": None}]


@row("2", "A newly verified partner has one")
async def test_a_new_partner_can_follow_the_guide_at_once(acme: Partner, base: Ground) -> None:
    """The guide itself, command by command: tests/story/test_getting_started.py::test_every_command_of_the_page_works."""
    (status,) = item("2", "A newly verified partner has one").names
    (account,) = (await acme.get("/v1/accounts")).json()["accounts"]
    assert account["status"] == status
    assert [each["avatarId"] for each in account["avatars"]] == [each.avatar_id for each in avatars()]
    production = await finished(acme, base, avatarId=account["avatars"][-1]["avatarId"])
    await acme.post(f"/v1/productions/{production}/approve", {})
    await distribute(base, production)
    assert (await status_of(acme, production))["status"] == "Published"
