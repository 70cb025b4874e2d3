"""The shade of a heat map's cell: on which side of the region's mean, and how surely.

The figure in the cell says how far a store stands from its region; the shade says whether to
believe it. So shade follows evidence and not distance, and chance paints no store orange.
"""

from __future__ import annotations

from math import sqrt

from server.statistics.estimates import MINIMUM_VISITS
from server.statistics.students_t import two_sided
from server.statistics.sums import Spread, Sums

# Of cells that differ from their region by luck alone, one in three goes beyond the first level,
# one in twenty beyond the second, one in a thousand beyond the third: a page of 40 stores and
# five qualities then shows about ten middle shades and hardly ever a full one.
LEVELS = (0.68, 0.95, 0.999)


def shade(store: Sums, region: Sums, spread: Spread, *, minimum: int = MINIMUM_VISITS) -> int:
    """Return -3..3: below (negative) or above the region's mean, and how surely.

    0: no telling, or too few visits. 1: it leans that way (outside the middle 68 % of what
    chance does). 2: clearly (outside 95 %). 3: beyond doubt (outside 99.9 %).
    `region` is the union over its stores and holds this store's own visits, so the variance of
    the difference is s^2 * (1/n - 1/N), with their covariance taken off.
    """
    if store.n < minimum or store.mean is None or region.mean is None or spread.deviation is None:
        return 0
    difference = store.mean - region.mean
    error = spread.deviation * sqrt(max(1 / store.n - 1 / region.n, 0.0))
    steps = sum(abs(difference) > error * two_sided(level, spread.degrees) for level in LEVELS)
    return steps if difference > 0 else -steps
