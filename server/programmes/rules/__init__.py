"""Pure decisions: what a store learns of when, a form on paper, which names can be stored."""

from server.programmes.rules.names import too_long
from server.programmes.rules.paper import on_paper, printable
from server.programmes.rules.periods import (
    ROUNDINGS,
    WEEK,
    WEEK_PART,
    Period,
    coarsened,
    coarsest,
    in_words,
    kept,
    midnight,
    monday_of,
    period,
    running_since,
    week_of,
)
from server.programmes.rules.settings import (
    BOUNDS,
    PAGE_SIZES,
    Change,
    changes,
    seen_by_stores,
    shortened,
)

__all__ = [
    "BOUNDS",
    "PAGE_SIZES",
    "ROUNDINGS",
    "WEEK",
    "WEEK_PART",
    "Change",
    "Period",
    "changes",
    "coarsened",
    "coarsest",
    "in_words",
    "kept",
    "midnight",
    "monday_of",
    "on_paper",
    "period",
    "printable",
    "running_since",
    "seen_by_stores",
    "shortened",
    "too_long",
    "week_of",
]
