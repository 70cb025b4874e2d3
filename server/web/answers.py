"""Turning failures into answers: problem+json for programs, a page for people."""

from __future__ import annotations

import errno
import logging
import sqlite3
from contextlib import suppress
from datetime import date
from typing import Any

from flask import Flask, Response, g, json, make_response, render_template, request
from flask_babel import format_date, gettext
from peewee import OperationalError
from werkzeug.exceptions import HTTPException

from server.database import disconnect, settle
from server.kernel.ids import new_id, readable_number
from server.kernel.kinds import FieldProblem
from server.kernel.problems import Problem
from server.web.again import entered

_log = logging.getLogger("audit_kit.web")

_BY_STATUS = {
    400: "body_not_json",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    429: "too_busy",
}


_POSTGRESQL_DISK_FULL = "53100"
# No space, over a quota, or larger than the process may write.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


# As much of a body that is refused as is listened to; a body of 50 MB still hears its answer.
_MOST_HEARD = 64_000_000


def install(app: Flask) -> None:
    """Answer every failure of `app` as a problem."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(OperationalError, _from_database)
    app.register_error_handler(OSError, _from_files)
    app.register_error_handler(Exception, _from_defect)
    app.after_request(_settled)


def _settled(response: Response) -> Response:
    """No answer leaves before what it rests on would survive a power cut, whoever wrote it."""
    settle()
    return response


def answer(problem: Problem) -> Response:
    """The answer to `problem`, in the language of whoever asked."""
    kept = entered(problem) if _wants_page() else []
    _hear_out()
    response = _page(problem, kept) if _wants_page() else _json(problem)
    if wait := problem.args_by_name.get("retry_after"):
        response.headers["Retry-After"] = str(wait)
    return response


def _page(problem: Problem, kept: list[tuple[str, str]]) -> Response:
    words = render_template("problem.html", problem=describe(problem), kept=kept)
    return make_response(words, problem.kind.status)


def _json(problem: Problem) -> Response:
    response = make_response(json.dumps(describe(problem), ensure_ascii=False))
    response.status_code = problem.kind.status
    response.mimetype = "application/problem+json"
    return response


def _hear_out() -> None:
    """Read what is still on its way: an answer given before that is lost with the connection.

    A phone that is told nothing would take it for a bad line, and send all of it again.
    """
    if not request.environ.get("wsgi.input_terminated"):
        return  # Reading on would wait for the next request.
    body, left = request.environ["wsgi.input"], _MOST_HEARD
    with suppress(OSError):
        while left > 0 and (piece := body.read(65_536)):
            left -= len(piece)


def describe(problem: Problem) -> dict[str, Any]:
    """The members of a problem (RFC 9457) with our `code`, `fields` and the problem's own facts."""
    body: dict[str, Any] = {
        "type": f"/problems/{problem.code}",
        "title": gettext(problem.kind.title),
        "status": problem.kind.status,
        "code": problem.code,
        "detail": _say(problem.kind.sentence, problem.args_by_name),
    }
    if problem.fields:
        body["fields"] = [_field(field) for field in problem.fields]
    extra = {k: _plain(v) for k, v in problem.args_by_name.items() if k not in body}
    return body | extra


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _field(field: FieldProblem) -> dict[str, Any]:
    return {
        "field": field.field,
        "code": field.code,
        "detail": _say(field.sentence, dict(field.args)),
        "args": dict(field.args),
    }


def _say(sentence: str, args: dict[str, Any]) -> str:
    words = gettext(sentence)
    # A day is written out as the reader of the sentence does.
    args = {k: format_date(v, "full") if isinstance(v, date) else v for k, v in args.items()}
    return words % args if args else words.replace("%%", "%")


def _wants_page() -> bool:
    if request.path.startswith("/api/"):
        return False
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "text/html"


def _from_http(failure: HTTPException) -> Response | HTTPException:
    if failure.code is None or failure.code < 400:
        return failure
    code = _BY_STATUS.get(failure.code, "internal" if failure.code >= 500 else "not_found")
    if code == "body_too_large":
        return answer(Problem(code, limit=request.max_content_length))
    if code == "internal":
        return _from_defect(failure)
    return answer(Problem(code))


def _from_database(failure: OperationalError) -> Response:
    # A connection that broke must not serve the next request of this thread.
    disconnect()
    cause = failure.__cause__ or failure.__context__
    if isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorname == "SQLITE_FULL":
        return answer(Problem("storage_full"))
    if isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorname == "SQLITE_BUSY":
        return answer(Problem("too_busy"))
    if getattr(cause, "sqlstate", None) == _POSTGRESQL_DISK_FULL:
        return answer(Problem("storage_full"))
    return _from_defect(failure)


def _from_files(failure: OSError) -> Response:
    if failure.errno in _NO_ROOM:
        return answer(Problem("storage_full"))
    return _from_defect(failure)


def _from_defect(failure: Exception) -> Response:
    reference = readable_number(new_id())
    # The rule and not the path: a sign-in link's address holds its token.
    rule = request.url_rule or "an unknown address"
    _log.error("%s %s failed (%s)", request.method, rule, reference, exc_info=failure)
    g.setdefault("actor", None)
    return answer(Problem("internal", reference=reference))
