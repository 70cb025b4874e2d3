"""`audit-kit visits`: planned, from a list too; listed, cancelled, given to another shopper."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import click

from server.cli.installation import data_option, opened, operator
from server.cli.lists import import_file, list_options
from server.desk import commands
from server.desk.queries import STATES, Filter, all_visits, shopper_named, store_named
from server.programmes.models import FormVersion, Programme
from server.programmes.queries import all_published, the_programme, version_named
from server.web.languages import LANGUAGES


@click.group()
def visits() -> None:
    """Plan visits, list them, cancel them, give them to another shopper."""


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


_WHEN = click.DateTime(("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"))


@visits.command("plan")
@click.argument("shopper")
@click.argument("store")
@click.option("--opens", required=True, type=_WHEN, help="From when, on the store's own clocks.")
@click.option("--closes", required=True, type=_WHEN, help="Until when, likewise.")
@click.option("--form", "named", help="FORM or FORM@VERSION; needed where several are published.")
@click.option("--brief", required=True, help="Who the shopper is today and what they come for.")
@click.option("--buy", default="", help="What to buy.")
@click.option("--rule", "rules", multiple=True, help="A rule to keep to; several times.")
@click.option("--fact", "facts", multiple=True, help="What the form asks to know: purchase=true.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the brief; otherwise for all.")
@click.option("--anyway", is_flag=True, help="Also where the shopper visits the store then.")
@data_option
def plan(shopper: str, store: str, data: Path | None, **told: Any) -> None:
    """Send the SHOPPER of that code to the STORE of that code; prints the visit's id."""
    with opened(data):
        programme = the_programme()
        if programme is None:
            raise click.ClickException("There is no programme yet. Name it on the desk first.")
        brief = {"scenario": told["brief"], "buy": told["buy"], "rules": list(told["rules"])}
        languages = [told["language"]] if told["language"] else programme.languages
        asked = commands.Asked(
            store_named(operator(), store),
            shopper_named(shopper),
            _version(programme, told["named"]),
            told["opens"],
            told["closes"],
            dict.fromkeys(languages, brief),
            _facts(told["facts"]),
            anyway=told["anyway"],
        )
        click.echo(commands.plan(operator(), programme, asked).id)


def _version(programme: Programme, named: str | None) -> FormVersion:
    """The published form that is meant; without a name the only one."""
    rows = all_published(programme.id)
    if named is None and len({row.form for row in rows}) > 1:
        forms = ", ".join(sorted({row.form for row in rows}))
        raise click.ClickException(f"Several forms are published. Name one with --form: {forms}.")
    form, _, version = (named or (rows[0].form if rows else "")).partition("@")
    return version_named(programme, form, int(version) if version.isdecimal() else None)


def _facts(given: tuple[str, ...]) -> dict[str, str]:
    if wrong := [each for each in given if "=" not in each]:
        raise click.ClickException(f"--fact {wrong[0]}: write NAME=VALUE, such as purchase=true.")
    return dict(each.split("=", 1) for each in given)


@visits.command("import")
@list_options
def import_list(file: Path, yes: bool, dry_run: bool, data: Path | None) -> None:
    """Plan the visits of the list in FILE (CSV or XLSX); asks before.

    Columns: shopper, store, form, from, until, brief and what the form asks to know; times are
    each store's own. With a mistake in it nothing is planned, and all of them are printed.
    """
    import_file("visits", file, yes, dry_run, data)


@visits.command("cancel")
@click.argument("visit", type=UUID)
@click.option("--reason", required=True, help="Why; kept in the history.")
@data_option
def cancel(visit: UUID, reason: str, data: Path | None) -> None:
    """Cancel VISIT, by its id, as long as no report has arrived."""
    with opened(data):
        commands.cancel(operator(), visit, reason)
        click.echo("The visit is cancelled.")


@visits.command("take-back")
@click.argument("visit", type=UUID)
@click.option("--reason", required=True, help="Why; kept in the history.")
@data_option
def take_back(visit: UUID, reason: str, data: Path | None) -> None:
    """Take the acceptance of VISIT's report back, as long as no store can have read of it."""
    with opened(data):
        commands.take_back(operator(), visit, reason)
        click.echo("The report waits for a reviewer again.")


@visits.command("reassign")
@click.argument("visit", type=UUID)
@click.argument("shopper")
@click.option("--reason", help="Why; kept in the history.")
@data_option
def reassign(visit: UUID, shopper: str, reason: str | None, data: Path | None) -> None:
    """Give VISIT, by its id, to the SHOPPER of that code, as long as nothing has arrived."""
    with opened(data):
        found = shopper_named(shopper)
        commands.reassign(operator(), visit, found.id, reason)
        click.echo(f"The visit is given to {found.code}.")
