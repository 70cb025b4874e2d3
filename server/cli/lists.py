"""A list from a file on the command line: read, and what it would do, printed."""

from __future__ import annotations

from pathlib import Path

import click

from server.imports.rules.columns import Fault
from server.imports.rules.previews import Preview
from server.imports.rules.sentences import FAULTS, FILES
from server.spreadsheets import Table, WorkbookProblem, read_table


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
            what = [f"{each.column}: {each.old or '–'} -> {each.new}" for each in row.changes]
            click.echo(f"row {row.row}: {row.state} {row.title} {'; '.join(what) or row.about}")
    click.echo(", ".join(f"{state}: {count}" for state, count in planned.counts.items()))


def _place(fault: Fault) -> str:
    if fault.row is None:
        return ""
    return f"row {fault.row}, column {fault.letters} ({fault.header}): "
