"""Stores: added, changed, closed, reopened, as JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from server.desk import commands as desk
from server.desk.schemas import ClosingSchema, KeptStoreSchema, StoreForm
from server.kernel.actor import Role
from server.stores import commands
from server.stores.models import Store
from server.stores.queries import region_for, store_for
from server.web.asking import asked, body_of
from server.web.guard import actor, permit
from server.web.replies import reply

blueprint = Blueprint(
    "store_resource", __name__, url_prefix="/api/v1/stores", description="Keeping stores."
)
_BODY: dict[str, Any] = body_of(StoreForm)


@blueprint.post("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, KeptStoreSchema)
@blueprint.doc(summary="Add a store", requestBody=_BODY)
def add() -> Response:
    """409 `store_code_taken`."""
    data = asked(StoreForm())
    region = region_for(actor(), data.pop("region"))
    return _reply(commands.add_store(actor(), region, **data).id, 201)


@blueprint.put("/<uuid:store>")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, KeptStoreSchema)
@blueprint.doc(summary="Change a store", requestBody=_BODY)
def change(store: UUID) -> Response:
    """The whole of it is given; 409 `store_code_taken`."""
    found = store_for(actor(), store)
    data = asked(StoreForm())
    region = region_for(actor(), data.pop("region"))
    commands.edit_store(actor(), found, region=region, **data)
    return _reply(store)


@blueprint.post("/<uuid:store>/close")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, KeptStoreSchema)
@blueprint.doc(
    summary="Close a store, with the visits that are still to be made there if that is said",
    requestBody=body_of(ClosingSchema),
)
def close(store: UUID) -> Response:
    """409 `store_has_open_visits` where there are any and `cancel_visits` is false."""
    found, data = store_for(actor(), store), asked(ClosingSchema())
    desk.close_store(actor(), found, data["reason"], None if data["cancel_visits"] else ())
    return _reply(store)


@blueprint.post("/<uuid:store>/reopen")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, KeptStoreSchema)
@blueprint.doc(summary="Open a closed store again")
def reopen(store: UUID) -> Response:
    """An open one stays as it is."""
    commands.reopen_store(actor(), store_for(actor(), store).id)
    return _reply(store)


def _reply(store: UUID, status: int = 200) -> Response:
    return reply(KeptStoreSchema().dump(Store.get_by_id(store)), status)
