"""The one resource that the phone app reads: its visits, and where their reports stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint
from marshmallow import ValidationError

from audit_forms import Part, say
from server.kernel.actor import Actor, Role
from server.kernel.clock import iso
from server.people.commands import register_device
from server.people.pages import tell_whose
from server.people.queries import name_of
from server.phone.schemas import DeviceSchema, KnownDeviceSchema, SyncSchema
from server.programmes.api import phone_form
from server.programmes.queries import form_of
from server.reviews.queries import note_for
from server.stores.models import Store
from server.submissions.queries import receipts_of
from server.submissions.rules import days_open
from server.submissions.schemas import fields_problem
from server.visits.models import VisitPart
from server.visits.queries import Planned, planned_for
from server.web.asking import body_of
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.replies import json_body, reply

blueprint = Blueprint(
    "phone_sync", __name__, url_prefix="/api/v1/phone", description="The phone app's resource."
)

_DEVICE = DeviceSchema()
_LARGEST_KEY = 4096
# States in which a report asks its shopper to write.
_UNFINISHED = frozenset({"to_do", "sent_back"})


@blueprint.get("/sync")
@permit(Role.SHOPPER)
@blueprint.response(200, SyncSchema)
@blueprint.doc(
    summary="The shopper's visits, briefs, forms by version, and the state of each report",
    parameters=[{"in": "query", "name": "language", "schema": {"type": "string"}}],
)
def sync() -> Response:
    """Everything the phone needs besides forms; the server's time stands in `Server-Time`."""
    who = actor()
    response = reply(sync_for(who, language()))
    response.headers["Server-Time"] = iso(who.at)
    tell_whose(response, who)
    return response


@blueprint.put("/devices/<uuid:device>")
@permit(Role.SHOPPER)
@blueprint.response(201, KnownDeviceSchema)
@blueprint.alt_response(200, schema=KnownDeviceSchema, description="the same key again")
@blueprint.doc(
    summary="Register the public key with which a phone signs its records",
    requestBody=body_of(DeviceSchema, required=True),
)
def register(device: UUID) -> Response:
    """201 first, 200 for the same key again, 409 `device_taken` for another key or shopper."""
    _raw, value = json_body(_LARGEST_KEY)
    new = register_device(actor(), device, _key_in(value))
    return reply({"device": str(device)}, 201 if new else 200)


def _key_in(value: Mapping[str, Any]) -> Mapping[str, str]:
    try:
        key: Mapping[str, str] = _DEVICE.load(value)["key"]
    except ValidationError as failure:
        raise fields_problem(failure.normalized_messages()) from None
    return key


def sync_for(who: Actor, language: str) -> dict[str, Any]:
    """The body of the sync resource, a constant number of queries for any number of visits."""
    return _body(who, planned_for(who), language)


def opening_for(who: Actor, language: str) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """What the shell carries: the body of sync, and the form that the next report is made on.

    Other forms are fetched when they are needed; nearly always there is one. Strangers get nothing.
    """
    if who.shopper is None:
        return None, []
    planned = planned_for(who)
    body = _body(who, planned, language)
    return body, [_asking(phone_form(id, language)) for id in _next_form(planned, body)]


def _asking(form: Mapping[str, Any]) -> dict[str, Any]:
    """A form without what no screen of the app reads, for on its way each byte counts."""
    sections = [
        section | {"questions": [_without(each, {"quality"}) for each in section["questions"]]}
        for section in form["sections"]
    ]
    return _without(form, {"digest", "qualities", "critical_cap"}) | {"sections": sections}


def _without(whole: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in whole.items() if name not in names}


def _next_form(planned: list[Planned], body: Mapping[str, Any]) -> list[UUID]:
    forms = {str(plan.visit.id): plan.visit.form_version_id for plan in planned}
    return [
        forms[visit["id"]]
        for visit in body["visits"]
        if any(part["state"] in _UNFINISHED for part in visit["parts"])
    ][:1]


def _body(who: Actor, planned: list[Planned], language: str) -> dict[str, Any]:
    ids = [part.submission for plan in planned for part in plan.parts]
    receipts = receipts_of(who, ids)
    notes = note_for([id for id, receipt in receipts.items() if receipt["state"] == "sent_back"])
    return {
        "shopper": {"id": str(who.shopper), "code": name_of(who)},
        "language": language,
        "programme": {"name": planned[0].programme if planned else ""},
        # The days of a later part are few, so it stands before what was planned.
        "visits": sorted(
            (_visit(who, plan, receipts, notes, language) for plan in planned),
            key=lambda visit: not any(_is_due(part) for part in visit["parts"]),
        ),
    }


def _is_due(part: Mapping[str, Any]) -> bool:
    return "opening" in part and part["state"] in _UNFINISHED


def _reportable(part: VisitPart, told: Mapping[str, Any], now: datetime) -> bool:
    """Whether a part has been reported or can be: its day has come, or it waits for none."""
    if told["receipt"] is not None or "opening" not in told:
        return True
    return part.opening == "open" and part.opens_at <= now


def _visit(
    who: Actor,
    plan: Planned,
    receipts: Mapping[UUID, Mapping[str, Any]],
    notes: Mapping[UUID, str],
    language: str,
) -> dict[str, Any]:
    visit, store = plan.visit, plan.store
    parts = [(part, _part(plan, part, receipts, notes, language)) for part in plan.parts]
    told = {
        "id": str(visit.id),
        "state": "cancelled" if visit.cancelled_at else "open",
        "store": {
            "name": store.name,
            "code": store.code,
            "mark": store.mark,
            "colour": store.colour,
            "address": store.address,
            "zone": store.zone,
            "currency": store.currency,
            "locale": store.locale.replace("_", "-"),
            "place": _place(store),
        },
        "window": {"opens": iso(visit.opens_at), "closes": iso(visit.closes_at)},
        "brief": visit.brief.get(language) or next(iter(visit.brief.values()), {}),
        "facts": visit.facts,
        "form": {"id": plan.form, "version": plan.version, "digest": plan.digest},
        "parts": [told for part, told in parts if _reportable(part, told, who.at)],
    }
    later = [
        told
        for part, told in parts
        if not _reportable(part, told, who.at) and not _nothing_to_tell(told)
    ]
    # Most visits have one part, and each byte counts on the way to a phone.
    return told | ({"later": later} if later else {})


def _nothing_to_tell(told: Mapping[str, Any]) -> bool:
    """Whether a later part never opens and nobody's promise is the reason: then none is missed."""
    return told["opening"] == "never" and told["after_days"] is not None


def _place(store: Store) -> dict[str, float] | None:
    """Where the store is: the phone works out itself how far away it was."""
    if store.latitude is None or store.longitude is None:
        return None
    return {"lat": store.latitude, "lon": store.longitude}


def _part(
    plan: Planned,
    part: VisitPart,
    receipts: Mapping[UUID, Mapping[str, Any]],
    notes: Mapping[UUID, str],
    language: str,
) -> dict[str, Any]:
    receipt = receipts.get(part.submission)
    form = form_of(plan.visit.form_version_id)
    planned = next(each for each in form.parts if each.id == part.part)
    return {
        "part": part.part,
        "title": say(planned.title, language),
        "submission": str(part.submission),
        "window": {"opens": iso(part.opens_at), "closes": iso(part.closes_at)},
        "state": _state(receipt),
        "revision": receipt["revision"] if receipt else 0,
        "digest": receipt["digest"] if receipt else None,
        "note": notes.get(part.submission),
        "receipt": receipt,
    } | (_opening(planned, part) if planned.opens_after_days is not None else {})


def _opening(planned: Part, part: VisitPart) -> dict[str, Any]:
    """When a later part opens; after as many days as somebody promised where none are said."""
    days = planned.opens_after_days
    return {
        "opening": part.opening,
        "after_days": days if isinstance(days, int) else None,
        "open_for_days": days_open(planned),
    }


def _state(receipt: Mapping[str, Any] | None) -> str:
    if receipt is None:
        return "to_do"
    return "sent" if receipt["state"] == "received" else str(receipt["state"])
