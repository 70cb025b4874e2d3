"""Stores and their scorecards as JSON, and a scorecard as a PDF."""

from __future__ import annotations

from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from server.kernel.actor import Role
from server.scorecards import commands, queries
from server.scorecards.pages import READERS, as_file
from server.scorecards.schemas import (
    FOR_ADMINISTRATORS,
    ScorecardSchema,
    StoreSchema,
    TogetherSchema,
)
from server.stores.queries import store_for, stores_for
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.replies import PAGE, page_asked, reply

blueprint = Blueprint(
    "scorecard_resource", __name__, url_prefix="/api/v1", description="Stores and scorecards."
)

_PDF = {"type": "string", "format": "binary"}
_LANGUAGE = {"in": "query", "name": "language", "schema": {"type": "string", "enum": ["en", "es"]}}


@blueprint.get("/stores")
@permit(*READERS)
@blueprint.response(200, StoreSchema(many=True))
@blueprint.doc(summary="The stores whose results one may read, 500 a page", parameters=[PAGE])
def stores() -> Response:
    """By name."""
    hidden = () if actor().has(Role.ADMINISTRATOR) else FOR_ADMINISTRATORS
    found = stores_for(actor(), page=page_asked())
    return reply(StoreSchema(many=True, exclude=hidden).dump(found))


@blueprint.get("/stores/<uuid:store>/scorecards")
@permit(*READERS)
@blueprint.response(200, ScorecardSchema(many=True))
@blueprint.doc(
    summary="A store's published scorecards, newest first, 200 a page",
    parameters=[_LANGUAGE, PAGE],
)
def scorecards(store: UUID) -> Response:
    """When a visit was is told by the programme's period, no finer."""
    who = actor()
    return reply(queries.listed(who, store_for(who, store), language(), page_asked()))


@blueprint.get("/stores/<uuid:store>/together")
@permit(*READERS)
@blueprint.response(200, TogetherSchema(many=True))
@blueprint.doc(
    summary="What a store sees of visits only in whole groups, form by form", parameters=[_LANGUAGE]
)
def together(store: UUID) -> Response:
    """Before a group is whole a form tells nothing, not even how many visits there are."""
    who = actor()
    return reply(queries.listed_together(who, store_for(who, store), language()))


@blueprint.get("/stores/<uuid:store>/together/<form>.pdf")
@permit(*READERS)
@blueprint.response(200, _PDF, content_type="application/pdf", description="one page, tagged")
@blueprint.doc(summary="The same of one form as a PDF", parameters=[_LANGUAGE])
def together_pdf(store: UUID, form: str) -> Response:
    """The same groups in the same language give the same bytes."""
    return as_file(commands.together_pdf(actor(), store, form, language()))


@blueprint.get("/scorecards/<uuid:score>.pdf")
@permit(*READERS)
@blueprint.response(
    200,
    _PDF,
    content_type="application/pdf",
    description="two pages in the ordinary case, tagged",
)
@blueprint.doc(summary="A scorecard as a PDF", parameters=[_LANGUAGE])
def scorecard(score: UUID) -> Response:
    """The same scorecard in the same language gives the same bytes."""
    return as_file(commands.pdf(actor(), score, language()))
