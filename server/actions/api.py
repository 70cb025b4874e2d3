"""Commendations as JSON, of a store or of all stores of a region."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from server.actions import queries
from server.actions.pages import READERS
from server.actions.schemas import CommendationSchema
from server.kernel.actor import Role
from server.kernel.quarters import Quarter
from server.stores.models import Store
from server.stores.queries import region_for, store_for, stores_below
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.replies import PAGE, page_asked, reply

blueprint = Blueprint(
    "commendation_resource", __name__, url_prefix="/api/v1", description="Words of thanks."
)

_ASKED = [
    {"in": "query", "name": "language", "schema": {"type": "string", "enum": ["en", "es"]}},
    {
        "in": "query",
        "name": "quality",
        "schema": {"type": "string"},
        "description": "only those that thank for this quality, by its key",
    },
    PAGE,
]


@blueprint.get("/stores/<uuid:store>/commendations")
@permit(*READERS)
@blueprint.response(200, CommendationSchema(many=True))
@blueprint.doc(summary="A store's commendations, the newest week first, 50 a page")
@blueprint.doc(parameters=_ASKED)
def of_store(store: UUID) -> Response:
    """What its page lists."""
    found = store_for(actor(), store)
    return _reply(Store.select(Store.id).where(Store.id == found.id))


@blueprint.get("/regions/<uuid:region>/commendations")
@permit(Role.REGIONAL_HEAD, Role.ADMINISTRATOR)
@blueprint.response(200, CommendationSchema(many=True))
@blueprint.doc(summary="Those of all stores in a region and below it, 50 a page")
@blueprint.doc(parameters=_ASKED)
def of_region(region: UUID) -> Response:
    """The newest week first."""
    return _reply(stores_below(region_for(actor(), region)))


def _reply(stores: Any) -> Response:
    quality = request.args.get("quality", "").replace("\0", "")
    found = queries.of_stores(actor(), language(), stores, quality, page_asked())
    return reply([_json(row) for row in found])


def _json(row: queries.Shown) -> dict[str, Any]:
    first, last = map(Quarter.of, row.months) if row.months else (None, None)
    return {
        "id": str(row.id),
        "store": {"id": str(row.store.id), "code": row.store.code, "name": row.store.name},
        "words": row.words,
        "edited": row.edited,
        "quality": row.quality_key,
        "quality_name": row.quality,
        "role": row.role,
        "name": row.name,
        "period": None if row.months else row.period.code,
        "first_quarter": str(first) if first else None,
        "last_quarter": str(last) if last else None,
    }
