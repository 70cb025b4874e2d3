"""Settling words of thanks: with the verdict or after it, taking them back, erasing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from server.actions import queries, rules
from server.actions.models import Commendation
from server.actions.rules import Entry, Settled, Thanks
from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.programmes.queries import rounding_for
from server.programmes.rules import period
from server.reviews import commands as reviews
from server.reviews.models import Review
from server.reviews.queries import last_verdict
from server.scores.models import Score
from server.scores.queries import revisions_of
from server.scores.rules import not_before, publication, visited_at
from server.submissions.models import Submission
from server.submissions.queries import Report, accepted_of, report
from server.tasks import commands as tasks


def accept(actor: Actor, submission: UUID, entries: Mapping[str, Entry]) -> None:
    """Accept a claimed report and settle its words of thanks (by question), in one transaction.

    Raises what accepting raises, and fields_wrong where an entry has to be mended.
    """
    with write():
        reviews.accept(actor, submission)
        review = last_verdict(actor, submission)
        assert review is not None  # It was given a line above.
        found = report(submission)
        for thanks in rules.thanks_in(found):
            row = _propose(review, found, thanks)
            _settle(actor, row, found, thanks, entries.get(thanks.question.id, Entry()))


def propose(review: UUID) -> None:
    """Note the words of thanks of a report that was accepted without settling them.

    Nothing happens where they are settled, and where the verdict was undone.
    """
    given = Review.get_or_none((Review.id == review) & Review.undone_at.is_null())
    if given is None:
        return
    found = report(given.submission_id)
    with write():
        for thanks in rules.thanks_in(found):
            _propose(given, found, thanks)


def _propose(review: Review, found: Report, thanks: Thanks) -> UUID:
    """The row of these words; made if it is not there. It holds no words before it is confirmed."""
    visit = found.visit
    assert visit is not None  # An episode's words are no commendation: it has no score.
    Commendation.insert(
        review=review.id,
        question=thanks.question.id,
        visit=visit.id,
        store=visit.store_id,
        form_version=found.revision.form_version_id,
        state="proposed",
        words="",
        quality=thanks.quality,
        group_of=found.form.aggregate_of if found.form.in_aggregate_only else None,
    ).on_conflict_ignore().execute()
    mine = (Commendation.review == review.id) & (Commendation.question == thanks.question.id)
    return UUID(str(Commendation.get(mine).id))


def decide(actor: Actor, commendation: UUID, entry: Entry) -> None:
    """Settle words of thanks that were left open when their report was accepted.

    Raises not_found, commendation_settled, fields_wrong, and what forbids to review the report.
    """
    row, found, thanks = queries.one_to_decide(actor, commendation)
    with write():
        _settle(actor, row.id, found, thanks, entry)


def _settle(actor: Actor, id: UUID, found: Report, thanks: Thanks, entry: Entry) -> None:
    told = queries.staff_notice_for(found)
    made = rules.settle(found.form, thanks, entry, may_name=told is not None)
    changed = _columns(actor, found, made)
    # Conditional: of two decisions one counts.
    mine = (Commendation.id == id) & (Commendation.state == "proposed")
    if not Commendation.update(changed).where(mine).execute():
        raise Problem("commendation_settled")
    act = "confirm" if made.confirmed else "decline"
    details = {"edited": made.edited, "named": made.name is not None}
    record(actor, f"commendation.{act}", "commendation", id, reason=made.reason, **details)
    if made.confirmed and found.visit is not None:
        _tell_scorecards(actor, found.visit.id)


def _columns(actor: Actor, found: Report, made: Settled) -> dict[str, Any]:
    return {
        "state": "confirmed" if made.confirmed else "declined",
        "words": made.words,
        "quality": made.quality,
        "role": made.role,
        "person_name": made.name,
        "edited": made.edited,
        "confirmed_by": actor.person if made.confirmed else None,
        "decided_at": actor.at,
        "publish_at": _publish_at(actor, found) if made.confirmed else None,
    }


def _publish_at(actor: Actor, found: Report) -> Any:
    """Together with the score that rests on the report; where none does, as late as one would."""
    assert found.visit is not None
    scores = Score.select().join(Submission)
    current = list(scores.where(Score.current & (Submission.visit == found.visit.id)))
    resting = [each for each in current if found.revision.id in revisions_of(each)]
    if resting:
        return max(actor.at, *(each.publish_at for each in resting))
    # Its part counts for nothing, or the visit's report is not accepted yet, which will come later.
    first, *_ = accepted_of(found.visit.id) or [found]
    store, programme = found.visit.store, found.visit.wave.programme
    visited = visited_at(first)
    told = period(visited, store.zone, rounding_for(programme, visited, store.zone))
    ready = not_before(told, [first, found], store.zone) if programme.whole_period else actor.at
    return publication(max(actor.at, ready), programme, store.zone).at


def _tell_scorecards(actor: Actor, visit: UUID) -> None:
    tasks.add("commendation.changed", {"visit": str(visit)}, actor.at)


def withdraw(actor: Actor, commendation: UUID, reason: str) -> None:
    """Take a confirmed commendation back: no store reads it any more, on no page and no scorecard.

    Raises not_found, commendation_settled, and fields_wrong without a reason.
    """
    reason = rules.reason_in(reason, "reason")
    row = queries.one_to_withdraw(actor, commendation)
    with write():
        mine = (Commendation.id == row.id) & Commendation.withdrawn_at.is_null()
        if not Commendation.update(withdrawn_at=actor.at).where(mine).execute():
            raise Problem("commendation_settled")
        record(actor, "commendation.withdraw", "commendation", row.id, reason=reason)
        _tell_scorecards(actor, row.visit_id)


def erase(actor: Actor, submission: UUID) -> int:
    """Erase the words, role and name of all commendations of a report; return how many had any.

    That there was one, and what was decided, stays; what waited to be decided is declined.
    """
    of = Review.select(Review.id).where(Review.submission == submission)
    held = Commendation.review.in_(of) & (Commendation.words != "")
    with write():
        waiting = Commendation.review.in_(of) & (Commendation.state == "proposed")
        declined = {"state": "declined", "decided_at": actor.at, "erased_at": actor.at}
        Commendation.update(declined).where(waiting).execute()
        rows = list(Commendation.select().where(held))
        for row in rows:
            Commendation.update(words="", role=None, person_name=None, erased_at=actor.at).where(
                Commendation.id == row.id
            ).execute()
            record(actor, "commendation.erase", "commendation", row.id)
        for visit in {row.visit_id for row in rows}:
            _tell_scorecards(actor, visit)
    return len(rows)
