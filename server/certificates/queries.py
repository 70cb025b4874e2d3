"""What certificates an installation has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes


@dataclass(frozen=True, slots=True)
class Folder:
    """Where an installation keeps its certificates, in its data directory."""

    path: Path

    @property
    def authority(self) -> Path:
        """The authority's certificate, which phones are given."""
        return self.path / "ca.crt"

    @property
    def authority_key(self) -> Path:
        """The authority's key."""
        return self.path / "ca.key"

    @property
    def server(self) -> Path:
        """The server's certificate."""
        return self.path / "server.crt"

    @property
    def server_key(self) -> Path:
        """The server's key."""
        return self.path / "server.key"


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority's certificate as a phone gets it."""

    pem: bytes
    name: str
    fingerprint: str
    until: datetime


def folder_in(data: Path) -> Folder:
    """The certificates of an installation."""
    return Folder(data / "certificates")


def authority_in(data: Path) -> Authority | None:
    """The authority of an installation; None where none was made, or it cannot be read."""
    try:
        pem = folder_in(data).authority.read_bytes()
        found = x509.load_pem_x509_certificate(pem)
    except (OSError, ValueError):
        return None
    return Authority(pem, name_of(found), fingerprint_of(found), found.not_valid_after_utc)


def name_of(certificate: x509.Certificate) -> str:
    """What a phone calls a certificate in its list."""
    (name,) = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(name.value)


def fingerprint_of(certificate: x509.Certificate) -> str:
    """SHA-256 over the certificate, in pairs as phones show it."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def hosts_of(certificate: x509.Certificate) -> list[str]:
    """The names and addresses that a server's certificate is for."""
    found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    names = found.get_values_for_type(x509.DNSName)
    return [*names, *map(str, found.get_values_for_type(x509.IPAddress))]
