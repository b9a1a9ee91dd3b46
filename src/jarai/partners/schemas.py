"""What register and verify take and answer."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from jarai.base.model import RequestBody, Wire

_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-"


def _email(text: str) -> str:
    """A plain address: `local@domain.tld`, ASCII, at most 254 characters."""
    local, at, domain = text.rpartition("@")
    labels = domain.split(".")
    good = (
        at
        and 1 <= len(local) <= 64
        and len(text) <= 254
        and all(character in _LOCAL for character in local)
        and not local.startswith(".")
        and not local.endswith(".")
        and ".." not in local
        and len(labels) >= 2
        and all(
            label
            and len(label) <= 63
            and label.isascii()
            and label.replace("-", "a").isalnum()
            and label.strip("-") == label
            for label in labels
        )
    )
    if not good:
        raise ValueError("must be an e-mail address such as api@acme-media.com")
    return text


def _one_line(text: str) -> str:
    if any(ord(character) < 32 or 127 <= ord(character) < 160 for character in text):
        raise ValueError("must not hold control characters")
    return text


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_one_line)]


class RegisterRequest(RequestBody):
    """Who wants to become a partner."""

    organisation_name: Name
    contact_email: Annotated[str, Field(max_length=254, json_schema_extra={"format": "email"}), AfterValidator(_email)]
    contact_name: Name


class RegisterAnswer(Wire):
    """The same for a known and an unknown address."""

    partner_id: str
    status: Literal["PendingVerification"]
    message: str


class VerifyAnswer(Wire):
    """The key, this once."""

    partner_id: str
    api_key: str
    account_id: str
