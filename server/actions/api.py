"""Commendations as JSON: read by stores and regions, settled by reviewers, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from audit_forms import say
from server.actions import commands, queries, rules
from server.actions.models import Commendation
from server.actions.pages import READERS
from server.actions.schemas import (
    AcceptedSchema,
    CommendationSchema,
    DecisionSchema,
    DecisionsSchema,
    OpenThanksSchema,
    SettledSchema,
    WaitingThanksSchema,
    WithdrawingSchema,
)
from server.kernel.actor import Role
from server.kernel.quarters import Quarter
from server.reviews.queries import reviewable
from server.stores.models import Store
from server.stores.queries import region_for, store_for, stores_below, visible_to
from server.submissions.queries import Report
from server.web.asking import body_of, load
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


@blueprint.get("/commendations")
@permit(*READERS)
@blueprint.response(200, CommendationSchema(many=True))
@blueprint.doc(summary="Those of all of one's stores, the newest week first, 50 a page")
@blueprint.doc(parameters=_ASKED)
def listed() -> Response:
    """Each role has its own: a store, a region with all below it, the programme."""
    return _reply(visible_to(actor()))


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


# What a reviewer settles


@blueprint.get("/commendations/to-settle")
@permit(Role.REVIEWER)
@blueprint.response(200, WaitingThanksSchema(many=True))
@blueprint.doc(
    summary="Words of thanks that were left open with the verdict, the oldest first, 25 a page",
    parameters=[PAGE],
)
def to_settle() -> Response:
    """None of one's own reports, nor of a store that one manages."""
    rows, _total = queries.to_decide(actor(), page_asked())
    return reply([{"id": id, "store": store, "code": code} for id, store, code in rows])


@blueprint.get("/commendations/to-settle/<uuid:commendation>")
@permit(Role.REVIEWER)
@blueprint.response(200, OpenThanksSchema)
@blueprint.doc(summary="One of them, as the shopper wrote it", parameters=_ASKED[:1])
def one_to_settle(commendation: UUID) -> Response:
    """409 `commendation_settled` where somebody has decided on it."""
    return reply(OpenThanksSchema().dump(_open(*queries.one_to_decide(actor(), commendation))))


def _open(row: Commendation, found: Report, thanks: rules.Thanks) -> dict[str, Any]:
    told = queries.staff_notice_for(found)
    return {
        "id": row.id,
        "submission": found.submission.id,
        "store": row.store.name,
        "code": found.submission.shopper.code,
        "question": row.question,
        "words": thanks.words,
        "quality": thanks.quality,
        "role": thanks.role,
        "name": thanks.name,
        "qualities": _choices(found.form.qualities),
        "roles": _choices(rules.role_options(found.form, thanks.question)),
        "staff_told_on": told and told.told_on,
    }


def _choices(names: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    return [{"key": key, "name": say(text, language())} for key, text in names.items()]


@blueprint.post("/commendations/<uuid:commendation>/decide")
@permit(Role.REVIEWER)
@blueprint.response(200, SettledSchema)
@blueprint.doc(
    summary="Pass words of thanks on, as they are or mended, or decline them",
    requestBody=body_of(DecisionSchema),
)
def decide(commendation: UUID) -> Response:
    """422 `fields_wrong` says what to mend; 409 `commendation_settled`."""
    queries.one_to_decide(actor(), commendation)
    commands.decide(actor(), commendation, load(DecisionSchema()))
    return _settled(commendation)


@blueprint.post("/commendations/reports/<uuid:submission>/accept")
@permit(Role.REVIEWER)
@blueprint.response(200, AcceptedSchema)
@blueprint.doc(
    summary="Accept a claimed report together with its words of thanks",
    requestBody=body_of(DecisionsSchema),
)
def accept(submission: UUID) -> Response:
    """All of it or nothing; 422 `fields_wrong` names field and question: `words.thanks`."""
    reviewable(actor(), submission)
    commands.accept(actor(), submission, load(DecisionsSchema())["thanks"])
    return reply({"submission": submission, "state": "accepted"})


@blueprint.post("/commendations/<uuid:commendation>/withdraw")
@permit(Role.REVIEWER, Role.ADMINISTRATOR)
@blueprint.response(200, SettledSchema)
@blueprint.doc(
    summary="Take a commendation back; no store reads it any more",
    requestBody=body_of(WithdrawingSchema),
)
def withdraw(commendation: UUID) -> Response:
    """409 `commendation_settled` where it is withdrawn or was never passed on."""
    queries.one_to_withdraw(actor(), commendation)
    commands.withdraw(actor(), commendation, load(WithdrawingSchema())["reason"])
    return _settled(commendation)


def _settled(commendation: UUID) -> Response:
    row = Commendation.get_by_id(commendation)
    state = "withdrawn" if row.withdrawn_at else row.state
    return reply({"id": row.id, "state": state})
