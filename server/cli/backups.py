"""`audit-kit backup` and `audit-kit restore`: an installation as one file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
from rich.console import Console
from rich.progress import Progress

from server import wiring
from server.backups.commands import Made, Target, check_file, make
from server.backups.commands import restore as put_back
from server.backups.queries import Progress as Tell
from server.backups.rules import Manifest, Refused
from server.cli.installation import data_option, in_a_folder, opened, settings_for
from server.kernel.settings import Settings

# More would fill the screen.
_MOST_NAMED = 20


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), callback=in_a_folder)
@data_option
@click.option("--replace", is_flag=True, help="Replace FILE where it is there already.")
def backup(file: Path, data: Path | None, replace: bool) -> None:
    """Write all of the installation to FILE, while the product goes on.

    Rows, photos, PDFs, drafts of forms, the secret and certificates, each with its digest. The
    file names everybody and opens the installation: keep it as safe as the installation itself.
    """
    if file.exists() and not replace:
        raise click.ClickException(f"{file} is there already. Name another, or give --replace.")
    with opened(data) as settings, _sentences(), _bars() as tell:
        try:
            made = make(file, settings.data, wiring.TABLES, datetime.now(UTC), tell)
        except OSError as failure:
            raise click.ClickException(
                f"The backup could not be written to {file}: {failure.strerror or failure}. "
                "Name a place with enough room where you may write; no part of it was left there."
            ) from failure
    click.echo(f"{file}: {made.size:,} bytes, {_in_words(made.manifest)}")
    _warn(made)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@data_option
@click.option("--replace", is_flag=True, help="Delete what is there now, and put FILE in place.")
@click.option("--check", is_flag=True, help="Only read FILE and say whether it is whole.")
def restore(file: Path, data: Path | None, replace: bool, check: bool) -> None:
    """Make the installation what FILE holds; the server must be stopped.

    All of FILE is checked before anything is touched. It goes into SQLite or PostgreSQL, whichever
    it was made on, so this is also how to move from one to the other.
    """
    settings = settings_for(data)
    with _sentences(), _bars() as tell:
        if check:
            manifest = check_file(file, tell)
        else:
            manifest = put_back(file, _target(settings), replace, tell)
    if check:
        click.echo(f"{file} is whole: {_in_words(manifest)}")
    else:
        click.echo(f"Restored into {settings.data}: {_in_words(manifest)}")


def _warn(made: Made) -> None:
    """Say what no backup can bring back, as long as an older one still may."""
    for names, what in (
        (made.rotten, "are damaged on this disk and were left out"),
        (made.missing, "are named in the database and not on this disk"),
    ):
        if names:
            click.echo(
                f"Warning: {len(names):,} photos or PDFs {what}. Look for them in an older "
                f"backup. Their hashes: {', '.join(sorted(names)[:_MOST_NAMED])}"
                f"{' and more' if len(names) > _MOST_NAMED else ''}.",
                err=True,
            )


def _target(settings: Settings) -> Target:
    parts = urlsplit(settings.database)
    file = Path(unquote(parts.path)) if parts.scheme == "sqlite" else None
    return Target(settings.data, settings.database, file)


def _in_words(manifest: Manifest) -> str:
    return (
        f"{manifest.rows:,} rows and {manifest.photos:,} photos and PDFs "
        f"as of {manifest.made_at} (schema {manifest.schema}, {manifest.engine})."
    )


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused


@contextmanager
def _bars() -> Iterator[Tell]:
    """One bar for each thing that takes its time; nothing where nobody sits at a terminal."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bars = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in bars:
                bars[what] = progress.add_task(what, total=total)
            progress.update(bars[what], completed=done)

        yield tell
