"""The reviewers' queue and verdicts as JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from server.kernel.actor import Actor, Role
from server.kernel.problems import Problem
from server.reviews import commands, queries
from server.reviews.schemas import (
    NoteSchema,
    PieceSchema,
    QueueSchema,
    StateSchema,
    WithheldSchema,
    WithholdSchema,
    piece_in,
)
from server.web.asking import body_of
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.replies import PAGE, json_body, page_asked, reply

blueprint = Blueprint(
    "review_resource", __name__, url_prefix="/api/v1/reviews", description="Reports to review."
)

_NOTE_BYTES = 20_000


@blueprint.get("")
@permit(Role.REVIEWER)
@blueprint.response(200, QueueSchema)
@blueprint.doc(summary="What waits, oldest first, and what one has claimed", parameters=[PAGE])
def queue() -> Response:
    """One page of the queue."""
    return reply(QueueSchema().dump(queries.queue(actor(), page_asked(), language())))


@blueprint.post("/<uuid:submission>/claim")
@permit(Role.REVIEWER)
@blueprint.response(200, StateSchema)
@blueprint.doc(summary="Take a report to read; 409 `review_taken` where another was faster")
def claim(submission: UUID) -> Response:
    """From now on its shopper cannot change it."""
    return _done(commands.claim, submission)


@blueprint.post("/<uuid:submission>/release")
@permit(Role.REVIEWER)
@blueprint.response(200, StateSchema)
@blueprint.doc(summary="Give a claimed report back to the queue")
def release(submission: UUID) -> Response:
    """409 `review_not_yours` for a report that one has not claimed."""
    return _done(commands.release, submission)


@blueprint.post("/<uuid:submission>/accept")
@permit(Role.REVIEWER)
@blueprint.response(200, StateSchema)
@blueprint.doc(summary="Accept a claimed report, or acknowledge that no visit could be made")
def accept(submission: UUID) -> Response:
    """409 `review_photos_missing` while announced photos have not arrived."""
    return _done(commands.accept, submission)


@blueprint.post("/<uuid:submission>/send-back")
@permit(Role.REVIEWER)
@blueprint.response(200, StateSchema)
@blueprint.doc(
    summary="Send a claimed report back with a note",
    requestBody=body_of(NoteSchema),
)
def send_back(submission: UUID) -> Response:
    """422 `review_note_missing` without a note."""
    _, body = json_body(_NOTE_BYTES)
    note = body.get("note")
    if not isinstance(note, str) or body.keys() != {"note"}:
        raise Problem("review_note_missing")
    return _done(lambda who, id: commands.send_back(who, id, note), submission)


@blueprint.post("/<uuid:submission>/undo")
@permit(Role.REVIEWER)
@blueprint.response(200, StateSchema)
@blueprint.doc(summary="Take one's own verdict back within a minute")
def undo(submission: UUID) -> Response:
    """409 `undo_too_late` after that."""
    return _done(commands.undo, submission)


@blueprint.post("/<uuid:submission>/withhold")
@permit(Role.REVIEWER)
@blueprint.response(200, WithheldSchema(many=True))
@blueprint.doc(
    summary="Keep words, a figure or a photo of a report from its store; the points stay",
    requestBody=body_of(WithholdSchema),
)
def withhold(submission: UUID) -> Response:
    """All that is kept back now; 422 `withhold_unknown` for what the store would not read."""
    piece, reason = piece_in(json_body(_NOTE_BYTES)[1])
    commands.withhold(actor(), submission, piece, reason)
    return _withheld(submission)


@blueprint.post("/<uuid:submission>/show")
@permit(Role.REVIEWER)
@blueprint.response(200, WithheldSchema(many=True))
@blueprint.doc(
    summary="Let the store read what was kept from it, before anything is published",
    requestBody=body_of(PieceSchema),
)
def show(submission: UUID) -> Response:
    """What is still kept back; 409 `withheld_is_out` once a scorecard is published."""
    commands.show(actor(), submission, piece_in(json_body(_NOTE_BYTES)[1])[0])
    return _withheld(submission)


def _withheld(submission: UUID) -> Response:
    kept = queries.withheld_in(submission)
    rows = [asdict(piece) | {"reason": reason} for piece, reason in kept.items()]
    return reply(WithheldSchema(many=True).dump(rows))


def _done(command: Callable[[Actor, UUID], object], submission: UUID) -> Response:
    who = actor()
    command(who, submission)
    return reply(StateSchema().dump(queries.standing(who, submission)))
