"""`audit-kit programmes`: what is on record of a programme beside its visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from server.cli.installation import data_option, opened, operator
from server.desk.commands import set_programme
from server.kernel.problems import Problem
from server.programmes.commands import add_programme, record_staff_notice
from server.programmes.models import Programme
from server.programmes.queries import settings_of, the_programme
from server.programmes.queries import staff_notices as notices_of
from server.programmes.rules import (
    BOUNDS,
    PAGE_SIZES,
    ROUNDINGS,
    Change,
    changes,
    seen_by_stores,
    shortened,
)
from server.retention.queries import due_after
from server.web.languages import LANGUAGES


@click.group()
def programmes() -> None:
    """Change a programme's settings, and record what its staff were told."""


@programmes.command("staff-notice")
@click.option("--on", "told_on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day.")
@click.option("--by", "told_by", required=True, help="Who told them.")
@click.option("--how", required=True, help="How they were told.")
@data_option
def staff_notice(told_on: datetime, told_by: str, how: str, data: Path | None) -> None:
    """Record that staff were told of the visits, and that whoever is thanked may be named.

    For visits from the next period on, such as the next week, a reviewer may leave a name in a
    commendation: sooner, a name would tell that the visit was after that day.
    """
    with opened(data):
        programme = the_programme()
        if programme is None:
            raise click.ClickException("There is no programme yet. Name it on the desk first.")
        notice = record_staff_notice(operator(), programme, told_on.date(), told_by, how)
        click.echo(f"Recorded for {programme.name}: staff were told on {notice.told_on}.")


@programmes.command("staff-notices")
@data_option
def staff_notices(data: Path | None) -> None:
    """List what is on record of telling staff, the newest first: the day, by whom and how."""
    with opened(data):
        programme = the_programme()
        for each in notices_of(programme.id) if programme else ():
            click.echo(f"{each.told_on}  {each.told_by}  {each.how}")


@programmes.command("set")
@click.option("--name", help="What the client calls it; makes the programme if there is none.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(LANGUAGES),
    help="In which shoppers are briefed; may be repeated, and replaces those of before.",
)
@click.option("--rounding", type=click.Choice(ROUNDINGS), help="How finely stores learn of visits.")
@click.option(
    "--whole-period/--at-once",
    default=None,
    help="Publish after the visit's period and at night, or as soon as the delay is over.",
)
@click.option("--from-hours", type=int, help="The least hours until a report is published.")
@click.option("--to-hours", type=int, help="The most hours; drawn by chance between the two.")
@click.option("--minimum-visits", type=int, help="Fewer visits make no mean.")
@click.option("--appeal-days", type=int, help="How long a store may contest a scorecard; 0: never.")
@click.option("--page-size", type=click.Choice(PAGE_SIZES), help="Of scorecards.")
@click.option("--retention-months", type=int, help="How long personal data is kept; 0: for ever.")
@click.option("--yes", is_flag=True, help="Ask nothing, whatever stores see or is erased.")
@data_option
def set_(
    yes: bool, data: Path | None, from_hours: int | None, to_hours: int | None, **given: Any
) -> None:
    """Change settings of the programme; without any, print them."""
    asked = given | {"publish_from_hours": from_hours, "publish_to_hours": to_hours}
    asked["languages"] = list(given["languages"]) or None
    with opened(data):
        programme = the_programme() or _first(given["name"], asked["languages"])
        made = changes(settings_of(programme), asked)
        for change in made:
            click.echo(f"{change.name}: {change.old} -> {change.new}")
        if not yes:
            _ask_first(made)
        try:
            set_programme(operator(), programme, asked)
        except Problem as problem:
            raise click.ClickException(_said(problem)) from None
        if not made:
            for name, value in settings_of(programme).items():
                click.echo(f"{name}: {value}")


def _first(name: str | None, languages: Sequence[str] | None) -> Programme:
    if not name:
        raise click.ClickException('There is no programme yet. Name it: --name "NAME"')
    return add_programme(operator(), name, tuple(languages or LANGUAGES))


def _ask_first(made: Sequence[Change]) -> None:
    months = shortened(made)
    if seen_by_stores(made):
        click.confirm("This changes what stores see. Change it?", abort=True)
    if months:
        due = due_after(months, datetime.now(UTC))
        click.echo(
            f"What tells of people and is older than {months} months is erased within hours:"
            f" reports {due.reports}, people {due.people}. Nobody can bring it back."
        )
        click.confirm("Keep it for a shorter time?", abort=True)


def _said(problem: Problem) -> str:
    setting = str(problem.args_by_name.get("setting", ""))
    low, high = BOUNDS.get(setting, ("", ""))
    limits = f" It is a whole number from {low} to {high}." if setting in BOUNDS else ""
    return f"{problem.kind.sentence % problem.args_by_name}{limits}"
