"""The history, who is let in, and what roles may do, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_babel import gettext
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError

from server.history import queries as log
from server.kernel.actor import Role
from server.kernel.kinds import FieldProblem
from server.kernel.mistakes import FIELDS
from server.kernel.problems import Problem
from server.oversight import commands
from server.oversight.pages.wording import Told, told
from server.oversight.queries import names, open_visits
from server.oversight.schemas import (
    FILTERS,
    AccessSchema,
    AddressSchema,
    AddressStateSchema,
    HistorySchema,
    MemberSchema,
    NameSchema,
    PhoneSchema,
    RightSchema,
    ShopperStateSchema,
    WhySchema,
    asked,
    filters,
)
from server.people.commands import forget_device, restore_person, restore_shopper, revoke_person
from server.people.commands import keep_address as set_address
from server.people.pages.cookies import lengths
from server.people.queries import grants_of, keys_of, member, members
from server.people.queries import shopper as a_shopper
from server.people.reveal import reveal
from server.stores.queries import responsible_for
from server.web.asking import body_of
from server.web.guard import actor, permit
from server.web.guard import rights as table_of_rights
from server.web.replies import json_body, reply

blueprint = Blueprint(
    "history_resource", __name__, url_prefix="/api/v1/history", description="Who did what, when."
)

PAGE = 100
_MOST_BYTES = 100_000
_MEANS = {
    "who": "only acts of the person or shopper with this id",
    "act": "only this act, such as visit.cancel",
    "subject": "people, shoppers, stores, programme, visits or reports",
    "kind": "only acts on objects of this kind, such as visit",
    "object": "only acts on the object with this id",
    "since": "only acts on this day (UTC) or later, such as 2026-11-01",
    "until": "only acts on this day (UTC) or earlier",
    "before": "only acts before the one with this number",
}


@blueprint.get("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, HistorySchema)
@blueprint.doc(
    summary="Acts, the newest first, as far as the filters let them pass",
    parameters=[
        {"in": "query", "name": name, "schema": {"type": "string"}, "description": _MEANS[name]}
        for name in FILTERS
    ],
)
def listed() -> Response:
    """A filter that cannot be read is left out."""
    found = log.entries(asked(filters(request.args)), PAGE + 1)
    shown, called = found[:PAGE], names(found[:PAGE])
    before = shown[-1].id if len(found) > PAGE else None
    return reply({"entries": [_json(told(each, called)) for each in shown], "before": before})


def _json(each: Told) -> dict[str, Any]:
    entry = each.entry
    return {
        "id": entry.id,
        "at": entry.at.isoformat().replace("+00:00", "Z"),
        "actor": entry.actor and str(entry.actor),
        "actor_kind": entry.actor_kind,
        "who": each.who,
        "act": entry.act,
        "object_kind": entry.object_kind,
        "object": entry.object,
        "what": each.what,
        "details": entry.details,
        "sentence": each.sentence,
        "reason": entry.reason,
    }


rights = Blueprint(
    "rights_resource", __name__, url_prefix="/api/v1/rights", description="What roles may do."
)


@rights.get("")
@permit(Role.ADMINISTRATOR)
@rights.response(200, RightSchema(many=True))
@rights.doc(summary="What every role may do, and with how much of the programme")
def everybody() -> Response:
    """The table by which the server answers; what is not in it is closed."""
    return reply(
        [
            {"action": each.action, "words": gettext(each.words), "scopes": dict(each.scopes)}
            for each in table_of_rights()
        ]
    )


people = Blueprint(
    "people_resource", __name__, url_prefix="/api/v1/people", description="Who is let in."
)


@people.get("")
@permit(Role.ADMINISTRATOR)
@people.response(200, MemberSchema(many=True))
@people.doc(summary="Everybody who holds a role, and who was revoked; no shoppers")
def listed_people() -> Response:
    """With the stores and regions that they are responsible for."""
    rows = [(row, past) for past in (False, True) for row in members(past=past)]
    return reply([_member(person, roles, past) for (person, roles), past in rows])


def _member(person: Any, roles: Iterable[Role], revoked: bool) -> dict[str, Any]:
    managed, headed = responsible_for(person.id)
    return {
        "id": str(person.id),
        "name": person.name,
        "roles": sorted(roles),
        "stores": sorted(map(str, managed)),
        "regions": sorted(map(str, headed)),
        "revoked": revoked,
    }


@people.put("/<uuid:person>/access")
@permit(Role.ADMINISTRATOR)
@people.response(200, MemberSchema)
@people.doc(
    summary="Have somebody hold these roles, for these stores and regions, and no others",
    requestBody=body_of(AccessSchema),
)
def change(person: UUID) -> Response:
    """409 `last_administrator`, 422 `roles_at_odds`, 403 `confirm_first` of administrators."""
    commands.change_member(actor(), person, **_read(AccessSchema()), lengths=lengths())
    return _told(person)


@people.put("/<uuid:person>/address")
@permit(Role.ADMINISTRATOR)
@people.response(200, AddressStateSchema)
@people.doc(
    summary="Keep another e-mail address of somebody, or none",
    requestBody=body_of(AddressSchema),
)
def keep_address(person: UUID) -> Response:
    """409 `address_taken` says who has it, 409 `address_of_shopper` only that a shopper has."""
    found, given = member(person), _read(AddressSchema())["address"]
    set_address(actor(), given, person=found.id)
    return reply({"kept": given is not None})


@people.post("/<uuid:person>/revoke")
@permit(Role.ADMINISTRATOR)
@people.response(200, MemberSchema)
@people.doc(summary="Let somebody in no longer; signed out everywhere at once")
def revoke(person: UUID) -> Response:
    """409 `last_administrator`."""
    revoke_person(actor(), member(person).id)
    return _told(person)


@people.post("/<uuid:person>/restore")
@permit(Role.ADMINISTRATOR)
@people.response(200, MemberSchema)
@people.doc(summary="Let somebody in again, with what they held")
def restore(person: UUID) -> Response:
    """They need a new sign-in link."""
    restore_person(actor(), member(person, past=True).id)
    return _told(person)


def _told(person: UUID) -> Response:
    found = member(person, past=True)
    return reply(_member(found, grants_of(person), found.revoked_at is not None))


shoppers = Blueprint(
    "shopper_resource", __name__, url_prefix="/api/v1/shoppers", description="Shoppers, by code."
)


@shoppers.post("/<uuid:shopper>/end")
@permit(Role.ADMINISTRATOR)
@shoppers.response(200, ShopperStateSchema)
@shoppers.doc(summary="Send a shopper out no longer; signed out everywhere at once")
def end(shopper: UUID) -> Response:
    """The open visits stay theirs until they are given to somebody else or cancelled."""
    commands.end_shopper(actor(), shopper)
    return _state(shopper)


@shoppers.post("/<uuid:shopper>/restore")
@permit(Role.ADMINISTRATOR)
@shoppers.response(200, ShopperStateSchema)
@shoppers.doc(summary="Send a shopper out again")
def restore_one(shopper: UUID) -> Response:
    """They need a new sign-in link."""
    restore_shopper(actor(), a_shopper(shopper, past=True).id)
    return _state(shopper)


@shoppers.put("/<uuid:shopper>/address")
@permit(Role.ADMINISTRATOR)
@shoppers.response(200, AddressStateSchema)
@shoppers.doc(
    summary="Keep another e-mail address of a shopper, or none; it is told to nobody",
    requestBody=body_of(AddressSchema),
)
def keep_address_of_shopper(shopper: UUID) -> Response:
    """409 `address_taken` and `address_of_shopper`."""
    found, given = a_shopper(shopper), _read(AddressSchema())["address"]
    set_address(actor(), given, shopper=found.id)
    return reply({"kept": given is not None})


@shoppers.get("/<uuid:shopper>/phones")
@permit(Role.ADMINISTRATOR)
@shoppers.response(200, PhoneSchema(many=True))
@shoppers.doc(summary="The phones of a shopper whose key is known, the newest first")
def phones(shopper: UUID) -> Response:
    """Whose reports a rescue file may bring."""
    return reply(PhoneSchema(many=True).dump(keys_of(a_shopper(shopper, past=True).id)))


@shoppers.delete("/<uuid:shopper>/phones/<uuid:device>")
@permit(Role.ADMINISTRATOR)
@shoppers.response(200, ShopperStateSchema)
@shoppers.doc(summary="Remove the key of a phone; no rescue file of it is taken any more")
def forget(shopper: UUID, device: UUID) -> Response:
    """For a phone that was lost or stolen."""
    forget_device(actor(), shopper, device)
    return _state(shopper)


@shoppers.post("/<uuid:shopper>/name")
@permit(Role.ADMINISTRATOR)
@shoppers.response(200, NameSchema)
@shoppers.doc(
    summary="The name behind a code; the history says who looked, and why",
    requestBody=body_of(WhySchema),
)
def look_up(shopper: UUID) -> Response:
    """422 `reveal_reason_missing`, 429 `reveal_limit`."""
    found = a_shopper(shopper, past=True)
    return reply({"name": reveal(actor(), found.id, _read(WhySchema())["reason"])})


def _state(shopper: UUID) -> Response:
    found = a_shopper(shopper, past=True)
    left = len(open_visits(shopper, actor().at))
    about = {"id": str(found.id), "code": found.code, "active": found.active}
    return reply(about | {"open_visits": left})


def _read(schema: Schema) -> dict[str, Any]:
    _, body = json_body(_MOST_BYTES)
    try:
        return dict(schema.load(body))
    except ValidationError as wrong:
        sentence = FIELDS["wrong_type"]
        fields = [FieldProblem(str(name), "wrong_type", sentence) for name in wrong.messages_dict]
        raise Problem("fields_wrong", fields=tuple(fields)) from None
