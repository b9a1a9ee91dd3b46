"""Which addresses may be a webhook's. What a name leads to is checked again whenever a connection is made."""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from jarai.base.guarded import is_loopback_name, is_public

_LONGEST = 2000
_INSIDE = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa", ".onion", ".test")


def endpoint_problem(url: str, *, allow_loopback_http: bool) -> str | None:
    """What is wrong with the address of an endpoint; None where it may be one."""
    if len(url) > _LONGEST or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return f"must be an https address of at most {_LONGEST} ASCII characters"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "must be an https address such as https://example.com/hooks"
    if parts.username is not None or parts.password is not None:
        return "must not hold a user name or password"
    if parts.fragment or not host or port == 0:
        return "must be an https address such as https://example.com/hooks, without a fragment"
    if parts.scheme == "http" and allow_loopback_http and is_loopback_name(host):
        return None
    if parts.scheme != "https":
        return "must begin with https://"
    return _host_problem(host)


def _host_problem(host: str) -> str | None:
    literal = _as_address(host)
    if literal is not None:
        return None if is_public(literal) else "must be a public address"
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(_INSIDE) or "." not in name or name.split(".")[-1].isdigit():
        return "must be a public host"
    return None


def _as_address(host: str) -> str | None:
    """The address a host is written as, also in the shorter, decimal, octal and hexadecimal ways of `inet_aton`."""
    try:
        return str(ip_address(host.split("%", maxsplit=1)[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None
