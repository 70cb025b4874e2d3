"""Making an installation's authority and its server's certificate."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from server.certificates import rules
from server.certificates.queries import Folder, fingerprint_of, hosts_of


class OutOfBounds(Exception):
    """The authority that is here may not vouch for a host; the message is that host."""


@dataclass(frozen=True, slots=True)
class Made:
    """What there is after a run, and what of it is new."""

    folder: Folder
    fingerprint: str
    hosts: tuple[str, ...]
    until: datetime
    new_authority: bool
    new_server: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def lasts(self, now: datetime) -> bool:
        """Whether it can be used for a while yet."""
        return self.certificate.not_valid_after_utc - now > rules.RENEW


def make_certificates(
    folder: Folder, hosts: Sequence[str], now: datetime, *, fresh: bool = False
) -> Made:
    """An authority and a server's certificate for `hosts`; what is still good is used again.

    `fresh` makes another authority, which every phone must be given anew. Raises OutOfBounds for a
    host that the present one may not vouch for, ValueError for files that cannot be read.
    """
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = None if fresh else _read(folder.authority, folder.authority_key)
    new_authority = authority is None or not authority.lasts(now)
    if authority is None or new_authority:
        authority = _make_authority(hosts, now)
        _write(authority, folder.authority, folder.authority_key)
    _check_bounds(authority, hosts)
    server = None if new_authority else _read(folder.server, folder.server_key)
    new_server = server is None or not _still_good(server, authority, hosts, now)
    if server is None or new_server:
        server = _make_server(authority, hosts, now)
        _write(server, folder.server, folder.server_key)
    return Made(
        folder,
        fingerprint_of(authority.certificate),
        tuple(hosts_of(server.certificate)),
        server.certificate.not_valid_after_utc,
        new_authority,
        new_server,
    )


def _still_good(server: _Pair, authority: _Pair, hosts: Sequence[str], now: datetime) -> bool:
    same = set(hosts_of(server.certificate)) == set(hosts)
    signed = server.certificate.issuer == authority.certificate.subject
    return same and signed and server.lasts(now)


def _check_bounds(authority: _Pair, hosts: Sequence[str]) -> None:
    found = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints)
    for host in hosts:
        if not rules.covers(found.value, host):
            raise OutOfBounds(host)


def _make_authority(hosts: Sequence[str], now: datetime) -> _Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    # Neutral, because a phone shows it; and unlike others, so that the right one can be removed.
    name = _name(f"Notes {x509.random_serial_number() % 0xFFFF:04X}")
    made = (
        _begin(name, name, key, now)
        .not_valid_after(now + rules.AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(rules.bounds_for(hosts), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _Pair(made, key)


def _make_server(authority: _Pair, hosts: Sequence[str], now: datetime) -> _Pair:
    key, above = ec.generate_private_key(ec.SECP256R1()), authority.certificate
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    made = (
        # With a space in it, so that nothing takes it for the name of a site.
        _begin(_name("Notes server"), above.subject, key, now)
        .not_valid_after(min(now + rules.SERVER_LASTS, above.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH]), False)
        .add_extension(x509.SubjectAlternativeName(rules.names_of(hosts)), critical=False)
        .add_extension(identifier, critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    return _Pair(made, key)


def _begin(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.CertificateBuilder:
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - rules.SKEW)
        .add_extension(identifier, critical=False)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _read(certificate: Path, key: Path) -> _Pair | None:
    if not certificate.exists() or not key.exists():
        return None
    read = serialization.load_pem_private_key(key.read_bytes(), None)
    found = x509.load_pem_x509_certificate(certificate.read_bytes())
    if not isinstance(read, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{key} holds a key of another kind")
    return _Pair(found, read)


def _write(pair: _Pair, certificate: Path, key: Path) -> None:
    """The key first: where only one of the two is there, the next run makes both anew."""
    secret = pair.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    certificate.unlink(missing_ok=True)
    _put(key, secret, 0o600)
    _put(certificate, pair.certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def _put(path: Path, content: bytes, mode: int) -> None:
    new = path.with_suffix(f"{path.suffix}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
        out.write(content)
    new.replace(path)
