"""Checking what a webhook received: `verify` gives the event, or raises."""

import hmac
import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping

from jarai.client.models import Event
from jarai.client.signature import signature_headers, unix_now

TOLERANCE = 300
"""Seconds a delivery's time may differ from the receiver's clock."""


class SignatureWrong(Exception):
    """The delivery is not the studio's, was altered, or is too old."""


def verify(body: bytes, headers: Mapping[str, str], signing_secret: str, *, now: float | None = None) -> Event:
    """The event, once signature and time are good.

    `body` is what came, byte for byte; `headers` by any case of their names; `now` is Unix seconds. While a secret is
    being rotated either of the two does. Raises SignatureWrong.
    """
    told = {name.lower(): value for name, value in headers.items()}
    event_id, sent_at = told.get("webhook-id", ""), told.get("webhook-timestamp", "")
    if not (sent_at.isascii() and sent_at.isdigit() and len(sent_at) <= 12):
        raise SignatureWrong("webhook-timestamp is missing or no number")
    if abs((unix_now() if now is None else now) - int(sent_at)) > TOLERANCE:
        raise SignatureWrong(f"the delivery was signed over {TOLERANCE} seconds away from now")
    expected = signature_headers(body, event_id, int(sent_at), [secret_bytes(signing_secret)])["webhook-signature"]
    given = told.get("webhook-signature", "").split(" ")
    if not any(hmac.compare_digest(expected.encode(), each.encode()) for each in given):
        raise SignatureWrong("no signature of this secret fits the body")
    return Event.model_validate(json.loads(body))


def secret_bytes(signing_secret: str) -> bytes:
    """The key of a secret as the studio shows it (base64url)."""
    return urlsafe_b64decode(signing_secret + "=" * (-len(signing_secret) % 4))
