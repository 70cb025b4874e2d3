"""The two halves of a passkey's ceremony: a question to the browser, and what it brings back."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response, current_app, request

from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.people import rules
from server.people.commands import Shown
from server.web.guard import actor, seal_secret
from server.web.headers import over_https
from server.web.replies import json_body, reply

TICKET = "kit_passkey"
MAKING, PROVING, CONFIRMING = "make", "prove", "confirm"
# A key that tells with a certificate who built it needs a few thousand.
_MOST_BYTES = 40_000


def site() -> rules.Site:
    """The address by which browsers know us: the one that is set, or the one they came to."""
    settings: Settings = current_app.extensions["settings"]
    return rules.site_of(settings.public_url or request.url_root)


def ticket_for(purpose: str) -> rules.Ticket:
    """A new question of this browser's; raises passkey_impossible where none can be answered."""
    if site().obstacle:
        raise Problem("passkey_impossible")
    who = actor()
    until = who.at + rules.LASTS
    return rules.Ticket(secrets.token_bytes(32), purpose, str(who.session or ""), until)


def ask(ticket: rules.Ticket, options: dict[str, Any]) -> Response:
    """Put the question; the browser keeps the sealed ticket, which no script can read."""
    response = reply(options)
    response.set_cookie(
        TICKET,
        rules.sealed(ticket, seal_secret()),
        max_age=rules.LASTS,
        path="/passkeys",
        httponly=True,
        samesite="Strict",
        secure=over_https(),
    )
    return response


def brought(purpose: str) -> tuple[Shown, dict[str, Any]]:
    """What the browser brings, and the rest of what it says.

    Raises passkey_too_late without a ticket of this browser and session, and passkey_refused.
    """
    _, said = json_body(_MOST_BYTES)
    credential = said.get("credential")
    if not isinstance(credential, dict):
        raise Problem("passkey_refused")
    who = actor()
    kept, session = request.cookies.get(TICKET, ""), str(who.session or "")
    try:
        ticket = rules.opened(kept, seal_secret(), purpose, session, who.at)
    except ValueError:
        raise Problem("passkey_too_late") from None
    return Shown(credential, site(), ticket), said


def text_in(said: dict[str, Any], name: str) -> str:
    """A text that the browser may have sent along."""
    value = said.get(name, "")
    return value if isinstance(value, str) else ""
