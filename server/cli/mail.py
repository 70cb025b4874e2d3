"""`audit-kit mail`: the messages that could not be delivered."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from server.cli.installation import data_option, in_english, opened, operator
from server.desk.commands import discard_message, retry_message
from server.desk.pages.mail import parked
from server.mail.queries import waiting


@click.group()
def mail() -> None:
    """The messages that could not be delivered: why, once more, or given up."""


@mail.command("list")
@data_option
def listed(data: Path | None) -> None:
    """List them, the latest first: id, since when (UTC), whose, why; shoppers by code."""
    with opened(data), in_english():
        for each in parked():
            answer = f" Answer of the mail server: {each.answer}." if each.answer else ""
            about = f"{each.id}  {each.since:%Y-%m-%d %H:%M}  {each.whose}"
            click.echo(f"{about}: {each.reason}{answer}")
        click.echo(f"Waiting to be delivered: {waiting()}")


@mail.command()
@click.argument("message", type=click.UUID)
@data_option
def retry(message: UUID, data: Path | None) -> None:
    """Try MESSAGE, by its id, once more."""
    with opened(data):
        retry_message(operator(), message)
        click.echo("It is tried again as soon as a worker runs.")


@mail.command()
@click.argument("message", type=click.UUID)
@data_option
def discard(message: UUID, data: Path | None) -> None:
    """Give MESSAGE up, by its id; nobody gets it."""
    with opened(data):
        discard_message(operator(), message)
        click.echo("It is given up.")
