"""Importing a list from a terminal: what would happen is printed row by row, then it asks."""

from __future__ import annotations

from pathlib import Path

import click

from server.cli.installation import Command, data_option, opened, operator
from server.imports.commands import import_list
from server.imports.queries import there
from server.imports.rules.columns import Fault
from server.imports.rules.kinds import KINDS
from server.imports.rules.previews import Planned, Preview
from server.imports.rules.sentences import FAULTS, FILES
from server.spreadsheets import Table, WorkbookProblem, read_table


def list_options(command: Command) -> Command:
    """Give a command its FILE, --yes, --dry-run and --data."""
    file = click.Path(path_type=Path, exists=True, dir_okay=False)
    for option in (
        data_option,
        click.option("--dry-run", is_flag=True, help="Only say what would happen."),
        click.option("--yes", is_flag=True, help="Do not ask."),
        click.argument("file", type=file),
    ):
        command = option(command)
    return command


def import_file(kind: str, file: Path, yes: bool, dry_run: bool, data: Path | None) -> None:
    """Say what the list in a file would do, ask, and do it; or print all its mistakes."""
    with opened(data):
        table = table_in(file, KINDS[kind].most)
        planned = KINDS[kind].preview(table, there(operator(), kind))
        print_preview(planned)
        if planned.faults:
            raise click.exceptions.Exit(1)
        if dry_run or not planned.does_something:
            return
        if not yes:
            click.confirm("Import exactly this?", abort=True)
        import_list(operator(), kind, table, planned.digest)
        click.echo("Imported.")


def table_in(file: Path, most: int) -> Table:
    """The list in a file; what keeps it from being read is said."""
    try:
        return read_table(file.read_bytes(), most)
    except WorkbookProblem as problem:
        words = FILES.get(problem.code, FILES["table_unreadable"])
        raise click.ClickException(words % problem.args_of_code) from None


def print_preview(planned: Preview) -> None:
    """All mistakes, then row by row what would happen."""
    for fault in planned.faults:
        click.echo(f"{_place(fault)}{FAULTS[fault.code] % fault.args}", err=True)
    for way in planned.regions:
        click.echo(f"makes the region {' / '.join(way)}")
    for row in planned.rows:
        if row.state in {"new", "changed"}:
            click.echo(f"row {row.row}: {row.state} {row.title} {_told(row)}")
        for remark in row.remarks:
            click.echo(f"row {row.row}: look at this: {FAULTS[remark.code] % remark.args}")
    click.echo(", ".join(f"{state}: {count}" for state, count in planned.counts.items()))


def _told(row: Planned) -> str:
    """What a new row brings, or what a row changes."""
    if row.state == "new":
        given = [f"{each.column}: {each.new}" for each in row.changes]
        return "; ".join(filter(None, (row.about, *given)))
    return "; ".join(f"{each.column}: {each.old or '–'} -> {each.new}" for each in row.changes)


def _place(fault: Fault) -> str:
    if fault.row is None:
        return ""
    if not fault.letters:
        return f"row {fault.row}: "
    return f"row {fault.row}, column {fault.letters} ({fault.header}): "
