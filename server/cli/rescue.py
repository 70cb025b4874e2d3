"""`audit-kit rescue`: taking in what a phone saved to a file."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from server.cli.installation import data_option, opened, operator
from server.kernel.ids import readable_number
from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.media.commands import Limits
from server.rescue.commands import Brought, Most, bring, read, rehearse
from server.rescue.rules import Opened, Record, open_file

_File = click.Path(path_type=Path, exists=True, dir_okay=False)
_RESULTS = {
    "stored": "stored",
    "here": "was already here",
    "unfinished": "not finished; load the file on a phone",
}
Ended = Brought | Problem


@click.command()
@click.argument("file", type=_File)
@data_option
@click.option("--passphrase-file", type=_File, help="A file whose first line is the passphrase.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and store nothing.")
def rescue(file: Path, data: Path | None, passphrase_file: Path | None, dry_run: bool) -> None:
    """Take in the reports that a phone saved to FILE, as if the phone had sent them.

    Each record must be signed by a phone of its shopper. What is here already stays as it is.
    Exit code 1 if a record or a photo could not be stored.
    """
    with opened(data) as settings:
        held = open_file(file.read_bytes(), _passphrase(passphrase_file))
        ends = [_one(held, record, _most(settings), dry_run) for record in held.records]
    _tell(ends)
    if dry_run:
        click.echo("Nothing was stored: this was a dry run.")
    if any(isinstance(end, Problem) or end.lost for end in ends):
        raise click.exceptions.Exit(1)


def _passphrase(file: Path | None) -> str:
    if file is None:
        return str(click.prompt("Passphrase of the file", hide_input=True))
    return (file.read_text(encoding="utf-8").splitlines() or [""])[0]


def _most(settings: Settings) -> Most:
    photo = Limits(settings.photo_max_bytes, settings.photo_max_megapixels)
    return Most(settings.report_max_bytes, photo)


def _one(held: Opened, record: Record, most: Most, dry_run: bool) -> Ended:
    """One record's refusal does not keep the others out."""
    try:
        return (rehearse if dry_run else bring)(operator(), held, read(record), most)
    except Problem as refused:
        return refused


def _tell(ends: list[Ended]) -> None:
    table = Table("Record", "Report", "Photos", "What happened", box=None)
    for number, end in enumerate(ends, 1):
        table.add_row(str(number), *_row(end))
    console = Console(soft_wrap=False)
    console.print(table)
    for sentence in _sentences(ends):
        click.echo(sentence)
    click.echo(_sum(ends))


def _row(end: Ended) -> tuple[str, str, str]:
    if isinstance(end, Problem):
        return "", "", "refused"
    photos = end.receipt["photos"] if end.receipt else None
    here = f"{len(photos['present'])} of {len(photos['announced'])}" if photos else ""
    return readable_number(end.told.submission), here, _RESULTS[end.result]


def _sentences(ends: list[Ended]) -> list[str]:
    """Why something was not stored, one line each."""
    lines = []
    for number, end in enumerate(ends, 1):
        if isinstance(end, Problem):
            lines.append(f"Record {number} was refused: {_words(end)}")
            continue
        lines += [f"Record {number}, photo {name[:8]}: {_words(why)}" for name, why in end.lost]
    return lines


def _words(problem: Problem) -> str:
    return problem.kind.sentence % problem.args_by_name + "".join(
        f" {each.field}: {each.sentence % each.args}" for each in problem.fields
    )


def _sum(ends: list[Ended]) -> str:
    results = ["refused" if isinstance(end, Problem) else end.result for end in ends]
    words = {"stored": "stored", "here": "already here", "unfinished": "not finished"}
    counts = [
        f"{results.count(key)} {word}" for key, word in (words | {"refused": "refused"}).items()
    ]
    return f"{len(ends)} record{'' if len(ends) == 1 else 's'}: {', '.join(counts)}."
