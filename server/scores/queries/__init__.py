"""Scores that an actor may read, what they add up to, and what is seen of them only together."""

from server.scores.queries.figures import (
    lines_of,
    mixes_in,
    mixes_so_far,
    of_single_visits,
    opinions_so_far,
    published,
    published_one,
    quarter_so_far,
    reports_of,
    revisions_of,
    share_sums,
    siblings,
    sin_answers,
    sin_sums,
    waiting_for,
)
from server.scores.queries.together import (
    SeenTogether,
    Waiting,
    choices_in,
    seen_together,
    waiting_together,
)

__all__ = [
    "SeenTogether",
    "Waiting",
    "choices_in",
    "lines_of",
    "mixes_in",
    "mixes_so_far",
    "of_single_visits",
    "opinions_so_far",
    "published",
    "published_one",
    "quarter_so_far",
    "reports_of",
    "revisions_of",
    "seen_together",
    "share_sums",
    "siblings",
    "sin_answers",
    "sin_sums",
    "waiting_for",
    "waiting_together",
]
