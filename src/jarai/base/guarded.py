"""Calls to addresses that others have named: only public ones are connected to, whatever a name resolves to.

The check is made when the connection is, on the very address that is connected to: a name that resolves otherwise a
moment later (DNS rebinding) changes nothing. A POST follows no redirect, a GET few, each as if it had been named. No
proxy of the environment is used.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore

_TRANSLATED = (
    ip_network("64:ff9b::/96"),
    ip_network("64:ff9b:1::/48"),
    ip_network("2002::/16"),
    ip_network("2001::/32"),
)
"""IPv6 addresses that lead to an IPv4 one: NAT64, 6to4, Teredo."""


Resolver = Callable[[str, int], Awaitable[list[str]]]


class RefusedAddressError(Exception):
    """The host has no public address."""


class NotWholeError(Exception):
    """What was asked for is larger than it may be, is packed, or leads on too often: there is none of it."""


UNREACHABLE = (
    RefusedAddressError,
    NotWholeError,
    TimeoutError,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    OSError,
    ValueError,
)
"""What a call may raise where there is no usable answer."""
_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_REDIRECTS = 3


@dataclass(frozen=True)
class Fetched:
    """What a GET brought: status, the address it came from in the end, its media type in small letters, the whole body."""

    status: int
    url: str
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What an endpoint answered: its status, and the first of its body as text."""

    status: int
    text: str


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet. An IPv4 address in an IPv6 one counts as what it holds."""
    address: IPv4Address | IPv6Address = ip_address(text.split("%", maxsplit=1)[0])
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if any(address in network for network in _TRANSLATED):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_loopback_name(host: str) -> bool:
    """Whether a host is this machine by its very name: `localhost`, `127.0.0.1`, `::1`."""
    return host in {"localhost", "127.0.0.1", "::1"}


async def by_system(host: str, port: int) -> list[str]:
    """The addresses this machine's resolver gives. Raises OSError where there are none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class _PublicOnly(httpcore.AsyncNetworkBackend):
    """Connects to the address it has checked."""

    def __init__(self, *, allow_loopback: bool, resolve: Resolver, network: httpcore.AsyncNetworkBackend) -> None:
        self._inner = network
        self._resolve = resolve
        self._allow_loopback = allow_loopback

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        address = await self._checked(host, port)
        return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        raise RefusedAddressError("a socket file is no public address")

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)

    async def _checked(self, host: str, port: int) -> str:
        """The first address of the host, when all of them may be connected to."""
        own = self._allow_loopback and is_loopback_name(host)
        try:
            addresses = await self._resolve(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"the host has no address: {error}") from error
        for address in addresses:
            allowed = ip_address(address.split("%")[0]).is_loopback if own else is_public(address)
            if not allowed:
                raise RefusedAddressError(f"{address} is not a public address")
        return addresses[0]


class GuardedClient:
    """Sends to addresses that others have named. `allow_loopback` permits `localhost` by that name, for development.

    `resolve` gives a host's addresses, `network` connects to the one that was checked.
    """

    def __init__(
        self,
        *,
        allow_loopback: bool = False,
        resolve: Resolver = by_system,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._allow_loopback = allow_loopback
        backend = network or httpcore.AnyIOBackend()
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=200,
            max_keepalive_connections=50,
            keepalive_expiry=30,
            network_backend=_PublicOnly(allow_loopback=allow_loopback, resolve=resolve, network=backend),
        )

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], seconds: float, most: int) -> Answer:
        """The answer to one POST, within `seconds` in all; at most `most` bytes of its body are read.

        Raises RefusedAddressError, TimeoutError, or one of httpcore's errors.
        """
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        async with asyncio.timeout(seconds), self._pool.stream("POST", url, headers=sent, content=body) as response:
            text = b""
            async for part in response.aiter_stream():
                text += part
                if len(text) >= most:
                    break
            return Answer(response.status, text[:most].decode("utf-8", "replace"))

    async def get(self, url: str, headers: Mapping[str, str], seconds: float, most: int) -> Fetched:
        """What a GET brings within `seconds` in all, at most `most` bytes, over at most three redirects.

        Only https is spoken, but for `localhost` where that is permitted. Raises one of `UNREACHABLE`.
        """
        sent = [(name.encode(), value.encode()) for name, value in {**headers, "Accept-Encoding": "identity"}.items()]
        async with asyncio.timeout(seconds):
            for _ in range(_MOST_REDIRECTS + 1):
                self._check_named(url)
                async with self._pool.stream("GET", url, headers=sent) as response:
                    told = {name.lower(): value.decode("latin-1") for name, value in response.headers}
                    if response.status in _REDIRECTS and told.get(b"location"):
                        url = urljoin(url, told[b"location"])
                        continue
                    if told.get(b"content-encoding", "identity").lower() != "identity":
                        raise NotWholeError("the answer is packed")
                    body = b""
                    async for part in response.aiter_stream():
                        body += part
                        if len(body) > most:
                            raise NotWholeError(f"the answer is larger than {most} bytes")
                    return Fetched(response.status, url, told.get(b"content-type", "").lower(), body)
        raise NotWholeError("the address leads on too often")

    def _check_named(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme == "https" or (
            parts.scheme == "http" and self._allow_loopback and is_loopback_name(parts.hostname or "")
        ):
            return
        raise RefusedAddressError("only https addresses are read")

    async def close(self) -> None:
        """Close what is kept open."""
        await self._pool.aclose()
