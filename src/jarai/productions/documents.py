"""Recorded outputs as they lie in the store: JSON documents under their own hash, apart for each partner."""

from typing import TypeVar

from jarai.base.errors import NeverWorks
from jarai.base.hashing import canonical_json, sha256_hex
from jarai.base.model import Wire
from jarai.storage.port import Storage

Document = TypeVar("Document", bound=Wire)


async def keep_document(storage: Storage, partner_id: str, document: Wire) -> str:
    """Store the document; its SHA-256 in hex."""
    content = canonical_json(document)
    digest = sha256_hex(content)
    await storage.put_bytes(_key(partner_id, digest), content, "application/json")
    return digest


async def load_document(storage: Storage, partner_id: str, kind: type[Document], digest: str) -> Document:
    """The document with that hash. Raises FileNotFoundError, or NeverWorks where its bytes have changed."""
    content = await storage.get_bytes(_key(partner_id, digest))
    if sha256_hex(content) != digest:
        raise NeverWorks("STORAGE_DAMAGED", f"the stored {kind.__name__} {digest} does not match its hash")
    return kind.model_validate_json(content)


def _key(partner_id: str, digest: str) -> str:
    return f"work/{partner_id}/documents/{digest}.json"
