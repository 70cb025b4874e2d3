"""Where a score loses its fraction."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.scoring import basis_points, percent


def test_it_works() -> None:
    assert percent(Fraction(200, 3)) == 67
    assert basis_points(Fraction(200, 3)) == 6667


@pytest.mark.parametrize(
    ("score", "read"),
    [("0", 0), ("0.49", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("99.4999", 99), ("99.5", 100)],
)
def test_a_half_goes_up(score: str, read: int) -> None:
    assert percent(Fraction(score)) == read


def test_half_a_hundredth_goes_up() -> None:
    assert basis_points(Fraction("66.665")) == 6667


def test_no_score_stays_no_score() -> None:
    assert percent(None) is None
    assert basis_points(None) is None


@given(st.fractions(0, 100))
def test_rounding_moves_a_score_by_half_a_point_at_most(score: Fraction) -> None:
    read = percent(score)
    assert read is not None
    assert Fraction(-1, 2) < read - score <= Fraction(1, 2)


@given(st.fractions(0, 100), st.fractions(0, 100))
def test_rounding_never_turns_an_order_round(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert (percent(low) or 0) <= (percent(high) or 0)
