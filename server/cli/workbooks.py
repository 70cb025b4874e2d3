"""`audit-kit forms import`: from a spreadsheet to a form in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from audit_forms.yaml_writer import as_yaml
from server.cli.installation import out_option
from server.programmes.rules.xlsform import SheetMistake, SheetMistakes, read_xlsform

_NONE = {"en": "Nothing was imported.", "es": "No se importó nada."}


@click.command("import")
@click.argument("workbook", metavar="FILE", type=click.Path(path_type=Path, exists=True))
@out_option
@click.option(
    "--language",
    type=click.Choice(["en", "es"]),
    default="en",
    show_default=True,
    help="In which mistakes are told.",
)
def import_form(workbook: Path, out: Path, language: str) -> None:
    """Make a form of an XLSForm: FILE.xlsx becomes a form in YAML, to edit, check and publish.

    What cannot be carried is listed with its sheet and cell and how to mend it; then no file is
    written, and the exit code is 1. What is carried in another way is said as well.
    """
    try:
        read = read_xlsform(workbook.read_bytes())
    except SheetMistakes as wrong:
        _tell(workbook, wrong.mistakes, language)
        click.echo(_NONE[language], err=True)
        raise click.exceptions.Exit(1) from wrong
    form = read.form
    out.write_text(as_yaml(form, f"From {workbook.name}"), encoding="utf-8")
    _tell(workbook, read.notices, language)
    sections, questions = len(form.sections), len(form.questions)
    click.echo(
        f"{out}: {form.id} version {form.version}, {questions} questions in {sections} "
        f"sections, in {', '.join(form.languages)}"
    )


def _tell(workbook: Path, found: Sequence[SheetMistake], language: str) -> None:
    for each in found:
        place = f"{each.place}: " if str(each.place) else ""
        click.echo(f"{workbook.name}: {place}{each.sentence(language)} [{each.code}]", err=True)
