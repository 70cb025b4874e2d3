"""Regions: added, renamed, moved, deleted, as JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from server.desk.schemas import KeptRegionSchema, RegionForm
from server.kernel.actor import Role
from server.stores import commands
from server.stores.models import Region
from server.stores.queries import region_for
from server.web.asking import asked, body_of
from server.web.guard import actor, permit
from server.web.replies import reply

blueprint = Blueprint(
    "region_resource", __name__, url_prefix="/api/v1/regions", description="Keeping regions."
)
_BODY: dict[str, Any] = body_of(RegionForm)


@blueprint.post("/")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, KeptRegionSchema)
@blueprint.doc(summary="Add a region, at the top or below another", requestBody=_BODY)
def add() -> Response:
    """409 `region_name_taken` beside its like."""
    data = asked(RegionForm())
    above = region_for(actor(), data["parent"]) if data["parent"] else None
    return _reply(commands.add_region(actor(), data["name"], above).id, 201)


@blueprint.put("/<uuid:region>")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, KeptRegionSchema)
@blueprint.doc(summary="Give a region a name and a place in the tree", requestBody=_BODY)
def change(region: UUID) -> Response:
    """What lies below it comes along; 409 `region_inside_itself`."""
    found = region_for(actor(), region)
    data = asked(RegionForm())
    commands.change_region(actor(), found.id, data["name"], data["parent"])
    return _reply(found.id)


@blueprint.delete("/<uuid:region>")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, KeptRegionSchema)
@blueprint.doc(summary="Delete an empty region")
def delete(region: UUID) -> Response:
    """409 `region_not_empty` while a store, closed or not, or another region lies in it."""
    found = region_for(actor(), region)
    commands.delete_region(actor(), found)
    return reply(KeptRegionSchema().dump(found))


def _reply(region: UUID, status: int = 200) -> Response:
    return reply(KeptRegionSchema().dump(Region.get_by_id(region)), status)
