"""`audit-kit shoppers`: the phones of a shopper, and the one door from a code to a name."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from server.cli.installation import data_option, opened, operator
from server.cli.whom import shopper_of
from server.people.commands import forget_device
from server.people.queries import keys_of
from server.people.reveal import reveal as look_up


@click.group()
def shoppers() -> None:
    """The phones of a shopper, and the name behind a code. `people list` has every code."""


@shoppers.command()
@click.argument("code")
@click.option("--reason", required=True, help="Why it must be known; kept in the history.")
@data_option
def reveal(code: str, reason: str, data: Path | None) -> None:
    """Print the name behind CODE. Few are looked up a day, and the history says so each time."""
    with opened(data):
        click.echo(look_up(operator(), shopper_of(code).id, reason))


@shoppers.command()
@click.argument("code")
@data_option
def phones(code: str, data: Path | None) -> None:
    """List the phones of the shopper of CODE whose key is known, the newest first: id and day."""
    with opened(data):
        for each in keys_of(shopper_of(code).id):
            click.echo(f"{each.id}  {each.created_at:%Y-%m-%d}")


@shoppers.command()
@click.argument("code")
@click.argument("phone", type=click.UUID)
@data_option
def forget(code: str, phone: UUID, data: Path | None) -> None:
    """Remove the key of a PHONE that was lost or stolen; no rescue file of it is taken any more.

    CODE is the shopper's; `phones` lists the ids.
    """
    with opened(data):
        found = shopper_of(code)
        forget_device(operator(), found.id, phone)
        click.echo(f"{found.code}: the key is removed. A phone that is signed in registers anew.")
