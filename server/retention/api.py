"""What is kept, as JSON: legal holds, one person's data as a file, and erasing a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, current_app, request
from flask_smorest import Blueprint

from server.kernel.actor import Role
from server.programmes.rules import BOUNDS
from server.retention import commands, queries
from server.retention.models import LegalHold
from server.retention.pages import hold_in_words, zip_file
from server.retention.rules import reason_in
from server.retention.schemas import (
    ErasedSchema,
    GoesSchema,
    HoldSchema,
    LiftedSchema,
    NewHoldSchema,
    SureSchema,
    WhyKeptSchema,
)
from server.web.asking import asked, body_of
from server.web.guard import actor, permit
from server.web.replies import reply

blueprint = Blueprint(
    "kept_resource",
    __name__,
    url_prefix="/api/v1",
    description="Legal holds, one person's data as a file, and erasing a person.",
)
_ZIP = {"type": "string", "format": "binary"}
_FILE = {"content_type": "application/zip", "description": "data.json, and photos"}
_MONTHS = {
    "in": "query",
    "name": "months",
    "schema": {"type": "integer", "minimum": 0},
    "description": "as if personal data were kept for so many months; without it, as it is",
}


@blueprint.get("/kept")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, GoesSchema)
@blueprint.doc(
    summary="How much is older than the programme's period, or than another, and would be erased",
    parameters=[_MONTHS],
)
def due() -> Response:
    """0 months keep everything."""
    months = request.args.get("months", queries.period(), type=int)
    months = min(max(months, 0), BOUNDS["retention_months"][1])
    found = queries.due_after(months, actor().at)
    about = {"reports": found.reports, "people": found.people, "all_held": queries.all_held()}
    return reply(about | {"months": months})


# Holds


@blueprint.get("/holds")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, HoldSchema(many=True))
@blueprint.doc(summary="The legal holds that stand, the newest first")
def holds() -> Response:
    """Why each was placed is in the history."""
    return reply([_hold(each) for each in queries.holds()])


@blueprint.post("/holds")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, HoldSchema)
@blueprint.doc(
    summary="Keep the programme, a person, a shopper or a visit from being erased",
    requestBody=body_of(NewHoldSchema),
)
def place() -> Response:
    """Placed again, it is the hold that stands already; 404 for what is not there."""
    return reply(_hold(commands.place_hold(actor(), **asked(NewHoldSchema()))), 201)


@blueprint.post("/holds/<uuid:hold>/lift")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, LiftedSchema)
@blueprint.doc(summary="Lift a legal hold", requestBody=body_of(WhyKeptSchema))
def lift(hold: UUID) -> Response:
    """What is older than the period is erased within hours."""
    there = queries.standing(hold)
    commands.lift_hold(actor(), there.id, asked(WhyKeptSchema())["reason"])
    return reply({"lifted": True})


def _hold(hold: LegalHold) -> dict[str, Any]:
    """What a hold keeps, in the reader's language too."""
    return HoldSchema().dump(
        {
            "id": hold.id,
            "kind": hold.kind,
            "object": hold.object,
            "what": hold_in_words(hold),
            "placed_at": hold.placed_at,
        }
    )


# One person


@blueprint.post("/people/<uuid:person>/data")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, _ZIP, **_FILE)
@blueprint.doc(
    summary="All that is kept about somebody as one of the staff, as a file",
    requestBody=body_of(WhyKeptSchema),
)
def data_of_person(person: UUID) -> Response:
    """The history says that it was asked for, and why."""
    return _data("person", queries.staff(person))


@blueprint.post("/shoppers/<uuid:shopper>/data")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, _ZIP, **_FILE)
@blueprint.doc(
    summary="All that is kept about a shopper, name included, as a file",
    requestBody=body_of(WhyKeptSchema),
)
def data_of_shopper(shopper: UUID) -> Response:
    """The door from code to name: 403 `confirm_first`, 422 `reveal_reason_missing`, 429
    `reveal_limit`."""
    return _data("shopper", queries.code(shopper))


def _data(kind: str, id: UUID) -> Response:
    reason = asked(WhyKeptSchema())["reason"]
    return zip_file(commands.export(actor(), current_app.extensions["tables"], kind, id, reason))


@blueprint.post("/people/<uuid:person>/erase")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, ErasedSchema)
@blueprint.doc(
    summary="Erase somebody for good, as staff and as shopper", requestBody=body_of(SureSchema)
)
def erase_person(person: UUID) -> Response:
    """403 `confirm_first`, 409 `erasing_held`, `last_administrator`, `not_oneself`."""
    return _erase(queries.staff(person))


@blueprint.post("/shoppers/<uuid:shopper>/erase")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, ErasedSchema)
@blueprint.doc(
    summary="Erase for good whoever a code is; nobody is told who that was",
    requestBody=body_of(SureSchema),
)
def erase_shopper(shopper: UUID) -> Response:
    """403 `confirm_first`, 409 `erasing_held`, `last_administrator`, `not_oneself`."""
    return _erase(queries.person_of(shopper))


def _erase(person: UUID) -> Response:
    told = asked(SureSchema())["reason"]
    reason = reason_in(told) if told is not None else None
    commands.erase_person(actor(), current_app.extensions["erasures"], person, reason)
    return reply({"erased": True})
