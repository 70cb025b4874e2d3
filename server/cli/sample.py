"""`audit-kit demo`: the product with a filled sample chain, in one command."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import click
from rich.console import Console
from rich.progress import Progress

from server.cli.address import Address, address_options
from server.cli.certificates import about_https
from server.cli.codes import qr_code
from server.cli.installation import connected, operator, settings_for
from server.cli.running import run
from server.demo.cast import PROGRAMME
from server.demo.directory import Directory, NotOurs, Seats
from server.demo.opening import open_chain
from server.kernel.settings import Settings
from server.people.commands import issue_link

# What each seat is called and what one sees from it.
_SEES = {
    "shopper": ("Shopper", "on a phone: three visits to make today, one report sent back"),
    "reviewer": ("Reviewer", "the queue of reports, to accept or to send back"),
    "store_manager": ("Store manager", "the scorecards of one store, to read and download"),
    "regional_head": ("Regional head", "six stores side by side, quarter by quarter"),
    "administrator": ("Administrator", "what everybody sees"),
}


@click.command(short_help="Look around in a filled sample chain.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("audit-kit-demo"),
    show_default=True,
    help="Directory of the sample chain; made on the first start, used again on the next.",
)
@address_options
@click.option("--fresh", is_flag=True, help="Throw the sample chain away and make it anew.")
@click.option("--yes", is_flag=True, help="Do not ask before throwing it away.")
def demo(
    data: Path,
    host: str,
    port: int,
    tls_cert: Path | None,
    tls_key: Path | None,
    fresh: bool,
    yes: bool,
) -> None:
    """Look around: run the product with an invented chain of stores and half a year of visits.

    Needs nothing but this machine. Prints a sign-in link for each role.
    """
    address = Address(host, port, tls_cert, tls_key)
    # Whatever the environment says of a real installation's database, the sample is kept apart.
    settings = settings_for(data, database_url=f"sqlite:///{data.resolve() / 'audit-kit.db'}")
    directory = Directory(data)
    _check(directory)
    address.check()
    with _alone(data):
        if fresh and directory.begun:
            _throw_away(directory, yes)
        seats, links = _open(directory, settings, address)
        click.echo("\n".join(_doors(settings, address, links, seats)))
        run(settings, address)
    click.echo("Ended. The next start finds everything as you left it.")


def _check(directory: Directory) -> None:
    try:
        directory.check()
    except NotOurs as other:
        raise click.ClickException(str(other)) from other


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Two at once in one directory would throw away each other's chain."""
    data.mkdir(parents=True, exist_ok=True)
    handle = os.open(data, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as taken:
        raise click.ClickException(
            f"Another demo runs in {data}. End it or choose another directory: --data DIR"
        ) from taken
    finally:
        os.close(handle)


def _throw_away(directory: Directory, yes: bool) -> None:
    if not yes:
        click.confirm(f"Throw away the sample chain in {directory.path}?", abort=True)
    directory.wipe()


def _open(
    directory: Directory, settings: Settings, address: Address
) -> tuple[Seats, dict[str, str]]:
    """The chain and a new sign-in link for each seat."""
    base = settings.public_url.rstrip("/") or address.url()
    lasts = timedelta(hours=settings.link_hours)
    with connected(settings):
        if directory.seats() is None:
            click.echo("Making the sample chain, which takes about ten seconds.")
        with _progress() as bar:
            task = bar.add_task("Making the sample chain", visible=False)
            seats = open_chain(
                directory,
                datetime.now(UTC),
                lambda done, total: bar.update(task, completed=done, total=total, visible=True),
            )
        links = {
            role: f"{base}/in/" + issue_link(operator(), lasts, **_whose(role, id))
            for role, id in asdict(seats).items()
        }
    return seats, links


def _progress() -> Progress:
    console = Console(stderr=True)
    return Progress(console=console, transient=True, disable=not console.is_terminal)


def _whose(role: str, id: UUID) -> dict[str, UUID]:
    return {"shopper" if role == "shopper" else "person": id}


def _doors(settings: Settings, address: Address, links: dict[str, str], seats: Seats) -> list[str]:
    """What is printed: one link per role, and for a phone a code to point its camera at."""
    base = settings.public_url.rstrip("/") or address.url()
    lines = [
        f"{PROGRAMME}, a sample chain, on {base} (data in {settings.data}). Ctrl-C ends it.",
        "",
        f"One sign-in link per role; each works once, for {settings.link_hours} hours, and the "
        "next start prints new ones.",
        "A browser holds one sign-in: use a private window to be somebody else besides.",
    ]
    for role in asdict(seats):
        name, sees = _SEES[role]
        lines += ["", f"  {name}: {sees}", f"  {links[role]}"]
    if address.reaches_further:
        lines += ["", "The shopper's link, for a phone on the same network:"]
        lines += [qr_code(links["shopper"])]
        lines += about_https(settings, address)
    return [*lines, ""]
