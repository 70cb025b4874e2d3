"""`audit-kit serve`: the real start."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from server.app import SchemaBehind
from server.cli.address import Address, address_options
from server.cli.certificates import about_https
from server.cli.installation import connected, data_option, operator, settings_for
from server.cli.running import run
from server.database.schema import MIGRATIONS, migrate_up, pending
from server.kernel.settings import Settings
from server.people.commands import issue_setup_link
from server.people.queries import any_administrator


@click.command(short_help="Run the product until Ctrl-C.")
@data_option
@address_options
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer requests; more than one needs PostgreSQL.",
)
def serve(
    data: Path | None,
    host: str,
    port: int,
    tls_cert: Path | None,
    tls_key: Path | None,
    workers: int,
) -> None:
    """Run the product until Ctrl-C.

    An empty data directory (or database) is set up first, and a link is printed that makes the
    first administrator.
    """
    address = Address(host, port, tls_cert, tls_key)
    settings = settings_for(data)
    if workers > 1 and settings.database.startswith("sqlite"):
        raise click.ClickException(
            "SQLite has one writer, so --workers must be 1. "
            "Set DATABASE_URL to a PostgreSQL database to use more."
        )
    address.check()
    with connected(settings):
        _bring_up(settings)
        lines = _what_to_do_next(settings, address)
    click.echo("\n".join(lines))
    run(settings, address, workers)
    click.echo("Ended.")


def _bring_up(settings: Settings) -> None:
    """Give an empty database its tables; refuse one that is behind."""
    behind = pending()
    if not behind:
        return
    if len(behind) < len(list(MIGRATIONS.glob("[0-9]*.py"))):
        raise SchemaBehind(
            f"The database lacks {len(behind)} migrations. Make a copy of it, then run: "
            f"audit-kit migrate{_data_given(settings)}"
        )
    migrate_up()


def _what_to_do_next(settings: Settings, address: Address) -> list[str]:
    base = settings.public_url.rstrip("/") or address.url()
    lines = [f"Audit kit listens on {base} (data in {settings.data}). Ctrl-C ends it."]
    if not any_administrator():
        token = issue_setup_link(operator(), timedelta(hours=settings.link_hours))
        lines += [
            "",
            "There is no administrator yet. This link makes the first one; it works once, "
            f"for {settings.link_hours} hours:",
            f"  {base}/in/{token}",
            "",
            "Open it in a browser and give your name. The desk then says what comes next: name "
            "the programme, publish a form, add stores and people, plan visits.",
        ]
    if not address.reaches_further and not settings.public_url:
        lines += ["", *_how_others_reach_it(settings, address)]
    if (
        address.reaches_further
        and not settings.public_url
        and (told := about_https(settings, address))
    ):
        lines += ["", *told]
    return lines


def _how_others_reach_it(settings: Settings, address: Address) -> list[str]:
    port = f" --port {address.port}" if address.port != 8000 else ""
    return [
        "Only this computer reaches it, and so do the links that are made here. For phones and "
        "others in the same network, end it and start it so:",
        f"  audit-kit serve --host 0.0.0.0{port}{_data_given(settings)}",
    ]


def _data_given(settings: Settings) -> str:
    return f" --data {settings.data}" if settings.data != Settings().data else ""
