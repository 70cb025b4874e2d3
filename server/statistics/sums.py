"""Sufficient statistics of scores, and the spread pooled over several of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import sqrt
from operator import add

BASIS_POINTS = 100


@dataclass(frozen=True, slots=True)
class Sums:
    """How many scores, their sum and the sum of their squares, in basis points.

    All that a mean and its spread need: adding two of them gives what all their visits together
    would have given, so months add up to quarters and stores to regions without a visit read.
    """

    n: int
    total: int
    squares: int

    def __post_init__(self) -> None:
        if self.n < 0 or self.n * self.squares < self.total**2 or (not self.n and self.squares):
            raise ValueError(
                f"no set of scores has the sums {self.n}, {self.total}, {self.squares}"
            )

    @classmethod
    def of(cls, scores: Iterable[int]) -> Sums:
        """Sum up scores in basis points (8250 is 82.5 points)."""
        each = tuple(scores)
        return cls(len(each), sum(each), sum(score * score for score in each))

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.n + other.n, self.total + other.total, self.squares + other.squares)

    @property
    def mean(self) -> float | None:
        """The mean in points; no visits have no mean."""
        return self.total / self.n / BASIS_POINTS if self.n else None

    @property
    def scatter(self) -> Fraction:
        """The sum of squared distances from the mean, in squared points, exactly.

        The usual warning against subtracting large sums does not apply: these are whole numbers.
        """
        if not self.n:
            return Fraction(0)
        return Fraction(self.n * self.squares - self.total**2, self.n * BASIS_POINTS**2)


NOTHING = Sums(0, 0, 0)


def union(parts: Iterable[Sums]) -> Sums:
    """Return the sums of all visits of all parts together."""
    return reduce(add, parts, NOTHING)


@dataclass(frozen=True, slots=True)
class Spread:
    """How far visits to one store scatter around that store's own mean, learnt from many stores.

    `scatter` is in squared points. Two spreads add up, as for a change over two quarters.
    """

    degrees: int
    scatter: Fraction

    def __add__(self, other: Spread) -> Spread:
        return Spread(self.degrees + other.degrees, self.scatter + other.scatter)

    @property
    def deviation(self) -> float | None:
        """The pooled standard deviation in points; unknown until some store has two visits."""
        return sqrt(self.scatter / self.degrees) if self.degrees else None


def pooled(stores: Iterable[Sums]) -> Spread:
    """Pool the spread within stores: scatter added up, and n - 1 degrees of freedom per store.

    The residual mean square of a one-way analysis of variance (R. A. Fisher, Statistical Methods
    for Research Workers, 1925, chapter VII). Two visits to a store say almost nothing about how
    visits scatter; two visits to each of forty stores say it well, if stores scatter alike.
    Differences between stores are no part of it.
    """
    visited = [store for store in stores if store.n]
    return Spread(
        sum(store.n - 1 for store in visited),
        sum((store.scatter for store in visited), Fraction(0)),
    )
