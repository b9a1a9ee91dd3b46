"""Where webhooks may go: hostile addresses are refused when they are named, and again when they are connected to."""

from typing import Any

import httpcore
import pytest

from jarai.base.guarded import GuardedClient, RefusedAddressError, is_public
from jarai.webhooks.target import endpoint_problem
from partner import Partner
from simulators.receiver import Receiver

HOSTILE = [
    "http://example.com/", "ftp://example.com/", "//example.com/", "example.com", "", "https://", "https:///x",
    "https://user:pass@example.com/", "https://example.com@169.254.169.254/", "https://example.com/#x",
    "https://localhost/", "https://LOCALHOST./", "https://a.localhost/", "https://router/", "https://printer.local/",
    "https://metadata.google.internal/", "https://127.0.0.1/", "https://127.1/", "https://2130706433/",
    "https://0x7f000001/", "https://0x7f.1/", "https://017700000001/", "https://0177.0.0.1/", "https://0/",
    "https://10.0.0.1/", "https://172.16.0.1/", "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1/", "https://0.0.0.0/", "https://255.255.255.255/", "https://224.0.0.1/", "https://192.0.2.1/",
    "https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:a9fe:a9fe]/",
    "https://[fe80::1]/", "https://[fc00::1]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/",
    "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "https://[fe80::1%25eth0]/", "https://example.com:0/",
    "https://example.com:99999/", "https://exa mple.com/", "https://example.com\\@127.0.0.1/", "https://1.2.3.4.5/",
    "https://example.com/\r\nX: y", "https://ex\u00e4mple.com/", "https://example.com/" + "a" * 2000,
    "javascript:alert(1)", "file:///etc/passwd", "https://10.1/", "https://host.docker.internal/",
]  # fmt: skip


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_address_is_refused_when_it_is_named(url: str) -> None:
    assert endpoint_problem(url, allow_loopback_http=False)


def test_there_are_forty_and_more() -> None:
    assert len(set(HOSTILE)) >= 40


@pytest.mark.parametrize(
    "url",
    ["https://example.com/hooks?x=1", "https://example.com:8443/", "https://93.184.216.34/", "https://[2606:4700::1]/"],
)
def test_a_public_address_is_taken(url: str) -> None:
    assert endpoint_problem(url, allow_loopback_http=False) is None


def test_loopback_by_http_is_for_development_and_by_name_only() -> None:
    for url in ("http://localhost:8000/", "http://127.0.0.1:9/", "http://[::1]/"):
        assert endpoint_problem(url, allow_loopback_http=True) is None
        assert endpoint_problem(url, allow_loopback_http=False)
    for url in ("http://127.0.0.2/", "http://10.0.0.1/", "http://example.com/", "https://localhost/"):
        assert endpoint_problem(url, allow_loopback_http=True)


async def test_the_api_names_the_field(acme: Partner) -> None:
    for url in ("https://169.254.169.254/", 7, None):
        answer = await acme.post("/v1/webhooks", {"endpointUrl": url, "eventTypes": ["production.queued"]})
        assert answer.status_code == 400
        assert answer.json()["details"][0]["field"] == "endpointUrl"


class NameServer:
    """An attacker's: its answers one after the other, the last one for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def resolve(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class NoNetwork(httpcore.AnyIOBackend):
    """Writes down what is connected to, and connects to nothing."""

    def __init__(self) -> None:
        self.connected: list[str] = []

    async def connect_tcp(self, host: str, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        self.connected.append(host)
        raise httpcore.ConnectError("nowhere")


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"], ["10.0.0.5"], ["169.254.169.254"], ["93.184.216.34", "127.0.0.1"], ["::1"],
        ["::ffff:10.0.0.1"], ["64:ff9b::a00:1"], ["0.0.0.1"],
    ],
)  # fmt: skip
async def test_a_name_that_leads_inside_is_refused_at_the_connection(there: Receiver, answer: list[str]) -> None:
    names = NameServer(answer)
    client = GuardedClient(allow_loopback=True, resolve=names.resolve)
    with pytest.raises(RefusedAddressError):
        await client.post(f"http://evil.example:{there.port}/ok", b"{}", {"Content-Length": "2"}, 5, 100)
    await client.close()
    assert names.asked == ["evil.example"]
    assert there.arrived == []


async def test_a_name_is_asked_for_once_and_that_address_is_connected_to(there: Receiver) -> None:
    """DNS rebinding: public for the check, loopback for the connection. There is no second question to answer so."""
    names, network = NameServer(["93.184.216.34"], ["127.0.0.1"]), NoNetwork()
    client = GuardedClient(allow_loopback=True, resolve=names.resolve, network=network)
    with pytest.raises(httpcore.ConnectError):
        await client.post(f"http://evil.example:{there.port}/ok", b"{}", {"Content-Length": "2"}, 5, 100)
    await client.close()
    assert (names.asked, network.connected) == (["evil.example"], ["93.184.216.34"])


@pytest.mark.parametrize(("address", "public"), [("8.8.8.8", True), ("::ffff:8.8.8.8", True), ("198.18.0.1", False)])
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public
