"""Signs and verifies credentials: ES256, compact JWS of type `vc+jwt` (W3C, Securing Verifiable Credentials using JOSE)."""

import json
from hashlib import sha256
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from jarai.base.hashing import canonical_json
from jarai.base.secrets import base64url

ALGORITHM = "ES256"
CERTIFICATES = "certificates"
"""The purpose of the signing key."""


class BadCertificate(Exception):
    """The signature doesn't hold, or this is no certificate of this key."""


def sign(claims: dict[str, Any], key: ec.EllipticCurvePrivateKey) -> str:
    """The credential as a compact JWS."""
    headers = {"typ": "vc+jwt", "cty": "vc", "kid": jwk(key.public_key())["kid"]}
    return jwt.api_jws.encode(canonical_json(claims), key, algorithm=ALGORITHM, headers=headers)


def verify(token: str, key: ec.EllipticCurvePublicKey) -> dict[str, Any]:
    """The claims of a certificate. Raises BadCertificate where the signature or the type is wrong."""
    try:
        decoded = jwt.api_jws.decode_complete(token, key, algorithms=[ALGORITHM])
        if decoded["header"].get("typ") != "vc+jwt":
            raise BadCertificate("not a credential")
        claims: dict[str, Any] = json.loads(decoded["payload"])
    except (jwt.InvalidTokenError, ValueError) as error:
        raise BadCertificate(str(error)) from error
    return claims


def jwk(key: ec.EllipticCurvePublicKey) -> dict[str, str]:
    """The public key as a JSON Web Key; its id is the RFC 7638 thumbprint."""
    numbers = key.public_numbers()
    found = {
        "crv": "P-256",
        "kty": "EC",
        "x": base64url(numbers.x.to_bytes(32, "big")),
        "y": base64url(numbers.y.to_bytes(32, "big")),
    }
    return {**found, "kid": base64url(sha256(canonical_json(found)).digest()), "use": "sig", "alg": ALGORITHM}
