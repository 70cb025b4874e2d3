"""Work in rows: done after its time, again after a failure, and parked when it never succeeds."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from server.database import disconnect, write
from server.tasks import commands
from server.tasks.commands import ABANDONED_AFTER, MOST_TRIES, add, run_due, take_back_abandoned
from server.tasks.models import Task

pytestmark = pytest.mark.usefixtures("database")
NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)


class Bell:
    """Counts how often it was rung, and fails the first times."""

    def __init__(self, fails: int = 0) -> None:
        self.rung, self.fails = list[object](), fails

    def __call__(self, payload: Mapping[str, object], now: datetime) -> None:
        self.rung.append(payload["word"])
        if len(self.rung) <= self.fails:
            raise RuntimeError("no clapper")


def planned(word: str = "noon", at: datetime = NOW) -> None:
    """A task to ring a word at a time."""
    with write():
        add("ring", {"word": word}, at)


def test_it_works() -> None:
    planned()
    bell = Bell()
    assert run_due({"ring": bell}, NOW - timedelta(seconds=1)) == 0
    assert run_due({"ring": bell}, NOW) == 1
    assert run_due({"ring": bell}, NOW) == 0
    assert bell.rung == ["noon"]
    assert Task.get().state == "done"


def test_what_is_due_first_runs_first() -> None:
    planned("later", NOW)
    planned("sooner", NOW - timedelta(hours=1))
    bell = Bell()
    run_due({"ring": bell}, NOW)
    assert bell.rung == ["sooner", "later"]


def test_what_falls_due_together_runs_at_one_instant_in_an_order_of_chance() -> None:
    """More than a round begins: neither time nor order may tell which was added first."""
    added = [f"word {number}" for number in range(130)]
    for word in added:
        planned(word)
    instants, rung = set[datetime](), list[object]()

    def ring(payload: Mapping[str, object], now: datetime) -> None:
        instants.add(now)
        rung.append(payload["word"])

    assert run_due({"ring": ring}, NOW) == 130
    assert instants == {NOW}
    assert rung != added
    assert sorted(map(str, rung)) == sorted(added)


def test_a_round_begins_nothing_further_after_enough() -> None:
    for number in range(6):
        planned(f"word {number}", NOW - timedelta(hours=number // 3))
    assert run_due({"ring": Bell()}, NOW, most=2) == 3
    assert run_due({"ring": Bell()}, NOW, most=2) == 3


def test_a_worker_that_is_told_to_end_leaves_the_rest_waiting() -> None:
    for number in range(6):
        planned(f"word {number}")
    bell = Bell()
    assert run_due({"ring": bell}, NOW, go_on=lambda: len(bell.rung) < 2) == 2
    assert Task.select().where(Task.state == "waiting").count() == 4


def test_what_takes_long_is_not_taken_for_abandoned() -> None:
    """Each task is claimed when it begins, not when the round did."""
    planned("first")
    planned("second")
    run_due({"ring": lambda _payload, _now: time.sleep(0.02)}, NOW)
    first, second = Task.select().order_by(Task.claimed_at)
    assert second.claimed_at - first.claimed_at >= timedelta(seconds=0.02)


def test_a_task_goes_with_the_transaction_that_causes_it() -> None:
    with pytest.raises(ZeroDivisionError), write():
        add("ring", {"word": "never"}, NOW)
        _ = 1 // 0
    assert Task.select().count() == 0


def test_a_failure_is_tried_again_ever_later() -> None:
    planned()
    bell, now, waits = Bell(fails=2), NOW, []
    for _ in range(3):
        run_due({"ring": bell}, now)
        waits.append(Task.get().run_at - now)
        now = Task.get().run_at
    assert waits[0] < waits[1]
    assert Task.get().state == "done"
    assert Task.get().error is None


@pytest.mark.parametrize("kind", ["ring", "a kind that nobody handles"])
def test_five_failures_park_it(kind: str) -> None:
    with write():
        add(kind, {"word": "noon"}, NOW)
    planned("dusk", NOW + timedelta(days=400))
    bell, now = Bell(fails=99), NOW
    for _ in range(9):
        run_due({"ring": bell}, now)
        now += timedelta(days=1)
    parked, waiting = Task.select().order_by(Task.id)
    assert (parked.state, parked.tries) == ("parked", MOST_TRIES)
    assert parked.error
    assert waiting.state == "waiting"


def test_of_two_workers_one_runs_it() -> None:
    for number in range(10):
        planned(f"word {number}")
    bell, start = Bell(), Barrier(2)

    def work() -> None:
        start.wait()
        run_due({"ring": bell}, NOW)
        disconnect()

    with ThreadPoolExecutor(2) as workers:
        for done in [workers.submit(work) for _ in range(2)]:
            done.result()
    assert sorted(map(str, bell.rung)) == [f"word {number}" for number in range(10)]


def test_a_worker_that_died_gives_its_task_back() -> None:
    planned()
    assert commands._claim(Task.get(), NOW)
    assert take_back_abandoned(NOW + ABANDONED_AFTER) == 0
    bell, later = Bell(), NOW + ABANDONED_AFTER + timedelta(seconds=1)
    assert take_back_abandoned(later) == 1
    assert run_due({"ring": bell}, later) == 1
    assert bell.rung == ["noon"]


def test_what_five_workers_died_of_is_parked() -> None:
    planned()
    now = NOW
    for _ in range(MOST_TRIES):
        assert commands._claim(Task.get(), now)
        now += ABANDONED_AFTER + timedelta(seconds=1)
        assert take_back_abandoned(now) == 1
    assert Task.get().state == "parked"
    assert run_due({"ring": Bell()}, now) == 0
