"""Means, changes and shades that say how sure they are, from sums a rollup can hold.

Knows: arithmetic; scores arrive as counts, sums and sums of squares in basis points (hundredths
of a point) and leave as points from 0 to 100.
Must not know: forms, stores, quarters, the database, the clock, any source of chance.
Invariant: no mean and no change leaves this package without its number of visits and either an
interval or the word that there were too few visits.
"""

from server.statistics.estimates import (
    MINIMUM_VISITS,
    Change,
    Estimate,
    change,
    estimate,
    region,
    region_change,
)
from server.statistics.proportions import Proportion, proportion
from server.statistics.shades import shade
from server.statistics.students_t import quantile
from server.statistics.sums import NOTHING, Spread, Sums, pooled, union

__all__ = [
    "MINIMUM_VISITS",
    "NOTHING",
    "Change",
    "Estimate",
    "Proportion",
    "Spread",
    "Sums",
    "change",
    "estimate",
    "pooled",
    "proportion",
    "quantile",
    "region",
    "region_change",
    "shade",
    "union",
]
