"""The page from which a phone takes the authority: public, and there only where there is one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from server.certificates.commands import make_certificates
from server.certificates.queries import authority_in, folder_in
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    made = make_certificates(folder_in(chain.data), ["192.168.4.20"], datetime.now(UTC))
    phone = chain.app.test_client()
    page = phone.get("/certificate/")
    assert page.status_code == 200
    assert made.fingerprint in page.text
    sent = phone.get("/certificate/ca.crt")
    assert sent.content_type == "application/x-x509-ca-cert"
    assert "Content-Disposition" not in sent.headers
    assert sent.data == made.folder.authority.read_bytes()
    assert b"PRIVATE" not in sent.data


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Certificate Trust Settings"), ("es", "Certificado de CA")]
)
def test_it_speaks_both_languages_and_names_the_certificate(
    chain: Chain, language: str, words: str
) -> None:
    make_certificates(folder_in(chain.data), ["192.168.4.20"], datetime.now(UTC))
    page = chain.app.test_client().get(f"/certificate/?language={language}")
    assert words in page.text
    found = authority_in(chain.data)
    assert found
    assert found.name in page.text
    assert "Android" in page.text
    assert "iPhone" in page.text


@pytest.mark.parametrize("place", ["/certificate/", "/certificate/ca.crt"])
def test_without_an_authority_there_is_nothing(chain: Chain, place: str) -> None:
    assert chain.app.test_client().get(place).status_code == 404
