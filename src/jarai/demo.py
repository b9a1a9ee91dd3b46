"""Getting Started, walked through over HTTP against a studio of its own: the way a partner's developer meets us."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
from rich.console import Console
from rich.table import Table

from jarai.base.children import die_with_parent
from jarai.client import AT_REST, ENDED, Production, Studio
from jarai.commands.show import bar
from jarai.serve import free_port

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


def run_demo(out: Path, data_dir: Path, console: Console) -> int:
    """Start a studio, walk the six steps, write the files to `out`. The exit status: 0 when a video came out."""
    began = time.monotonic()
    console.print("[bold]JARAI Studio demo[/bold]: the six steps of Getting Started, over HTTP")
    with _studio(data_dir) as base_url:
        console.print(f"studio started at {base_url} after {time.monotonic() - began:.1f} s")
        with Studio(base_url, _become_partner(base_url, data_dir, console)) as studio:
            made = _trigger(studio, console)
            triggered = time.monotonic()
            made = _follow(studio, made, AT_REST, console)
            produced = time.monotonic() - triggered
            if made.status == "AwaitingApproval" and made.gate and made.gate["verdict"] == "Passed":
                studio.productions.approve(made.production_id, storyboard_version=made.version)
                made = _follow(studio, made, ENDED, console)
            if made.status != "Published":
                _tell_what_failed(made, console)
                return 1
            console.print(f"5. Published at {made.publications[0].url}  (while a studio runs on this data folder)")
            _download(studio, made, out, console)
    console.print(f"From the POST to AwaitingApproval: {produced:.1f} s. All of it: {time.monotonic() - began:.1f} s.")
    console.print(f"The files are in {out}/")
    return 0


def _tell_what_failed(made: Production, console: Console) -> None:
    console.print(f"[red]The production is {made.status}, not Published.")
    if made.error_code:
        console.print(f"{made.error_code}: {made.error_message}", markup=False)
    for check in (made.gate or {"checks": []})["checks"]:
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


def _become_partner(base_url: str, data_dir: Path, console: Console) -> str:
    """Steps 1 and 2: register, read the mail, verify. The key."""
    already_there = set((data_dir / "mail").glob("*.eml"))
    with Studio(base_url) as stranger:
        partner_id = stranger.partners.register("Acme Media Ltd", "api@acme-media.com", "Jane Smith")
        console.print(f"1. Registered: partner {partner_id}; the verification mail is on its way")
        key = stranger.partners.verify(_token_from_mail(data_dir / "mail", already_there)).api_key
    console.print(f"2. Verified: API key {key[:12]}…, shown this once")
    return key


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


def _trigger(studio: Studio, console: Console) -> Production:
    """Steps 3 and 4: find the account, trigger the production."""
    account = studio.accounts.list()[0]
    console.print(f"3. Account {account.name}: avatars {', '.join(each.name for each in account.avatars)}")
    made = studio.productions.create(TOPIC, language="en-US", country="US", facts=FACTS, account_id=account.account_id)
    console.print(f"4. Production {made.production_id}: {made.status}")
    return made


def _follow(studio: Studio, made: Production, until: frozenset[str], console: Console) -> Production:
    """Step 5: follow it, with a bar that shows the current step."""
    with bar(console) as move:
        return studio.productions.wait(
            made.production_id, until=until, on_progress=lambda now: move(now.current_step or now.status, now.progress)
        )


def _download(studio: Studio, made: Production, out: Path, console: Console) -> None:
    """Step 6: every deliverable by its link, without the key."""
    table = Table("file", "type", "size", "duration", title="6. Deliverables")
    for item in studio.productions.deliverables(made.production_id):
        duration = f"{item.duration_seconds:.1f} s" if item.duration_seconds else ""
        table.add_row(item.file_name, item.type, f"{item.size_bytes / 1024:,.0f} KiB", duration)
    studio.productions.download_all(made.production_id, out)
    console.print(table)
