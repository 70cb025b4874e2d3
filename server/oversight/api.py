"""The history as JSON."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from server.history import queries as log
from server.kernel.actor import Role
from server.oversight.pages.wording import Told, told
from server.oversight.queries import names
from server.oversight.schemas import FILTERS, HistorySchema, asked, filters
from server.web.guard import permit
from server.web.replies import reply

blueprint = Blueprint(
    "history_resource", __name__, url_prefix="/api/v1/history", description="Who did what, when."
)

PAGE = 100
_MEANS = {
    "who": "only acts of the person or shopper with this id",
    "act": "only this act, such as visit.cancel",
    "subject": "people, shoppers, stores, programme, visits or reports",
    "kind": "only acts on objects of this kind, such as visit",
    "object": "only acts on the object with this id",
    "since": "only acts on this day (UTC) or later, such as 2026-11-01",
    "until": "only acts on this day (UTC) or earlier",
    "before": "only acts before the one with this number",
}


@blueprint.get("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, HistorySchema)
@blueprint.doc(
    summary="Acts, the newest first, as far as the filters let them pass",
    parameters=[
        {"in": "query", "name": name, "schema": {"type": "string"}, "description": _MEANS[name]}
        for name in FILTERS
    ],
)
def listed() -> Response:
    """A filter that cannot be read is left out."""
    found = log.entries(asked(filters(request.args)), PAGE + 1)
    shown, called = found[:PAGE], names(found[:PAGE])
    before = shown[-1].id if len(found) > PAGE else None
    return reply({"entries": [_json(told(each, called)) for each in shown], "before": before})


def _json(each: Told) -> dict[str, Any]:
    entry = each.entry
    return {
        "id": entry.id,
        "at": entry.at.isoformat().replace("+00:00", "Z"),
        "actor": entry.actor and str(entry.actor),
        "actor_kind": entry.actor_kind,
        "who": each.who,
        "act": entry.act,
        "object_kind": entry.object_kind,
        "object": entry.object,
        "what": each.what,
        "details": entry.details,
        "sentence": each.sentence,
        "reason": entry.reason,
    }
