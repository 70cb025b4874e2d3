"""The change between two quarters."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.statistics import NOTHING, Change, Spread, Sums, change, pooled, quantile

visits = st.lists(st.integers(0, 10_000), max_size=12)
spreads = st.builds(Spread, st.integers(1, 300), st.integers(0, 90_000).map(Fraction))


def test_it_works() -> None:
    """Worked by hand: s = 5 from both quarters, margin = t * 5 * sqrt(1/3 + 1/3)."""
    now, before = Sums.of([8500, 9000, 9500]), Sums.of([6500, 7000, 7500])
    changed = change(now, before, pooled([now]) + pooled([before]))
    margin = 2.7764 * 5 * (2 / 3) ** 0.5
    assert (changed.n, changed.n_before, changed.points) == (3, 3, 20.0)
    assert (changed.low, changed.high) == pytest.approx((20 - margin, 20 + margin), abs=1e-3)
    assert changed.clear


def test_an_interval_around_zero_is_no_clear_change() -> None:
    now, before = Sums.of([7000, 8000, 9000]), Sums.of([6900, 7900, 8900])
    changed = change(now, before, pooled([now, before]))
    assert not changed.clear
    assert not changed.too_few


def test_an_interval_that_only_touches_zero_is_no_clear_change() -> None:
    same = Sums.of([8000, 8000, 8000])
    assert not change(same, same, pooled([same, same])).clear


def test_a_loss_can_be_as_clear_as_a_gain() -> None:
    now, before = Sums.of([6500, 7000, 7500]), Sums.of([8500, 9000, 9500])
    assert change(now, before, pooled([now, before])).clear


@pytest.mark.parametrize("few", [[8000, 8200], [8000]])
def test_too_few_visits_in_either_quarter_say_so(few: list[int]) -> None:
    enough = Sums.of([5000, 5100, 5200, 5300])
    spread = pooled([enough])
    for changed in (change(Sums.of(few), enough, spread), change(enough, Sums.of(few), spread)):
        assert changed.points is not None
        assert (changed.low, changed.high, changed.clear) == (None, None, False)
        assert changed.too_few


def test_no_quarter_before_is_no_change() -> None:
    now = Sums.of([8000, 8100, 8200])
    expected = Change(3, 0, None, None, None, clear=False, too_few=True)
    assert change(now, NOTHING, pooled([now])) == expected


@given(visits, visits, spreads)
def test_looking_back_is_looking_forward_turned_round(
    some: list[int], others: list[int], spread: Spread
) -> None:
    there = change(Sums.of(some), Sums.of(others), spread)
    back = change(Sums.of(others), Sums.of(some), spread)
    assert (there.clear, there.too_few) == (back.clear, back.too_few)
    for ours, theirs in ((there.points, back.points), (there.low, back.high)):
        assert ours == (None if theirs is None else pytest.approx(-theirs))


@given(visits, visits, spreads)
def test_a_change_is_clear_exactly_when_its_interval_excludes_zero(
    some: list[int], others: list[int], spread: Spread
) -> None:
    changed = change(Sums.of(some), Sums.of(others), spread)
    if changed.low is None or changed.high is None:
        assert not changed.clear
    else:
        assert changed.clear == (not changed.low <= 0 <= changed.high)


def test_one_of_twenty_unchanged_stores_seems_to_change() -> None:
    """From a fixed seed: 20,000 pairs of quarters in which nothing changed."""
    chance = random.Random(20262)
    seeming = asked = 0
    for _ in range(2_000):
        now, before = (
            [Sums.of(_visits(chance, store)) for store in range(10)] for _quarter in range(2)
        )
        spread = pooled(now) + pooled(before)
        for one, other in zip(now, before, strict=True):
            seeming += change(one, other, spread).clear
            asked += 1
    assert seeming / asked == pytest.approx(0.05, abs=0.006)


def test_a_wider_spread_is_told_from_the_degrees_behind_it() -> None:
    now, before = Sums.of([8000] * 4), Sums.of([7000] * 4)
    changed = change(now, before, Spread(6, Fraction(6 * 16)))
    assert changed.high == pytest.approx(10 + quantile(0.975, 6) * 4 * 0.5**0.5)


def _visits(chance: random.Random, store: int) -> list[int]:
    return [round(100 * chance.gauss(50 + 2 * store, 6)) for _ in range(chance.randint(3, 6))]
