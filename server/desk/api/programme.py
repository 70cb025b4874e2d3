"""The programme's settings as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app
from flask_smorest import Blueprint

from server.desk.api.shapes import (
    ChangedSettingsSchema,
    NamedSettingsSchema,
    StaffNoticeSchema,
)
from server.desk.commands import name_programme, set_programme
from server.desk.schemas import SettingsSchema, StaffNoticeForm
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.programmes.commands import record_staff_notice
from server.programmes.models import Programme
from server.programmes.queries import settings_of, the_programme
from server.programmes.queries import staff_notices as notices_of
from server.programmes.rules import changes, shortened
from server.web.asking import asked, body_of
from server.web.guard import actor, permit
from server.web.replies import reply

blueprint = Blueprint(
    "programme", __name__, url_prefix="/api/v1/programme", description="The programme's settings."
)


@blueprint.get("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, SettingsSchema)
@blueprint.doc(summary="The programme's settings")
def settings() -> Response:
    """404 before the programme has a name."""
    return reply(settings_of(_programme()))


@blueprint.put("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, SettingsSchema)
@blueprint.alt_response(201, schema=SettingsSchema)
@blueprint.doc(
    summary="Name the programme, with its languages; the first time, that makes it",
    requestBody=body_of(NamedSettingsSchema),
)
def name() -> Response:
    """201 where there was none. What is left out stays. 409 `retention_shorter` as for a change."""
    there, data = the_programme(), asked(NamedSettingsSchema())
    _ask_first(there, data)
    made = name_programme(actor(), data)
    return reply(settings_of(made), 200 if there else 201)


@blueprint.patch("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, SettingsSchema)
@blueprint.doc(
    summary="Change settings of the programme; what is left out stays",
    requestBody=body_of(ChangedSettingsSchema),
)
def change() -> Response:
    """A coarser `rounding` takes hold at once and is never made finer again.

    What tells of people and is older than fewer `retention_months` is erased within hours; 0 is
    for ever. So that asks first: 409 `retention_shorter` tells how much it would be, and a
    `confirm` with these counts passes.
    """
    there, data = _programme(), asked(ChangedSettingsSchema())
    _ask_first(there, data)
    set_programme(actor(), there, data)
    return reply(settings_of(_programme()))


def _ask_first(there: Programme | None, data: dict[str, Any]) -> None:
    """Raises retention_shorter unless `confirm` says what a shorter period erases by now."""
    confirmed: Mapping[str, int] | None = data.pop("confirm")
    months = shortened(changes(settings_of(there), data)) if there else None
    if months is None:
        return
    due = current_app.extensions["due_after"](months, actor().at)
    counts = {"reports": due.reports, "people": due.people}
    if confirmed != counts:
        raise Problem("retention_shorter", months=months, **counts)


@blueprint.get("/staff-notices")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, StaffNoticeSchema(many=True))
@blueprint.doc(summary="When, by whom and how staff were told of the visits, the newest first")
def staff_notices() -> Response:
    """404 before the programme has a name."""
    return reply(StaffNoticeSchema(many=True).dump(notices_of(_programme().id)))


@blueprint.post("/staff-notices")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, StaffNoticeSchema)
@blueprint.doc(
    summary="Record that staff were told of the visits, and that who is thanked may be named",
    requestBody=body_of(StaffNoticeForm),
)
def record_notice() -> Response:
    """422 `staff_notice_unfit` for a day that is still to come."""
    made = record_staff_notice(actor(), _programme(), **asked(StaffNoticeForm()))
    return reply(StaffNoticeSchema().dump(made), 201)


def _programme() -> Programme:
    found = the_programme()
    if found is None:
        raise Problem("not_found")
    return found
