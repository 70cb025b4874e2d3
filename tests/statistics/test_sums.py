"""Sums and the spread pooled over them."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.statistics import NOTHING, Spread, Sums, pooled, union

scores = st.lists(st.integers(0, 10_000), max_size=30)


def test_it_works() -> None:
    store = Sums.of([8000, 9000, 8500])
    assert store == Sums(3, 25_500, 217_250_000)
    assert store.mean == 85.0
    assert pooled([store]).deviation == pytest.approx(5.0)


@given(scores, scores)
def test_adding_sums_is_summing_all_visits(some: list[int], others: list[int]) -> None:
    assert Sums.of(some) + Sums.of(others) == Sums.of(some + others)


@given(st.lists(scores, max_size=6))
def test_a_union_is_the_sum_of_all_visits(stores: list[list[int]]) -> None:
    every = [score for store in stores for score in store]
    assert union(Sums.of(store) for store in stores) == Sums.of(every)


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=30))
def test_the_spread_of_one_store_is_its_standard_deviation(visits: list[int]) -> None:
    expected = statistics.stdev(visits) / 100
    assert pooled([Sums.of(visits)]).deviation == pytest.approx(expected, abs=1e-9)


def test_differences_between_stores_are_no_spread() -> None:
    far_apart = [Sums.of([1000, 1200]), Sums.of([9000, 9200])]
    assert pooled(far_apart).deviation == pytest.approx(2**0.5)


def test_each_store_gives_its_visits_less_one_as_degrees_of_freedom() -> None:
    stores = [Sums.of([1, 2, 3]), Sums.of([4]), NOTHING, Sums.of([5, 6])]
    assert pooled(stores).degrees == 3


def test_single_visits_leave_the_spread_unknown() -> None:
    assert pooled([Sums.of([5000]), Sums.of([7000])]).deviation is None


@given(st.lists(scores, max_size=4), st.lists(scores, max_size=4))
def test_two_quarters_spreads_add_up(now: list[list[int]], before: list[list[int]]) -> None:
    a, b = [Sums.of(s) for s in now], [Sums.of(s) for s in before]
    assert pooled(a) + pooled(b) == pooled(a + b)


def test_no_visit_has_no_mean_and_no_spread() -> None:
    assert NOTHING.mean is None
    assert pooled([]) == Spread(0, NOTHING.scatter)


@pytest.mark.parametrize("impossible", [(-1, 0, 0), (0, 1, 1), (0, 0, 1), (2, 100, 10)])
def test_sums_that_no_scores_have_are_refused(impossible: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no set of scores"):
        Sums(*impossible)
