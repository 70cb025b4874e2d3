"""`audit-kit certificate`: from nothing to a phone that works offline over HTTPS."""

from __future__ import annotations

import base64
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, expect

from tests.cli.started import Running, audit_kit
from tests.engines import programs


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The directory of an installation that has certificates and nothing else yet."""
    done = audit_kit("certificate", "--data", tmp_path, "--host", "127.0.0.1")
    assert done.returncode == 0, done.stderr
    return tmp_path


def serving(data: Path, *more: object) -> Running:
    """The product over HTTPS, for somebody who trusts the authority and nobody else."""
    folder = data / "certificates"
    trusting = ssl.create_default_context(cafile=folder / "ca.crt")
    tls = ("--tls-cert", folder / "server.crt", "--tls-key", folder / "server.key")
    return Running("serve", "--data", data, *tls, *more, trusting=trusting)


@pytest.fixture
def trusting(data: Path, browser: Browser) -> Iterator[Browser]:
    """Chromium, told that the server's key is good, as a phone that has the authority knows."""
    found = x509.load_pem_x509_certificate((data / "certificates/server.crt").read_bytes())
    key = found.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    spki = base64.b64encode(sha256(key).digest()).decode()
    argument = f"--ignore-certificate-errors-spki-list={spki}"
    opened = programs.chromium(browser.browser_type, argument)
    yield opened
    opened.close()


def test_it_works(data: Path) -> None:
    with serving(data) as server:
        assert server.url.startswith("https:")
        with urllib.request.urlopen(
            f"{server.url}/certificate/ca.crt", context=server.trusting
        ) as got:
            assert got.read() == (data / "certificates/ca.crt").read_bytes()
        with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urllib.request.urlopen(server.url, context=ssl.create_default_context())
        server.end()


def test_the_app_is_secure_there_and_its_worker_comes(data: Path, trusting: Browser) -> None:
    with serving(data) as server:
        page = trusting.new_page()
        page.goto(f"{server.url}/phone/")
        expect(page.locator(".frame")).to_be_visible(timeout=30_000)
        assert page.evaluate("isSecureContext")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        server.end()


def test_it_says_what_to_do_next(data: Path) -> None:
    again = audit_kit("certificate", "--data", data, "--host", "127.0.0.1")
    folder = data / "certificates"
    assert f"--tls-cert {folder / 'server.crt'} --tls-key {folder / 'server.key'}" in again.stdout
    assert "as it was" in again.stdout
    first = audit_kit("certificate", "--data", data, "--host", "127.0.0.1", "--fresh")
    assert "(new)" in first.stdout
    assert "--share" in first.stdout


def test_phones_take_the_authority_over_plain_http(data: Path) -> None:
    with Running("certificate", "--data", data, "--host", "127.0.0.1", "--share") as shared:
        with urllib.request.urlopen(f"{shared.url}/certificate/?language=es") as got:
            page = got.read().decode()
        assert "Una conexión segura" in page
        with urllib.request.urlopen(f"{shared.url}/certificate/ca.crt") as got:
            assert got.read() == (data / "certificates/ca.crt").read_bytes()
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{shared.url}/phone/")
        assert f":{shared.port}/certificate/" in shared.output
        code = shared.end()
    assert (code, shared.errors.strip()) == (0, "")


def test_a_host_beyond_its_bounds_and_one_that_is_none_are_sentences(data: Path) -> None:
    beyond = audit_kit("certificate", "--data", data, "--host", "example.com")
    assert beyond.returncode == 1
    assert "--fresh" in beyond.stderr
    wrong = audit_kit("certificate", "--data", data, "--host", "https://example.com/")
    assert wrong.returncode == 2
    (data / "certificates/ca.key").write_text("no key")
    broken = audit_kit("certificate", "--data", data, "--host", "127.0.0.1")
    assert broken.returncode == 1
    assert "cannot be read" in broken.stderr


def test_a_start_over_plain_http_names_the_command(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path, "--host", "0.0.0.0") as server:
        assert f"audit-kit certificate --data {tmp_path}" in server.output
        server.end()
