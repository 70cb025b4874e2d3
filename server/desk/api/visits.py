"""What the desk does with visits, as JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from server.desk import commands, queries
from server.desk.commands import move_open_visits
from server.desk.pages.visits import wanted_visits
from server.desk.queries import PAGE as VISITS
from server.desk.queries import STATES, visits
from server.desk.queries import visit as one_visit
from server.desk.schemas import (
    CancelForm,
    MovedSchema,
    MoveSchema,
    NewVisitSchema,
    PlannedVisitSchema,
    ReassignForm,
)
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.programmes.models import Programme
from server.programmes.queries import the_programme, version_named
from server.web.asking import asked as body_by
from server.web.asking import body_of
from server.web.guard import actor, permit
from server.web.replies import PAGE, page_asked, reply

blueprint = Blueprint(
    "visits", __name__, url_prefix="/api/v1/visits", description="Planned visits."
)


@blueprint.get("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, PlannedVisitSchema(many=True))
@blueprint.doc(
    summary="Visits with the state of each, latest window first, 50 a page",
    parameters=[
        {"in": "query", "name": "state", "schema": {"type": "string", "enum": list(STATES)}},
        {"in": "query", "name": "shopper", "schema": {"type": "string"}, "description": "a code"},
        {"in": "query", "name": "store", "schema": {"type": "string", "format": "uuid"}},
        {"in": "query", "name": "wave", "schema": {"type": "string", "format": "uuid"}},
        PAGE,
    ],
)
def listed() -> Response:
    """A filter that cannot be read is left out."""
    found = visits(actor().at, page_asked(), wanted=wanted_visits())[:VISITS]
    return reply(PlannedVisitSchema(many=True).dump(found))


@blueprint.post("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, PlannedVisitSchema)
@blueprint.doc(
    summary="Plan a visit: who goes where, when, on which form, and as whom",
    requestBody=body_of(NewVisitSchema),
)
def plan() -> Response:
    """409 `visit_there_already` unless `anyway`; 422 for a window or a brief that cannot be."""
    data = body_by(NewVisitSchema())
    planned = commands.plan(actor(), _programme(), _asked(data))
    return reply(PlannedVisitSchema().dump(one_visit(actor().at, planned.id)), 201)


def _asked(data: dict[str, Any]) -> commands.Asked:
    return commands.Asked(
        queries.store_named(actor(), data["store"]),
        queries.shopper_named(data["shopper"]),
        version_named(_programme(), data["form"], data["version"]),
        data["opens"],
        data["closes"],
        data["brief"],
        data["facts"],
        data["id"],
        data["anyway"],
    )


def _programme() -> Programme:
    found = the_programme()
    if found is None:
        raise Problem("form_unknown")
    return found


@blueprint.post("/<uuid:visit>/cancel")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, PlannedVisitSchema)
@blueprint.doc(
    summary="Cancel a visit that is still to be made",
    requestBody=body_of(CancelForm),
)
def cancel(visit: UUID) -> Response:
    """409 `visit_reported` where a report has arrived."""
    commands.cancel(actor(), visit, body_by(CancelForm())["reason"])
    return reply(PlannedVisitSchema().dump(one_visit(actor().at, visit)))


@blueprint.post("/<uuid:visit>/take-back")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, PlannedVisitSchema)
@blueprint.doc(
    summary="Take the acceptance of a report back that no store can have seen anything of",
    requestBody=body_of(CancelForm),
)
def take_back(visit: UUID) -> Response:
    """409 `take_back_too_late`."""
    commands.take_back(actor(), visit, body_by(CancelForm())["reason"])
    return reply(PlannedVisitSchema().dump(one_visit(actor().at, visit)))


@blueprint.post("/<uuid:visit>/reassign")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, PlannedVisitSchema)
@blueprint.doc(
    summary="Give a visit of which nothing has arrived to another shopper",
    requestBody=body_of(ReassignForm),
)
def reassign(visit: UUID) -> Response:
    """409 `visit_reported`, 422 `shops_own_store`; a shopper by code, as the list says it."""
    if one_visit(actor().at, visit) is None:
        raise Problem("not_found")
    data = body_by(ReassignForm())
    to = queries.shopper_named(data["shopper"])
    commands.reassign(actor(), visit, to.id, data["reason"] or None)
    return reply(PlannedVisitSchema().dump(one_visit(actor().at, visit)))


@blueprint.post("/move-form")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, MovedSchema)
@blueprint.doc(
    summary="Have open visits reported on another published version of their form",
    requestBody=body_of(MoveSchema),
)
def move_form() -> Response:
    """All that lack a report, of one wave, or one alone; 409 `form_does_not_fit`."""
    asked = body_by(MoveSchema())
    version = version_named(_programme(), asked["form"], asked["version"])
    return reply({"moved": move_open_visits(actor(), version, asked["wave"], asked["visit"])})
