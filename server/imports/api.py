"""A list as JSON: what it would do, and with the digest of that, doing it."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from server.imports import commands, queries
from server.imports.pages import sentence
from server.imports.pages.people import identity_given, link_of, settings
from server.imports.rules import people
from server.imports.rules.columns import Fault
from server.imports.rules.kinds import KINDS
from server.imports.rules.previews import Preview
from server.imports.rules.sentences import FILES
from server.imports.schemas import PeopleSchema, PreviewSchema
from server.kernel.actor import Role
from server.kernel.ids import spoken_code
from server.kernel.kinds import FieldProblem
from server.kernel.problems import Problem
from server.spreadsheets import Table, WorkbookProblem, read_table
from server.web.guard import actor, permit
from server.web.replies import body_bytes, reply

blueprint = Blueprint(
    "import_resource", __name__, url_prefix="/api/v1/imports", description="Lists from a file."
)
_MOST_BYTES = 5_000_000
_SEEN = {
    "in": "query",
    "name": "seen",
    "schema": {"type": "string"},
    "description": "the digest of a preview; nothing is kept without it",
}
_IDENTITY = {
    "in": "query",
    "name": "identity",
    "schema": {"type": "string", "format": "uuid"},
    "description": "the same of a request that is sent twice: everybody is then added once",
}
_LIST = {
    "content": {
        "text/csv": {"schema": {"type": "string"}},
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
    }
}


@blueprint.post("/stores")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, PreviewSchema)
@blueprint.doc(
    summary="What a list of stores would do; with the digest of that as `seen`, do it",
    parameters=[_SEEN],
    requestBody=_LIST,
)
def stores_list() -> Response:
    """CSV or XLSX. 409 `import_overtaken` where something else would happen than was seen."""
    return _listed("stores")


@blueprint.post("/visits")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, PreviewSchema)
@blueprint.doc(
    summary="What a list of visits would plan; with the digest of that as `seen`, plan it",
    parameters=[_SEEN],
    requestBody=_LIST,
)
def visits_list() -> Response:
    """CSV or XLSX; times are each store's own. 409 `import_overtaken` as for stores."""
    return _listed("visits")


def _listed(kind: str) -> Response:
    table, seen = _table(KINDS[kind].most), request.args.get("seen")
    if seen:
        return reply(_json(commands.import_list(actor(), kind, table, seen), done=True))
    planned = KINDS[kind].preview(table, queries.there(actor(), kind))
    return reply(_json(planned, done=False))


@blueprint.post("/people")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, PeopleSchema)
@blueprint.doc(
    summary="What a list of people would do; with the digest of that as `seen`, do it",
    parameters=[_SEEN, _IDENTITY],
    requestBody=_LIST,
)
def people_list() -> Response:
    """CSV or XLSX. Each sign-in link is told in this answer and never again."""
    table, seen = _table(people.MOST), request.args.get("seen")
    if not seen:
        planned = people.preview(table, queries.people_there(actor()))
        return reply(_json(planned, done=False) | {"links": []})
    identity = identity_given(request.args.get("identity"))
    planned = people.preview(table, queries.people_there(actor()))
    added, now = commands.import_people(actor(), table, seen, identity)
    cards = commands.hand_out(actor(), added, settings(), send=now)
    # Of a request that came once more the preview would say that everybody is there already.
    told = _json(planned if now else Preview((), ()), done=True) | {"digest": seen}
    return reply(told | {"links": [_link(card) for card in cards]})


def _link(card: commands.Card) -> dict[str, Any]:
    return {
        "row": card.added.row,
        "name": card.added.name,
        "shopper_code": card.added.code or None,
        "link": link_of(card.token),
        "code": spoken_code(card.typed),
        "mailed": card.mailed,
    }


def _table(most: int) -> Table:
    try:
        return read_table(body_bytes(_MOST_BYTES), most)
    except WorkbookProblem as problem:
        words = FILES.get(problem.code, FILES["table_unreadable"])
        field = FieldProblem("file", problem.code, words, dict(problem.args_of_code))
        raise Problem("import_unreadable", fields=(field,)) from None


def _json(preview: Preview, done: bool) -> dict[str, Any]:
    return {
        "digest": preview.digest,
        "done": done,
        "regions": [" / ".join(way) for way in preview.regions],
        "left_out": list(preview.left_out),
        "mistakes": [_mistake(fault) for fault in preview.faults],
        "rows": [
            {
                "row": row.row,
                "state": row.state,
                "title": row.title,
                "changes": [
                    {"column": each.column, "old": each.old, "new": each.new}
                    for each in row.changes
                ],
                "remarks": [sentence(each) for each in row.remarks],
            }
            for row in preview.rows
        ],
    }


def _mistake(fault: Fault) -> dict[str, Any]:
    return {
        "row": fault.row,
        "column": fault.letters,
        "header": fault.header,
        "code": fault.code,
        "detail": sentence(fault),
    }
