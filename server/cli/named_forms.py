"""A form by what a command was given: its name, or its file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from audit_forms import Form, FormMistakes, Mistake, load, shipped
from server.cli.installation import is_there, opened, settings_for
from server.kernel.settings import Settings
from server.programmes import queries

SUFFIXES = {".yaml", ".yml"}


def print_mistakes(mistakes: Sequence[Mistake]) -> None:
    """Each mistake with its place, and how many there are."""
    for mistake in mistakes:
        click.echo(
            f"{mistake.file}:{mistake.line}:{mistake.column}: {mistake.sentence()} [{mistake.code}]"
        )
    click.echo(f"{len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}.", err=True)


def form_named(wanted: str, data: Path | None, *, to_publish: bool = False) -> Form:
    """A form by its name, such as five-qualities@1, or by its file; its mistakes are printed.

    A name is looked for among the forms that ship, which needs no installation, and then among
    those of one's own in the installation: what is published before a draft of the same version,
    and, where it is `to_publish`, the draft before. Without a version it is the newest.
    """
    file = _file_of(wanted)
    if file is None:
        return _own(wanted, data, to_publish)
    try:
        return load(file)
    except FormMistakes as wrong:
        raise _told(wrong.mistakes) from wrong


def _told(mistakes: Sequence[Mistake]) -> click.exceptions.Exit:
    print_mistakes(mistakes)
    return click.exceptions.Exit(1)


def _file_of(wanted: str) -> Path | None:
    """The file that is named, or that of a form that ships; None when nothing ships so named."""
    if Path(wanted).suffix in SUFFIXES:
        if not Path(wanted).is_file():
            raise click.ClickException(f"There is no file {wanted}. Check its name.")
        return Path(wanted)
    files = {(form, number): file for form, number, file in shipped()}
    meant = _meant(wanted, files)
    return files[meant] if meant else None


def _meant(wanted: str, known: Iterable[tuple[str, int]]) -> tuple[str, int] | None:
    """The one of these forms that a name means, the newest where it says no version."""
    name, _, version = wanted.partition("@")
    found = (each for each in known if each[0] == name and version in ("", str(each[1])))
    return max(found, default=None)


def _own(wanted: str, data: Path | None, to_publish: bool) -> Form:
    settings = settings_for(data)
    if not is_there(settings):
        raise click.ClickException(
            f"No form {wanted} ships with the product, and there is no installation in "
            f"{settings.data} to look for one of your own. Name its directory with --data, or "
            f"choose one of these: {_names(_shipped())}."
        )
    with opened(data):
        meant = _meant(wanted, queries.own_forms())
        if meant is None:
            raise click.ClickException(_nowhere(wanted, settings))
        return _read(*meant, to_publish)


def _read(form: str, version: int, to_publish: bool) -> Form:
    published = queries.published_anywhere(form, version)
    draft = queries.draft_of(form, version)
    if published is not None and (draft is None or not to_publish):
        return published
    # Of what was listed a moment ago, only a draft can be gone by now.
    if draft is None:
        raise click.ClickException(f"The draft {form}@{version} is gone. Look for it again.")
    if draft.form is None:
        raise _told(draft.mistakes)
    return draft.form


def _nowhere(wanted: str, settings: Settings) -> str:
    own = _names(queries.own_forms()) or "none"
    return (
        f"There is no form {wanted}: none ships with the product, no draft in {settings.forms} is "
        "called so, and none published in the database. Choose one that ships: "
        f"{_names(_shipped())}. Or one of your own: {own}."
    )


def _shipped() -> list[tuple[str, int]]:
    return [(form, number) for form, number, _file in shipped()]


def _names(forms: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{form}@{version}" for form, version in forms)
