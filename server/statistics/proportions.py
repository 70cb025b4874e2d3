"""How often something was seen, per hundred visits, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from server.statistics.estimates import LEVEL, MINIMUM_VISITS


@dataclass(frozen=True, slots=True)
class Proportion:
    """Seen in `seen` of `n` visits: per hundred, with an interval, or the word of too few."""

    seen: int
    n: int
    share: float | None
    low: float | None
    high: float | None
    too_few: bool


def proportion(
    seen: int, n: int, *, minimum: int = MINIMUM_VISITS, level: float = LEVEL
) -> Proportion:
    """Wilson's score interval, in visits per hundred.

    (p + z^2/2n +/- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n): E. B. Wilson, Journal of the
    American Statistical Association 22, 1927, pp. 209-212. Unlike p +/- z s it stays within 0 and
    100 and has a width where nothing was seen, as is usual here: few visits, and a rare thing.
    """
    if not 0 <= seen <= n:
        raise ValueError(f"nothing is seen in {seen} of {n} visits")
    if n == 0 or n < minimum:
        return Proportion(seen, n, 100 * seen / n if n else None, None, None, too_few=True)
    z, p = NormalDist().inv_cdf(0.5 + level / 2), seen / n
    middle, scale = p + z * z / (2 * n), 1 + z * z / n
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # At the ends exactly, where rounding would leave a trace of a frequency.
    low = 0.0 if seen == 0 else 100 * (middle - half) / scale
    high = 100.0 if seen == n else 100 * (middle + half) / scale
    return Proportion(seen, n, 100 * p, low, high, too_few=False)
