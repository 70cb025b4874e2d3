"""What of scorecards an actor may read."""

from server.scorecards.queries.seen_together import listed_together, together_card
from server.scorecards.queries.spoken import Language, spoken
from server.scorecards.queries.store_page import (
    first_store,
    front,
    listed,
    page_of,
    period_said,
    side_by_side,
    source_of,
)

__all__ = [
    "Language",
    "first_store",
    "front",
    "listed",
    "listed_together",
    "page_of",
    "period_said",
    "side_by_side",
    "source_of",
    "spoken",
    "together_card",
]
