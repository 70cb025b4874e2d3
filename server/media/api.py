"""The one address that photos are sent to. There is none to read them from."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from flask import Response, current_app, request
from flask_smorest import Blueprint

from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.media import commands, queries
from server.media.schemas import ArrivedSchema, UploadSchema
from server.web.guard import actor, permit
from server.web.replies import body_bytes, reply

blueprint = Blueprint("media", __name__, url_prefix="/api/v1/media", description="Photos.")

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_CONTENT_RANGE = {
    "in": "header",
    "name": "Content-Range",
    "schema": {"type": "string"},
    "description": "bytes FIRST-LAST/TOTAL of a chunk; left out for a whole photo",
}
_RANGE = re.compile(r"bytes (\d{1,12})-(\d{1,12})/(\d{1,12})\Z")


_BYTES = {"schema": {"type": "string", "format": "binary"}}
_BODY = {
    "required": True,
    "content": dict.fromkeys(("image/jpeg", "image/png", "image/heic"), _BYTES),
}


@blueprint.put("/<sha256>")
@permit(Role.SHOPPER)
@blueprint.response(200, ArrivedSchema)
@blueprint.alt_response(202, schema=ArrivedSchema, description="chunks are missing")
@blueprint.doc(
    summary="Send an announced photo, whole or a chunk of it (Content-Range)",
    parameters=[_CONTENT_RANGE],
    requestBody=_BODY,
)
def put(sha256: str) -> Response:
    """200 when the photo is whole, 202 while chunks are missing, 409 `upload_offset` otherwise."""
    limits = _limits()
    content = body_bytes(limits.size)
    start, total = _range(len(content))
    arrived = commands.take(actor(), _checked(sha256), content, start, total, limits)
    return reply(asdict(arrived), 200 if arrived.complete else 202)


@blueprint.get("/<sha256>/upload")
@permit(Role.SHOPPER)
@blueprint.response(200, UploadSchema)
@blueprint.doc(summary="How much of an announced photo has arrived")
def upload(sha256: str) -> Response:
    """Where to go on after a break."""
    who = actor()
    assert who.shopper is not None
    received, complete = queries.upload_state(who.shopper, _checked(sha256))
    return reply({"sha256": sha256, "received": received, "complete": complete})


def _checked(sha256: str) -> str:
    if not _SHA256.match(sha256):
        raise Problem("photo_not_announced")
    return sha256


def _limits() -> commands.Limits:
    settings: Settings = current_app.extensions["settings"]
    return commands.Limits(settings.photo_max_bytes, settings.photo_max_megapixels)


def _range(length: int) -> tuple[int, int]:
    """Where the body starts and how long the whole photo is."""
    header: Any = request.headers.get("Content-Range")
    if header is None:
        return 0, length
    found = _RANGE.match(header)
    first, last, total = map(int, found.groups()) if found else (0, 0, 0)
    if not found or last - first + 1 != length or last >= total:
        raise Problem("header_wrong", header="Content-Range", shape="bytes FIRST-LAST/TOTAL")
    return first, total
