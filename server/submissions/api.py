"""Reports and their revisions, sent by the phone; identity first, same bytes same answer."""

from __future__ import annotations

from uuid import UUID

from flask import Response, current_app
from flask_smorest import Blueprint

from server.kernel.actor import Role
from server.kernel.settings import Settings
from server.submissions import commands, queries
from server.submissions.schemas import ReceiptSchema, ReportSchema, SentSchema, read_report
from server.web.arrivals import HEADERS, check_digest, device_time
from server.web.asking import body_of
from server.web.guard import actor, permit
from server.web.replies import json_body, reply

blueprint = Blueprint(
    "submissions", __name__, url_prefix="/api/v1/submissions", description="Reports of visits."
)

_BODY = body_of(ReportSchema, required=True)


@blueprint.put("/<uuid:submission>")
@permit(Role.SHOPPER)
@blueprint.response(201, ReceiptSchema)
@blueprint.alt_response(200, schema=ReceiptSchema, description="the same bytes again")
@blueprint.doc(summary="Send the report of one part of a visit", requestBody=_BODY)
@blueprint.doc(parameters=HEADERS)
def put(submission: UUID) -> Response:
    """201 with the receipt, 200 for the same bytes again, 409 `submission_conflict` for others."""
    sent = _sent()
    row, revision, new = commands.receive(actor(), submission, sent)
    announced = [photo["sha256"] for photo in sent.body["photos"]]
    receipt = queries.receipt(row, revision, announced if new else None)
    return reply(receipt, 201 if new else 200)


@blueprint.put("/<uuid:submission>/revisions/<int(min=2, max=100):number>")
@permit(Role.SHOPPER)
@blueprint.response(201, ReceiptSchema)
@blueprint.alt_response(200, schema=ReceiptSchema, description="the same bytes again")
@blueprint.doc(summary="Send a revision, naming the one it replaces", requestBody=_BODY)
@blueprint.doc(parameters=HEADERS)
def put_revision(submission: UUID, number: int) -> Response:
    """201 with the receipt; 409 `stale_revision`, `submission_claimed` or `submission_settled`."""
    row, revision, new = commands.revise(actor(), submission, number, _sent())
    return reply(queries.receipt(row, revision), 201 if new else 200)


@blueprint.get("/<uuid:submission>")
@permit(Role.SHOPPER)
@blueprint.response(200, SentSchema)
@blueprint.doc(summary="The newest receipt of one's own report, and what the report said")
def get(submission: UUID) -> Response:
    """Also says in which state the report is."""
    return reply(queries.sent_by(actor(), submission))


def _sent() -> commands.Sent:
    settings: Settings = current_app.extensions["settings"]
    raw, value = json_body(settings.report_max_bytes)
    check_digest(raw)
    return commands.Sent(raw, read_report(value), device_time())
