"""`audit-kit programmes`: what is on record of a programme beside its visits."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from server.cli.installation import data_option, opened, operator
from server.programmes.commands import record_staff_notice
from server.programmes.queries import the_programme


@click.group()
def programmes() -> None:
    """Record what the staff of a programme were told."""


@programmes.command("staff-notice")
@click.option("--on", "told_on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day.")
@click.option("--by", "told_by", required=True, help="Who told them.")
@click.option("--how", required=True, help="How they were told.")
@data_option
def staff_notice(told_on: datetime, told_by: str, how: str, data: Path | None) -> None:
    """Record that staff were told of the visits, and that whoever is thanked may be named.

    From visits after that day on, a reviewer may leave a name in a commendation.
    """
    with opened(data):
        programme = the_programme()
        if programme is None:
            raise click.ClickException("There is no programme yet. Name it on the desk first.")
        notice = record_staff_notice(operator(), programme, told_on.date(), told_by, how)
        click.echo(f"Recorded for {programme.name}: staff were told on {notice.told_on}.")
