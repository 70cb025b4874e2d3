"""Which installation a command works on: its settings, and its database opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from flask import Flask
from flask_babel import Babel

from server import files
from server.app import SchemaBehind
from server.database import connect, disconnect
from server.database.schema import pending
from server.kernel.actor import Actor, system
from server.kernel.settings import Settings, from_environment
from server.web.languages import LOCALES

Command = TypeVar("Command", bound=Callable[..., Any])
PathGiven = TypeVar("PathGiven", Path, Path | None)


def data_option(command: Command) -> Command:
    """Give a command its --data."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        help="Directory of the database and the photos (AUDIT_KIT_DATA; ./audit-kit-data).",
    )(command)


def out_option(command: Command) -> Command:
    """Give a command its --out; `write_out` writes there."""
    return click.option(
        "--out",
        required=True,
        type=click.Path(path_type=Path, dir_okay=False),
        callback=in_a_folder,
        help="File to write; one that is there is replaced.",
    )(command)


def in_a_folder(_context: click.Context, _option: click.Parameter, out: PathGiven) -> PathGiven:
    """A file to write, refused before any work is done and not after it."""
    if out is not None and not out.parent.is_dir():
        raise click.ClickException(
            f"{out} cannot be written: there is no folder {out.parent}. "
            "Make it first, or name another one with --out."
        )
    return out


def write_out(out: Path, content: bytes) -> None:
    """Write the file that --out names, and say how large it became."""
    out.write_bytes(content)
    click.echo(f"{out}: {len(content):,} bytes")


def settings_for(data: Path | None, database_url: str | None = None) -> Settings:
    """Settings from the environment; what the command line gave wins."""
    try:
        settings = from_environment(data=data, database_url=database_url)
    except ValueError as unreadable:
        raise click.ClickException(str(unreadable)) from unreadable
    if settings.threads < 1:
        raise click.ClickException(f"AUDIT_KIT_THREADS is {settings.threads}; give it 1 or more.")
    return settings


@contextmanager
def connected(settings: Settings) -> Iterator[None]:
    """The database and the folder of `settings`, bound; the database is closed at the end."""
    try:
        connect(settings.database)
    except ValueError as unreadable:
        raise click.ClickException(f"Check DATABASE_URL: {unreadable}") from unreadable
    files.bind(settings.media, settings.forms)
    try:
        yield
    finally:
        disconnect()


def is_there(settings: Settings) -> bool:
    """Whether there is an installation, so that nothing is made by looking into it."""
    return bool(settings.database_url) or (settings.data / "audit-kit.db").exists()


@contextmanager
def opened(data: Path | None) -> Iterator[Settings]:
    """An installation that is there and whose schema is the newest, for a command to work on."""
    settings = settings_for(data)
    if not is_there(settings):
        raise click.ClickException(
            f"There is no installation in {settings.data}. "
            "Name its directory with --data, or make one: audit-kit serve"
        )
    with connected(settings):
        behind = pending()
        if behind:
            raise SchemaBehind(
                f"The database lacks {len(behind)} migrations. Run: audit-kit migrate"
            )
        yield settings


def operator() -> Actor:
    """Whoever sits at this terminal: no person that the product knows, and may do anything."""
    return system(datetime.now(UTC))


@contextmanager
def in_english() -> Iterator[None]:
    """For what words its answers with the sentences of pages: here they are English."""
    app = Flask("audit-kit")
    Babel(app, default_locale=LOCALES["en"])
    with app.app_context():
        yield
