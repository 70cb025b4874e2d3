"""Running the app on granian until it is told to stop.

Granian's parent process only watches; all requests and the task worker run in one child, so that
the lock in front of SQLite's writer holds for everybody. (With PostgreSQL there may be several.)
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from granian import Granian
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels

from server.app import create_app
from server.cli.address import Address
from server.cli.working import stop_all, workers
from server.database import connect, disconnect, is_sqlite
from server.kernel.settings import Settings

# What is under way after this many seconds is cut off: a request, which a phone sends again, or a
# round in the background, which gets five.
PATIENCE = 6
_ending = threading.Lock()


def run(settings: Settings, address: Address, workers: int = 1) -> None:
    """Serve until SIGINT or SIGTERM; returns when all has ended and SQLite is one file again."""
    server = Granian(
        "server.app:create_app",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=settings.threads,
        websockets=False,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.error,
        ssl_cert=address.certificate,
        ssl_key=address.key,
        # 1.3 alone would shut out phones with Android 9 and older.
        ssl_protocol_min=SSLProtocols.tls12,
    )
    server.serve(spawn_target=partial(_serve, settings))
    _checkpoint(settings)


def _serve(settings: Settings, number: int, name: Any, _loader: Any, *rest: Any) -> None:
    """What a child does: the app and, in the first one, the task worker."""
    _leave_signals_to_the_parent()
    app = create_app(settings)
    working = workers(settings) if settings.worker and number == 1 else ()
    for each in working:
        each.start()
    try:
        Granian._spawn_wsgi_worker(number, name, lambda: app, *rest)
    finally:
        stop_all(working)


def _leave_signals_to_the_parent() -> None:
    """Ctrl-C, or `kill` of a group, reaches parent and child alike: the parent speaks first.

    Otherwise it may see its child end before it knows why, and report a crash.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for wait in (_parent_speaks, _parent_ends):
        threading.Thread(target=_end_after, args=(wait,), name="parent", daemon=True).start()


def _parent_speaks() -> None:
    parent = os.getppid()
    # macOS does not tell whose signal it is.
    if not hasattr(signal, "sigwaitinfo"):
        signal.sigwait({signal.SIGTERM})
        return
    while signal.sigwaitinfo({signal.SIGTERM}).si_pid != parent:
        pass


def _parent_ends() -> None:
    """A parent that was killed cannot tell its child to end; the child would keep the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()


def _end_after(wait: Callable[[], None]) -> None:
    wait()
    # Granian's own handler hangs, and all with it, when it is called twice.
    if not _ending.acquire(blocking=False):
        return
    # A request that never ends has nobody else to cut it off where the parent is gone.
    signal.alarm(2 * PATIENCE)
    handler = signal.getsignal(signal.SIGTERM)
    if callable(handler):
        handler(signal.SIGTERM, None)
    else:
        os._exit(0)


def _checkpoint(settings: Settings) -> None:
    """Move what lies in SQLite's log into the database, so that a copy of the file is whole."""
    database = connect(settings.database)
    if is_sqlite():
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    disconnect()
