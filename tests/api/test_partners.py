import asyncio
from datetime import timedelta

import httpx
import jwt
import pytest
import sqlalchemy as sa

from jarai.access.tables import api_keys
from jarai.base.clock import MovableClock
from jarai.mail.folder import MailFolder
from jarai.partners.outbox import send_waiting_mail
from jarai.wiring import Ground
from partner import Partner, new_partner, register, waiting_tokens


async def verify(http: httpx.AsyncClient, token: str) -> httpx.Response:
    return await http.get("/v1/partners/verify", params={"token": token})


async def test_a_link_gives_one_key_and_no_second(http: httpx.AsyncClient, base: Ground) -> None:
    await register(http)
    (token,) = await waiting_tokens(base.database)
    first, second = await verify(http, token), await verify(http, token)
    assert first.status_code == 200
    assert first.json()["apiKey"].startswith("jarai_")
    assert len(first.json()["apiKey"]) >= len("jarai_") + 43
    assert (second.status_code, second.json()["error"]) == (400, "INVALID_TOKEN")


async def test_fifty_clicks_at_once_give_one_key(http: httpx.AsyncClient, base: Ground) -> None:
    await register(http)
    (token,) = await waiting_tokens(base.database)
    answers = await asyncio.gather(*(verify(http, token) for _ in range(50)))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 49
    async with base.database.read() as connection:
        assert (await connection.execute(sa.select(sa.func.count()).select_from(api_keys))).scalar_one() == 1


async def test_the_key_is_stored_as_a_hash_only(acme: Partner, base: Ground) -> None:
    async with base.database.read() as connection:
        rows = (await connection.execute(sa.select(api_keys))).all()
    assert acme.key not in str(rows)
    assert acme.key.removeprefix("jarai_") not in str(rows)


async def test_a_known_address_gets_the_same_answer_and_one_more_key(http: httpx.AsyncClient, base: Ground) -> None:
    first = await new_partner(http, base.database)
    again = await register(http, "api@ACME-media.com")
    assert again.status_code == 202
    assert again.json()["partnerId"] == first.partner_id
    second = await new_partner(http, base.database, "api@acme-media.COM")
    assert second.account_id == first.account_id
    assert second.key != first.key
    assert (await first.get("/v1/accounts")).status_code == 200


@pytest.mark.parametrize("forged", ["", "x", "a.b.c", "ey" * 2000])
async def test_what_is_not_a_token_is_refused(http: httpx.AsyncClient, forged: str) -> None:
    answer = await verify(http, forged)
    assert answer.status_code == 400
    assert answer.json()["error"] in {"INVALID_TOKEN", "INVALID_REQUEST"}


async def test_a_token_signed_by_nobody_or_for_something_else_is_refused(http: httpx.AsyncClient, base: Ground) -> None:
    await register(http)
    (token,) = await waiting_tokens(base.database)
    claims = jwt.decode(token, options={"verify_signature": False})
    unsigned = jwt.encode(claims, "", algorithm="none")
    other_key = jwt.encode(claims, "k" * 32, algorithm="HS256")
    other_purpose = jwt.encode({**claims, "aud": "else"}, base.secrets.key("verification"), algorithm="HS256")
    for forged in (unsigned, other_key, other_purpose):
        assert (await verify(http, forged)).json()["error"] == "INVALID_TOKEN"
    assert (await verify(http, token)).status_code == 200


async def test_a_link_expires_after_a_day(http: httpx.AsyncClient, base: Ground) -> None:
    assert isinstance(base.clock, MovableClock)
    await register(http)
    (token,) = await waiting_tokens(base.database)
    base.clock.move(timedelta(hours=24))
    assert (await verify(http, token)).json()["error"] == "INVALID_TOKEN"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contactEmail", "nobody"),
        ("contactEmail", "a b@c.de"),
        ("contactEmail", "a@b"),
        ("contactEmail", "a@-b.de"),
        ("contactEmail", "x" * 65 + "@b.de"),
        ("contactEmail", 7),
        ("contactName", ""),
        ("contactName", "Jane\nBcc: all@b.de"),
        ("organisationName", "x" * 201),
        ("organisationName", None),
        ("surprise", "x"),
    ],
)
async def test_a_bad_field_is_named(http: httpx.AsyncClient, field: str, value: object) -> None:
    body = {"organisationName": "Acme", "contactEmail": "a@b.de", "contactName": "Jane", field: value}
    answer = await http.post("/v1/partners/register", json=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "INVALID_REQUEST")
    assert answer.json()["details"][0]["field"] == field


async def test_the_mail_is_one_file_with_the_link_in_plain_text(http: httpx.AsyncClient, base: Ground) -> None:
    await register(http)
    (token,) = await waiting_tokens(base.database)
    folder = base.settings.data_dir / "mail"
    assert await send_waiting_mail(base.database, base.clock, MailFolder(folder, "studio@localhost")) == 1
    (file,) = folder.glob("*.eml")
    assert f"{base.settings.base_url}/verify?token={token}" in file.read_text()
    assert await waiting_tokens(base.database) == []
