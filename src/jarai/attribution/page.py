"""The attribution as a page to read, in the video's language where we have the words: `attribution.html`."""

import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from jarai.attribution.document import Attribution
from jarai.storyboard.credit import ACCOUNT_LICENCE

_HERE = Path(__file__).parent


def html(attribution: Attribution) -> str:
    """A page of its own, without scripts. Everything that others wrote is escaped; only web addresses become links."""
    words = _all_words().get(attribution.language.partition("-")[0].lower(), _all_words()["en"])
    return _template().render(attribution=attribution, words=words, account_licence=ACCOUNT_LICENCE) + "\n"


def _web(url: str | None) -> str:
    """The address if it is one a browser may follow: http or https."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


@cache
def _all_words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads((_HERE / "words.json").read_text(encoding="utf-8"))
    return words


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["web"] = _web
    return environment.get_template("page.html")
