"""A store's mean and its interval."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.statistics import NOTHING, Estimate, Spread, Sums, estimate, pooled, quantile, region

visits = st.lists(st.integers(0, 10_000), min_size=3, max_size=20)
spreads = st.builds(Spread, st.integers(1, 300), st.integers(0, 90_000).map(Fraction))


def test_it_works() -> None:
    """Worked by hand: s = sqrt((50 + 200) / (2 + 2)), t = 2.776, n = 3."""
    stores = [Sums.of([8000, 8500, 9000]), Sums.of([6000, 7000, 8000])]
    estimated = estimate(stores[0], pooled(stores))
    assert (estimated.n, estimated.mean, estimated.too_few) == (3, 85.0, False)
    assert estimated.low == pytest.approx(85 - 2.7764 * 62.5**0.5 / 3**0.5, abs=1e-3)
    assert estimated.high == pytest.approx(85 + 2.7764 * 62.5**0.5 / 3**0.5, abs=1e-3)


def test_too_few_visits_keep_the_mean_and_lose_the_interval() -> None:
    spread = pooled([Sums.of([5000, 6000, 7000, 8000])])
    assert estimate(Sums.of([8000, 9000]), spread) == Estimate(2, 85.0, None, None, too_few=True)


def test_what_is_too_few_can_be_set() -> None:
    spread = pooled([Sums.of([5000, 6000, 7000, 8000])])
    assert not estimate(Sums.of([8000, 9000]), spread, minimum=2).too_few
    assert estimate(Sums.of([8000, 9000, 8000]), spread, minimum=4).too_few


def test_no_visit_has_no_mean() -> None:
    assert estimate(NOTHING, Spread(4, Fraction(9))) == Estimate(0, None, None, None, too_few=True)


def test_an_unknown_spread_gives_no_interval() -> None:
    assert estimate(Sums.of([7000]), pooled([Sums.of([7000])]), minimum=1).too_few


@given(visits, spreads)
def test_an_interval_holds_its_mean_and_stays_on_the_ruler(store: list[int], s: Spread) -> None:
    estimated = estimate(Sums.of(store), s)
    assert estimated.mean is not None
    assert estimated.low is not None
    assert estimated.high is not None
    assert 0 <= estimated.low <= estimated.mean <= estimated.high <= 100


@given(visits, spreads)
def test_praise_and_blame_are_treated_alike(store: list[int], spread: Spread) -> None:
    straight = estimate(Sums.of(store), spread)
    turned = estimate(Sums.of([10_000 - score for score in store]), spread)
    assert turned.low == pytest.approx(100 - (straight.high or 0), abs=1e-9)
    assert turned.high == pytest.approx(100 - (straight.low or 0), abs=1e-9)


@given(st.integers(1, 9_999), st.integers(3, 50), st.integers(1, 50), spreads)
def test_more_visits_never_widen_the_interval(
    score: int, few: int, more: int, spread: Spread
) -> None:
    narrow = estimate(Sums.of([score] * (few + more)), spread)
    wide = estimate(Sums.of([score] * few), spread)
    assert (narrow.high or 0) <= (wide.high or 0)
    assert (narrow.low or 0) >= (wide.low or 0)


def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    """20,000 intervals from a fixed seed; chance moves their share by 0.3 % at two sigma."""
    chance = random.Random(20261)
    held = asked = 0
    for _ in range(2_000):
        truths = [chance.uniform(45, 75) for _ in range(10)]
        stores = [Sums.of(_visits(chance, truth, chance.randint(3, 6))) for truth in truths]
        spread = pooled(stores)
        for truth, store in zip(truths, stores, strict=True):
            estimated = estimate(store, spread)
            held += (estimated.low or 0) <= truth <= (estimated.high or 0)
            asked += 1
    assert held / asked == pytest.approx(0.95, abs=0.006)


def test_pooling_tells_more_than_a_store_alone() -> None:
    stores = [Sums.of([6000, 7000, 8000]) for _ in range(40)]
    together = estimate(stores[0], pooled(stores))
    alone = estimate(stores[0], pooled(stores[:1]))
    assert _width(together) < _width(alone) / 2


def test_a_region_counts_every_visit_of_its_stores() -> None:
    stores = [Sums.of([9000, 9200]), Sums.of([4000, 4200, 4400, 4600]), NOTHING]
    estimated = region(stores)
    assert (estimated.n, estimated.too_few) == (6, False)
    assert estimated.mean == pytest.approx((9000 + 9200 + 4000 + 4200 + 4400 + 4600) / 600)
    assert _width(estimated) == pytest.approx(
        2 * quantile(0.975, 4) * ((2 + 20) / 4) ** 0.5 / 6**0.5
    )


def _visits(chance: random.Random, truth: float, count: int) -> list[int]:
    return [round(100 * chance.gauss(truth, 6)) for _ in range(count)]


def _width(estimated: Estimate) -> float:
    assert estimated.low is not None
    assert estimated.high is not None
    return estimated.high - estimated.low
