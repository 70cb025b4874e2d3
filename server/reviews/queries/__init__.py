"""The queue, one report laid out for its reviewer, notes for shoppers, what is kept from stores."""

from server.reviews.queries.allowed import (
    acceptances,
    is_left_lying,
    last_verdict,
    left_lying,
    may_be_read_by,
    note_for,
    open_review,
    reviewable,
    standing,
    undo_left,
)
from server.reviews.queries.reading import Reading, photo, reading
from server.reviews.queries.waiting import PAGE, Queue, Waiting, queue
from server.reviews.queries.withheld import (
    changed_at,
    is_out,
    may_be_settled_by,
    withheld_from,
    withheld_in,
)

__all__ = [
    "PAGE",
    "Queue",
    "Reading",
    "Waiting",
    "acceptances",
    "changed_at",
    "is_left_lying",
    "is_out",
    "last_verdict",
    "left_lying",
    "may_be_read_by",
    "may_be_settled_by",
    "note_for",
    "open_review",
    "photo",
    "queue",
    "reading",
    "reviewable",
    "standing",
    "undo_left",
    "withheld_from",
    "withheld_in",
]
