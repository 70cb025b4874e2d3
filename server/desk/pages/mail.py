"""How e-mail is set up, and the messages that could not be delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import current_app, redirect, render_template, url_for
from flask_babel import format_datetime, gettext
from werkzeug.wrappers import Response

from server.desk import commands
from server.desk.pages.home import blueprint
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.mail import queries
from server.mail.models import Message
from server.people import queries as people
from server.web.guard import actor, permit


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


# Why a message was not delivered, and what to do.
_REASONS: Mapping[str, str] = {
    "no_address": _("There is no address to send it to. Send the link anew and give one."),
    "refused_address": _(
        "The mail server refuses the address. Ask the person how it is spelled, then send the link"
        " anew."
    ),
    "sign_in": _(
        "The mail server does not accept our name and password. Check AUDIT_KIT_SMTP_USER and"
        " AUDIT_KIT_SMTP_PASSWORD."
    ),
    "refused_sender": _(
        "The mail server does not let us send from this sender. Check AUDIT_KIT_MAIL_SENDER."
    ),
    "refused_content": _(
        "The mail server took the address and refused the message, often as unwanted. Ask whoever"
        " runs it."
    ),
    "encryption": _(
        "No safe connection to the mail server could be made. Check AUDIT_KIT_SMTP_TLS and the"
        " server's certificate."
    ),
    "unreachable": _(
        "The mail server cannot be reached. Check AUDIT_KIT_SMTP_HOST and AUDIT_KIT_SMTP_PORT."
    ),
    "server": _("The mail server could not take it just now. Try again later."),
    "other": _("Something broke on our side. The log of the server says what."),
}


@dataclass(frozen=True, slots=True)
class Parked:
    """One message that could not be delivered, in words."""

    id: UUID
    whose: str
    reason: str
    answer: int | None
    since: datetime


@blueprint.get("/mail")
@permit(Role.ADMINISTRATOR)
def mail() -> str:
    """Whether e-mail is set up, and what could not be delivered."""
    settings: Settings = current_app.extensions["settings"]
    return render_template(
        "desk/mail.html",
        settings=settings,
        waiting=queries.waiting(),
        parked=parked(),
        moment=lambda at: format_datetime(at, "medium"),
    )


def parked() -> list[Parked]:
    """The messages that could not be delivered, in the reader's words."""
    return [_in_words(message) for message in queries.parked()]


def _in_words(message: Message) -> Parked:
    return Parked(
        id=message.id,
        whose=_whose(message),
        reason=gettext(_REASONS.get(message.failure or "", _REASONS["other"])),
        answer=message.answer,
        since=message.created_at,
    )


def _whose(message: Message) -> str:
    """Whose link it is; never an address, and of a shopper the code alone."""
    if message.kind == "people.moved":
        return gettext("Somebody who has changed the own address")
    try:
        if "shopper" in message.payload:
            return people.shopper(UUID(message.payload["shopper"])).code
        if "person" in message.payload:
            return people.member(UUID(message.payload["person"])).name
    except Problem:
        return gettext("Somebody who is no longer here")
    return gettext("Somebody who asked for a link on the sign-in page")


@blueprint.post("/mail/<uuid:message>/retry")
@permit(Role.ADMINISTRATOR)
def retry_message(message: UUID) -> Response:
    """Try a message again."""
    commands.retry_message(actor(), message)
    return redirect(url_for("desk.mail"), 303)


@blueprint.get("/mail/<uuid:message>/discard")
@permit(Role.ADMINISTRATOR)
def ask_to_discard_message(message: UUID) -> str:
    """Ask before a message is given up."""
    found = _in_words(queries.one_parked(message))
    return render_template(
        "ask.html",
        title=gettext("Give this message up?"),
        says=[
            f"{found.whose}, {found.since}",
            gettext("It is deleted and never sent. A new sign-in link can be sent at any time."),
        ],
        yes=gettext("Give up"),
        back=url_for("desk.mail"),
    )


@blueprint.post("/mail/<uuid:message>/discard")
@permit(Role.ADMINISTRATOR)
def discard_message(message: UUID) -> Response:
    """Give a message up."""
    commands.discard_message(actor(), message)
    return redirect(url_for("desk.mail"), 303)
