"""`audit-kit stores`: the stores as a list, imported from one, closed and reopened."""

from __future__ import annotations

from pathlib import Path

import click

from server.cli.installation import data_option, opened, operator
from server.cli.lists import import_file, list_options
from server.desk.commands import close_store
from server.imports.queries import stores_file
from server.stores.commands import reopen_store
from server.stores.models import Store
from server.stores.queries import Wanted


@click.group()
def stores() -> None:
    """List, import, close and reopen stores."""


@stores.command("list")
@click.option("--closed", is_flag=True, help="Only those that are closed.")
@data_option
def listed(closed: bool, data: Path | None) -> None:
    """Print the stores as CSV, in the columns that `stores import` takes."""
    with opened(data):
        wanted = Wanted(state="closed" if closed else "open", order="code")
        click.echo(stores_file(operator(), wanted, "en").decode("utf-8-sig"), nl=False)


@stores.command("import")
@list_options
def import_list(file: Path, yes: bool, dry_run: bool, data: Path | None) -> None:
    """Add and change stores as the list in FILE (CSV or XLSX) says; asks before.

    Regions that are missing are made. With a mistake in it nothing is imported, and all of them
    are printed.
    """
    import_file("stores", file, yes, dry_run, data)


@stores.command("close")
@click.argument("code")
@click.option("--reason", required=True, help="Why; kept in the history.")
@click.option("--cancel-visits", is_flag=True, help="Cancel what is still to be made there.")
@data_option
def close(code: str, reason: str, cancel_visits: bool, data: Path | None) -> None:
    """Close the store of that CODE; with open visits only where they are cancelled with it."""
    with opened(data):
        cancelled = close_store(operator(), _store(code), reason, None if cancel_visits else ())
        click.echo(f"{code} is closed; visits cancelled: {cancelled}.")


@stores.command("reopen")
@click.argument("code")
@data_option
def reopen(code: str, data: Path | None) -> None:
    """Open the closed store of that CODE again."""
    with opened(data):
        reopen_store(operator(), _store(code).id)
        click.echo(f"{code} is open.")


def _store(code: str) -> Store:
    found: Store | None = Store.get_or_none(Store.code == code)
    if found is None:
        raise click.ClickException(
            f"There is no store {code}. Look for it with `audit-kit stores list`."
        )
    return found
