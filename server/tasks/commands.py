"""Putting tasks in, and working them off."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from time import monotonic

from server.database import disconnect, write
from server.kernel.actor import Actor
from server.kernel.clock import Clock
from server.kernel.erasing import Held
from server.kernel.rounds import Rounds
from server.tasks.models import Task

Handler = Callable[[Mapping[str, object], datetime], None]
# Tidies up; handed the time. Two workers may do it at once.
Chore = Callable[[datetime], object]

MOST_TRIES = 5
# A worker that died while it held a task is taken to be gone after this long.
ABANDONED_AFTER = timedelta(minutes=10)
# How long it can be seen of a task that it was done.
DONE_FOR = timedelta(days=30)
CHORES_EVERY = timedelta(hours=6)

_log = logging.getLogger("audit_kit.tasks")


def add(kind: str, payload: Mapping[str, object], run_at: datetime) -> None:
    """Add a task; call it inside the transaction that causes it."""
    Task.insert(kind=kind, payload=dict(payload), run_at=run_at).execute()


def run_due(
    handlers: Mapping[str, Handler],
    now: datetime,
    most: int = 100,
    go_on: Callable[[], bool] = lambda: True,
) -> int:
    """Run what is due at `now` while `go_on`; return how many were tried.

    What fell due at one time is run to the end in one go, with the same `now` and in an order of
    chance: neither tells who sees the effects which task was added first. Nothing further is
    begun once `most` were tried.
    """
    tried, began = 0, monotonic()
    while tried < most and (together := _due_first(now)):
        for task in together:
            if not go_on():
                return tried
            # A round can last longer than a worker that died is waited for.
            if _claim(task, now + timedelta(seconds=monotonic() - began)):
                _run(task, handlers, now)
                tried += 1
    return tried


def _due_first(now: datetime) -> list[Task]:
    """The tasks that fell due first, all at one time; the kinds as they came, each shuffled."""
    waiting = Task.state == "waiting"
    first = Task.select().where(waiting & (Task.run_at <= now)).order_by(Task.run_at).first()
    if first is None:
        return []
    found = list(Task.select().where(waiting & (Task.run_at == first.run_at)).order_by(Task.id))
    kinds = {kind: at for at, kind in enumerate(dict.fromkeys(task.kind for task in found))}
    secrets.SystemRandom().shuffle(found)
    return sorted(found, key=lambda task: kinds[task.kind])


def _claim(task: Task, now: datetime) -> bool:
    # Conditional: of two workers that saw the same row, one gets rowcount 1.
    unchanged = (Task.state == "waiting") & (Task.run_at == task.run_at)
    with write():
        won = (
            Task.update(state="running", claimed_at=now, tries=Task.tries + 1)
            .where((Task.id == task.id) & unchanged)
            .execute()
        )
    return bool(won)


def _run(task: Task, handlers: Mapping[str, Handler], now: datetime) -> None:
    try:
        handlers[task.kind](task.payload, now)
    except Exception as failure:  # A handler may fail in any way; the row keeps the reason.
        _log.exception("task %s (%s) failed", task.id, task.kind)
        _put_back(task, now, failure)
        return
    with write():
        Task.update(state="done", finished_at=now, error=None).where(Task.id == task.id).execute()


def _put_back(task: Task, now: datetime, failure: Exception) -> None:
    tries = task.tries + 1
    parked = tries >= MOST_TRIES
    with write():
        Task.update(
            state="parked" if parked else "waiting",
            run_at=now + timedelta(seconds=10 * 4**tries),
            error=f"{type(failure).__name__}: {failure}"[:2000],
        ).where(Task.id == task.id).execute()


def take_back_abandoned(now: datetime) -> int:
    """Let tasks of a worker that died be tried again; return how many.

    One that was tried often enough is parked: it may be what the worker dies of.
    """
    left = (Task.state == "running") & (Task.claimed_at < now - ABANDONED_AFTER)
    with write():
        worn = {"state": "parked", "error": "the worker ended while it ran"}
        parked = Task.update(worn).where(left & (Task.tries >= MOST_TRIES)).execute()
        return int(parked) + int(Task.update(state="waiting").where(left).execute())


def sweep(now: datetime) -> int:
    """Forget what was done long ago, return how much it was. What was parked stays to be seen."""
    long_ago = (Task.state == "done") & (Task.run_at < now - DONE_FOR)
    with write():
        return int(Task.delete().where(long_ago).execute())


def erase_old(_actor: Actor, before: datetime, _held: Held) -> None:
    """Erase what failures before an instant said of themselves; what was parked stays parked."""
    with write():
        Task.update(error=None).where(Task.run_at < before).execute()


class Worker(Rounds):
    """A thread that works tasks off every second, and does the chores at times, until stopped."""

    def __init__(
        self,
        handlers: Mapping[str, Handler],
        clock: Clock,
        every: float = 1.0,
        chores: Sequence[Chore] = (),
    ) -> None:
        super().__init__("tasks", self._work_off, disconnect, every)
        self._handlers = handlers
        self._chores = chores
        self._chores_due: datetime | None = None
        self._clock = clock

    def _work_off(self) -> None:
        now = self._clock.now()
        take_back_abandoned(now)
        run_due(self._handlers, now, go_on=self.going_on)
        self._do_chores(now)

    def _do_chores(self, now: datetime) -> None:
        if self._chores_due is not None and now < self._chores_due:
            return
        # Before they are done: one that fails must not be tried every second.
        self._chores_due = now + CHORES_EVERY
        for chore in self._chores:
            chore(now)
