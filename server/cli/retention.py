"""`audit-kit retention`: erasing what is old by hand, and legal holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import click
from rich.console import Console
from rich.table import Table

from server import wiring
from server.cli.installation import data_option, opened, operator
from server.programmes.queries import the_programme
from server.retention import queries
from server.retention.commands import erase_due, lift_hold, place_hold
from server.retention.rules import KINDS


@click.group()
def retention() -> None:
    """Erase personal data by its age, and hold what a court or an inquiry needs."""


@retention.command()
@data_option
@click.option("--dry-run", is_flag=True, help="Say how much it would be, and erase nothing.")
def run(data: Path | None, dry_run: bool) -> None:
    """Erase now what is older than the programme's period. The worker does it every few hours.

    Words, photos, names of those who have left, devices and PDFs go; scores and chosen answers
    stay.
    """
    with opened(data):
        now = datetime.now(UTC)
        before = queries.cut_off(now)
        if the_programme() is None:
            raise click.ClickException("There is no programme yet. Name it on the desk first.")
        if before is None:
            click.echo("Nothing is erased by its age: the programme keeps everything.")
            return
        done = queries.due(before, now) if dry_run else erase_due(wiring.ERASURES, now)
        verb = "Would erase" if dry_run else "Erased"
        click.echo(
            f"{verb} what is from before {before.date()}: "
            f"reports {done.reports}, people {done.people}."
        )
        if queries.all_held():
            click.echo("A legal hold keeps everything: audit-kit retention holds")


@retention.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("which", required=False)
@click.option("--reason", required=True, help="Why; kept in the history.")
@data_option
def hold(kind: str, which: str | None, reason: str, data: Path | None) -> None:
    """Keep something from being erased: the programme, a person, a shopper or a visit.

    WHICH is a person's name, a shopper's code or a visit's id; nothing for the programme.
    """
    with opened(data):
        object = None if kind == "programme" else _found(kind, which or "")
        placed = place_hold(operator(), kind, object, reason)
        click.echo(f"Held until it is lifted: audit-kit retention lift {placed.id} --reason WHY")


@retention.command()
@click.argument("hold_id", metavar="HOLD", type=click.UUID)
@click.option("--reason", required=True, help="Why; kept in the history.")
@data_option
def lift(hold_id: UUID, reason: str, data: Path | None) -> None:
    """Lift a hold; "holds" lists their ids."""
    with opened(data):
        lift_hold(operator(), hold_id, reason)
        click.echo("Lifted. What is older than the period is erased within hours.")


@retention.command()
@data_option
def holds(data: Path | None) -> None:
    """List the holds that stand."""
    with opened(data):
        found = [(each, queries.named(each.kind, each.object)) for each in queries.holds()]
    if not found:
        click.echo("Nothing is held.")
        return
    table = Table("Hold", "What", "Since", box=None)
    for each, name in found:
        words = each.kind if each.kind == "programme" else f"{each.kind} {name}"
        table.add_row(str(each.id), words, each.placed_at.date().isoformat())
    Console(soft_wrap=True).print(table)


def _found(kind: str, which: str) -> UUID:
    meant = queries.by_name(kind, which)
    if len(meant) == 1:
        return meant[0]
    how = {"person": "name", "shopper": "code", "visit": "id"}[kind]
    raise click.ClickException(
        f"There is no {kind} {which!r}. Give the {how} as it is listed."
        if not meant
        else f"There are {len(meant)} called {which!r}. Hold it on its page in the desk instead."
    )
