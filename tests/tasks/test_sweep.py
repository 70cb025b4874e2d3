"""What was done long ago is forgotten; what waits or failed is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from server.database import write
from server.kernel.clock import MovableClock
from server.tasks.commands import CHORES_EVERY, DONE_FOR, Worker, add, run_due, sweep
from server.tasks.models import Task

pytestmark = pytest.mark.usefixtures("database")
NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
LATER = NOW + DONE_FOR + timedelta(seconds=1)


def done(kind: str = "ring") -> None:
    """A task that was worked off at NOW."""
    with write():
        add(kind, {}, NOW)
    run_due({"ring": lambda _payload, _now: None}, NOW)


def test_it_works() -> None:
    done()
    assert sweep(LATER) == 1
    assert Task.select().count() == 0


def test_what_was_done_lately_can_still_be_seen() -> None:
    done()
    assert sweep(NOW + DONE_FOR) == 0
    assert Task.get().state == "done"


def test_what_waits_or_was_given_up_stays() -> None:
    now = NOW
    with write():
        add("nobody handles this", {}, NOW)
        add("ring", {}, LATER + timedelta(days=1))
    for _ in range(6):
        run_due({}, now)
        now += timedelta(hours=12)
    assert sweep(LATER) == 0
    assert sorted(task.state for task in Task.select()) == ["parked", "waiting"]


def test_a_worker_tidies_at_its_start_and_again_after_hours() -> None:
    clock, done_at = MovableClock(NOW), list[datetime]()
    worker = Worker({}, clock, every=0.01, chores=[done_at.append])
    worker.start()
    try:
        _wait_until(lambda: done_at == [NOW])
        clock.set(NOW + CHORES_EVERY)
        _wait_until(lambda: len(done_at) > 1)
    finally:
        worker.stop()
    assert done_at == [NOW, NOW + CHORES_EVERY]


def test_a_chore_that_fails_leaves_the_tasks_alone() -> None:
    with write():
        add("ring", {}, NOW + timedelta(hours=1))
    clock, rung = MovableClock(NOW), list[datetime]()

    def fail(_now: datetime) -> None:
        raise OSError("no space left")

    worker = Worker({"ring": lambda _, now: rung.append(now)}, clock, every=0.01, chores=[fail])
    worker.start()
    try:
        clock.set(NOW + timedelta(hours=1))
        _wait_until(lambda: len(rung) == 1)
    finally:
        worker.stop()


def _wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)
