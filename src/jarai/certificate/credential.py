"""Builds the credential: W3C Verifiable Credentials 2.0, secured with JOSE. It says what was measured, never "complies"."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from jarai.base.ids import stable_id
from jarai.base.model import Wire

LIMITATIONS = (
    "Each check says what was measured on the named file against the stated limit. It is not a statement of legal compliance.",
    "The sound and picture were made and measured by the same installation; nobody else has verified them.",
    "No imperceptible watermark and no Content Credentials were applied.",
)
AI_USE = (
    {"component": "voice", "system": "hibari-tts", "digitalSourceType": "trainedAlgorithmicMedia"},
    {
        "component": "picture",
        "system": "JARAI Studio, drawn from the storyboard",
        "digitalSourceType": "algorithmicMedia",
    },
    {
        "component": "script",
        "system": "JARAI Studio, facts-only writer without a model",
        "digitalSourceType": "algorithmicMedia",
    },
)
"""What ran, by the terms of the IPTC's digital source types."""


class CertifiedFile(Wire):
    """A delivered file, as the certificate names it."""

    type: str
    file_name: str
    content_type: str
    size_bytes: int
    sha256: str


class CertifiedCheck(Wire):
    """A check's result, as the certificate tells it."""

    id: str
    rule: str
    clause: str
    severity: str
    unit: str
    url: str | None
    method: str
    measured: dict[str, int | str]
    limit: dict[str, int | str]
    verdict: str
    evidence: tuple[dict[str, int | str], ...]
    tool: dict[str, str]
    input: str


def credential(
    *,
    issuer: str,
    production_id: str,
    version: int,
    title: str,
    language: str,
    country: str,
    valid_from: str,
    files: Sequence[CertifiedFile],
    checks: Sequence[CertifiedCheck],
    supersedes: Sequence[str] = (),
) -> dict[str, Any]:
    """The credential as JSON-able data: strings, integers, lists and objects only.

    `supersedes` names the files of the former version's certificate by their SHA-256: they no longer hold.
    """
    verdicts = Counter(check.verdict for check in checks)
    failed = any(check.severity == "must" and check.verdict == "fail" for check in checks)
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential", "VideoComplianceCredential"],
        "id": f"urn:uuid:{stable_id(f'certificate/{production_id}/{version}')}",
        "issuer": issuer,
        "validFrom": valid_from,
        "credentialSubject": {
            "id": f"urn:uuid:{production_id}",
            "version": version,
            "title": title,
            "language": language,
            "country": country,
            "verdict": "Blocked" if failed else "Passed",
            "deliverables": [file.model_dump(mode="json", by_alias=True) for file in files],
            "checks": [check.model_dump(mode="json", by_alias=True) for check in checks],
            "summary": {each: verdicts[each] for each in ("pass", "fail", "needs_human", "not_applicable")},
            "aiUse": [dict(each) for each in AI_USE],
            "limitations": list(LIMITATIONS),
            **({"supersedes": list(supersedes)} if supersedes else {}),
        },
    }
