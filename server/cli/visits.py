"""`audit-kit visits`: the visits with the state of each, cancelled or given to another shopper."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from server.cli.installation import data_option, opened, operator
from server.desk import commands
from server.desk.queries import STATES, Filter, all_visits
from server.people.models import Shopper


@click.group()
def visits() -> None:
    """List visits, cancel them, give them to another shopper."""


@visits.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only visits in this state.")
@click.option("--shopper", default="", help="Only visits of the shopper with this code.")
@data_option
def listed(state: str | None, shopper: str, data: Path | None) -> None:
    """Print the visits, latest window first: id, state, store, shopper, window (UTC)."""
    with opened(data):
        for each in all_visits(operator().at, Filter(state=state or "", shopper=shopper)):
            window = f"{each.opens_at:%Y-%m-%d %H:%M} - {each.closes_at:%Y-%m-%d %H:%M}"
            who = each.shopper or "-"
            click.echo(f"{each.id}  {each.state:9}  {each.code:12}  {who:8}  {window}")


@visits.command("cancel")
@click.argument("visit", type=UUID)
@click.option("--reason", required=True, help="Why; kept in the history.")
@data_option
def cancel(visit: UUID, reason: str, data: Path | None) -> None:
    """Cancel VISIT, by its id, as long as no report has arrived."""
    with opened(data):
        commands.cancel(operator(), visit, reason)
        click.echo("The visit is cancelled.")


@visits.command("reassign")
@click.argument("visit", type=UUID)
@click.argument("shopper")
@click.option("--reason", help="Why; kept in the history.")
@data_option
def reassign(visit: UUID, shopper: str, reason: str | None, data: Path | None) -> None:
    """Give VISIT, by its id, to the SHOPPER of that code, as long as nothing has arrived."""
    with opened(data):
        found = Shopper.get_or_none((Shopper.code == shopper) & Shopper.active)
        if found is None:
            raise click.ClickException(f"There is no shopper {shopper}. The desk lists the codes.")
        commands.reassign(operator(), visit, found.id, reason)
        click.echo(f"The visit is given to {shopper}.")
