"""A manager rates the own store: once a quarter, again by another row, and never another's."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from server.history.models import HistoryEntry
from server.kernel.problems import Problem
from server.kernel.quarters import Quarter
from server.people.models import Person
from server.selfviews.commands import give
from server.selfviews.models import SelfView
from server.selfviews.queries import due, last_given, standings
from server.selfviews.rules import SEEN_IN
from tests.cast import Chain

Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)
RATINGS = dict.fromkeys(SEEN_IN, 4)


def rate(
    chain: Chain,
    who: Person | None = None,
    quarter: Quarter = Q4,
    *,
    identity: UUID | None = None,
    replaces: int = 0,
    **ratings: int,
) -> SelfView:
    """Mateo, or somebody else, rates the Centro store."""
    return give(
        chain.actor(who or chain.mateo),
        chain.centro.id,
        quarter,
        RATINGS | ratings,
        "",
        identity=identity or uuid4(),
        replaces=replaces,
    )


def code(chain: Chain, *args: Person | Quarter, **given: int) -> str:
    with pytest.raises(Problem) as refused:
        rate(chain, *args, **given)  # type: ignore[arg-type]
    return refused.value.code


def test_it_works(chain: Chain) -> None:
    rate(chain, learning=2)
    kept = SelfView.get()
    assert (kept.store_id, kept.person_id) == (chain.centro.id, chain.mateo.id)
    assert (kept.quarter, kept.number, kept.version) == ("2026-Q4", 1, 1)
    assert kept.ratings == RATINGS | {"learning": 2}
    entry = HistoryEntry.get(HistoryEntry.act == "self_view.give")
    assert (entry.object, entry.actor) == (str(kept.id), chain.mateo.id)


def test_a_revision_is_another_row_and_the_last_one_counts(chain: Chain) -> None:
    rate(chain)
    chain.later(days=2)
    rate(chain, replaces=1, attitude=1)
    assert [row.ratings["attitude"] for row in SelfView.select().order_by(SelfView.number)] == [
        4,
        1,
    ]
    last = last_given(chain.centro.id, Q4)
    assert last is not None
    assert last.number == 2
    before = last_given(chain.centro.id, Q4, until=chain.actor(chain.mateo).at.replace(day=22))
    assert before is not None
    assert before.number == 1


def test_the_same_page_sent_twice_counts_once(chain: Chain) -> None:
    identity = uuid4()
    assert rate(chain, identity=identity).id == rate(chain, identity=identity).id
    assert SelfView.select().count() == 1


def test_who_comes_second_is_told_so(chain: Chain) -> None:
    rate(chain)
    assert code(chain) == "self_view_overtaken"
    assert code(chain, replaces=2) == "self_view_overtaken"
    assert SelfView.select().count() == 1


@pytest.mark.parametrize("name", ["regina", "ana", "rosa"])
def test_only_who_manages_the_store_rates_it(chain: Chain, name: str) -> None:
    assert code(chain, getattr(chain, name)) == "not_found"
    assert SelfView.select().count() == 0


def test_another_store_is_as_if_it_were_not_there(chain: Chain) -> None:
    mateo = chain.actor(chain.mateo)
    with pytest.raises(Problem, match="not_found"):
        give(mateo, chain.norte.id, Q4, RATINGS, "", identity=uuid4(), replaces=0)


def test_a_quarter_closes_two_weeks_after_its_end_by_the_stores_clock(chain: Chain) -> None:
    # In Mexico City the day ends at six in the morning, UTC.
    chain.clock.set(datetime(2027, 1, 15, 5, 59, tzinfo=UTC))
    rate(chain, quarter=Q4)
    chain.clock.set(datetime(2027, 1, 15, 6, 0, tzinfo=UTC))
    assert code(chain, chain.mateo, Q4, replaces=1) == "self_view_not_open"
    rate(chain, quarter=Q4.after())


def test_neither_the_future_nor_what_was_before_the_store_can_be_rated(chain: Chain) -> None:
    assert code(chain, chain.mateo, Q4.after()) == "self_view_not_open"
    # The store is of November; a quarter that was over by then is none of its own.
    chain.clock.set(datetime(2026, 10, 3, tzinfo=UTC))
    assert code(chain, chain.mateo, Q3) == "self_view_not_open"


def test_what_is_due_is_the_oldest_that_nobody_has_rated(chain: Chain) -> None:
    def waiting() -> Quarter | None:
        found = due(chain.centro, chain.clock.now())
        return found and found.quarter

    assert waiting() == Q4
    chain.clock.set(datetime(2027, 1, 5, tzinfo=UTC))
    assert waiting() == Q4
    rate(chain)
    assert waiting() == Q4.after()
    rate(chain, quarter=Q4.after())
    assert waiting() is None
    listed = standings(chain.centro, chain.clock.now())
    assert [(each.quarter, each.open, bool(each.given)) for each in listed] == [
        (Q4.after(), True, True),
        (Q4, True, True),
    ]
    chain.clock.set(datetime(2027, 2, 5, tzinfo=UTC))
    assert [each.open for each in standings(chain.centro, chain.clock.now())] == [True, False]
