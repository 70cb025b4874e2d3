"""`audit-kit people export` and `people erase`: one person's data, handed out or erased."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

import click

from server import wiring
from server.cli.installation import data_option, opened, operator, out_option
from server.kernel.problems import Problem
from server.retention import queries
from server.retention.commands import check_erasable, erase_person, export
from server.retention.rules import reason_in


@click.command("export", short_help="Write all that is kept about somebody to a ZIP file.")
@click.argument("person")
@out_option
@click.option("--reason", required=True, help="Why; kept in the history.")
@data_option
def export_data(person: str, out: Path, reason: str, data: Path | None) -> None:
    """Write what is kept about PERSON: an id, an e-mail address, a shopper's code or a name.

    A shopper's file says the name behind the code: few are made a day, and the history says so.
    """
    with opened(data):
        made = export(operator(), wiring.TABLES, *_found(person), reason)
        with out.open("wb") as file:
            shutil.copyfileobj(made, file)
    out.chmod(0o600)
    click.echo(f"{out}: {out.stat().st_size:,} bytes. Keep it as safe as what it is about.")


@click.command("erase", short_help="Erase who somebody was, for good.")
@click.argument("person")
@click.option("--reason", required=True, help="Why, without the name; kept in the history.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
def erase_data(person: str, reason: str, yes: bool, data: Path | None) -> None:
    """Erase PERSON: an id, an e-mail address, a shopper's code or a name; asks before.

    Name, address, words and photos go, of all roles and codes. Scores and chosen answers stay. A
    legal hold keeps all of it.
    """
    with opened(data):
        kind, id = _found(person)
        whose, words = queries.whose_by(kind, id), reason_in(reason)
        check_erasable(whose)
        click.echo(_what_goes(person, kind, id))
        if not yes:
            click.confirm("Erase it?", abort=True)
        erase_person(operator(), wiring.ERASURES, whose.person, words)
        click.echo("Erased. What is on a phone, and in backups made before, is not erased with it.")


def _what_goes(person: str, kind: str, id: UUID) -> str:
    """What would be erased. Whoever asked by address or by name is told of no code: not which one
    it is, nor what it has done, for asking alone leaves no trace."""
    called = queries.named(kind, id)
    if kind == "person" or person.strip() not in {called, str(id)}:
        who = called if kind == "person" else person.strip()
        return (
            f"Goes for good: who {who} is, and the words and photos of all reports sent, if there "
            "are any. Visits not reported yet need somebody else then."
        )
    counts = queries.counts(queries.whose_by(kind, id))
    return (
        f"Goes for good: who {called} is, and the words and photos of {counts.reports} reports. "
        f"Visits that need somebody else then: {counts.open_visits}."
    )


def _found(person: str) -> tuple[str, UUID]:
    try:
        return queries.found_by(person)
    except Problem:
        raise click.ClickException(
            f"There is not one person {person!r}. Give an id, as `audit-kit people list --all` "
            "prints it, an e-mail address or a shopper's code."
        ) from None
