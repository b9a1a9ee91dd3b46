"""The endpoint an operator configured, as the library's model, behind a client that reads only so much of an answer."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

from jarai.script.model.ledger import FREE, Price

Kind = Literal["openai", "anthropic"]
_USUAL_URL = "https://api.anthropic.com"
_OWN_OPENAI = (".openai.com", ".openai.azure.com", ".services.ai.azure.com")
"""Hosts that want `max_completion_tokens`; what else speaks the protocol may only know `max_tokens`."""


@dataclass(frozen=True)
class Bounds:
    """What a call may take: seconds, bytes of an answer, tokens written; how often it is tried, seconds between tries."""

    seconds: float = 90.0
    step_seconds: float = 300.0
    answer_bytes: int = 512 * 1024
    tokens: int = 6000
    tries: int = 3
    pause: float = 1.0


@dataclass(frozen=True)
class Endpoint:
    """Which model, where, with which key and at what price. The key is shown nowhere."""

    kind: Kind
    url: str
    model: str
    key: str = ""
    price: Price = FREE
    bounds: Bounds = Bounds()

    def __repr__(self) -> str:
        return f"Endpoint({self.kind}, {self.url}, {self.model})"


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates we trust, read once: reading them takes longer than a short call."""
    return ssl.create_default_context()


class AnswerTooLarge(Exception):
    """The endpoint went on and on."""


class Redirected(Exception):
    """The endpoint named another address. What the operator named is called, and nothing else."""


@asynccontextmanager
async def connected(endpoint: Endpoint, model: str) -> AsyncIterator[Any]:
    """The library's model for this endpoint. Its libraries are loaded here and not before."""
    import httpx2

    most = endpoint.bounds.answer_bytes

    class Bounded(httpx2.AsyncHTTPTransport):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            """The answer, its body cut off by an error once it is too long."""
            answer = await super().handle_async_request(request)
            if answer.is_redirect:  # the libraries follow one whatever their client says
                await answer.aclose()
                raise Redirected("the endpoint sent us elsewhere")
            inner = answer.stream

            class Counted(httpx2.AsyncByteStream):
                async def __aiter__(self) -> AsyncIterator[bytes]:
                    size = 0
                    async for part in inner:  # type: ignore[union-attr]
                        size += len(part)
                        if size > most:
                            raise AnswerTooLarge(f"over {most} bytes")
                        yield part

                async def aclose(self) -> None:
                    await inner.aclose()  # type: ignore[union-attr]

            answer.stream = Counted()
            return answer

    timeout = httpx2.Timeout(endpoint.bounds.seconds, connect=10)
    async with httpx2.AsyncClient(
        transport=Bounded(verify=_trusted()), timeout=timeout, follow_redirects=False, trust_env=False
    ) as client:
        yield _anthropic(endpoint, model, client) if endpoint.kind == "anthropic" else _openai(endpoint, model, client)


def _openai(endpoint: Endpoint, model: str, client: Any) -> Any:
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    host = urlsplit(endpoint.url).hostname or ""
    theirs = host.endswith(_OWN_OPENAI)
    speaking = AsyncOpenAI(base_url=endpoint.url, api_key=endpoint.key or "none", max_retries=0, http_client=client)
    profile = OpenAIModelProfile(openai_chat_supports_max_completion_tokens=theirs)
    return OpenAIChatModel(
        model, provider=OpenAICompatibleProvider("endpoint", openai_client=speaking, profile=profile)
    )


def _anthropic(endpoint: Endpoint, model: str, client: Any) -> Any:
    from anthropic import AsyncAnthropic
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    url = endpoint.url or _USUAL_URL
    speaking = AsyncAnthropic(base_url=url, api_key=endpoint.key or "none", max_retries=0, http_client=client)
    return AnthropicModel(model, provider=AnthropicProvider(anthropic_client=speaking))
