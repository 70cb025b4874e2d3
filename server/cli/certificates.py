"""`audit-kit certificate`: HTTPS on a network where the server has no public name."""

from __future__ import annotations

import signal
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import click
from cryptography import x509
from flask import Flask, redirect, url_for
from werkzeug.wrappers import Response

from server.certificates import pages
from server.certificates.commands import Made, OutOfBounds, make_certificates
from server.certificates.queries import authority_in, folder_in
from server.certificates.rules import RENEW, address_of
from server.cli.address import Address, own_address
from server.cli.codes import qr_code
from server.cli.installation import data_option, settings_for
from server.demo.directory import Directory
from server.kernel.clock import SystemClock
from server.kernel.settings import Settings
from server.web import answers, frame, guard, headers, languages


@click.command(short_help="Make certificates for HTTPS on a home network, and hand them to phones.")
@data_option
@click.option(
    "--host",
    "hosts",
    multiple=True,
    help="Name or address that phones open; can be repeated. Otherwise this machine's own.",
)
@click.option("--fresh", is_flag=True, help="Make another authority; phones must be given it anew.")
@click.option("--share", is_flag=True, help="Then hand the authority to phones until Ctrl-C.")
@click.option(
    "--port",
    default=8080,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port to hand it out on.",
)
def certificate(
    data: Path | None, hosts: tuple[str, ...], fresh: bool, share: bool, port: int
) -> None:
    """Make a certificate authority of this installation's own and a certificate for its server.

    Without either, phones on a home network cannot work offline. What is there and still good is
    used again, so that phones which trust the authority go on doing so.
    """
    settings = settings_for(data)
    asked = [host.strip().lower() for host in hosts] or _own_hosts()
    made = _make(settings, asked, fresh)
    click.echo("\n".join(_told(settings, made)))
    if share:
        _share(settings, port)


def _own_hosts() -> list[str]:
    """This machine as others in its network call it, and as it calls itself."""
    own = own_address("0.0.0.0")
    name = socket.gethostname().partition(".")[0].lower()
    found = ["localhost", "127.0.0.1", own, f"{name}.local"]
    return list(dict.fromkeys(host for host in found if host != ".local"))


def _make(settings: Settings, hosts: list[str], fresh: bool) -> Made:
    wrong = [host for host in hosts if address_of(host) is None and not _is_name(host)]
    if wrong:
        raise click.UsageError(f"{wrong[0]} is neither a name nor an address: give no scheme.")
    try:
        return make_certificates(folder_in(settings.data), hosts, datetime.now(UTC), fresh=fresh)
    except OutOfBounds as beyond:
        raise click.ClickException(
            f"The authority that is here may not vouch for {beyond}. Make another with --fresh; "
            "every phone must then be given it anew."
        ) from beyond
    except ValueError as unreadable:
        raise click.ClickException(
            f"The certificates in {folder_in(settings.data).path} cannot be read ({unreadable}). "
            "Put back a copy, or make others with --fresh."
        ) from unreadable


def _is_name(host: str) -> bool:
    labels = host.split(".")
    return len(host) <= 253 and all(
        label.isascii() and label.replace("-", "a").isalnum() and len(label) <= 63
        for label in labels
    )


def _told(settings: Settings, made: Made) -> list[str]:
    folder = made.folder
    program = "demo" if Directory(settings.data).begun else "serve"
    lines = [
        f"The authority: {folder.authority} ({'new' if made.new_authority else 'as it was'})",
        f"  SHA-256 {made.fingerprint}",
        f"The server's: {folder.server} ({'new' if made.new_server else 'as it was'})",
        f"  for {', '.join(made.hosts)}, until {made.until:%Y-%m-%d}",
        "",
        "Next:",
        f"  audit-kit {program}{_data_given(settings)} --host 0.0.0.0 --tls-cert {folder.server} "
        f"--tls-key {folder.server_key}",
    ]
    if made.new_authority:
        lines += [
            "",
            "Each phone must be given the authority once. To hand it out, with a code to point the "
            f"camera at:  audit-kit certificate{_data_given(settings)} --share",
        ]
    return lines


def _data_given(settings: Settings) -> str:
    return f" --data {settings.data}" if settings.data != Settings().data else ""


def _share(settings: Settings, port: int) -> None:
    """Hand out the authority's certificate over plain HTTP: a phone cannot trust HTTPS yet."""
    address = Address("0.0.0.0", port)
    address.check()
    url = f"{address.url()}/certificate/"
    click.echo(f"\nOn the phone, in the same network, open {url}\n{qr_code(url)}\nCtrl-C ends it.")
    ended = threading.Event()
    for asked_to_end in (signal.SIGINT, signal.SIGTERM):
        # Also where whoever started us has it ignored, as shells do for what runs behind them.
        signal.signal(asked_to_end, lambda *_told: ended.set())
    with make_server("", port, _only_the_page(settings), handler_class=_Quiet) as server:
        # On a thread of its own: while an answer is written, wsgiref takes a KeyboardInterrupt
        # for a fault of the app, answers 500 and goes on serving.
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ended.wait()
        server.shutdown()
    click.echo("Ended.")


class _Quiet(WSGIRequestHandler):
    """A handler that keeps what it answers to itself."""

    def log_message(self, *_args: object) -> None:
        """Nothing."""


def _only_the_page(settings: Settings) -> Flask:
    """An app that has the page of the certificate and nothing else of the product."""
    app = Flask("server", static_folder="web/static", template_folder="web/templates")
    app.extensions |= {"settings": settings, "clock": SystemClock()}
    app.register_blueprint(pages.blueprint)
    app.add_url_rule("/", "home", _to_the_page)
    languages.install(app)
    answers.install(app)
    headers.install(app)
    frame.install(app, (), lambda _who: "")
    return app


@guard.public
def _to_the_page() -> Response:
    return redirect(url_for("certificates.page"))


def about_https(settings: Settings, address: Address) -> list[str]:
    """What a start says of HTTPS: that phones need it, where they get ours, that it ends soon."""
    if not address.secure:
        return [
            "Plain HTTP: phones can fill in and send while they are connected. Working offline "
            f"needs HTTPS:  audit-kit certificate{_data_given(settings)}"
        ]
    lines = []
    if address.certificate and _ends_soon(address.certificate):
        lines += ["The certificate has ended or is about to. Make another and start again."]
    if authority_in(settings.data) is not None:
        lines += [f"A phone gets the authority of its certificate at {address.url()}/certificate/"]
    return lines


def _ends_soon(certificate_file: Path) -> bool:
    found = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    return found.not_valid_after_utc - datetime.now(UTC) < RENEW
