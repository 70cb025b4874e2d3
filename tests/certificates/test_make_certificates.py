"""An authority of one's own: used again while it is good, and never for a site on the internet."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from server.certificates.commands import OutOfBounds, make_certificates
from server.certificates.queries import Folder, authority_in, folder_in, hosts_of

NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
HOSTS = ["localhost", "127.0.0.1", "192.168.4.20", "till.local"]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Where an installation without certificates would keep them."""
    return folder_in(tmp_path)


def read(path: Path) -> x509.Certificate:
    """A certificate from its file."""
    return x509.load_pem_x509_certificate(path.read_bytes())


def test_it_works(folder: Folder, tmp_path: Path) -> None:
    made = make_certificates(folder, HOSTS, NOW)
    assert (made.new_authority, made.new_server) == (True, True)
    assert set(made.hosts) == set(HOSTS)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder.server, folder.server_key)
    read(folder.server).verify_directly_issued_by(read(folder.authority))
    found = authority_in(tmp_path)
    assert found
    assert (found.fingerprint, found.pem) == (made.fingerprint, folder.authority.read_bytes())


def test_keys_are_for_their_owner_alone(folder: Folder) -> None:
    make_certificates(folder, HOSTS, NOW)
    for key in (folder.authority_key, folder.server_key):
        assert key.stat().st_mode & 0o777 == 0o600
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_phones_find_nothing_to_refuse(folder: Folder) -> None:
    make_certificates(folder, HOSTS, NOW)
    server, authority = read(folder.server), read(folder.authority)
    whole = server.not_valid_after_utc - server.not_valid_before_utc
    assert whole <= timedelta(days=397)
    uses = server.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert x509.ExtendedKeyUsageOID.SERVER_AUTH in uses
    for each in (server, authority):
        key = each.public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey)
        assert key.curve.name == "secp256r1"
    lasts = authority.not_valid_after_utc - NOW
    assert timedelta(days=3640) < lasts < timedelta(days=3660)


def test_what_is_good_is_used_again(folder: Folder) -> None:
    first = make_certificates(folder, HOSTS, NOW)
    before = [folder.authority.read_bytes(), folder.server.read_bytes()]
    again = make_certificates(folder, HOSTS, NOW + timedelta(days=300))
    assert (again.new_authority, again.new_server) == (False, False)
    assert [folder.authority.read_bytes(), folder.server.read_bytes()] == before
    assert again.fingerprint == first.fingerprint


def test_one_that_is_about_to_end_is_made_anew_by_the_same_authority(folder: Folder) -> None:
    first = make_certificates(folder, HOSTS, NOW)
    later = make_certificates(folder, HOSTS, NOW + timedelta(days=370))
    assert (later.new_authority, later.new_server) == (False, True)
    assert later.fingerprint == first.fingerprint
    assert later.until > first.until


def test_other_hosts_get_another_certificate_by_the_same_authority(folder: Folder) -> None:
    first = make_certificates(folder, HOSTS, NOW)
    moved = make_certificates(folder, ["10.0.0.7"], NOW)
    assert (moved.new_authority, moved.new_server) == (False, True)
    assert moved.fingerprint == first.fingerprint
    assert hosts_of(read(folder.server)) == ["10.0.0.7"]


def test_an_authority_about_to_end_and_a_fresh_one_are_new_altogether(folder: Folder) -> None:
    first = make_certificates(folder, HOSTS, NOW)
    fresh = make_certificates(folder, HOSTS, NOW, fresh=True)
    assert (fresh.new_authority, fresh.new_server) == (True, True)
    late = make_certificates(folder, HOSTS, NOW + timedelta(days=3640))
    assert len({first.fingerprint, fresh.fingerprint, late.fingerprint}) == 3


@pytest.mark.parametrize("host", ["example.com", "8.8.8.8", "notlocal", "2001:db8::1"])
def test_it_vouches_for_no_site_on_the_internet(folder: Folder, host: str) -> None:
    make_certificates(folder, HOSTS, NOW)
    with pytest.raises(OutOfBounds) as beyond:
        make_certificates(folder, [host], NOW)
    assert str(beyond.value) == host


@pytest.mark.parametrize("host", ["audits.example.com", "203.0.113.9", "2001:db8::1"])
def test_a_host_that_it_was_made_for_is_within_its_bounds(folder: Folder, host: str) -> None:
    make_certificates(folder, [host], NOW)
    assert not make_certificates(folder, [host], NOW).new_server
    assert not make_certificates(folder, HOSTS, NOW).new_authority


def test_half_of_a_pair_is_made_whole(folder: Folder) -> None:
    make_certificates(folder, HOSTS, NOW)
    folder.server_key.unlink()
    again = make_certificates(folder, HOSTS, NOW)
    assert (again.new_authority, again.new_server) == (False, True)


def test_a_file_that_is_no_certificate_is_said_and_kept(folder: Folder, tmp_path: Path) -> None:
    make_certificates(folder, HOSTS, NOW)
    folder.authority.write_text("a letter")
    with pytest.raises(ValueError, match="PEM"):
        make_certificates(folder, HOSTS, NOW)
    assert folder.authority.read_text() == "a letter"
    assert authority_in(tmp_path) is None
