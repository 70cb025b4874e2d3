"""The one place where a score loses its fraction."""

from __future__ import annotations

from fractions import Fraction


def percent(score: Fraction | None) -> int | None:
    """A score of 0 to 100 as people read it: a whole number, half up."""
    return None if score is None else _half_up(score)


def basis_points(score: Fraction | None) -> int | None:
    """A score of 0 to 100 as it is stored and averaged: hundredths of a point, half up."""
    return None if score is None else _half_up(score * 100)


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
