"""One call of a speech service: sent, tried again where that may help, bounded in time and size."""

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import httpx

from jarai.base.errors import NeverWorks, TryAgain
from jarai.speech.service import SpeechEndpoint

_AGAIN = frozenset({408, 409, 425, 429})


@dataclass(frozen=True)
class Call:
    """A POST of `body`; `most` bytes of an answer are read."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    most: int


class _AgainError(Exception):
    """An answer that another try may better."""


def answered(there: SpeechEndpoint, call: Call) -> bytes:
    """What the service answers.

    Raises TryAgain `SPEECH_UNREACHABLE` where it fails, NeverWorks `SPEECH_REFUSED` where it refuses, and NeverWorks
    `SPEECH_ANSWER` for more bytes than may come.
    """
    problem = ""
    with httpx.Client(verify=_trusted(), timeout=there.seconds, follow_redirects=False) as client:
        for attempt in range(there.tries):
            if attempt:
                there.wait(there.pause * 2 ** (attempt - 1))
            try:
                return _content(client, call, there.seconds)
            except (httpx.HTTPError, _AgainError) as error:
                problem = str(error) or type(error).__name__
    raise TryAgain("SPEECH_UNREACHABLE", f"the speech service failed {there.tries} times: {problem}")


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates count; reading them takes longer than a short answer."""
    return httpx.create_ssl_context()


def _content(client: httpx.Client, call: Call, seconds: float) -> bytes:
    late = time.monotonic() + seconds
    with client.stream("POST", call.url, content=call.body, headers=dict(call.headers)) as answer:
        if answer.status_code in _AGAIN or answer.status_code >= 500:
            raise _AgainError(f"status {answer.status_code}")
        if answer.status_code != 200:
            raise NeverWorks("SPEECH_REFUSED", f"the speech service refuses with status {answer.status_code}")
        content = bytearray()
        for block in answer.iter_bytes():
            content += block
            if len(content) > call.most:
                raise NeverWorks("SPEECH_ANSWER", "the speech service sends more than this sentence can be")
            if time.monotonic() > late:
                raise _AgainError(f"it has not ended after {seconds:g} s")
        return bytes(content)
