"""What a signed-in browser keeps: the session, and for the phone app whose it is."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import current_app, request
from werkzeug.wrappers import Response

from server.kernel.actor import Actor
from server.people.commands import SignedIn
from server.people.rules import SessionLengths, session_lengths
from server.web.guard import COOKIE
from server.web.headers import over_https

# Readable by the phone app: the shopper whose session the browser holds.
WHOSE = "kit_shopper"


def with_session(response: Response, signed: SignedIn) -> Response:
    """Have the browser keep the session that was just opened."""
    response.set_cookie(
        COOKIE,
        signed.token,
        max_age=signed.lasts,
        httponly=True,
        samesite="Lax",
        secure=over_https(),
    )
    _with_shopper(response, signed.shopper, signed.lasts)
    return response


def lengths() -> SessionLengths:
    """How long a device stays signed in here, by who signs in."""
    return session_lengths(current_app.extensions["settings"])


def tell_whose(response: Response, who: Actor) -> None:
    """Tell the phone whose session it holds, where it does not know or knows another."""
    if who.shopper is None or request.cookies.get(WHOSE) == str(who.shopper):
        return
    _with_shopper(response, who.shopper, lengths().shopper)


def _with_shopper(response: Response, shopper: UUID | None, lasts: timedelta) -> None:
    """Its app opens without asking us, and must not show one shopper what another wrote.

    Nobody is let in by this one, so the app may read it.
    """
    if shopper is None:
        response.delete_cookie(WHOSE, samesite="Lax", secure=over_https())
    else:
        value = str(shopper)
        response.set_cookie(WHOSE, value, max_age=lasts, samesite="Lax", secure=over_https())


def without_session(response: Response) -> Response:
    """Have the browser forget its session."""
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=over_https())
    response.delete_cookie(WHOSE, samesite="Lax", secure=over_https())
    return response
