"""Which studio, with which key: from the environment, else from where `jarai login` has kept them."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

URL_VARIABLE, KEY_VARIABLE = "JARAI_STUDIO_URL", "JARAI_API_KEY"
DEFAULT_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Login:
    """A studio's address and a key."""

    url: str
    api_key: str


def kept_at() -> Path:
    """The file `jarai login` writes."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "jarai" / "login.json"


def current_login() -> Login | None:
    """The login in force; none where there is no key. Raises ValueError for a file that is none."""
    kept = _read()
    key = os.environ.get(KEY_VARIABLE) or kept.get("apiKey")
    url = os.environ.get(URL_VARIABLE) or kept.get("url") or DEFAULT_URL
    return Login(checked_url(url), key) if key else None


def keep(login: Login) -> Path:
    """Keep it for the next command, readable by its owner alone."""
    path = kept_at()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({"url": login.url, "apiKey": login.api_key}, file)
    return part.replace(path)


def forget() -> bool:
    """Forget what was kept; whether there was anything."""
    there = kept_at().exists()
    kept_at().unlink(missing_ok=True)
    return there


def checked_url(url: str) -> str:
    """The address without a slash at its end. Raises ValueError for one that is none."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(f"{url!r} is no address of a studio; it must be such as {DEFAULT_URL}")
    return url.rstrip("/")


def _read() -> dict[str, str]:
    try:
        found = json.loads(kept_at().read_text())
    except FileNotFoundError:
        return {}
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ValueError(f"{kept_at()} is no login; log in again")
    return {name: value for name, value in found.items() if isinstance(value, str)}
