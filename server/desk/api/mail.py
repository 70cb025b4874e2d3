"""The messages that could not be delivered, as JSON."""

from __future__ import annotations

from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from server.desk import commands
from server.desk.api.shapes import MailSchema
from server.desk.pages.mail import parked
from server.kernel.actor import Role
from server.mail import queries
from server.web.guard import actor, permit
from server.web.replies import reply

blueprint = Blueprint(
    "mail", __name__, url_prefix="/api/v1/mail", description="Messages that could not be delivered."
)


@blueprint.get("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, MailSchema)
@blueprint.doc(summary="How many messages wait, and which could not be delivered and why")
def listed() -> Response:
    """At most 100, the latest first."""
    return _told()


@blueprint.post("/<uuid:message>/retry")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, MailSchema)
@blueprint.doc(summary="Try a message again")
def retry(message: UUID) -> Response:
    """It waits then, like any other."""
    commands.retry_message(actor(), message)
    return _told()


@blueprint.delete("/<uuid:message>")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, MailSchema)
@blueprint.doc(summary="Give a message up")
def discard(message: UUID) -> Response:
    """Nobody gets it."""
    commands.discard_message(actor(), message)
    return _told()


def _told() -> Response:
    return reply(MailSchema().dump({"waiting": queries.waiting(), "parked": parked()}))
