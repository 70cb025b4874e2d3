"""Claiming a report, deciding on it, what of it its store may not read, taking back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from audit_forms.answers import readable
from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.erasing import Held, Whose
from server.kernel.problems import Problem
from server.media.queries import missing_of
from server.programmes.queries import form_of
from server.reviews import queries, rules
from server.reviews.models import Review, Withheld
from server.reviews.rules import Piece
from server.scores import commands as scores
from server.submissions.commands import move
from server.submissions.models import Revision, Submission
from server.submissions.queries import report
from server.tasks import commands as tasks

LONGEST_NOTE = 4000


def claim(actor: Actor, submission: UUID) -> Review:
    """Take a report to read; from now on its shopper cannot change it.

    Raises review_own_report, review_taken where another was faster, and not_found. Claiming what
    one has claimed already changes nothing; what a colleague has left lying is taken over.
    """
    queries.reviewable(actor, submission)
    with write():
        if not move(submission, {"received"}, "claimed", actor.at):
            there = queries.open_review(submission)
            if there is not None and there.reviewer_id == actor.person:
                return there
            if there is None or not _taken_over(actor, there):
                raise Problem("review_taken")
            record(actor, "review.take_over", "submission", submission)
        else:
            record(actor, "review.claim", "submission", submission)
        return _begin(actor, submission)


def _taken_over(actor: Actor, claim: Review) -> bool:
    # Conditional: of two who take it over one wins, and a verdict given just now stands.
    return bool(
        Review.update(verdict="released", decided_at=actor.at)
        .where((Review.id == claim.id) & queries.left_lying(actor.at))
        .execute()
    )


def _begin(actor: Actor, submission: UUID) -> Review:
    # Read inside the transaction: what was claimed is the revision that is newest now.
    return Review.create(
        submission=submission,
        revision=Submission.get_by_id(submission).revision,
        reviewer=actor.person,
        claimed_at=actor.at,
    )


def release(actor: Actor, submission: UUID) -> None:
    """Give a claimed report back to the queue; raises review_not_yours."""
    _, revision = queries.reviewable(actor, submission)
    with write():
        _decide(actor, submission, "released", revision.outcome)


def accept(actor: Actor, submission: UUID) -> None:
    """Accept a claimed report: it is scored, and published when its time has come.

    A report of a visit that could not be made is acknowledged instead, without a score. Raises
    review_not_yours, and review_photos_missing while announced photos have not arrived.
    """
    _, revision = queries.reviewable(actor, submission)
    missing = missing_of(submission, revision.number)
    if missing:
        raise Problem("review_photos_missing", missing=len(missing))
    with write():
        _decide(actor, submission, "accepted", revision.outcome)
        if revision.outcome == "done":
            scores.score_report(actor, submission)
            _set_off(actor, submission, revision)


def _set_off(actor: Actor, submission: UUID, revision: Revision) -> None:
    """What stands above and comes of an acceptance: words of thanks have still to be settled."""
    given = queries.last_verdict(actor, submission)
    form = form_of(revision.form_version_id)
    if given is not None and any(question.commends for question in form.questions):
        tasks.add("review.accepted", {"review": str(given.id)}, actor.at)


def send_back(actor: Actor, submission: UUID, note: str) -> None:
    """Ask the shopper to correct a claimed report.

    Raises review_note_missing without a note that can be kept and sent, and review_not_yours.
    """
    note = note.strip()
    if not note or len(note) > LONGEST_NOTE or not readable(note):
        raise Problem("review_note_missing")
    _, revision = queries.reviewable(actor, submission)
    with write():
        _decide(actor, submission, "sent_back", revision.outcome, note)


def _decide(
    actor: Actor, submission: UUID, verdict: str, outcome: str, note: str | None = None
) -> None:
    changed: dict[str, Any] = {"verdict": verdict, "note": note, "decided_at": actor.at}
    # Conditional: of two verdicts on one claim one counts, and nobody decides on another's claim.
    won = (
        Review.update(changed)
        .where(
            (Review.submission == submission)
            & (Review.reviewer == actor.person)
            & Review.verdict.is_null()
        )
        .execute()
    )
    state = rules.state_after(verdict, outcome)
    if not won or not move(submission, {"claimed"}, state, actor.at):
        raise Problem("review_not_yours")
    record(actor, f"review.{verdict}", "submission", submission, state=state)


def undo(actor: Actor, submission: UUID) -> None:
    """Take back one's own verdict, within a minute or before a store can have seen its score.

    The report is then claimed again. An accepted report's score is withdrawn, from the store's
    sight and from the rollup. Raises undo_too_late after that time, and where the shopper has
    already sent another revision.
    """
    review = queries.last_verdict(actor, submission)
    if review is None or not queries.undo_left(review, actor.at):
        raise Problem("undo_too_late")
    with write():
        if not _reopen(actor, review, "claimed"):
            raise Problem("undo_too_late")
        # Sent anew and decided on by a colleague within the minute: it stands as it stood then.
        if Submission.get_by_id(submission).revision != review.revision:
            raise Problem("undo_too_late")
        scores.withdraw(actor, submission)
        _begin(actor, submission)
        record(actor, "review.undo", "submission", submission, verdict=review.verdict)


def take_back(actor: Actor, submission: UUID, reason: str) -> None:
    """Take an acceptance back, whoever gave it, that no store can have seen anything of.

    The report waits for a reviewer again. Raises take_back_too_late, and of a report of one's own
    or on a store of one's own what `claim` raises.
    """
    if actor.person is not None:
        queries.reviewable(actor, submission)
    with write():
        review = queries.acceptances([submission], actor.at).get(submission)
        if review is None or not _reopen(actor, review, "received"):
            raise Problem("take_back_too_late")
        scores.withdraw(actor, submission)
        record(actor, "review.take_back", "submission", submission, reason=reason)


def _reopen(actor: Actor, review: Review, state: str) -> bool:
    """Put a report that was decided on back into an earlier state; False where it moved on."""
    won = (
        Review.update(undone_at=actor.at)
        .where((Review.id == review.id) & Review.undone_at.is_null())
        .execute()
    )
    left_in = rules.LEFT_IN[review.verdict or ""]
    return bool(won and move(review.submission_id, left_in, state, actor.at))


def withhold(actor: Actor, submission: UUID, piece: Piece, reason: str) -> None:
    """Keep words, a figure or a photo of a report from its store; its points stay as they are.

    What is published already goes from there, too. Keeping back what is kept changes nothing.
    Raises review_not_yours, and withhold_unknown for what the store would not read anyway.
    """
    _settling(actor, submission)
    if reason not in rules.REASONS or piece not in rules.pieces_in(report(submission)):
        raise Problem("withhold_unknown")
    with write():
        if piece in queries.withheld_in(submission):
            return
        Withheld.insert(
            submission=submission,
            question=piece.question,
            kind=piece.kind,
            photo=piece.photo,
            reason=reason,
            reviewer=actor.person,
            withheld_at=actor.at,
        ).on_conflict_ignore().execute()
        told = {"question": piece.question, "kind": piece.kind, "because": reason}
        record(actor, "review.withhold", "submission", submission, **told)
        _tell_scorecards(actor, submission)


def show(actor: Actor, submission: UUID, piece: Piece) -> None:
    """Let the store read what was kept from it, as long as nothing of the report is published.

    Raises review_not_yours, and withheld_is_out. What is not kept back is shown already.
    """
    _settling(actor, submission)
    with write():
        if queries.is_out(submission):
            raise Problem("withheld_is_out")
        mine = (
            (Withheld.submission == submission)
            & (Withheld.question == piece.question)
            & (Withheld.kind == piece.kind)
            & (Withheld.photo == piece.photo)
        )
        if Withheld.delete().where(mine).execute():
            told = {"question": piece.question, "kind": piece.kind}
            record(actor, "review.show", "submission", submission, **told)


def _settling(actor: Actor, submission: UUID) -> None:
    found, _ = queries.reviewable(actor, submission)
    if not queries.may_be_settled_by(actor, found):
        raise Problem("review_not_yours")


def _tell_scorecards(actor: Actor, submission: UUID) -> None:
    visit = Submission.get_by_id(submission).visit_id
    if visit is not None:
        tasks.add("review.withheld", {"visit": str(visit)}, actor.at)


def erase(_actor: Actor, submission: UUID) -> None:
    """Erase the notes with which a report was sent back; the verdicts stay."""
    with write():
        Review.update(note=None).where(Review.submission == submission).execute()


def erase_notes_by(_actor: Actor, whose: Whose, held: Held) -> None:
    """Erase what a reviewer wrote to shoppers, but of no report that is held; the verdicts stay."""
    theirs = (Review.reviewer == whose.person) & Review.submission.not_in(list(held.others))
    with write():
        Review.update(note=None).where(theirs).execute()
