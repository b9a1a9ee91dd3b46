"""The certificate: signed, verifiable with the public key alone, readable, and deaf to what partners write."""

import io
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from jarai.base.secrets import Secrets, base64url, from_base64url
from jarai.certificate.credential import CertifiedCheck, CertifiedFile, credential
from jarai.certificate.pdf import pdf
from jarai.certificate.sign import CERTIFICATES, BadCertificate, jwk, sign, verify
from jarai.render.fonts import displayable, folders

KEY = Secrets(b"k" * 32).signing_key(CERTIFICATES)
FILE = CertifiedFile(type="Video", file_name="video.mp4", content_type="video/mp4", size_bytes=12, sha256="ab" * 32)


def check(verdict: str = "pass", severity: str = "must") -> CertifiedCheck:
    return CertifiedCheck.model_validate(
        {
            "id": "AUD-LOUD", "rule": "EBU R 128", "clause": "loudness", "severity": severity, "unit": "LUFS", "url": None,
            "method": "measured", "measured": {"lufs": -1598}, "limit": {"lufs": -1600}, "verdict": verdict,
            "evidence": [], "tool": {"name": "t", "version": "1"}, "input": "ab" * 32,
        }
    )  # fmt: skip


def claims(title: str = "A bridge", *checks: CertifiedCheck) -> dict[str, Any]:
    return credential(
        issuer="http://studio", production_id="4a1c0d0e-0000-4000-8000-000000000000", version=1, title=title,
        language="en-US", country="US", valid_from="2026-11-23T12:00:00Z", files=[FILE], checks=checks or [check()],
    )  # fmt: skip


def test_anyone_with_the_published_key_can_verify() -> None:
    token = sign(claims(), KEY)
    published = jwt.PyJWK(jwk(KEY.public_key()))
    header = jwt.get_unverified_header(token)
    assert (header["alg"], header["typ"], header["kid"]) == ("ES256", "vc+jwt", jwk(KEY.public_key())["kid"])
    payload = jwt.api_jws.decode(token, published.key, algorithms=["ES256"])
    assert json.loads(payload) == claims() == verify(token, KEY.public_key())


def test_every_altered_part_is_refused() -> None:
    token = sign(claims(), KEY)
    head, body, signature = token.split(".")
    changed = json.loads(from_base64url(body))
    changed["credentialSubject"]["verdict"] = "Blocked"
    unsigned = base64url(b'{"alg":"none","typ":"vc+jwt"}')
    other = ec.generate_private_key(ec.SECP256R1())
    forgeries = [
        f"{head}.{base64url(json.dumps(changed).encode())}.{signature}",
        f"{unsigned}.{body}.",
        f"{head}.{body}.{signature[:-4]}AAAA",
        sign(claims(), other),
        jwt.encode({"x": 1}, KEY, algorithm="ES256"),
        "",
        "a.b.c",
    ]
    for forgery in forgeries:
        with pytest.raises(BadCertificate):
            verify(forgery, KEY.public_key())


@pytest.mark.parametrize(
    ("checks", "verdict"),
    [
        ([check()], "Passed"),
        ([check("fail")], "Blocked"),
        ([check("fail", "should")], "Passed"),
        ([check("needs_human")], "Passed"),
    ],
)
def test_the_verdict_follows_from_the_checks(checks: list[CertifiedCheck], verdict: str) -> None:
    assert claims("T", *checks)["credentialSubject"]["verdict"] == verdict


def test_the_pdf_repeats_is_tagged_and_tells_what_the_credential_tells() -> None:
    signed = sign(claims(), KEY)
    content = pdf(claims(), signed, "A bridge", folders())
    assert content == pdf(claims(), signed, "A bridge", folders())
    document = PdfReader(io.BytesIO(content))
    text = " ".join(page.extract_text() for page in document.pages)
    for expected in ("Compliance certificate", "A bridge", "AUD-LOUD", "lufs -1598", "Passed", "ababab"):
        assert expected in text, expected
    assert "'/Marked': True" in str(document.root_object)
    assert "/StructTreeRoot" in document.root_object
    assert document.xmp_metadata is not None
    assert b"pdfuaid" in document.xmp_metadata.stream.get_data()


@settings(max_examples=15, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(['#read("/etc/passwd")', "$x$ *b* _i_ \\ ] [ #let", "<b>", "مرحبا 東京", "🚀 👨‍👩‍👧 ①"]),
    )
)
def test_a_title_is_text_never_markup(title: str) -> None:
    content = pdf(claims(title), sign(claims(title), KEY), displayable(title), folders())
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "root:" not in text
    assert content.startswith(b"%PDF-")
