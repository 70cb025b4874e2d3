"""Letting those who have written share the wait for the disk.

With SQLite's synchronous=FULL each commit waits for the disk, and all other writers wait for it.
So commits wait for nothing here (synchronous=NORMAL), the next writer has its turn at once, and
whoever has committed waits afterwards until SQLite's log has been brought to the disk since; those
who wait at the same time share one such wait. The promise stays that of FULL: nothing is answered
that rests on what a power cut could take back, be it the asker's own or what another has written.

That this suffices: SQLite's log only grows until it has been moved into the database, and also
under NORMAL it is brought to the disk before that, and the database after. A log that ends early
is read as far as its checksums hold, so what was written before a sync is there after it.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path


class Log:
    """SQLite's write-ahead log, and how much of it is on the disk."""

    def __init__(self) -> None:
        self._path = Path()
        self._turn = threading.Condition()
        self._coming = 0
        self._committed = 0
        self._durable = 0
        self._syncing = False
        self._known_file = 0

    def watch(self, database: Path) -> None:
        """Be the log of the database in this file."""
        self._path = database.with_name(f"{database.name}-wal")

    def coming(self) -> None:
        """Note that a commit begins; from now on others may read what it writes."""
        self._coming += 1

    def committed(self) -> None:
        """Note that it has ended, well or not; to be called before the next can begin."""
        with self._turn:
            self._committed += 1
            self._turn.notify_all()

    def settle(self) -> None:
        """Return when all that could be read before the call is on the disk."""
        wanted = self._coming
        if self._durable >= wanted:
            return
        with self._turn:
            while self._durable < wanted:
                if self._syncing or self._committed < wanted:
                    self._turn.wait()
                else:
                    self._sync()

    def _sync(self) -> None:
        """Bring the log to the disk for all who have committed until now; others wait meanwhile."""
        self._syncing, covered = True, self._committed
        self._turn.release()
        try:
            self._to_disk()
        finally:
            self._turn.acquire()
            self._syncing = False
            # Also where it failed: one of those who wait tries it next.
            self._turn.notify_all()
        self._durable = covered

    def _to_disk(self) -> None:
        try:
            log = os.open(self._path, os.O_RDONLY)
        except FileNotFoundError:
            return  # The last connection has closed, and SQLite has moved all into the database.
        try:
            os.fdatasync(log)
            self._keep_name(os.fstat(log).st_ino)
        finally:
            os.close(log)

    def _keep_name(self, file: int) -> None:
        """A log that has just been made must also be found by its name after a power cut."""
        if file == self._known_file:
            return
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._known_file = file
