"""The change of a whole region between two quarters."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.statistics import NOTHING, Change, Sums, change, pooled, region_change

visits = st.lists(st.integers(0, 10_000), max_size=8)
stores = st.lists(st.tuples(visits, visits), max_size=6)


def test_it_works() -> None:
    """Worked by hand: weights 1 and 2, gains 10 and 4, so 6; s = 1 with 8 degrees of freedom."""
    first = Sums.of([7900, 8100]), Sums.of([6900, 7100])
    second = Sums.of([5900, 6000, 6000, 6100]), Sums.of([5500, 5600, 5600, 5700])
    changed = region_change([first, second])
    spread = (2 + 2 + 2 + 2) / 8
    margin = 2.3060 * (spread / 3) ** 0.5
    assert (changed.n, changed.n_before, changed.points) == (6, 6, pytest.approx(6.0))
    assert (changed.low, changed.high) == pytest.approx((6 - margin, 6 + margin), abs=1e-3)
    assert changed.clear


def test_visiting_a_strong_store_more_often_is_no_gain() -> None:
    strong, weak = [8900, 9000, 9100], [3900, 4000, 4100]
    now = Sums.of(strong * 4), Sums.of(weak)
    before = Sums.of(strong), Sums.of(weak * 4)
    naive = change(now[0] + now[1], before[0] + before[1], pooled([*now, *before]))
    assert naive.clear
    fair = region_change(zip(now, before, strict=True))
    assert fair.points == pytest.approx(0.0)
    assert not fair.clear


def test_a_store_of_one_quarter_only_is_not_counted() -> None:
    both = Sums.of([8000, 8100, 8200]), Sums.of([7000, 7100, 7200])
    opened, closed = (Sums.of([1000, 1100]), NOTHING), (NOTHING, Sums.of([9000, 9100]))
    changed = region_change([both, opened, closed])
    assert (changed.n, changed.n_before) == (3, 3)
    assert changed.points == pytest.approx(10.0)


def test_no_store_in_both_quarters_is_no_change() -> None:
    nothing = Change(0, 0, None, None, None, clear=False, too_few=True)
    assert region_change([]) == nothing
    assert region_change([(Sums.of([8000] * 5), NOTHING)]) == nothing


def test_too_few_visits_say_so() -> None:
    changed = region_change([(Sums.of([8000, 8200]), Sums.of([7000, 7100, 7200]))])
    assert changed.too_few
    assert changed.low is None


@given(visits, visits)
def test_a_region_of_one_store_changes_as_its_store_does(now: list[int], before: list[int]) -> None:
    ours, theirs = Sums.of(now), Sums.of(before)
    alone = change(ours, theirs, pooled([ours, theirs]))
    whole = region_change([(ours, theirs)])
    assert (whole.clear, whole.too_few) == (alone.clear, alone.too_few)
    if not alone.too_few:
        assert (whole.points, whole.low, whole.high) == pytest.approx(
            (alone.points, alone.low, alone.high)
        )


@given(stores)
def test_looking_back_is_looking_forward_turned_round(
    quarters: list[tuple[list[int], list[int]]],
) -> None:
    there = region_change([(Sums.of(now), Sums.of(before)) for now, before in quarters])
    back = region_change([(Sums.of(before), Sums.of(now)) for now, before in quarters])
    assert (there.clear, there.too_few) == (back.clear, back.too_few)
    if there.points is not None:
        assert back.points == pytest.approx(-there.points)


def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    """4,000 regions from a fixed seed, each two points better, with a changing mix of visits."""
    chance = random.Random(20264)
    held = 0
    for _ in range(4_000):
        levels = [chance.uniform(40, 70) for _ in range(6)]
        changed = region_change(
            [(_visits(chance, level + 2), _visits(chance, level)) for level in levels]
        )
        held += (changed.low or 0) <= 2 <= (changed.high or 0)
    assert held / 4_000 == pytest.approx(0.95, abs=0.011)


def _visits(chance: random.Random, level: float) -> Sums:
    count = chance.randint(1, 6)
    return Sums.of([round(100 * chance.gauss(level, 6)) for _ in range(count)])
