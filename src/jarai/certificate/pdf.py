"""The certificate to read: a tagged PDF, set by typst from data it is handed, never from source with data in it."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

_TEMPLATE = Path(__file__).parent / "certificate.typ"
_VERDICTS = {"pass": "Pass", "fail": "Fail", "needs_human": "Needs a person", "not_applicable": "Not applicable"}


def pdf(claims: dict[str, Any], signed: str, title: str, font_folders: Sequence[Path]) -> bytes:
    """PDF/UA-1 of the credential. The same credential gives the same bytes.

    `title` is the production's, of characters that the fonts in `font_folders` have: the standard allows no other.
    """
    subject = claims["credentialSubject"]
    data = {
        "title": title,
        "verdict": subject["verdict"],
        "id": claims["id"],
        "production": subject["id"],
        "issuer": claims["issuer"],
        "validFrom": claims["validFrom"],
        "language": subject["language"],
        "country": subject["country"],
        "summary": [[_VERDICTS[name], str(count)] for name, count in subject["summary"].items()],
        "files": [
            [file["fileName"], file["type"], f"{file['sizeBytes']:,}", file["sha256"]]
            for file in subject["deliverables"]
        ],
        "checks": [
            [
                check["id"],
                f"{check['rule']}: {check['clause']}",
                _values(check["measured"]),
                _values(check["limit"]),
                check["unit"],
                _VERDICTS[check["verdict"]],
                check["method"],
            ]
            for check in subject["checks"]
        ],
        "aiUse": [[each["component"], each["system"], each["digitalSourceType"]] for each in subject["aiUse"]],
        "limitations": subject["limitations"],
        "supersedes": subject.get("supersedes", []),
        "signature": signed.rsplit(".", 1)[-1],
    }
    # The document's date is the credential's own time, so that bytes repeat.
    moment = int(datetime.fromisoformat(claims["validFrom"]).astimezone(UTC).timestamp())
    compiled = typst.compile(
        str(_TEMPLATE),
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        font_paths=[str(folder) for folder in font_folders],
        timestamp=moment,
    )
    return bytes(compiled)


def _values(values: dict[str, int | str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items()) or "not measured"
