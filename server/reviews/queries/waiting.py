"""The queue: what waits, what one has claimed, and what can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, ModelSelect

from audit_forms import say
from server.kernel.actor import Actor
from server.media import queries as media
from server.media.models import ExpectedPhoto
from server.people.models import Shopper
from server.programmes.queries import form_of
from server.reviews import rules
from server.reviews.models import Review
from server.reviews.queries.allowed import left_lying, may_be_read_by
from server.scores.models import Score
from server.scores.queries import waiting_for
from server.stores.models import Store
from server.submissions.models import Revision, Submission
from server.visits.models import Visit

PAGE = 25


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report in the queue, as a row."""

    submission: UUID
    code: str
    store: str
    zone: str
    form: str
    part: str
    received_at: datetime
    revision: int
    outcome: str
    flags: tuple[str, ...]
    announced: int
    present: int


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what waits, oldest first, what the actor has claimed, and what can be undone.

    What a colleague has claimed and left lying waits, too.
    """

    waiting: tuple[Waiting, ...]
    mine: tuple[Waiting, ...]
    total: int
    with_others: int
    page: int
    pages: int
    undoable: tuple[tuple[Waiting, Review, int], ...]


def queue(actor: Actor, page: int, language: str) -> Queue:
    """The queue as the actor sees it."""
    claims = Review.select(Review.submission).where(Review.verdict.is_null())
    own_claims = claims.where(Review.reviewer == actor.person)
    not_own = (Submission.state == "claimed") & Submission.id.not_in(own_claims)
    lying = not_own & Submission.id.in_(claims.where(left_lying(actor.at)))
    waiting = _rows(actor).where((Submission.state == "received") | lying)
    total = waiting.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    claimed = _rows(actor).where(Submission.state == "claimed")
    with_others = _rows(actor).where(not_own & ~lying).count()
    return Queue(
        waiting=_listed(waiting.paginate(page, PAGE), language),
        mine=_listed(claimed.where(Submission.id.in_(own_claims)), language),
        total=total,
        with_others=with_others,
        page=page,
        pages=pages,
        undoable=_undoable(actor, language),
    )


def _undoable(actor: Actor, language: str) -> tuple[tuple[Waiting, Review, int], ...]:
    """What the actor has decided on and can take back, the newest first, as far as a page goes."""
    unseen = Score.current & Score.published_at.is_null() & (Score.publish_from > actor.at)
    visits = Score.select(Submission.visit).join(Submission).where(unseen)
    of_these = Submission.select(Submission.id).where(Submission.visit.in_(visits))
    recent = list(
        Review.select()
        .where(
            (Review.reviewer == actor.person)
            & Review.undone_at.is_null()
            & ((Review.decided_at > actor.at - rules.UNDO_FOR) | Review.submission.in_(of_these))
        )
        .order_by(Review.decided_at.desc())
        .limit(PAGE)
    )
    scores = waiting_for(review.submission_id for review in recent)
    left = {
        r.submission_id: (r, rules.undo_left(r, actor.at, scores[r.submission_id].publish_from))
        if r.submission_id in scores
        else (r, rules.undo_left(r, actor.at))
        for r in reversed(recent)
    }
    states = frozenset().union(*rules.LEFT_IN.values())
    rows = _rows(actor).where(Submission.id.in_(list(left)) & Submission.state.in_(list(states)))
    return tuple(
        (row, *left[row.submission])
        for row in _listed(rows, language)
        if left[row.submission][1] > 0
    )


def _rows(actor: Actor) -> ModelSelect:
    newest = (Revision.submission == Submission.id) & (Revision.number == Submission.revision)
    return (
        Submission.select(
            Submission.id,
            Shopper.code,
            Store.name,
            Store.zone,
            Revision.form_version,
            Submission.part,
            Revision.received_at,
            Revision.number,
            Revision.outcome,
            Revision.flags,
        )
        .join(Revision, on=newest)
        .join_from(Submission, Shopper)
        .join_from(Submission, Visit, JOIN.LEFT_OUTER)
        .join_from(Visit, Store, JOIN.LEFT_OUTER)
        .where(may_be_read_by(actor))
        .order_by(Revision.received_at, Submission.id)
    )


def _listed(rows: ModelSelect, language: str) -> tuple[Waiting, ...]:
    found: list[Any] = list(rows.tuples())
    photos = _photos([(row[0], row[7]) for row in found])
    return tuple(_waiting(row, photos.get(row[0], (0, 0)), language) for row in found)


def _waiting(row: Any, photos: tuple[int, int], language: str) -> Waiting:
    id, code, store, zone, form_version, part, received_at, number, outcome, flags = row
    form = form_of(form_version)
    return Waiting(
        submission=id,
        code=code,
        store=store or "",
        zone=zone or "UTC",
        form=say(form.title, language),
        part=rules.part_title(form, part, language),
        received_at=received_at,
        revision=number,
        outcome=outcome,
        flags=tuple(flags),
        announced=photos[0],
        present=photos[1],
    )


def _photos(revisions: list[tuple[UUID, int]]) -> dict[UUID, tuple[int, int]]:
    """Submission -> how many photos its newest revision announced, and how many are here."""
    if not revisions:
        return {}
    numbers = dict(revisions)
    rows = (
        ExpectedPhoto.select(ExpectedPhoto.submission, ExpectedPhoto.revision, ExpectedPhoto.sha256)
        .where(ExpectedPhoto.submission.in_(list(numbers)))
        .tuples()
    )
    newest = [(id, sha256) for id, number, sha256 in rows if numbers[id] == number]
    here = media.present([sha256 for _, sha256 in newest])
    counts: dict[UUID, tuple[int, int]] = {}
    for id, sha256 in newest:
        announced, present = counts.get(id, (0, 0))
        counts[id] = (announced + 1, present + (sha256 in here))
    return counts
