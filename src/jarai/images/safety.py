"""Whether a picture may be shown to everybody, as somebody outside judges it; without one nobody has looked."""

import base64
from typing import Literal, Protocol

from jarai.base.model import Wire
from jarai.images.port import SourceDown
from jarai.images.sources.made import Endpoint


class Verdict(Wire):
    """`NotChecked` where nobody is configured to look; `Unknown` where who is gave no answer. `reasons` are its words."""

    verdict: Literal["Safe", "Unsafe", "NotChecked", "Unknown"]
    reasons: tuple[str, ...] = ()


class Safety(Protocol):
    """Somebody who looks at pictures."""

    async def look(self, png: bytes) -> Verdict:
        """The verdict on one picture. Never raises for what is outside."""
        ...


class Nobody:
    """No one is configured."""

    async def look(self, png: bytes) -> Verdict:  # noqa: ARG002 - the port's own
        """Says so."""
        return Verdict(verdict="NotChecked")


class Moderation:
    """An endpoint that speaks OpenAI's `moderations` with pictures."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    async def look(self, png: bytes) -> Verdict:
        """See `Safety`. What gives no clear answer is `Unknown`, and what is unknown isn't shown."""
        address = f"data:image/png;base64,{base64.b64encode(png).decode()}"
        try:
            body = {"input": [{"type": "image_url", "image_url": {"url": address}}]}
            answer = await self._endpoint.ask("moderations", body)
            result = answer["results"][0]
            flagged, kinds = result["flagged"], result.get("categories", {})
        except SourceDown as down:
            return Verdict(verdict="Unknown", reasons=(str(down),))
        except (KeyError, IndexError, TypeError, AttributeError):
            return Verdict(verdict="Unknown", reasons=("answered something else than a verdict",))
        if flagged is False:
            return Verdict(verdict="Safe")
        named = tuple(str(name)[:60] for name, said in kinds.items() if said) if isinstance(kinds, dict) else ()
        return Verdict(verdict="Unsafe" if flagged is True else "Unknown", reasons=named)
