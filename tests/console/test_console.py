"""The pages as a browser meets them: escaped, with their policy, decided only from their own forms."""

import html
import re
import shlex

import httpx
import pytest

from jarai.deliverables.records import Deliverable, record_deliverables
from jarai.productions.states import change_state
from jarai.wiring import Ground
from partner import Partner, new_partner, register, waiting_tokens


async def signed_in(http: httpx.AsyncClient, partner: Partner) -> None:
    answer = await http.post("/console/session", data={"api_key": partner.key})
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert partner.key.lower() not in cookie


async def test_the_mailed_page_never_uses_the_token_up(http: httpx.AsyncClient, base: Ground) -> None:
    await register(http)
    (token,) = await waiting_tokens(base.database)
    for method in ("GET", "HEAD", "GET"):
        page = await http.request(method, f"/verify?token={token}")
        assert page.status_code == 200
        assert page.headers["referrer-policy"] == "no-referrer"
    assert "jarai_" not in page.text
    assert (await http.get("/v1/partners/verify", params={"token": token})).status_code == 200
    assert (await http.head("/v1/partners/verify", params={"token": token})).status_code == 405


async def test_without_a_session_there_is_only_the_sign_in(http: httpx.AsyncClient, base: Ground) -> None:
    acme = await new_partner(http, base.database)
    production_id = (await acme.order()).json()["productionId"]
    for path in ("/console", f"/console/productions/{production_id}"):
        page = await http.get(path)
        assert 'name="api_key"' in page.text
        assert "Quarterly" not in page.text
    assert (await http.get("/console/progress.json")).status_code == 401
    assert (await http.get(f"/console/productions/{production_id}/media/video.mp4")).status_code == 404
    assert (await http.post("/console/session", data={"api_key": "jarai_wrong"})).status_code == 401


async def test_what_partners_write_is_escaped(http: httpx.AsyncClient, base: Ground) -> None:
    acme = await new_partner(http, base.database)
    hostile = '"><script>alert(1)</script>{{ 77777 * 77777 }}'
    production_id = (await acme.order(topic=hostile)).json()["productionId"]
    await signed_in(http, acme)
    for path in (
        "/console",
        f"/console/productions/{production_id}",
        f"/console/productions/{production_id}?problem={hostile}",
    ):
        page = await http.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;" in page.text
        assert "6049261729" not in page.text, "as a template it was worked out"
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert page.headers["x-content-type-options"] == "nosniff"


async def test_another_partner_finds_nothing(http: httpx.AsyncClient, base: Ground) -> None:
    acme = await new_partner(http, base.database)
    rival = await new_partner(http, base.database, "api@rival.example")
    production_id = (await acme.order()).json()["productionId"]
    await signed_in(http, rival)
    assert "Quarterly" not in (await http.get("/console")).text
    assert (await http.get(f"/console/productions/{production_id}")).status_code == 404
    assert (await http.get(f"/console/productions/{production_id}/media/video.mp4")).status_code == 404


async def test_a_decision_needs_the_sessions_own_form(http: httpx.AsyncClient, base: Ground) -> None:
    acme = await new_partner(http, base.database)
    production_id = (await acme.order()).json()["productionId"]
    await signed_in(http, acme)
    page = await http.get(f"/console/productions/{production_id}")
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found
    cancel = f"/console/productions/{production_id}/cancel"
    for token in ("", "x" * 44, "é"):
        assert (await http.post(cancel, data={"token": token})).status_code == 401
    assert (await acme.get(f"/v1/productions/{production_id}")).json()["status"] == "Queued"
    answer = await http.post(cancel, data={"token": found[1]})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/console/productions/{production_id}")
    assert (await acme.get(f"/v1/productions/{production_id}")).json()["status"] == "Cancelled"
    again = await http.post(cancel, data={"token": found[1]})
    assert "problem=" in again.headers["location"]


async def test_what_is_approved_is_the_version_that_was_shown(http: httpx.AsyncClient, base: Ground) -> None:
    acme = await new_partner(http, base.database)
    production_id = (await acme.order()).json()["productionId"]
    now = base.clock.now()
    video = Deliverable(
        type="Video", file_name="video.mp4", content_type="video/mp4", size_bytes=1, sha256="0", storage_key="k"
    )
    async with base.database.write() as connection:
        await change_state(connection, production_id, "Producing", now, version=2)
        await change_state(connection, production_id, "AwaitingApproval", now)
        await record_deliverables(connection, production_id, 2, (video,))
    await signed_in(http, acme)
    page = await http.get(f"/console/productions/{production_id}")
    form = dict(re.findall(r'name="(token|version)" value="([^"]+)"', page.text))
    assert form["version"] == "2"
    assert "version 2" in page.text
    approve = f"/console/productions/{production_id}/approve"
    stale = await http.post(approve, data={**form, "version": "1"})
    assert "problem=" in stale.headers["location"]
    assert (await acme.get(f"/v1/productions/{production_id}")).json()["status"] == "AwaitingApproval"
    assert (await http.post(approve, data=form)).headers["location"] == f"/console/productions/{production_id}"
    assert (await acme.get(f"/v1/productions/{production_id}")).json()["status"] == "Distributing"


async def test_words_of_unsure_pronunciation_are_played_and_mended_from_the_page(
    http: httpx.AsyncClient, base: Ground
) -> None:
    acme = await new_partner(http, base.database)
    production_id = (await acme.order()).json()["productionId"]
    video = Deliverable(
        type="Video", file_name="video.mp4", content_type="video/mp4", size_bytes=1, sha256="0", storage_key="k"
    )
    flag = {"flag": "PronunciationUnsure", "word": "O'<b>", "signs": "ˈO", "languageTag": "en-US", "startMs": 61_250, "endMs": 61_900}  # fmt: skip
    gate = {"verdict": "Passed", "checks": [], "flags": [flag, {**flag, "word": "ん", "languageTag": "ja-JP"}]}
    async with base.database.write() as connection:
        await change_state(connection, production_id, "Producing", base.clock.now())
        await change_state(connection, production_id, "AwaitingApproval", base.clock.now(), gate=gate)
        await record_deliverables(connection, production_id, 1, (video,))
    await signed_in(http, acme)
    page = (await http.get(f"/console/productions/{production_id}")).text
    assert '<button type="button" data-from="61250" data-to="61900">' in page
    assert "O&#39;&lt;b&gt;" in page
    assert "at 1:01" in page
    account = (await acme.get(f"/v1/productions/{production_id}")).json()["accountId"]
    command = html.unescape(re.findall("<code>(jarai voices lexicon .*?)</code>", page)[0])
    assert shlex.split(command)[:4] == ["jarai", "voices", "lexicon", "O'<b>"]
    assert command.endswith(f'--language en-US --account {account} --like "…"')
    assert page.count("jarai voices lexicon") == 1, "Chinese and Japanese have no use for a lexicon"
    assert (await acme.get(f"/v1/productions/{production_id}")).json()["gate"]["flags"][0] == flag


@pytest.mark.parametrize(
    "path",
    [
        "/watch/4a1c0d0e-0000-4000-8000-000000000000",
        "/watch/..%2f..%2fetc",
        "/watch/x/media/video.mp4",
        "/static/nothing.js",
    ],
)
async def test_what_is_not_published_is_not_there(http: httpx.AsyncClient, path: str) -> None:
    assert (await http.get(path)).status_code == 404


async def test_the_published_keys_hold_no_secret(http: httpx.AsyncClient) -> None:
    certificates, records = (await http.get("/.well-known/jwks.json")).json()["keys"]
    assert set(certificates) == set(records) == {"kty", "crv", "x", "y", "kid", "use", "alg"}
