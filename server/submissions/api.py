"""Reports and their revisions, sent by the phone; identity first, same bytes same answer."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from uuid import UUID

from flask import Response, current_app, request
from flask_smorest import Blueprint

from server.kernel.actor import Role
from server.kernel.clock import parse_iso
from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.submissions import commands, queries
from server.submissions.schemas import ReceiptSchema, ReportSchema, SentSchema, read_report
from server.web.guard import actor, permit
from server.web.replies import json_body, reply

blueprint = Blueprint(
    "submissions", __name__, url_prefix="/api/v1/submissions", description="Reports of visits."
)

_BODY = {"required": True, "content": {"application/json": {"schema": ReportSchema}}}
_HEADERS = [
    {
        "in": "header",
        "name": "Content-Digest",
        "schema": {"type": "string"},
        "description": "sha-256=:BASE64: of the body (RFC 9530); checked where given",
    },
    {
        "in": "header",
        "name": "Device-Time",
        "schema": {"type": "string", "format": "date-time"},
        "description": "what the phone's clock says now; measures its skew",
    },
]


@blueprint.put("/<uuid:submission>")
@permit(Role.SHOPPER)
@blueprint.response(201, ReceiptSchema)
@blueprint.alt_response(200, schema=ReceiptSchema, description="the same bytes again")
@blueprint.doc(summary="Send the report of one part of a visit", requestBody=_BODY)
@blueprint.doc(parameters=_HEADERS)
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
@blueprint.doc(parameters=_HEADERS)
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
    _check_digest(raw)
    return commands.Sent(raw, read_report(value), _device_time())


def _check_digest(raw: bytes) -> None:
    header = request.headers.get("Content-Digest")
    if header is None:
        return
    name, _, value = header.partition("=")
    if name != "sha-256" or not (value.startswith(":") and value.endswith(":")):
        raise Problem("header_wrong", header="Content-Digest", shape="sha-256=:BASE64:")
    try:
        told = base64.b64decode(value[1:-1], validate=True)
    except ValueError:  # No base64, or not even ASCII.
        told = b""
    if told != hashlib.sha256(raw).digest():
        raise Problem("digest_wrong")


def _device_time() -> datetime | None:
    header = request.headers.get("Device-Time")
    if header is None:
        return None
    try:
        return parse_iso(header)
    except (ValueError, OverflowError):
        raise Problem(
            "header_wrong", header="Device-Time", shape="2026-11-21T16:15:30.123Z"
        ) from None
