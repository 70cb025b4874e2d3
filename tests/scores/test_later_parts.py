"""A visit has one score, of all its parts that are accepted; a later one makes the next."""

from __future__ import annotations

import pytest

from server.programmes.models import Programme
from server.reviews import commands as reviews
from server.scores.commands import rebuild
from server.scores.models import Score, ScoreLine, SinMonth, StoreMonth
from server.scores.queries import published
from server.tasks.models import Task
from tests.cast import Chain
from tests.later_parts import Later, plan

DELAY = 90


@pytest.fixture
def later(chain: Chain) -> Later:
    """A visit in three parts in a programme that publishes without a delay."""
    return plan(chain)


@pytest.fixture
def delayed(later: Later) -> Later:
    """The same in a programme that publishes after an hour and a half."""
    Programme.update(publish_delay_minutes=DELAY).execute()
    return later


def shown(later: Later) -> list[tuple[int, int]]:
    """Points and possible of what the store's manager sees."""
    return [(s.points, s.possible) for s in published(later.chain.actor(later.chain.mateo))]


def undo(later: Later, part: str) -> None:
    """Rosa takes her verdict back."""
    reviews.undo(later.chain.actor(later.chain.rosa), later.id(part))


def test_it_works(later: Later) -> None:
    later.promise(0)
    later.accept("visit")
    assert shown(later) == [(2, 2)]
    later.chain.later(days=2)
    later.send("follow_up", kept=False)
    later.accept("follow_up")
    assert shown(later) == [(2, 6)]
    before, now = Score.select().order_by(Score.computed_at)
    assert (before.points, before.possible, before.current) == (2, 2, False)
    assert now.current
    assert (now.week, now.month, now.day_part) == (before.week, before.month, before.day_part)
    assert now.submission_id == later.id("visit")
    month = StoreMonth.get()
    assert (month.visits, month.total_courtesy, month.n_courtesy) == (1, 0, 1)


def test_what_is_out_stays_until_the_next_is_published(delayed: Later) -> None:
    delayed.promise(0)
    delayed.accept("visit")
    delayed.chain.later(minutes=DELAY)
    delayed.chain.work()
    delayed.send("follow_up", kept=False)
    delayed.accept("follow_up")
    assert shown(delayed) == [(2, 2)]
    delayed.chain.later(minutes=DELAY - 1)
    delayed.chain.work()
    assert shown(delayed) == [(2, 2)]
    delayed.chain.later(minutes=1)
    delayed.chain.work()
    assert shown(delayed) == [(2, 6)]
    assert StoreMonth.get().visits == 1


def test_before_the_first_is_out_the_next_takes_its_place_and_its_time(delayed: Later) -> None:
    delayed.promise(0)
    delayed.accept("visit")
    delayed.chain.later(minutes=DELAY - 1)
    delayed.send("follow_up", kept=True)
    delayed.accept("follow_up")
    delayed.chain.later(minutes=1)
    delayed.chain.work()
    assert shown(delayed) == [(6, 6)]


def test_a_later_part_that_is_accepted_first_waits_for_the_visit(later: Later) -> None:
    later.promise(0)
    later.send("follow_up", kept=True)
    later.accept("follow_up")
    assert Score.select().count() == 0
    later.accept("visit")
    assert shown(later) == [(6, 6)]


def test_a_verdict_on_a_later_part_that_is_undone_brings_back_the_score_of_before(
    delayed: Later,
) -> None:
    delayed.promise(0)
    delayed.accept("visit")
    delayed.chain.later(minutes=DELAY)
    delayed.chain.work()
    delayed.send("follow_up", kept=False)
    delayed.accept("follow_up")
    undo(delayed, "follow_up")
    delayed.chain.later(minutes=DELAY)
    delayed.chain.work()
    assert shown(delayed) == [(2, 2)]
    assert StoreMonth.get().visits == 1


def test_undone_after_it_was_published_the_visit_is_scored_without_it(later: Later) -> None:
    later.promise(0)
    later.accept("visit")
    later.send("follow_up", kept=False)
    later.accept("follow_up")
    assert shown(later) == [(2, 6)]
    undo(later, "follow_up")
    assert shown(later) == [(2, 2)]
    assert StoreMonth.get().visits == 1


def test_undone_before_anything_was_out_the_time_stays(delayed: Later) -> None:
    delayed.promise(0)
    delayed.accept("visit")
    delayed.send("follow_up", kept=False)
    delayed.accept("follow_up")
    undo(delayed, "follow_up")
    delayed.chain.later(minutes=DELAY)
    delayed.chain.work()
    assert shown(delayed) == [(2, 2)]


def test_a_verdict_on_the_visit_that_is_undone_takes_everything(later: Later) -> None:
    later.promise(0)
    later.send("follow_up", kept=True)
    later.accept("follow_up", "visit")
    undo(later, "visit")
    assert shown(later) == []
    assert StoreMonth.select().count() == 0
    reviews.accept(later.chain.actor(later.chain.rosa), later.id("visit"))
    assert shown(later) == [(6, 6)]


def test_a_promise_that_was_taken_back_counts_for_nothing(later: Later) -> None:
    first = later.promise(0)
    later.send("follow_up", kept=False)
    later.accept("follow_up")
    later.correct(first, promised=False)
    later.accept("visit")
    assert shown(later) == [(0, 2)]
    line = ScoreLine.get(ScoreLine.question == "kept")
    assert line.reason["code"] == "not_asked"


def test_a_part_that_closes_without_a_report_is_not_asked_and_the_score_is_made_anew(
    later: Later,
) -> None:
    later.promise(0)
    later.accept("visit")
    (first,) = Score.select()
    # Seven days after the last day of the visit's week, whichever of its days the visit was on.
    later.chain.later(days=8)
    later.chain.work()
    assert shown(later) == [(2, 2)]
    assert not Score.get_by_id(first.id).current
    count = Score.select().count()
    Task.update(state="waiting", run_at=later.chain.clock.now()).where(
        Task.kind == "scores.part_closed"
    ).execute()
    later.chain.work()
    assert Score.select().count() == count
    # A report that comes late after all counts all the same.
    later.send("follow_up", kept=False)
    later.accept("follow_up")
    assert shown(later) == [(2, 6)]


def test_nothing_is_made_anew_where_everything_was_reported(later: Later) -> None:
    later.promise(None)
    later.send("after", as_shown=True)
    later.accept("visit", "after")
    count = Score.select().count()
    later.chain.later(days=8)
    later.chain.work()
    assert Score.select().count() == count


def test_a_sin_seen_in_a_later_part_is_counted(later: Later) -> None:
    later.promise(0)
    later.accept("visit")
    assert SinMonth.select().count() == 0
    later.send("after", as_shown=True, sin_apathy="after")
    later.accept("after")
    month = SinMonth.get()
    assert (month.visits, month.n_apathy, month.seen_apathy) == (1, 1, 1)

    rebuild(later.chain.actor(later.chain.rosa))

    again = SinMonth.get()
    assert (again.visits, again.n_apathy, again.seen_apathy) == (1, 1, 1)
    undo(later, "after")
    assert SinMonth.select().count() == 0
