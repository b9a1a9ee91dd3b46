"""A partner as a test meets one: registered, verified, with a key, over any httpx client."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import sqlalchemy as sa

from jarai.base.db import Database
from jarai.base.ids import stable_id
from jarai.partners.tables import outgoing_mail

ENGLISH, US, ANNA = stable_id("language/en-US"), stable_id("country/US"), stable_id("avatar/anna-keller")


@dataclass(frozen=True)
class Partner:
    """One partner's client, ids and key."""

    http: httpx.AsyncClient
    partner_id: str
    account_id: str
    key: str

    @property
    def headers(self) -> dict[str, str]:
        return {"X-API-Key": self.key}

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get(path, headers=self.headers)

    async def post(self, path: str, body: Any = None) -> httpx.Response:
        return await self.http.post(path, headers=self.headers, json=body)

    async def delete(self, path: str) -> httpx.Response:
        return await self.http.delete(path, headers=self.headers)

    async def order(self, **changes: Any) -> httpx.Response:
        """POST a production of the test type; `changes` replaces or, with None, removes fields."""
        body = {
            "topic": "Quarterly earnings highlights for Q1 2026",
            "languageId": ENGLISH,
            "countryId": US,
            "avatarId": ANNA,
            "projectTypeSlug": "test-5s",
            **changes,
        }
        kept = {name: value for name, value in body.items() if value is not None}
        return await self.post(f"/v1/accounts/{self.account_id}/productions", kept)


async def waiting_tokens(database: Database) -> list[str]:
    """The tokens of the links in the outbox, oldest first."""
    async with database.read() as connection:
        query = sa.select(outgoing_mail.c.body).order_by(outgoing_mail.c.created_at, outgoing_mail.c.mail_id)
        bodies = (await connection.execute(query)).scalars().all()
    links = [line for body in bodies for line in body.splitlines() if "/verify?token=" in line]
    return [parse_qs(urlsplit(link).query)["token"][0] for link in links]


async def register(http: httpx.AsyncClient, email: str = "api@acme-media.com") -> httpx.Response:
    body = {"organisationName": "Acme Media Ltd", "contactEmail": email, "contactName": "Jane Smith"}
    return await http.post("/v1/partners/register", json=body)


async def new_partner(http: httpx.AsyncClient, database: Database, email: str = "api@acme-media.com") -> Partner:
    """Register and verify."""
    before = set(await waiting_tokens(database))
    assert (await register(http, email)).status_code == 202
    (token,) = set(await waiting_tokens(database)) - before
    answer = (await http.get("/v1/partners/verify", params={"token": token})).raise_for_status().json()
    return Partner(http, answer["partnerId"], answer["accountId"], answer["apiKey"])
