"""Inviting people and shoppers, their sign-in links, and signing them out, as JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from server.desk.api.shapes import (
    LinkSentSchema,
    ListedShopperSchema,
    NewcomerLinkSchema,
    NewcomerSchema,
    NewPersonSchema,
    NewShopperSchema,
    SendSchema,
    SignedOutSchema,
    SignInLinkSchema,
)
from server.desk.commands import add_member, link_newcomers
from server.desk.pages.areas import chosen
from server.desk.pages.links import new_link
from server.desk.queries import newcomers
from server.imports.commands import Added, Card
from server.imports.pages.people import identity_given, link_of, settings
from server.kernel.actor import Role
from server.kernel.ids import spoken_code
from server.people import commands, queries
from server.web.asking import asked, body_of
from server.web.guard import actor, permit
from server.web.replies import reply

blueprint = Blueprint(
    "invitations",
    __name__,
    url_prefix="/api/v1",
    description="Inviting people and shoppers, their sign-in links, signing them out.",
)
_MOST = 100_000
_IDENTITY = {
    "in": "query",
    "name": "identity",
    "schema": {"type": "string", "format": "uuid"},
    "description": "the same of a request that is sent twice: letters then go once",
}


@blueprint.post("/people")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, SignInLinkSchema)
@blueprint.doc(
    summary="Invite somebody with roles, stores and regions; answers with their sign-in link",
    requestBody=body_of(NewPersonSchema),
)
def invite() -> Response:
    """409 `address_taken`, 422 `roles_at_odds`."""
    person = add_member(actor(), **chosen(asked(NewPersonSchema())))
    return _link(201, person=person.id)


@blueprint.get("/people/links")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, NewcomerSchema(many=True))
@blueprint.doc(summary="Those with a role who never signed in, 500 of them")
def new_people() -> Response:
    """Who was given a link within the hour comes last."""
    return _newcomers("people")


@blueprint.post("/people/links")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, NewcomerLinkSchema(many=True))
@blueprint.doc(summary="A new sign-in link for each of them", parameters=[_IDENTITY])
def link_people() -> Response:
    """403 `confirm_first`. Each link is told in this answer and never again."""
    return _new_links("people")


@blueprint.get("/shoppers/links")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, NewcomerSchema(many=True))
@blueprint.doc(summary="The shoppers who never signed in, by code, 500 of them")
def new_shoppers() -> Response:
    """Who was given a link within the hour comes last."""
    return _newcomers("shoppers")


@blueprint.post("/shoppers/links")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, NewcomerLinkSchema(many=True))
@blueprint.doc(summary="A new sign-in link for each of them", parameters=[_IDENTITY])
def link_shoppers() -> Response:
    """Each link is told in this answer and never again."""
    return _new_links("shoppers")


@blueprint.post("/people/<uuid:person>/link")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, SignInLinkSchema)
@blueprint.doc(summary="A new sign-in link of a person")
def link_person(person: UUID) -> Response:
    """It works once, and is told here once."""
    return _link(201, person=queries.member(person).id)


@blueprint.post("/people/<uuid:person>/send")
@permit(Role.ADMINISTRATOR)
@blueprint.response(202, LinkSentSchema)
@blueprint.doc(
    summary="Send a person a new sign-in link by e-mail", requestBody=body_of(SendSchema)
)
def send_person(person: UUID) -> Response:
    """422 `address_missing` where none is kept and none is given."""
    return _send(person=queries.member(person).id)


@blueprint.post("/people/<uuid:person>/sign-out")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, SignedOutSchema)
@blueprint.doc(summary="Sign a person out on every device; unused links and passkeys go")
def sign_out_person(person: UUID) -> Response:
    """They need a new link."""
    return _sign_out(person=queries.member(person).id)


@blueprint.get("/shoppers")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, ListedShopperSchema(many=True))
@blueprint.doc(summary="Every shopper by code, also those who are sent out no longer")
def shoppers() -> Response:
    """Those who can be sent out come first."""
    rows = [row for past in (False, True) for row in queries.shoppers(_MOST, past=past)]
    return reply(ListedShopperSchema(many=True).dump(rows))


@blueprint.post("/shoppers")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, SignInLinkSchema)
@blueprint.doc(
    summary="Add a shopper; answers with the code that takes the place of the name, and a link",
    requestBody=body_of(NewShopperSchema),
)
def add_shopper() -> Response:
    """409 `address_taken`."""
    shopper = commands.add_shopper(actor(), **asked(NewShopperSchema()))
    return _link(201, shopper=shopper.id)


@blueprint.post("/shoppers/<uuid:shopper>/link")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, SignInLinkSchema)
@blueprint.doc(summary="A new sign-in link of a shopper")
def link_shopper(shopper: UUID) -> Response:
    """It works once, and is told here once."""
    return _link(201, shopper=queries.shopper(shopper).id)


@blueprint.post("/shoppers/<uuid:shopper>/send")
@permit(Role.ADMINISTRATOR)
@blueprint.response(202, LinkSentSchema)
@blueprint.doc(
    summary="Send a shopper a new sign-in link by e-mail", requestBody=body_of(SendSchema)
)
def send_shopper(shopper: UUID) -> Response:
    """The address that is kept is told to nobody; 422 `address_missing` where there is none."""
    return _send(shopper=queries.shopper(shopper).id)


@blueprint.post("/shoppers/<uuid:shopper>/sign-out")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, SignedOutSchema)
@blueprint.doc(summary="Sign a shopper out on every device; unused links go")
def sign_out_shopper(shopper: UUID) -> Response:
    """What lies unsent on the phone can be sent after signing in anew."""
    return _sign_out(shopper=queries.shopper(shopper).id)


def _newcomers(kind: str) -> Response:
    return reply([_named(each) for each in newcomers(kind, actor().at)])


def _named(each: Added) -> dict[str, Any]:
    return {"id": str(each.person or each.shopper), "name": each.name}


def _new_links(kind: str) -> Response:
    identity = identity_given(request.args.get("identity"))
    cards = link_newcomers(actor(), kind, settings(), identity)
    return reply([_named(card.added) | _told(card) for card in cards], 201)


def _told(card: Card) -> dict[str, Any]:
    code = spoken_code(card.typed)
    return {"link": link_of(card.token), "code": code, "mailed": card.mailed}


def _link(status: int, **whose: UUID) -> Response:
    made = new_link(**whose)
    told = {"link": made.address, "code": made.code, "hours": made.hours, "minutes": made.minutes}
    if "shopper" in whose:
        told["shopper_code"] = queries.shopper(whose["shopper"]).code
    return reply(told | {"id": str(*whose.values())}, status)


def _send(**whose: UUID) -> Response:
    commands.send_link(actor(), address=asked(SendSchema())["address"], **whose)
    return reply({"sent": True}, 202)


def _sign_out(**whose: UUID) -> Response:
    return reply({"devices": commands.shut_out(actor(), **whose)})
