"""Where the product listens, how others reach it, and whether it can listen there at all."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from server.people.rules.reach import is_this_computer

Command = TypeVar("Command", bound=Callable[..., Any])
_Existing = click.Path(path_type=Path, exists=True, dir_okay=False)
_OPTIONS = (
    click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on."),
    click.option(
        "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port."
    ),
    click.option("--tls-cert", type=_Existing, help="Certificate (PEM), to serve HTTPS."),
    click.option("--tls-key", type=_Existing, help="Private key (PEM) of the certificate."),
)


def address_options(command: Command) -> Command:
    """Give a command --host, --port, --tls-cert and --tls-key."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Address:
    """A host and a port, with a certificate and its key for HTTPS."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        if (self.certificate is None) != (self.key is None):
            raise click.UsageError("HTTPS needs both: give --tls-cert and --tls-key.")

    @property
    def secure(self) -> bool:
        """Whether it serves HTTPS."""
        return self.certificate is not None

    @property
    def reaches_further(self) -> bool:
        """Whether other machines can connect."""
        return not is_this_computer(self.host)

    def url(self) -> str:
        """The address to open in a browser: of this machine in its network, where it can be."""
        host = self.host
        if host in {"0.0.0.0", "::"}:
            host = own_address(host)
        host = f"[{host}]" if ":" in host else host
        scheme, usual = ("https", 443) if self.secure else ("http", 80)
        return f"{scheme}://{host}" + ("" if self.port == usual else f":{self.port}")

    def check(self) -> None:
        """Fail with a sentence when nobody can listen here, or not with this certificate.

        The server binds with SO_REUSEPORT, which would let a second one share the port of the
        first and take half of its requests; a plain bind finds that out before.
        """
        self._check_certificate()
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((self.host, self.port))
        except OSError as failure:
            raise click.ClickException(self._why_not(failure)) from failure

    def _check_certificate(self) -> None:
        if self.certificate is None or self.key is None:
            return
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.certificate, self.key)
        except ssl.SSLError as failure:
            raise click.ClickException(
                f"{self.certificate} and {self.key} are no certificate and its key in PEM "
                f"({failure.reason or failure}). Give two files that belong together."
            ) from failure

    def _why_not(self, failure: OSError) -> str:
        if failure.errno == errno.EADDRINUSE:
            other = self.port + 1 if self.port < 65535 else 8000
            return (
                f"Port {self.port} is in use. End the program that listens there, "
                f"or choose another port: --port {other}"
            )
        if failure.errno == errno.EACCES:
            return (
                f"Port {self.port} is reserved for the system. Choose one above 1023: --port 8000"
            )
        return f"{self.host} is no address of this machine. Use --host 127.0.0.1 or --host 0.0.0.0"


def own_address(any_host: str) -> str:
    """This machine's address in its network, or the loopback one when it has none."""
    six = any_host == "::"
    family, elsewhere = (socket.AF_INET6, "2001:db8::1") if six else (socket.AF_INET, "192.0.2.1")
    try:
        # Connecting a datagram socket sends nothing; it only chooses the way out.
        with socket.socket(family, socket.SOCK_DGRAM) as way:
            way.connect((elsewhere, 9))
            return str(way.getsockname()[0])
    except OSError:
        return "::1" if six else "127.0.0.1"
