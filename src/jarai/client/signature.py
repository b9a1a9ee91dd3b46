"""The signatures of a delivery: the contract's own, and those of Standard Webhooks (spec v1)."""

import hmac
import time
from base64 import b64encode
from hashlib import sha256


def signature_headers(body: bytes, event_id: str, timestamp: int, secrets: list[bytes]) -> dict[str, str]:
    """The headers by these secrets, the present one first; while a rotation overlaps the one before is the second.

    `timestamp` is in Unix seconds.
    """
    own = [f"sha256={hmac.new(secret, body, sha256).hexdigest()}" for secret in secrets]
    signed = f"{event_id}.{timestamp}.".encode() + body
    standard = [f"v1,{b64encode(hmac.new(secret, signed, sha256).digest()).decode()}" for secret in secrets]
    return {
        "X-JARAI-Signature": own[0],
        **({"X-JARAI-Signature-Previous": own[1]} if len(own) > 1 else {}),
        "webhook-id": event_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(standard),
    }


def unix_now() -> int:
    """The time deliveries are signed at and checked against, in whole Unix seconds."""
    return int(time.time())
