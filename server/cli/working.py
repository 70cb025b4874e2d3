"""What works in the background, and `audit-kit worker`: that alone, beside servers without it."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import click

from server import wiring
from server.cli.installation import data_option, opened
from server.database import disconnect
from server.kernel.clock import SystemClock
from server.kernel.rounds import Rounds
from server.kernel.settings import Settings
from server.mail.commands import deliver_due
from server.reminders.commands import remind
from server.tasks.commands import Worker

# How often it is looked whether a shopper is to be told of something.
REMINDERS_EVERY = 30.0


def workers(settings: Settings) -> tuple[Rounds, ...]:
    """Who works off tasks, delivers e-mail and reminds; a slow mail server delays no report."""
    clock = SystemClock()

    def deliver() -> None:
        deliver_due(wiring.WRITERS, settings, clock.now())

    return (
        Worker(wiring.HANDLERS, clock, chores=wiring.CHORES),
        Rounds("mail", deliver, disconnect),
        Rounds("reminders", lambda: remind(settings, clock.now()), disconnect, REMINDERS_EVERY),
    )


def stop_all(working: Sequence[Rounds]) -> None:
    """All finish the round in hand at the same time."""
    for each in working:
        each.last()
    for each in working:
        each.stop()


@click.command(short_help="Work off tasks alone, beside a server.")
@data_option
def worker(data: Path | None) -> None:
    """Work off tasks (publishing, scorecards) and deliver e-mail until Ctrl-C.

    "serve" does this itself unless AUDIT_KIT_WORKER=0.
    """
    with opened(data) as settings:
        working = workers(settings)
        signal.signal(signal.SIGTERM, _as_ctrl_c)
        for each in working:
            each.start()
        click.echo(f"Working off tasks (data in {settings.data}). Ctrl-C ends it.")
        try:
            signal.pause()
        except KeyboardInterrupt:
            stop_all(working)
            click.echo("Ended.")


def _as_ctrl_c(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
