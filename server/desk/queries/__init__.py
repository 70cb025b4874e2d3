"""What the desk lists: how far the start has come, and the visits with the state of each."""

from server.desk.queries.named import (
    shopper_choices,
    shopper_named,
    store_choices,
    store_named,
)
from server.desk.queries.newcomers import count_newcomers, newcomers
from server.desk.queries.progress import Progress, progress
from server.desk.queries.versions import open_elsewhere, visits_by_version
from server.desk.queries.visits import (
    ORDERS,
    PAGE,
    STATES,
    Filter,
    Listed,
    all_visits,
    counts,
    still_to_be_made,
    to_take_back,
    visit,
    visits,
    waves,
)

__all__ = [
    "ORDERS",
    "PAGE",
    "STATES",
    "Filter",
    "Listed",
    "Progress",
    "all_visits",
    "count_newcomers",
    "counts",
    "newcomers",
    "open_elsewhere",
    "progress",
    "shopper_choices",
    "shopper_named",
    "still_to_be_made",
    "store_choices",
    "store_named",
    "to_take_back",
    "visit",
    "visits",
    "visits_by_version",
    "waves",
]
