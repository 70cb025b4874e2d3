"""`audit-kit forms preview` and `list`, and drafts of one's own forms: kept, listed, discarded."""

from __future__ import annotations

from pathlib import Path

import click

from audit_forms import Form, say, shipped
from server.cli.installation import data_option, in_a_folder, opened, operator, write_out
from server.cli.named_forms import form_named, print_mistakes
from server.kernel.ids import sha256_hex
from server.previews.rules import Around, page, program, style
from server.programmes import queries
from server.programmes.commands import discard_draft, keep_draft


@click.command("preview")
@click.argument("form")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=in_a_folder,
    help="File to write; FORM-VERSION.LANGUAGE.html in this folder if left out.",
)
@click.option("--language", help="One of the form's; its first one if left out.")
@data_option
def preview(form: str, out: Path | None, language: str | None, data: Path | None) -> None:
    """Write FORM as one HTML file that opens with a double-click, to be read and tried out.

    It shows every question as the phone asks it, when it is asked, what each answer scores and sets
    off; what is answered in it is kept nowhere. FORM is a form by name, such as five-qualities@1,
    or a file: one that ships, or one of your own, published or still a draft.
    """
    read = form_named(form, data)
    chosen = _language_of(read, language)
    place = out or Path(f"{read.id}-{read.version}.{chosen}.html")
    around = Around(style(), program(), inside=True)
    write_out(place, page(read, chosen, around).encode())


def _language_of(form: Form, wanted: str | None) -> str:
    if wanted in (None, *form.languages):
        return wanted or form.languages[0]
    known = " or ".join(form.languages)
    raise click.ClickException(
        f"{form.id}@{form.version} is not written in {wanted}. Choose --language {known}."
    )


@click.command("draft")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Put it in the place of the draft that is there.")
@data_option
def draft(file: Path, replace: bool, data: Path | None) -> None:
    """Keep FILE as the draft of its version, as the upload on the desk's page does.

    It is checked first. An administrator then publishes it on the page, or `forms publish` does,
    by the name and version that the form says.
    """
    content = file.read_bytes()
    with opened(data):
        found = queries.read(content, str(file))
        if found.form is None:
            print_mistakes(found.mistakes)
            raise click.exceptions.Exit(1)
        there = queries.draft_of(found.form.id, found.form.version) if replace else None
        kept = keep_draft(
            operator(), content, str(file), sha256_hex(there.content) if there else None
        )
    click.echo(f"{kept.id} version {kept.version} is kept as a draft.")


@click.command("list")
@data_option
def listed(data: Path | None) -> None:
    """List every version of a form that ships or is published, and since when it is."""
    with opened(data):
        there = queries.the_programme()
        published = queries.all_published(there.id) if there else []
        since = {(row.form, row.version): row.published_at for row in published}
        ships = {(form, version) for form, version, _path in shipped()}
        for form, version in sorted({*since, *ships}, key=lambda each: (each[0], -each[1])):
            at = since.get((form, version))
            state = f"published {at:%Y-%m-%d}" if at else "not published"
            own = "" if (form, version) in ships else "  your own"
            click.echo(f"{form}@{version}  {state}{own}")


@click.command("drafts")
@data_option
def drafts(data: Path | None) -> None:
    """List the drafts of one's own forms, and how many mistakes are in each."""
    with opened(data):
        for form, version, found in queries.drafts():
            title = say(found.form.title, "en") if found.form else ""
            count = len(found.mistakes)
            state = f"{count} mistake{'' if count == 1 else 's'}" if count else title
            click.echo(f"{form}@{version}  {state}")


@click.command("discard")
@click.argument("form", metavar="FORM@VERSION")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
def discard(form: str, yes: bool, data: Path | None) -> None:
    """Delete the draft of that version; asks before."""
    name, _, version = form.partition("@")
    with opened(data):
        there = queries.draft_of(name, int(version)) if version.isdecimal() else None
        if there is None:
            raise click.ClickException(
                f"There is no draft {form}. Look for it with `audit-kit forms drafts`."
            )
        if not yes:
            click.confirm(f"Delete the draft {form}? Its file is gone then.", abort=True)
        discard_draft(operator(), name, int(version), sha256_hex(there.content))
    click.echo(f"The draft {form} is deleted.")
