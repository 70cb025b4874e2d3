"""`audit-kit worker`: the tasks alone, beside servers that leave them to it."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType

import click

from server import wiring
from server.cli.installation import data_option, opened
from server.kernel.clock import SystemClock
from server.tasks.commands import Worker


@click.command(short_help="Work off tasks alone, beside a server.")
@data_option
def worker(data: Path | None) -> None:
    """Work off tasks (publishing, scorecards) until Ctrl-C.

    "serve" does this itself unless AUDIT_KIT_WORKER=0.
    """
    with opened(data) as settings:
        tasks = Worker(wiring.HANDLERS, SystemClock(), chores=wiring.CHORES)
        signal.signal(signal.SIGTERM, _as_ctrl_c)
        tasks.start()
        click.echo(f"Working off tasks (data in {settings.data}). Ctrl-C ends it.")
        try:
            signal.pause()
        except KeyboardInterrupt:
            tasks.stop()
            click.echo("Ended.")


def _as_ctrl_c(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
