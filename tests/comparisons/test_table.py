"""The table of a region is made from sums alone, and says how sure each figure is."""

from __future__ import annotations

from uuid import UUID

import pytest

from server.comparisons.rules import MEASURES, StoreSums, Table, ordered, table_of
from server.kernel.problems import Problem
from server.kernel.quarters import Quarter
from server.statistics import Sums

QUARTER = Quarter(2026, 3)


def store(place: int, now: list[int], before: list[int] | None = None) -> StoreSums:
    """A store whose five qualities were scored like the whole, in points."""
    return StoreSums(
        store=UUID(int=place),
        name=f"Store {place}",
        code=f"S-{place}",
        now=dict.fromkeys(MEASURES, Sums.of(score * 100 for score in now)),
        before=dict.fromkeys(MEASURES, Sums.of(score * 100 for score in before or [])),
    )


def table(*stores: StoreSums) -> Table:
    return table_of(QUARTER, stores, minimum=3)


def test_it_works() -> None:
    told = table(store(1, [80, 82, 84, 86]), store(2, [60, 62, 64, 66], [80, 82, 84, 86]))
    first, second = told.rows
    assert first.overall.mean == 83
    assert first.overall.n == 4
    assert first.overall.low is not None
    assert first.overall.low < 83
    assert (first.band, second.band) == ("above", "below")
    assert first.qualities["courtesy"].shade > 0 > second.qualities["courtesy"].shade
    assert told.overall.mean == 73
    assert told.overall.n == 8
    assert second.change.points == -20
    assert second.change.clear


def test_the_spread_of_all_stores_makes_the_interval_of_each() -> None:
    alone = table(store(1, [80, 81, 80, 81]), store(2, [40, 90, 50, 100]))
    steady, erratic = alone.rows
    assert steady.overall.low is not None
    assert erratic.overall.low is not None
    # As wide for the steady store as for the erratic one: four visits say nothing about spread.
    assert steady.overall.mean is not None
    assert steady.overall.mean - steady.overall.low > 10


def test_two_visits_are_too_few_whatever_they_scored() -> None:
    told = table(store(1, [100, 100]), store(2, [50, 60, 70]), store(3, [50, 60, 70]))
    assert told.rows[0].overall.too_few
    assert told.rows[0].overall.low is None
    assert told.rows[0].band == "around"
    assert told.rows[0] not in told.in_band("around")


def test_a_store_without_visits_has_no_mean() -> None:
    told = table(store(1, []), store(2, [50, 60, 70]))
    assert told.rows[0].overall.mean is None
    assert told.rows[0].overall.n == 0


def test_a_region_without_stores_is_an_empty_table() -> None:
    told = table()
    assert told.rows == ()
    assert told.overall.mean is None


@pytest.mark.parametrize("descending", [True, False])
def test_stores_with_too_few_visits_stand_last_in_either_direction(descending: bool) -> None:
    told = table(store(1, [99, 99]), store(2, [50, 60, 70]), store(3, [70, 80, 90]))
    names = [row.name for row in ordered(told.rows, "overall", descending)]
    assert names[-1] == "Store 1"
    assert names[:2] == (["Store 3", "Store 2"] if descending else ["Store 2", "Store 3"])


def test_rows_are_ordered_by_name_by_a_quality_and_by_change() -> None:
    told = table(
        store(2, [50, 60, 70], [60, 60, 60]),
        store(1, [70, 80, 90], [95, 95, 95]),
    )
    assert [row.name for row in ordered(told.rows, "name", False)] == ["Store 1", "Store 2"]
    assert [row.name for row in ordered(told.rows, "respect", True)] == ["Store 1", "Store 2"]
    assert [row.name for row in ordered(told.rows, "change", True)] == ["Store 2", "Store 1"]


def test_a_quarter_knows_its_months_and_its_neighbours() -> None:
    assert [day.month for day in QUARTER.months()] == [7, 9]
    assert str(Quarter(2026, 1).before()) == "2025-Q4"
    assert str(Quarter(2026, 4).after()) == "2027-Q1"


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-Q5", "2026Q3", "1999-Q1", "2026-Q3 ", "٢٠٢٦-Q3"]
)
def test_what_is_no_quarter_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Problem) as said:
        Quarter.parse(text)
    assert said.value.code == "quarter_unreadable"
