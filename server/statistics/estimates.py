"""A mean with its interval, and a change with its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from operator import mul

from server.statistics.students_t import two_sided
from server.statistics.sums import Spread, Sums, pooled, union

MINIMUM_VISITS = 3
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean in points with the visits behind it.

    Too few visits: the mean may be drawn (an open dot), but there is no interval, and the words
    must be shown. No visit at all: no mean either.
    """

    n: int
    mean: float | None
    low: float | None
    high: float | None
    too_few: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Points gained (or lost) since the quarter before, with the visits behind both.

    `clear` only when the interval excludes zero; otherwise the words are "no clear change".
    """

    n: int
    n_before: int
    points: float | None
    low: float | None
    high: float | None
    clear: bool
    too_few: bool


def estimate(
    visits: Sums, spread: Spread, *, minimum: int = MINIMUM_VISITS, level: float = LEVEL
) -> Estimate:
    """Estimate one store's mean: mean +/- t * s / sqrt(n), kept within 0..100.

    s is the standard deviation pooled over the region's stores and t Student's quantile at the
    pooled degrees of freedom (NIST/SEMATECH e-Handbook of Statistical Methods, 7.4.3.6: interval
    of a factor level mean). If all pooled visits scored the same, s is zero and so is the width:
    no formula finds a spread never seen.
    """
    margin = _margin(spread, 1 / visits.n if visits.n else 0.0, level)
    if visits.mean is None or visits.n < minimum or margin is None:
        return Estimate(visits.n, visits.mean, None, None, too_few=True)
    low, high = visits.mean - margin, visits.mean + margin
    return Estimate(visits.n, visits.mean, max(low, 0.0), min(high, 100.0), too_few=False)


def region(
    stores: Iterable[Sums], *, minimum: int = MINIMUM_VISITS, level: float = LEVEL
) -> Estimate:
    """Estimate the mean of all visits of a region.

    Its stores are all there, not a sample of stores, so only the scatter of visits within them
    makes it uncertain: the same formula over all visits, with the same pooled spread.
    """
    every = tuple(stores)
    return estimate(union(every), pooled(every), minimum=minimum, level=level)


def change(
    now: Sums,
    before: Sums,
    spread: Spread,
    *,
    minimum: int = MINIMUM_VISITS,
    level: float = LEVEL,
) -> Change:
    """Compare two quarters: difference +/- t * s * sqrt(1/n + 1/n_before), kept within -100..100.

    The two-sample t interval with equal variances (NIST/SEMATECH e-Handbook, 1.3.5.3). Pass the
    spread of both quarters: `pooled(stores_now) + pooled(stores_before)`.
    """
    if now.mean is None or before.mean is None:
        return Change(now.n, before.n, None, None, None, clear=False, too_few=True)
    margin = _margin(spread, 1 / now.n + 1 / before.n, level)
    enough = min(now.n, before.n) >= minimum
    return _judged(now.n, before.n, now.mean - before.mean, margin if enough else None)


def region_change(
    stores: Iterable[tuple[Sums, Sums]], *, minimum: int = MINIMUM_VISITS, level: float = LEVEL
) -> Change:
    """Compare a region with itself: each store (now, before) with itself, then their mean.

    The plain difference of two means over all visits would also move when a strong store is
    visited more often than in the quarter before. So each store's own difference counts, weighted
    by n * n_before / (n + n_before), which gives the narrowest interval: s / sqrt(sum of weights)
    (the fixed-effects estimate of a two-way layout without interaction; W. G. Cochran, Biometrics
    10, 1954, pp. 417-451). Stores visited in one quarter only say nothing and are not counted.
    """
    every = tuple(stores)
    both = [(now, before) for now, before in every if now.n and before.n]
    n, n_before = sum(now.n for now, _ in both), sum(before.n for _, before in both)
    if not both:
        return Change(0, 0, None, None, None, clear=False, too_few=True)
    spread = pooled(now for now, _ in every) + pooled(before for _, before in every)
    weights = [now.n * before.n / (now.n + before.n) for now, before in both]
    gains = [(now.mean or 0.0) - (before.mean or 0.0) for now, before in both]
    points = sum(map(mul, weights, gains)) / sum(weights)
    margin = _margin(spread, 1 / sum(weights), level)
    return _judged(n, n_before, points, margin if min(n, n_before) >= minimum else None)


def _judged(n: int, n_before: int, points: float, margin: float | None) -> Change:
    """A change with its interval, or without one (too few visits) where there is no margin."""
    if margin is None:
        return Change(n, n_before, points, None, None, clear=False, too_few=True)
    low, high = max(points - margin, -100.0), min(points + margin, 100.0)
    clear = low > 0 or high < 0
    return Change(n, n_before, points, low, high, clear=clear, too_few=False)


def _margin(spread: Spread, share: float, level: float) -> float | None:
    """Half the width of an interval whose variance is `share` of the pooled one."""
    if spread.deviation is None:
        return None
    return two_sided(level, spread.degrees) * spread.deviation * sqrt(share)
