"""`audit-kit stores`: the stores as a list, added and changed, imported, closed, reopened."""

from __future__ import annotations

from pathlib import Path

import click

from server.cli.installation import Command, data_option, opened, operator
from server.cli.lists import import_file, list_options
from server.cli.regions import entered, region_at
from server.desk.commands import close_store
from server.desk.schemas import StoreForm
from server.imports.queries import stores_file, stores_there
from server.stores import commands
from server.stores.commands import reopen_store
from server.stores.models import Store
from server.stores.queries import Wanted


@click.group()
def stores() -> None:
    """List stores, add, import and change them, close and reopen them."""


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


def _store_options(command: Command) -> Command:
    for name, told in (
        ("name", "As people know the store."),
        ("region", 'Its region, such as "North / Coast".'),
        ("address", "Where it is, in words."),
        ("place", "Latitude and longitude, such as 19.0414,-98.2063."),
        ("zone", "Its time zone, such as America/Mexico_City."),
        ("currency", "Three letters, such as MXN."),
        ("locale", "How numbers and dates are written there, such as es_MX."),
    ):
        command = click.option(f"--{name}", help=told)(command)
    return data_option(command)


@stores.command("add")
@click.argument("code")
@_store_options
def add(code: str, data: Path | None, **given: str | None) -> None:
    """Add a store of that CODE; zone, currency and locale are those of the one added last."""
    with opened(data):
        if given["region"] is None:
            raise click.UsageError("Say in which region it lies: --region.")
        region = region_at(given["region"])
        told = {name: each for name, each in given.items() if each is not None}
        usual = stores_there(operator()).usual
        asked = entered(StoreForm(), {**usual, **told, "code": code, "region": str(region.id)})
        commands.add_store(operator(), **asked | {"region": region})
        click.echo(f"{code} is added.")


@stores.command("edit")
@click.argument("code")
@click.option("--code", "new_code", help="Another code for it.")
@_store_options
def edit(code: str, new_code: str | None, data: Path | None, **given: str | None) -> None:
    """Change the store of that CODE; what is left out stays as it is."""
    with opened(data):
        store = _store(code)
        names = ("name", "code", "address", "zone", "currency", "locale")
        there = {name: getattr(store, name) for name in names}
        region = region_at(given["region"]) if given["region"] else store.region
        told = {
            name: each for name, each in {**given, "code": new_code}.items() if each is not None
        }
        asked = entered(StoreForm(), there | told | {"region": str(region.id)})
        changes = {name: asked[name] for name in told} | {"region": region}
        changed = commands.edit_store(operator(), store, **changes)
        click.echo(f"{store.code}: {', '.join(changed) or 'nothing'} changed.")


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
