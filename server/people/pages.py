"""Signing in with a link, signing out, choosing a language, one's own devices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_babel import format_date, gettext
from werkzeug.wrappers import Response

from server.kernel.actor import Actor, Role
from server.kernel.settings import Settings
from server.people import commands, queries
from server.people.commands import SignedIn
from server.people.models import DeviceSession
from server.people.rules import device_of
from server.web.guard import COOKIE, actor, permit, public
from server.web.languages import LANGUAGES
from server.web.languages import language as chosen_language

# Readable by the phone app: the shopper whose session the browser holds.
WHOSE = "kit_shopper"

blueprint = Blueprint("people", __name__, template_folder="templates")
ALL = tuple(Role)


@blueprint.get("/in/<token>")
@public
def link(token: str) -> str:
    """Show what the link is for; opening it signs nobody in, a mail scanner may do it too."""
    found = commands.usable_link(actor(), token)
    return render_template("people/link.html", setup=found.purpose == "setup")


@blueprint.post("/in/<token>")
@public
def use(token: str) -> Response:
    """Sign in on this device with the link."""
    settings: Settings = current_app.extensions["settings"]
    signed = commands.use_link(
        # The first administrator starts in the language that the browser asked for.
        replace(actor(), language=chosen_language()),
        token,
        device=device_of(request.user_agent.string),
        shopper_lasts=timedelta(days=settings.session_days),
        staff_lasts=timedelta(hours=settings.staff_session_hours),
        name=request.form.get("name", ""),
    )
    return _with_session(redirect(url_for("home"), 303), signed)


def _with_session(response: Response, signed: SignedIn) -> Response:
    response.set_cookie(
        COOKIE,
        signed.token,
        max_age=signed.lasts,
        httponly=True,
        samesite="Lax",
        secure=_over_https(),
    )
    _with_shopper(response, signed.shopper, signed.lasts)
    return response


def tell_whose(response: Response, who: Actor) -> None:
    """Tell the phone whose session it holds, where it does not know or knows another."""
    if who.shopper is None or request.cookies.get(WHOSE) == str(who.shopper):
        return
    settings: Settings = current_app.extensions["settings"]
    _with_shopper(response, who.shopper, timedelta(days=settings.session_days))


def _with_shopper(response: Response, shopper: UUID | None, lasts: timedelta) -> None:
    """Its app opens without asking us, and must not show one shopper what another wrote.

    Nobody is let in by this one, so the app may read it.
    """
    if shopper is None:
        response.delete_cookie(WHOSE, samesite="Lax", secure=_over_https())
    else:
        value = str(shopper)
        response.set_cookie(WHOSE, value, max_age=lasts, samesite="Lax", secure=_over_https())


def _over_https() -> bool:
    """Whether browsers come by HTTPS, be it to somebody in front of us who tells us nothing."""
    settings: Settings = current_app.extensions["settings"]
    return request.is_secure or settings.public_url.startswith("https://")


@dataclass(frozen=True, slots=True)
class Device:
    """One line of the list of devices."""

    session: UUID
    words: str
    since: str
    until: str
    this_one: bool


@blueprint.get("/devices")
@permit(*ALL)
def devices() -> str:
    """The actor's own signed-in devices."""
    who = actor()
    found = [_device(session, who.session) for session in queries.sessions_of(who)]
    return render_template("people/devices.html", devices=found)


def _device(session: DeviceSession, present: UUID | None) -> Device:
    return Device(
        session=session.id,
        words=_in_words(session.device),
        since=format_date(session.created_at, "long"),
        until=format_date(session.expires_at, "long"),
        this_one=session.id == present,
    )


def _in_words(device: str) -> str:
    browser, _, system = device.partition("/")
    if browser and system:
        return gettext("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or gettext("Unnamed device")


@blueprint.post("/devices/<uuid:session>/revoke")
@permit(*ALL)
def revoke(session: UUID) -> Response:
    """Shut one device out."""
    commands.revoke_session(actor(), session)
    return redirect(url_for("people.devices"), 303)


@blueprint.post("/out")
@permit(*ALL)
def sign_out() -> Response:
    """End this device's session."""
    who = actor()
    if who.session:
        commands.revoke_session(who, who.session)
    response = redirect(url_for("home"), 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=_over_https())
    response.delete_cookie(WHOSE, samesite="Lax", secure=_over_https())
    return response


@blueprint.post("/language")
@permit(*ALL)
def language() -> Response:
    """Keep the actor's choice of language."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        commands.choose_language(actor(), chosen)
    return redirect(_back(request.form.get("back", "")), 303)


def _back(address: str) -> str:
    """The page to go back to: one of ours, or the first page.

    Browsers read a backslash as a slash and leave out tabs and line breaks.
    """
    ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if ours and address.isprintable() else "/"
