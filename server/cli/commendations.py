"""`audit-kit commendations`: what stores read of thanks, and taking one back."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from server.actions import commands
from server.actions.pages import period_code
from server.actions.queries import Shown, whole_list
from server.cli.installation import data_option, opened, operator
from server.stores.models import Store


@click.group()
def commendations() -> None:
    """What stores read of thanks. Reviewers pass words on or decline them, each by themselves."""


@commendations.command("list")
@click.option("--store", metavar="CODE", help="Only those of this store.")
@click.option("--quality", default="", help="Only those that thank for this quality, by its key.")
@data_option
def listed(store: str | None, quality: str, data: Path | None) -> None:
    """List them, the newest week first: id, period, code of the store, quality, words, for whom."""
    with opened(data):
        for row in whole_list(operator(), "en", _store(store) if store else None, quality):
            click.echo("\t".join(_told(row)))


def _told(row: Shown) -> tuple[str, ...]:
    return (str(row.id), period_code(row), row.store.code, row.quality_key, row.words, row.to)


def _store(code: str) -> UUID:
    found = Store.get_or_none(Store.code == code)
    if found is None:
        raise click.ClickException(
            f"There is no store {code}. Give a code as audit-kit stores list prints it."
        )
    return UUID(str(found.id))


@commendations.command()
@click.argument("commendation", metavar="ID", type=click.UUID)
@click.option("--reason", required=True, help="Why; kept in the history.")
@data_option
def withdraw(commendation: UUID, reason: str, data: Path | None) -> None:
    """Take a commendation back, by its id: no store reads it any more, on no page or scorecard."""
    with opened(data):
        commands.withdraw(operator(), commendation, reason)
        click.echo("It is taken back.")
