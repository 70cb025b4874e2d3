"""The shade of a cell in the region's heat map."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.statistics import NOTHING, Spread, Sums, pooled, shade, union

visits = st.lists(st.integers(0, 10_000), max_size=12)
spreads = st.builds(Spread, st.integers(1, 300), st.integers(1, 90_000).map(Fraction))

# A large region at 70 points and a spread of 10: one standard error of nine visits is 3.3.
REGION = Sums.of([7000] * 9_000)
SPREAD = Spread(1_000, Fraction(100 * 1_000))


@pytest.mark.parametrize(
    ("score", "step"),
    [(70, 0), (72, 0), (74, 1), (78, 2), (83, 3), (68, 0), (66, -1), (62, -2), (57, -3)],
)
def test_it_works(score: int, step: int) -> None:
    assert shade(Sums.of([score * 100] * 9), REGION, SPREAD) == step


def test_the_same_distance_is_shaded_by_how_sure_it_is() -> None:
    steps = [shade(Sums.of([7600] * n), REGION, SPREAD) for n in (3, 5, 12, 60)]
    assert steps == [1, 1, 2, 3]


def test_too_few_visits_are_not_shaded() -> None:
    assert shade(Sums.of([0, 0]), REGION, SPREAD) == 0
    assert shade(NOTHING, REGION, SPREAD) == 0


def test_an_unknown_spread_shades_nothing() -> None:
    assert shade(Sums.of([0] * 5), REGION, Spread(0, Fraction(0))) == 0


def test_a_store_that_is_its_region_is_not_shaded() -> None:
    only = Sums.of([1000, 5000, 9000])
    assert shade(only, only, pooled([only])) == 0


@given(visits, visits, spreads)
def test_above_and_below_are_shaded_alike(
    store: list[int], rest: list[int], spread: Spread
) -> None:
    turned_store, turned_rest = ([10_000 - s for s in scores] for scores in (store, rest))
    step = shade(Sums.of(store), Sums.of(store + rest), spread)
    assert step == -shade(Sums.of(turned_store), Sums.of(turned_store + turned_rest), spread)
    assert -3 <= step <= 3


def test_chance_alone_hardly_ever_shades_in_full() -> None:
    """From a fixed seed: regions of ten equal stores, so every shade is luck."""
    chance = random.Random(20263)
    steps = []
    for _ in range(1_000):
        stores = [Sums.of([round(chance.gauss(6000, 800)) for _ in range(4)]) for _ in range(10)]
        spread, region = pooled(stores), union(stores)
        steps += [abs(shade(store, region, spread)) for store in stores]
    assert sum(step >= 1 for step in steps) / len(steps) == pytest.approx(0.32, abs=0.015)
    assert sum(step >= 2 for step in steps) / len(steps) == pytest.approx(0.05, abs=0.007)
    assert sum(step == 3 for step in steps) / len(steps) < 0.003
