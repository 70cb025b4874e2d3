"""A thread that does something again and again, until it is told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

_log = logging.getLogger("audit_kit.rounds")


class Rounds:
    """Calls `work` every few moments in the background; what fails is logged and tried again."""

    def __init__(
        self,
        name: str,
        work: Callable[[], object],
        after_failure: Callable[[], object],
        every: float = 1.0,
    ) -> None:
        self._work = work
        self._after_failure = after_failure
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._go_round, name=name, daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def last(self) -> None:
        """Let the round in hand be the last, without waiting for its end."""
        self._stop.set()

    def stop(self) -> None:
        """Finish the round in hand and end; returns within five seconds."""
        self.last()
        self._thread.join(5)

    def going_on(self) -> bool:
        """Whether nobody has asked for the end; a long round asks between its steps."""
        return not self._stop.is_set()

    def _go_round(self) -> None:
        while not self._stop.wait(self._every):
            try:
                self._work()
            except Exception:  # The database may be away for a while; the next round tries again.
                _log.exception("%s: the round could not be finished", self._thread.name)
                self._after_failure()
