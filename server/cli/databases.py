"""`audit-kit migrate` and `audit-kit rollup`: keeping the tables as they should be."""

from __future__ import annotations

from pathlib import Path

import click

from server.cli.installation import connected, data_option, opened, operator, settings_for
from server.database.schema import migrate_down, migrate_up
from server.scores.commands import rebuild


@click.command()
@data_option
@click.option("--down", is_flag=True, help="Take back the newest migration; its data is lost.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def migrate(data: Path | None, down: bool, yes: bool) -> None:
    """Bring the database to the newest schema."""
    settings = settings_for(data)
    if down and not yes:
        click.confirm("Take back the newest migration? What its tables hold is lost.", abort=True)
    with connected(settings):
        names = migrate_down() if down else migrate_up()
    for name in names:
        click.echo(f"{'taken back' if down else 'applied'}: {name}")
    if not names:
        click.echo("Nothing to do.")


@click.group()
def rollup() -> None:
    """Care for the sums from which comparisons are made."""


@rollup.command("rebuild")
@data_option
def rebuild_rollup(data: Path | None) -> None:
    """Make the rollup anew from the published scores. Changes nothing unless it was wrong."""
    with opened(data):
        rows = rebuild(operator())
    click.echo(f"The rollup has {rows} rows, one for each month of a store.")
