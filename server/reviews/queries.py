"""Reading reviews: the queue, and the notes that go back to shoppers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from server.reviews.models import Review


def note_for(submissions: Collection[UUID]) -> dict[UUID, str]:
    """Submission id -> the note of its newest verdict `sent_back`."""
    if not submissions:
        return {}
    rows = (
        Review.select(Review.submission, Review.note)
        .where(
            Review.submission.in_(list(submissions))
            & (Review.verdict == "sent_back")
            & Review.undone_at.is_null()
        )
        .order_by(Review.decided_at)
        .tuples()
    )
    return {submission: note or "" for submission, note in rows}
