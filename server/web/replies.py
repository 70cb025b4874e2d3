"""JSON replies with an ETag, the one way resources are answered."""

from __future__ import annotations

import hashlib
from json import JSONDecoder, JSONEncoder
from typing import Any

from flask import Response, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import ClientDisconnected

from server.kernel.problems import Problem

# Made once, and with Flask's own spelling of dates and ids.
_WRITER = JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    sort_keys=True,
    default=DefaultJSONProvider.default,
)


def reply(value: Any, status: int = 200) -> Response:
    """`value` as JSON with a strong ETag over its bytes; 304 where the asker has it already."""
    body = _WRITER.encode(value).encode()
    # No cache of a browser's may keep what a phone lock is meant to hide.
    kept = {"Cache-Control": "no-store"}
    response = Response(body, status, kept, content_type="application/json")
    if request.method in {"GET", "HEAD"}:
        response.set_etag(hashlib.sha256(body).hexdigest()[:32])
        response.make_conditional(request)
    return response


PAGE = {
    "in": "query",
    "name": "page",
    "schema": {"type": "integer", "minimum": 1, "default": 1},
    "description": "the next one, until one is empty",
}
# Beyond any list there will be, and within what both engines count to.
_MOST_PAGES = 1_000_000


def page_asked() -> int:
    """Which page of a list is asked for."""
    return min(max(request.args.get("page", 1, type=int), 1), _MOST_PAGES)


def json_body(limit: int) -> tuple[bytes, dict[str, Any]]:
    """The request's bytes and the JSON object that they spell.

    Raises the problems body_too_large, body_truncated and body_not_json.
    """
    raw = body_bytes(limit)
    return raw, object_in(raw)


def object_in(raw: bytes) -> dict[str, Any]:
    """The JSON object that bytes spell, read strictly; raises body_not_json."""
    try:
        value = _READER.decode(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Problem("body_not_json") from None
    if not isinstance(value, dict):
        raise Problem("body_not_json")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice in one object: nobody can say which value is meant")
    return made


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


# Stricter than json.loads, which guesses UTF-16, takes NaN, and lets the last of two names win.
_READER = JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number)


def body_bytes(limit: int) -> bytes:
    """The request's bytes, at most `limit`; raises body_too_large and body_truncated."""
    announced = request.content_length
    if announced is not None and announced > limit:
        raise Problem("body_too_large", limit=limit)
    # One more than is taken: where no length is announced, reading ends there without a word.
    request.max_content_length = limit + 1
    try:
        raw = request.get_data(cache=False)
    except ClientDisconnected:
        raise Problem("body_truncated") from None
    if len(raw) > limit:
        raise Problem("body_too_large", limit=limit)
    if announced is not None and len(raw) < announced:
        raise Problem("body_truncated")
    return raw
