"""Section 3: accounts and reference data."""

import re
import uuid

import sqlalchemy as sa

from conformance.rows import fields, item, refused, row
from jarai.accounts.tables import accounts, platform_connections
from jarai.wiring import Ground
from partner import Partner

ACCOUNTS, REFERENCE = "GET /v1/accounts", "GET /v1/languages, /v1/countries, /v1/project-types"


@row("3", ACCOUNTS)
async def test_an_account_has_the_pages_fields_and_statuses(acme: Partner, base: Ground) -> None:
    names = item("3", ACCOUNTS).names[2:]
    lists = {each.split(":")[0]: set(fields(each)) for each in names if ": [" in each}
    statuses = names[names.index("status") + 1 : names.index("defaultProjectTypeSlug")]
    plain = {each for each in names[: names.index("autoPublish") + 1] if each not in statuses}
    connection_statuses = names[-3:]
    for status, connected in [(each, connection_statuses[0]) for each in statuses] + [
        (statuses[0], each) for each in connection_statuses
    ]:
        async with base.database.write() as connection:
            await connection.execute(sa.update(accounts).values(status=status))
            await connection.execute(sa.update(platform_connections).values(status=connected))
        (listed,) = (await acme.get("/v1/accounts")).json()["accounts"]
        assert listed == (await acme.get(f"/v1/accounts/{acme.account_id}")).json()
        assert set(listed) == plain | set(lists)
        assert (listed["status"], listed["connectedPlatforms"][0]["status"]) == (status, connected)
        for name, inner in lists.items():
            assert listed[name]
            assert all(set(each) == inner for each in listed[name])
        assert ((await acme.order()).status_code == 202) is (status in statuses[:2])
        chosen = {"platformConnectionIds": [listed["connectedPlatforms"][0]["platformConnectionId"]]}
        if status in statuses[:2]:
            production = (await acme.order()).json()["productionId"]
            answer = await acme.post(f"/v1/productions/{production}/approve", chosen)
            refused(answer, "INVALID_STATE" if connected == connection_statuses[0] else "INVALID_REQUEST")


@row("3", REFERENCE)
async def test_ids_are_the_same_everywhere(acme: Partner, base: Ground) -> None:
    text, names = item("3", REFERENCE).text, item("3", REFERENCE).names
    (domain,) = re.findall(r'uuid5\(NAMESPACE_DNS, "([^"]+)"\)', text)
    namespace = uuid.uuid5(uuid.NAMESPACE_DNS, domain)
    patterns = [each.split("/")[0] for each in names if re.fullmatch(r"\w+/[\w<>-]+", each)]
    lists = [
        (await acme.get("/v1/languages")).json()["languages"],
        (await acme.get("/v1/countries")).json()["countries"],
        (await acme.get("/v1/project-types")).json()["projectTypes"],
    ]
    shapes = [set(fields(each)) for each in names if each.startswith("{")]
    for rows, shape in zip(lists, shapes, strict=True):
        assert rows
        assert all(shape <= set(each) for each in rows)
    (account,) = (await acme.get("/v1/accounts")).json()["accounts"]
    pictures = [each["previewUrl"].removeprefix(base.settings.base_url) for each in account["avatars"]]
    assert (await acme.http.get(pictures[0])).headers["content-type"] == "image/png"
    assert patterns == ["language", "country", "avatar"]
    for pattern, rows, ident in (("language", lists[0], "languageId"), ("country", lists[1], "countryId")):
        for each in rows:
            assert each[ident] == str(uuid.uuid5(namespace, f"{pattern}/{each['code']}"))
    slugs = [each["name"].lower().replace(" ", "-") for each in account["avatars"]]
    assert [each["avatarId"] for each in account["avatars"]] == [
        str(uuid.uuid5(namespace, f"avatar/{slug}")) for slug in slugs
    ]


@row("3", REFERENCE)
async def test_what_no_voice_speaks_is_refused_when_it_is_asked_for(acme: Partner) -> None:
    languages = (await acme.get("/v1/languages")).json()["languages"]
    assert {each["voiced"] for each in languages} == {True, False}
    for each in languages:
        assert each["voiced"] is bool(each["voices"])
        answer = await acme.order(languageId=each["languageId"])
        if each["voiced"]:
            assert answer.status_code == 202
        else:
            assert refused(answer, "INVALID_REQUEST")["details"][0]["field"] == "languageId"
