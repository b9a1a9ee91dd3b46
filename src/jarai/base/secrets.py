"""One secret, one derived key per purpose (HKDF-SHA256), each with a key id."""

import contextlib
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# The order of the P-256 group (SEC 2, secp256r1): a private key is an integer from 1 to this minus 1.
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def base64url(data: bytes) -> str:
    """Unpadded base64url."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """The bytes of unpadded base64url. Raises ValueError where it isn't."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def random_token(byte_count: int = 32) -> str:
    """Fresh random bytes as base64url."""
    return base64url(secrets.token_bytes(byte_count))


@dataclass(frozen=True)
class Secrets:
    """The installation's secret, from which every key is derived."""

    master: bytes

    def key(self, purpose: str) -> bytes:
        """32 bytes for `purpose`."""
        return HKDF(SHA256(), 32, salt=None, info=b"jarai/" + purpose.encode()).derive(self.master)

    def seal(self, purpose: str, plain: bytes) -> str:
        """`plain` so that only this installation can read it (AES-256-GCM), as base64url with the key's id before it."""
        nonce = secrets.token_bytes(12)
        sealed = AESGCM(self.key(purpose)).encrypt(nonce, plain, purpose.encode())
        return f"{self.key_id(purpose)}.{base64url(nonce + sealed)}"

    def unseal(self, purpose: str, text: str) -> bytes:
        """What was sealed. Raises ValueError where it wasn't by this installation's secret, or was changed."""
        kid, _, sealed = text.partition(".")
        try:
            if kid != self.key_id(purpose):
                raise ValueError("sealed with another secret")
            data = from_base64url(sealed)
            return AESGCM(self.key(purpose)).decrypt(data[:12], data[12:], purpose.encode())
        except InvalidTag:
            raise ValueError("the sealed text was changed") from None

    def key_id(self, purpose: str) -> str:
        """A public name of the purpose's key, which tells nothing about it."""
        return sha256(b"kid" + self.key(purpose)).hexdigest()[:16]

    def signing_key(self, purpose: str) -> ec.EllipticCurvePrivateKey:
        """A P-256 private key for `purpose`: 48 derived bytes reduced into the group (FIPS 186-5, A.2.1)."""
        wide = HKDF(SHA256(), 48, salt=None, info=b"jarai/ec/" + purpose.encode()).derive(self.master)
        return ec.derive_private_key(int.from_bytes(wide, "big") % (_P256_ORDER - 1) + 1, ec.SECP256R1())


def load_or_make_secret(configured: str | None, data_dir: Path) -> Secrets:
    """The configured secret (base64url, 32 bytes), else the one kept in the data folder, made once with mode 0600."""
    if configured:
        master = from_base64url(configured)
        if len(master) != 32:
            raise ValueError("JARAI_SECRET_KEY must be 32 bytes in base64url")
        return Secrets(master)
    path = data_dir / "secret.key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        fresh = data_dir / f".secret-{random_token(8)}"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(random_token())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another process was first: its secret counts
            path.hardlink_to(fresh)
        fresh.unlink()
    return Secrets(from_base64url(path.read_text().strip()))
