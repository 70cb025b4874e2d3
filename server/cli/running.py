"""Running the app on granian until it is told to stop.

Granian's parent process only watches; all requests and the task worker run in one child, so that
the lock in front of SQLite's writer holds for everybody. (With PostgreSQL there may be several.)
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from functools import partial
from typing import Any

from granian import Granian
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels

from server.app import create_app
from server.cli.address import Address
from server.cli.working import workers
from server.database import connect, disconnect, is_sqlite
from server.kernel.settings import Settings

# A request still under way after this many seconds is cut off; a phone sends it again.
PATIENCE = 1


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
        for each in working:
            each.stop()


def _leave_signals_to_the_parent() -> None:
    """Ctrl-C reaches parent and child alike; the child waits for the parent's SIGTERM.

    Otherwise the parent may see its child end first and report a crash.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_the_parent, name="parent", daemon=True).start()


def _end_with_the_parent() -> None:
    """A parent that was killed cannot tell its child to end; the child would keep the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _checkpoint(settings: Settings) -> None:
    """Move what lies in SQLite's log into the database, so that a copy of the file is whole."""
    database = connect(settings.database)
    if is_sqlite():
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    disconnect()
