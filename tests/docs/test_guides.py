"""The guides as they are written and served: links lead somewhere, blocks are in known languages, tables tell what the code does."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import httpx
import jsonschema_rs
import pytest

import jarai
from docs.blocks import GUIDES, READ, RUN, blocks_of, message_of, text_of
from jarai.access.scopes import ALIASES, SCOPES
from jarai.access.tiers import TIERS
from jarai.api import build_app
from jarai.base.errors import StudioError
from jarai.console.guides import EXAMPLE, FOLDER, guides, rendered
from jarai.deliverables.records import DeliverableType
from jarai.productions.states import Status
from jarai.productions.steps import STEPS
from jarai.settings import read_settings
from jarai.webhooks.events import EVENT_TYPES
from jarai.wiring import ground

ROOT = Path(__file__).parents[2]
OUTSIDE = {"https://www.standardwebhooks.com"}
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")


class Page(HTMLParser):
    """The ids and the addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(str(value))
            if name in {"href", "src"}:
                self.addresses.append(str(value))
            if name == "style" or name.startswith("on") or tag == "script":
                self.inline.append(f"{tag} {name}")


def links() -> Iterator[tuple[str, str]]:
    for guide in GUIDES:
        for address in LINK.findall(re.sub(r"```.*?```", "", text_of(guide), flags=re.DOTALL)):
            yield guide, address


@pytest.mark.parametrize("guide", GUIDES)
def test_every_block_is_in_a_language_that_is_run_or_read(guide: str) -> None:
    blocks = blocks_of(guide)
    assert [block for block in blocks if block.language not in RUN | READ] == []
    shells = [block for block in blocks if block.language in {"sh", "bash"}]
    for block in blocks:
        if block.file:
            later = "".join(each.text for each in blocks if each.line > block.line)
            assert re.search(rf"python3 {block.file}|from {block.file[:-3]} import", later), (
                f"nothing runs {block.file}"
            )
    assert shells, "a reader has something to paste"


@pytest.mark.parametrize("guide", GUIDES)
async def test_what_is_shown_is_as_the_description_says(guide: str, http: httpx.AsyncClient) -> None:
    api = (await http.get("/v1/openapi.json")).json()
    for block in blocks_of(guide):
        if block.language == "http":
            message = message_of(block.text)
            if message.status >= "4":
                validated(api, "ApiError", message.body)
        if block.language == "json":
            value = json.loads(block.text)
            if block.names:
                validated(api, block.names, value)


def validated(api: dict[str, Any], name: str, value: Any) -> None:
    """Check the value against the shape, the webhook, or the body of the operation of that name."""
    shapes, hooks = api["components"]["schemas"], api["webhooks"]
    taken = {
        each["operationId"]: each.get("requestBody", {}) for item in api["paths"].values() for each in item.values()
    }
    if name in shapes:
        schema = {"$ref": f"#/components/schemas/{name}"}
    else:
        body = hooks[name]["post"]["requestBody"] if name in hooks else taken[name]
        schema = body["content"]["application/json"]["schema"]
    jsonschema_rs.validate({**schema, "components": api["components"]}, value)


def test_every_link_between_guides_leads_to_a_heading() -> None:
    anchors = {guide: Page(rendered(text_of(guide))).ids for guide in GUIDES}
    assert all(len(ids) == len(set(ids)) for ids in anchors.values())
    between = [(guide, address) for guide, address in links() if "://" not in address]
    assert len(between) > 10
    for guide, address in between:
        file, _, anchor = address.partition("#")
        name = file.removesuffix(".md")
        assert (FOLDER / file).is_file(), (guide, address)
        assert not anchor or anchor in anchors[name], (guide, address)


async def test_every_link_out_of_the_guides_is_served_or_known(http: httpx.AsyncClient) -> None:
    for guide, address in links():
        if address.startswith(EXAMPLE):
            assert (await http.get(address.removeprefix(EXAMPLE))).status_code == 200, (guide, address)
        elif "://" in address:
            assert address in OUTSIDE, (guide, address)


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{file.name}" for file in (ROOT / "docs").glob("*.md"))])
def test_every_link_of_the_other_pages_leads_to_a_file(page: str) -> None:
    for address in LINK.findall((ROOT / page).read_text()):
        if "://" not in address and not address.startswith("#"):
            assert ((ROOT / page).parent / address.partition("#")[0]).exists(), address


async def test_the_guides_are_served_as_pages_and_as_markdown(http: httpx.AsyncClient) -> None:
    index = Page((await http.get("/docs/guides")).text)
    assert [guide.name for guide in guides()][:2] == ["getting-started", "authentication"]
    for guide in guides():
        assert f"/docs/guides/{guide.name}" in index.addresses
        answer = await http.get(f"/docs/guides/{guide.name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        page = Page(answer.text)
        assert page.inline == []
        assert len(page.ids) == len(set(page.ids))
        for address in page.addresses:
            assert address.startswith(("/", "#", EXAMPLE)) or address in OUTSIDE, address
            if address.startswith("/"):
                assert (await http.get(address, follow_redirects=True)).status_code == 200, address
        plain = await http.get(f"/docs/guides/{guide.name}.md")
        assert plain.headers["content-type"] == "text/markdown; charset=utf-8"
        assert plain.headers["x-content-type-options"] == "nosniff"
        assert plain.text == text_of(guide.name)


@pytest.mark.parametrize("path", ["/docs/guides", "/docs/guides/limits", "/docs/guides/limits.md", "/llms.txt"])
async def test_a_head_tells_what_a_get_would(http: httpx.AsyncClient, path: str) -> None:
    head, get = await http.head(path), await http.get(path)
    assert (head.status_code, head.headers["content-type"]) == (200, get.headers["content-type"])


@pytest.mark.parametrize("name", ["nothing", "nothing.md", "..%2f..%2fdocs", "Limits", "%00"])
async def test_what_is_no_guide_is_not_there(http: httpx.AsyncClient, name: str) -> None:
    answer = await http.get(f"/docs/guides/{name}")
    assert answer.status_code == 404


async def test_the_examples_name_the_studio_that_serves_them(tmp_path: Path) -> None:
    base = ground(read_settings({"JARAI_DATA_DIR": str(tmp_path), "JARAI_PUBLIC_URL": "https://studio.example"}))
    await base.prepare()
    transport = httpx.ASGITransport(build_app(base))
    async with httpx.AsyncClient(transport=transport, base_url="http://elsewhere") as client:
        for path in ("/docs/guides/limits", "/docs/guides/limits.md", "/llms.txt"):
            text = (await client.get(path)).text
            assert "https://studio.example/" in text
            assert EXAMPLE not in text
            assert "elsewhere" not in text
    await base.close()


def test_raw_html_in_a_guide_stays_text() -> None:
    page = rendered("# A\n\n<script>alert(1)</script>\n\n```sh\n<b>\n```\n\n[x](javascript:alert(1))\n\n## A\n")
    assert "<script" not in page
    assert "<b>" not in page
    assert 'href="javascript' not in page
    assert Page(page).ids == ["a", "a-1"]


async def test_the_text_for_language_models_has_its_form_and_lists_every_guide(http: httpx.AsyncClient) -> None:
    text = (await http.get("/llms.txt")).text
    lines = [line for line in text.splitlines() if line]
    assert lines[0] == "# JARAI Studio"
    assert lines[1].startswith("> ")
    before, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    assert "\n#" not in before[1:], "between the summary and the lists there are no headings"
    listed = []
    for section in sections:
        for line in filter(None, section.split("\n")[1:]):
            found = re.fullmatch(r"- \[[^\]]+\]\((http://127\.0\.0\.1:8000/\S+)\): .+", line)
            assert found, line
            listed.append(found[1].removeprefix(EXAMPLE))
    assert listed[: len(GUIDES)] == [f"/docs/guides/{guide.name}.md" for guide in guides()]
    assert "/v1/openapi.json" in listed
    for path in listed:
        assert (await http.get(path)).status_code == 200
    api = (await http.get("/v1/openapi.json")).json()
    for method, path in re.findall(r"`(GET|POST|PUT) (/v1/\S+)`", before):
        assert method.lower() in api["paths"][path], path


def table_rows(guide: str, first: str) -> list[list[str]]:
    """The cells of the table whose heading begins with that cell."""
    (table,) = re.findall(rf"^\| `?{re.escape(first)}`? \|.*\n\|[-|]+\n((?:\|.*\n)+)", text_of(guide), re.MULTILINE)
    return [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in table.splitlines()]


def errors(kind: type[StudioError] = StudioError) -> Iterator[type[StudioError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from errors(each)


def test_the_table_of_errors_has_every_code_with_its_status() -> None:
    told = {(row[1], int(row[0])) for row in table_rows("errors", "Status")}
    assert told == {(each.code, each.status) for each in errors()} | {("METHOD_NOT_ALLOWED", 405)}


def test_the_table_of_failures_has_every_code_a_production_may_fail_with() -> None:
    told = {row[0] for row in table_rows("errors", "errorCode")}
    source = "".join(file.read_text() for file in Path(jarai.__path__[0]).rglob("*.py"))
    raised = set(re.findall(r'(?:NeverWorks|TryAgain)\(\s*"([A-Z_]+)"', source))
    given = set(re.findall(r'\b(?:error_code=|code(?:, message)?(?:, retryable)? = )"([A-Z_]+)"', source))
    found = (
        raised
        | set(re.findall(r'"((?:DISTRIBUTION|STEP|PRODUCTION)_[A-Z_]+)"', source))
        | {"REJECTED", "INTERNAL_ERROR"}
    )
    assert len(raised) > 12
    assert given - {each.code for each in errors()} <= found | {"OUTCOME_UNKNOWN"}
    assert told == found


def test_scopes_tiers_states_steps_events_and_types_are_those_of_the_code() -> None:
    assert [row[0] for row in table_rows("authentication", "Scope")] == list(SCOPES)
    assert all(f"`{alias}`" in text_of("authentication") for alias in ALIASES)
    figures = [
        [name, *map(_limit, (tier.per_minute, tier.per_day, tier.productions_per_day))] for name, tier in TIERS.items()
    ]
    assert table_rows("limits", "Tier") == figures
    assert [row[0] for row in table_rows("lifecycle", "status")] == list(get_args(Status))
    assert all(name in text_of("lifecycle") for name, _ in STEPS)
    assert {row[0] for row in table_rows("webhooks", "Event")} == set(EVENT_TYPES)
    listed = {row[0] for row in table_rows("deliverables", "type")}
    assert listed == set(get_args(DeliverableType))


def _limit(figure: int | None) -> str:
    return "no limit" if figure is None else f"{figure:,}"
