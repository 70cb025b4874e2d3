"""`audit-kit forms`: checking what an author wrote, comparing, printing, and publishing it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from audit_forms import Form, check, compare, shipped, shipped_modules
from pdf_templates import blank_form
from pdf_templates.contract import Language, PageSize
from server.cli.differences import HEADER, rows, show
from server.cli.installation import data_option, opened, operator, out_option, write_out
from server.cli.named_forms import SUFFIXES, form_named, print_mistakes
from server.cli.workbooks import import_form
from server.desk.commands import move_open_visits
from server.programmes.commands import add_programme, publish_form
from server.programmes.models import Programme
from server.programmes.queries import published
from server.programmes.rules import PAGE_SIZES, on_paper, printable
from server.programmes.rules.xlsform import NotExported, to_xlsform
from server.spreadsheets import to_csv


@click.group()
def forms() -> None:
    """Check, compare, print, import, export and publish forms."""


forms.add_command(import_form)


@forms.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
def check_forms(path: Path | None) -> None:
    """Check the form or module at PATH, all below it, or the ones that ship with the product.

    Prints all mistakes as file:line:column with how to mend each; exit code 1 if there is any.
    """
    files = _files(path)
    if not files:
        raise click.ClickException(f"There is no form (.yaml) below {path}. Name another folder.")
    mistakes = [mistake for file in files for mistake in check(file)]
    if mistakes:
        print_mistakes(mistakes)
        raise click.exceptions.Exit(1)
    click.echo(f"{len(files)} file{'s' if len(files) > 1 else ''} checked, no mistakes.")


def _files(path: Path | None) -> list[Path]:
    if path is None:
        return [file for _name, _version, file in (*shipped(), *shipped_modules())]
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES)


@forms.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option(
    "--language",
    type=click.Choice(["en", "es"]),
    default="en",
    show_default=True,
    help="In which questions are named; what differs is shown in all.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Write a table for a spreadsheet instead.")
@data_option
def diff(old: str, new: str, language: str, as_csv: bool, data: Path | None) -> None:
    """Say what differs from form A to form B, and which results may be compared.

    Each is a form by name, such as five-qualities@1, or a file: one that ships, or one of your own,
    published or still a draft. Two different forms may be compared as well; a question is the same
    one where it has the same id.
    """
    found = compare(form_named(old, data), form_named(new, data))
    if as_csv:
        click.echo(to_csv(HEADER, rows(found, language)), nl=False)
    else:
        show(found, language)


@forms.command("print")
@click.argument("form")
@out_option
@click.option(
    "--language", metavar="[en|es]", help="Of the page; the form's first one if left out."
)
@click.option(
    "--page-size",
    type=click.Choice(PAGE_SIZES),
    default="A4",
    show_default=True,
    help="Of the paper.",
)
@data_option
def print_form(
    form: str, out: Path, language: str | None, page_size: PageSize, data: Path | None
) -> None:
    """Draw FORM as a PDF to print and fill in by hand.

    FORM is a form by name, such as five-qualities@1, or a file: one that ships, or one of your own,
    published or still a draft. What an answer scores does not stand on it.
    """
    read = form_named(form, data)
    write_out(out, blank_form(on_paper(read, _language_of(read, language), page_size)))


def _language_of(form: Form, wanted: str | None) -> Language:
    known = printable(form)
    if not known:
        raise click.ClickException(
            f"{form.id}@{form.version} is written in {', '.join(form.languages)} only. A page can "
            "be drawn in en or es; add one of them to the form's languages."
        )
    found = next((language for language in known if wanted in (None, language)), None)
    if found is None:
        raise click.ClickException(
            f"{form.id}@{form.version} cannot be printed in {wanted}. "
            f"Choose --language {' or '.join(known)}."
        )
    return found


@forms.command("export")
@click.argument("form")
@out_option
@data_option
def export_form(form: str, out: Path, data: Path | None) -> None:
    """Write FORM as an XLSForm, a spreadsheet that `forms import` reads back as the same form.

    FORM is a form by name, such as five-qualities@1, or a file: one that ships, or one of your own,
    published or still a draft.
    """
    try:
        content = to_xlsform(form_named(form, data))
    except NotExported as refused:
        raise click.ClickException(
            f"XLSForm has no way to write {form}. Change this or write it by hand: {refused}"
        ) from refused
    write_out(out, content)


@forms.command("publish")
@click.argument("form")
@data_option
@click.option("--programme", help="Name of the programme; made if there is no programme yet.")
def publish(form: str, data: Path | None, programme: str | None) -> None:
    """Publish FORM to a programme: one that ships or a draft, by name, or a file.

    Publishing the same content again changes nothing; other content under the same version is
    refused.
    """
    read = form_named(form, data, to_publish=True)
    with opened(data):
        chosen = _programme(programme)
        publish_form(operator(), chosen, read)
        click.echo(f"{read.id} version {read.version} is published to {chosen.name}.")


@forms.command("move")
@click.argument("form")
@click.argument("version", type=click.IntRange(1))
@data_option
@click.option("--programme", help="Name of the programme, where there are several.")
@click.option("--visit", type=click.UUID, help="Only this visit.")
def move(
    form: str, version: int, data: Path | None, programme: str | None, visit: UUID | None
) -> None:
    """Have open visits reported on VERSION of FORM, which must be published.

    All of them that lack a report, or one visit. Reports that have arrived keep their version, and
    a report that has been begun is moved by its shopper, on the phone.
    """
    with opened(data):
        chosen = _programme(programme)
        moved = move_open_visits(operator(), published(chosen.id, form, version), visit=visit)
    click.echo(f"{moved} visit{'' if moved == 1 else 's'} changed to {form} version {version}.")


def _programme(name: str | None) -> Programme:
    known = list(Programme.select().order_by(Programme.created_at))
    if not known:
        if name is None:
            raise click.ClickException('There is no programme yet. Name it: --programme "NAME"')
        return add_programme(operator(), name)
    meant = [programme for programme in known if name in {None, programme.name}]
    if len(meant) == 1:
        return meant[0]
    names = ", ".join(programme.name for programme in known)
    raise click.ClickException(f"Name one of the programmes with --programme: {names}")
