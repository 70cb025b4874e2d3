"""A list as JSON: what it would do, and with the digest of that, doing it."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from server.imports import commands, queries
from server.imports.pages import sentence
from server.imports.rules import stores
from server.imports.rules.columns import MOST_ROWS, Fault
from server.imports.rules.previews import Preview
from server.imports.rules.sentences import FILES
from server.imports.schemas import PreviewSchema
from server.kernel.actor import Role
from server.kernel.kinds import FieldProblem
from server.kernel.problems import Problem
from server.spreadsheets import Table, WorkbookProblem, read_table
from server.web.guard import actor, permit
from server.web.replies import body_bytes, reply

blueprint = Blueprint(
    "import_resource", __name__, url_prefix="/api/v1/imports", description="Lists from a file."
)
_MOST_BYTES = 5_000_000


@blueprint.post("/stores")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, PreviewSchema)
@blueprint.doc(
    summary="What a list of stores would do; with the digest of that as `seen`, do it",
    parameters=[
        {
            "in": "query",
            "name": "seen",
            "schema": {"type": "string"},
            "description": "the digest of a preview; nothing is kept without it",
        }
    ],
    requestBody={
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        }
    },
)
def stores_list() -> Response:
    """CSV or XLSX. 409 `import_overtaken` where something else would happen than was seen."""
    table, seen = _table(), request.args.get("seen")
    if seen:
        return reply(_json(commands.import_stores(actor(), table, seen), done=True))
    return reply(_json(stores.preview(table, queries.stores_there(actor())), done=False))


def _table() -> Table:
    try:
        return read_table(body_bytes(_MOST_BYTES), MOST_ROWS)
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
