"""`audit-kit link`: a way in for an administrator who is locked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from server.cli.installation import data_option, opened, operator
from server.kernel.ids import spoken_code
from server.kernel.settings import Settings
from server.people.commands import issue_last_resort, issue_setup_link
from server.people.models import Person
from server.people.queries import administrators

Command = TypeVar("Command", bound=Callable[..., Any])


def base_option(command: Command) -> Command:
    """Give a command its --base."""
    return click.option(
        "--base",
        default="http://127.0.0.1:8000",
        show_default=True,
        help="Address of the server, where AUDIT_KIT_PUBLIC_URL does not say it.",
    )(command)


def show_link(settings: Settings, base: str, token: str, about: str, code: str = "") -> None:
    """Print a link under what it is for, and the code that does the same."""
    address = (settings.public_url or base).rstrip("/")
    click.echo(about)
    click.echo(f"{address}/in/{token}")
    if code:
        click.echo(
            f"Or type this code at {address}/sign-in/ or in the app, for "
            f"{settings.code_minutes} minutes: {spoken_code(code)}"
        )


@click.command(short_help="Print a new sign-in link for an administrator.")
@click.argument("name", required=False)
@data_option
@base_option
def link(name: str | None, data: Path | None, base: str) -> None:
    """Print a new sign-in link for the administrator called NAME.

    Without any administrator it is the link that makes the first one. NAME may be left out when
    there is only one. The link leads past a passkey that is lost; history says that it was made.
    """
    with opened(data) as settings:
        known = administrators()
        if known:
            print_last_resort(settings, base, _the_one(known, name))
            return
        token = issue_setup_link(operator(), timedelta(hours=settings.link_hours))
        about = f"Makes the first administrator, for {settings.link_hours} hours:"
        show_link(settings, base, token, about)


def print_last_resort(settings: Settings, base: str, person: Person) -> None:
    """Print a link of an administrator that leads past a lost passkey."""
    token = issue_last_resort(operator(), timedelta(hours=settings.link_hours), person.id)
    about = f"For {person.name}; works once, for {settings.link_hours} hours:"
    show_link(settings, base, token, about)


def _the_one(known: list[Person], name: str | None) -> Person:
    meant = [person for person in known if name is None or person.name == name]
    if len(meant) == 1:
        return meant[0]
    names = ", ".join(sorted(person.name for person in known))
    raise click.ClickException(f"Name one of the administrators: {names}")
