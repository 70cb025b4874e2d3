"""The programme's settings as JSON."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from server.desk.api.asking import asked
from server.desk.commands import set_programme
from server.desk.schemas import SettingsSchema
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.programmes.models import Programme
from server.programmes.queries import settings_of, the_programme
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


@blueprint.patch("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, SettingsSchema)
@blueprint.doc(
    summary="Change settings of the programme; what is left out stays",
    requestBody={"content": {"application/json": {"schema": SettingsSchema}}},
)
def change() -> Response:
    """A coarser `rounding` takes hold at once and is never made finer again.

    What tells of people and is older than fewer `retention_months` is erased within hours; 0 is
    for ever.
    """
    set_programme(actor(), _programme(), asked(SettingsSchema()))
    return reply(settings_of(_programme()))


def _programme() -> Programme:
    found = the_programme()
    if found is None:
        raise Problem("not_found")
    return found
