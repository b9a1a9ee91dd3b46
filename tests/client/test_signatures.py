"""What the SDK takes for a delivery of the studio's, held against the library of Standard Webhooks."""

import json
from datetime import datetime

import pytest
import standardwebhooks

from jarai.client import SignatureWrong, webhooks
from jarai.client.signature import signature_headers
from jarai.client.webhooks import TOLERANCE, secret_bytes

SECRET, OLD = "bXktc2VjcmV0LW15LXNlY3JldC1teS1zZWNyZXQhISE", "b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZC1zZWNyZXQ"
NOW = 1_790_000_000
BODY = json.dumps(
    {
        "eventId": "e", "eventType": "production.published", "productionId": "p", "accountId": "a",
        "timestamp": "2026-11-24T00:00:00Z", "sequenceNumber": 7, "correlationId": "c", "truncated": False,
        "reference": None, "test": False, "data": {"status": "Published"},
    }
).encode()  # fmt: skip


def headers(*secrets: str, body: bytes = BODY, at: int = NOW) -> dict[str, str]:
    return signature_headers(body, "e", at, [secret_bytes(each) for each in secrets])


@pytest.mark.parametrize("secrets", [(SECRET,), (SECRET, OLD), (OLD, SECRET)])
def test_a_delivery_is_known_by_either_secret_of_a_rotation(secrets: tuple[str, ...]) -> None:
    event = webhooks.verify(BODY, headers(*secrets), SECRET, now=NOW + 2.5)
    assert (event.sequence_number, event.data) == (7, {"status": "Published"})


def test_the_names_of_headers_have_no_case() -> None:
    shouted = {name.upper(): value for name, value in headers(SECRET).items()}
    assert webhooks.verify(BODY, shouted, SECRET, now=NOW).event_id == "e"


@pytest.mark.parametrize(
    "given",
    [
        {},
        headers(OLD),
        headers(SECRET, body=BODY + b" "),
        headers(SECRET) | {"webhook-id": "another"},
        headers(SECRET) | {"webhook-timestamp": str(NOW + 1)},
        headers(SECRET) | {"webhook-timestamp": "soon"},
        headers(SECRET) | {"webhook-timestamp": "٣"},
        headers(SECRET) | {"webhook-signature": ""},
        headers(SECRET) | {"webhook-signature": "v1,ä"},
        headers(SECRET, at=NOW - TOLERANCE - 1),
        headers(SECRET, at=NOW + TOLERANCE + 1),
    ],
)
def test_what_is_not_the_studios_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(SignatureWrong):
        webhooks.verify(BODY, given, SECRET, now=NOW)


def test_the_library_of_the_standard_reads_the_same_headers() -> None:
    now = int(datetime.now().astimezone().timestamp())
    library = standardwebhooks.Webhook(f"whsec_{SECRET}=")
    assert library.verify(BODY, headers(SECRET, at=now)) == json.loads(BODY)
