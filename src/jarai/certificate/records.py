"""Signs what was decided and published: ES256, a compact JWS under a key of its own, so that none passes for a certificate."""

from collections.abc import Iterable, Mapping
from typing import Any

import jwt

from jarai.base.secrets import Secrets
from jarai.certificate.sign import ALGORITHM, jwk

_RECORDS = "decisions"
"""The purpose of the signing key."""


def sign_record(statement: Mapping[str, Any], certificates: Iterable[tuple[str, str]], secrets: Secrets) -> str:
    """The statement, with file names and SHA-256 of the certificates it rests on, as a compact JWS.

    One whose `keyId` is none is the studio's own act.
    """
    claims = {
        **statement,
        "automatic": statement["keyId"] is None,
        "certificates": [{"fileName": name, "sha256": digest} for name, digest in certificates],
    }
    headers = {"kid": secrets.key_id(_RECORDS)}
    return jwt.encode(claims, secrets.signing_key(_RECORDS), algorithm=ALGORITHM, headers=headers)


def records_jwk(secrets: Secrets) -> dict[str, str]:
    """The public key that records are checked with, as a JSON Web Key."""
    # Not the thumbprint: records were signed under this id before the key was published, and can be checked still.
    return {**jwk(secrets.signing_key(_RECORDS).public_key()), "kid": secrets.key_id(_RECORDS)}
