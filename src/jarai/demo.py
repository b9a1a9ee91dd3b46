"""Getting Started, walked through over HTTP against a studio of its own: the way a partner's developer meets us."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from jarai.base.children import die_with_parent
from jarai.serve import free_port

POLL_SECONDS = 2.0
TOPIC = "Quarterly earnings highlights for Q1 2026"
FACTS = """# Nordwind Energy, first quarter 2026

Revenue: $4.21bn, up 18% on the first quarter of 2025

- Offshore wind made 57.4% of revenue.
- Operating margin rose to 21.3% from 19.8%.
- The company will hire 4,300 people by 2030.

> We built more in ninety days than in all of last year.
> — Siobhán Nguyen, chief executive

| Business | Revenue in $bn |
|---|---|
| Offshore wind | 2.42 |
| Onshore wind | 1.10 |
| Solar | 0.69 |
"""


@dataclass(frozen=True)
class Partner:
    """A client of the studio, as a partner would write it: plain HTTP and the key in a header."""

    http: httpx.Client

    def get(self, path: str) -> Any:
        """The JSON of a GET. Raises where the status isn't 2xx."""
        return self.http.get(path).raise_for_status().json()

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """The JSON of a POST. Raises where the status isn't 2xx."""
        return self.http.post(path, json=body).raise_for_status().json()


def run_demo(out: Path, data_dir: Path, console: Console) -> int:
    """Start a studio, walk the six steps, write the files to `out`. The exit status: 0 when a video came out."""
    began = time.monotonic()
    console.print("[bold]JARAI Studio demo[/bold]: the six steps of Getting Started, over HTTP")
    with _studio(data_dir) as base_url, httpx.Client(base_url=base_url, timeout=30) as http:
        console.print(f"studio started at {base_url} after {time.monotonic() - began:.1f} s")
        partner = Partner(http)
        _become_partner(partner, data_dir, console)
        production_id = _trigger(partner, console)
        triggered = time.monotonic()
        status = _follow(partner, production_id, "AwaitingApproval", console)
        produced = time.monotonic() - triggered
        if status["status"] == "AwaitingApproval" and status["gate"]["verdict"] == "Passed":
            partner.post(f"/v1/productions/{production_id}/approve", {})
            status = _follow(partner, production_id, "Published", console)
        if status["status"] != "Published":
            _tell_what_failed(status, console)
            return 1
        console.print(f"5. Published at {status['publications'][0]['url']}  (while a studio runs on this data folder)")
        _download(partner, production_id, out, console)
    console.print(f"From the POST to AwaitingApproval: {produced:.1f} s. All of it: {time.monotonic() - began:.1f} s.")
    console.print(f"The files are in {out}/")
    return 0


def _tell_what_failed(status: dict[str, Any], console: Console) -> None:
    console.print(f"[red]The production is {status['status']}, not Published.")
    if status["errorCode"]:
        console.print(f"{status['errorCode']}: {status['errorMessage']}", markup=False)
    for check in (status["gate"] or {"checks": []})["checks"]:
        if check["severity"] == "must":
            console.print(
                f"{check['id']} ({check['clause']}): {check['measured']}, limit {check['limit']}", markup=False
            )


@contextlib.contextmanager
def _studio(data_dir: Path) -> Iterator[str]:
    """`jarai serve` as a child, from its first answer on; ended when the block is left."""
    port = free_port()
    base_url = f"http://127.0.0.1:{port}"
    data_dir.mkdir(parents=True, exist_ok=True)
    parent = os.getpid()
    with (data_dir / "studio.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jarai", "serve", "--port", str(port), "--data-dir", str(data_dir)],
            stdout=log,
            stderr=log,
            preexec_fn=lambda: die_with_parent(parent),  # noqa: PLW1509 - no other thread runs yet
        )
        try:
            _await_answer(base_url, process, data_dir)
            yield base_url
        finally:
            process.terminate()
            process.wait(15)


def _await_answer(base_url: str, process: subprocess.Popen[bytes], data_dir: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{base_url}/v1/health", timeout=5).status_code == 200:
                return
        time.sleep(0.1)
    raise SystemExit(f"the studio did not start; its log is {data_dir / 'studio.log'}")


def _become_partner(partner: Partner, data_dir: Path, console: Console) -> None:
    """Steps 1 and 2: register, read the mail, verify, keep the key."""
    already_there = set((data_dir / "mail").glob("*.eml"))
    details = {"organisationName": "Acme Media Ltd", "contactEmail": "api@acme-media.com", "contactName": "Jane Smith"}
    registered = partner.post("/v1/partners/register", details)
    console.print(f"1. Registered: partner {registered['partnerId']}; the verification mail is on its way")
    token = _token_from_mail(data_dir / "mail", already_there)
    verified = partner.http.get("/v1/partners/verify", params={"token": token}).raise_for_status().json()
    partner.http.headers["X-API-Key"] = verified["apiKey"]
    console.print(f"2. Verified: API key {verified['apiKey'][:12]}…, shown this once")


def _token_from_mail(folder: Path, already_there: set[Path]) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for file in sorted(set(folder.glob("*.eml")) - already_there):
            body = message_from_bytes(file.read_bytes(), policy=policy.default).get_content()
            link = next(line for line in body.splitlines() if "/verify?token=" in line)
            token: str = parse_qs(urlsplit(link).query)["token"][0]
            return token
        time.sleep(0.1)
    raise SystemExit(f"no mail came to {folder}")


def _trigger(partner: Partner, console: Console) -> str:
    """Steps 3 and 4: find the account, trigger the production."""
    account = partner.get("/v1/accounts")["accounts"][0]
    console.print(f"3. Account {account['name']}: avatars {', '.join(each['name'] for each in account['avatars'])}")
    languages = partner.get("/v1/languages")["languages"]
    countries = partner.get("/v1/countries")["countries"]
    order = {
        "topic": TOPIC,
        "languageId": next(each["languageId"] for each in languages if each["code"] == "en-US"),
        "countryId": next(each["countryId"] for each in countries if each["code"] == "US"),
        "avatarId": account["avatars"][0]["avatarId"],
        "metadataMD": FACTS,
    }
    production = partner.post(f"/v1/accounts/{account['accountId']}/productions", order)
    console.print(f"4. Production {production['productionId']}: {production['status']}")
    production_id: str = production["productionId"]
    return production_id


def _follow(partner: Partner, production_id: str, until: str, console: Console) -> dict[str, Any]:
    """Step 5: poll, with a bar that shows the current step."""
    columns = (TextColumn("   {task.description:<28}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("Queued", total=1.0)
        while True:
            status: dict[str, Any] = partner.get(f"/v1/productions/{production_id}")
            label = status["currentStep"] or status["status"]
            progress.update(task, description=label, completed=status["progress"])
            if status["status"] in {until, "Published", "Failed", "Cancelled"}:
                return status
            time.sleep(POLL_SECONDS)


def _download(partner: Partner, production_id: str, out: Path, console: Console) -> None:
    """Step 6: every deliverable by its link, without the key."""
    out.mkdir(parents=True, exist_ok=True)
    table = Table("file", "type", "size", "duration", "downloaded in", title="6. Deliverables")
    for item in partner.get(f"/v1/productions/{production_id}/deliverables")["deliverables"]:
        began = time.monotonic()
        content = httpx.get(item["sasUrl"], timeout=60).raise_for_status().content
        (out / item["fileName"]).write_bytes(content)
        duration = f"{item['durationSeconds']:.1f} s" if item["durationSeconds"] else ""
        size = f"{len(content) / 1024:,.0f} KiB"
        table.add_row(item["fileName"], item["type"], size, duration, f"{time.monotonic() - began:.2f} s")
    console.print(table)
