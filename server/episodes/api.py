"""Episodes, sent by the phone; identity first, same bytes same answer."""

from __future__ import annotations

from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from server.episodes import commands, queries
from server.episodes.rules import MOST_BYTES
from server.episodes.schemas import (
    EpisodeReceiptSchema,
    EpisodeSchema,
    PlaceSchema,
    read_episode,
    read_place,
)
from server.kernel.actor import Role
from server.web.arrivals import HEADERS, check_digest, device_time
from server.web.asking import body_of
from server.web.guard import actor, permit
from server.web.replies import json_body, reply

blueprint = Blueprint(
    "episodes",
    __name__,
    url_prefix="/api/v1/episodes",
    description="Moments logged outside a visit's score.",
)

_BODY = body_of(EpisodeSchema, required=True)


@blueprint.put("/<uuid:episode>")
@permit(Role.SHOPPER)
@blueprint.response(201, EpisodeReceiptSchema)
@blueprint.alt_response(200, schema=EpisodeReceiptSchema, description="the same bytes again")
@blueprint.doc(summary="Log one service sin or one good moment", requestBody=_BODY)
@blueprint.doc(parameters=HEADERS)
def put(episode: UUID) -> Response:
    """201 with the receipt, 200 for the same bytes again, 409 `episode_conflict` for others.

    The id is a random UUIDv4 drawn by the phone, which tells nobody when the moment was.
    """
    row, new = commands.receive(actor(), episode, _logged())
    return reply(queries.receipt(row), 201 if new else 200)


@blueprint.get("/<uuid:episode>")
@permit(Role.SHOPPER)
@blueprint.response(200, EpisodeReceiptSchema)
@blueprint.doc(summary="The receipt of one's own episode")
def get(episode: UUID) -> Response:
    """The same as when it arrived."""
    return reply(queries.receipt_for(actor(), episode))


@blueprint.put("/<uuid:episode>/store")
@permit(Role.REVIEWER, Role.ADMINISTRATOR)
@blueprint.response(204)
@blueprint.doc(
    summary="Say at which store a moment was that its shopper only named",
    requestBody=body_of(PlaceSchema, required=True),
)
def place(episode: UUID) -> Response:
    """404 for a moment at a store that the shopper was sent to: nobody says otherwise."""
    commands.place(actor(), episode, read_place(json_body(MOST_BYTES)[1]))
    return Response(status=204)


def _logged() -> commands.Logged:
    raw, value = json_body(MOST_BYTES)
    check_digest(raw)
    return commands.Logged(raw, read_episode(value), device_time())
