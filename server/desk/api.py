"""What the desk does with visits, as JSON."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import ValidationError

from server.desk.commands import move_open_visits
from server.desk.schemas import MovedSchema, MoveSchema
from server.kernel.actor import Role
from server.kernel.kinds import FieldProblem
from server.kernel.mistakes import FIELDS
from server.kernel.problems import Problem
from server.programmes.queries import published, the_programme
from server.web.guard import actor, permit
from server.web.replies import json_body, reply

blueprint = Blueprint(
    "visits", __name__, url_prefix="/api/v1/visits", description="Planned visits."
)

_MOVE_BYTES = 2_000


@blueprint.post("/move-form")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, MovedSchema)
@blueprint.doc(
    summary="Have open visits reported on another published version of their form",
    requestBody={"content": {"application/json": {"schema": MoveSchema}}},
)
def move_form() -> Response:
    """All that lack a report, of one wave, or one alone; 409 `form_does_not_fit`."""
    asked = _asked()
    programme = the_programme()
    if programme is None:
        raise Problem("form_unknown")
    version = published(programme.id, asked["form"], asked["version"])
    return reply({"moved": move_open_visits(actor(), version, asked["wave"], asked["visit"])})


def _asked() -> dict[str, Any]:
    _, body = json_body(_MOVE_BYTES)
    try:
        return dict(MoveSchema().load(body))
    except ValidationError as wrong:
        sentence = FIELDS["wrong_type"]
        fields = [FieldProblem(name, "wrong_type", sentence) for name in wrong.messages_dict]
        raise Problem("fields_wrong", fields=tuple(fields)) from None
