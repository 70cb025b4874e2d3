"""JSON replies with an ETag, the one way resources are answered."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, json, make_response, request

from server.kernel.problems import Problem


def reply(value: Any, status: int = 200) -> Response:
    """`value` as JSON with a strong ETag over its bytes; 304 where the asker has it already."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    response = make_response(body, status)
    response.mimetype = "application/json"
    response.headers["Cache-Control"] = "private, no-cache"
    if request.method in {"GET", "HEAD"}:
        response.set_etag(hashlib.sha256(body).hexdigest()[:32])
        response.make_conditional(request)
    return response


def json_body(limit: int) -> tuple[bytes, dict[str, Any]]:
    """The request's bytes and the JSON object that they spell.

    Raises the problems body_too_large, body_truncated and body_not_json.
    """
    raw = body_bytes(limit)
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise Problem("body_not_json") from None
    if not isinstance(value, dict):
        raise Problem("body_not_json")
    return raw, value


def body_bytes(limit: int) -> bytes:
    """The request's bytes, at most `limit`; raises body_too_large and body_truncated."""
    announced = request.content_length
    if announced is not None and announced > limit:
        raise Problem("body_too_large", limit=limit)
    request.max_content_length = limit
    raw = request.get_data(cache=False)
    if announced is not None and len(raw) < announced:
        raise Problem("body_truncated")
    return raw
