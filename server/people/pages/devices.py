"""One's own devices, and signing out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import format_date, gettext
from werkzeug.wrappers import Response

from server.kernel.problems import Problem
from server.people import commands, queries
from server.people.models import DeviceSession
from server.people.pages.blueprint import ALL, blueprint
from server.people.pages.cookies import without_session
from server.web.guard import actor, permit


@dataclass(frozen=True, slots=True)
class Device:
    """One line of the list of devices."""

    session: UUID
    words: str
    since: str
    seen: str
    until: str
    this_one: bool


@blueprint.get("/devices")
@permit(*ALL)
def devices() -> str:
    """The actor's own signed-in devices."""
    who = actor()
    found = [_device(each, who.session, who.at.date()) for each in queries.sessions_of(who)]
    return render_template("people/devices.html", devices=found, by_code=bool(who.shopper))


def _device(session: DeviceSession, present: UUID | None, today: date) -> Device:
    return Device(
        session=session.id,
        words=in_words(session.device),
        since=format_date(session.created_at, "long"),
        seen=_day(session.last_seen_on, today),
        until=format_date(session.expires_at, "long"),
        this_one=session.id == present,
    )


def _day(day: date | None, today: date) -> str:
    """A day in words; the hour is told to nobody, not even to oneself: a screen can be seen."""
    if day is None:
        return ""
    return gettext("today") if day >= today else format_date(day, "long")


def in_words(device: str) -> str:
    """A device as people call it, such as "Chrome on Android"."""
    browser, _, system = device.partition("/")
    if browser and system:
        return gettext("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or gettext("Unnamed device")


@blueprint.get("/devices/<uuid:session>/revoke")
@permit(*ALL)
def ask_to_revoke(session: UUID) -> str:
    """Ask before one device is shut out."""
    own = {each.id: each.device for each in queries.sessions_of(actor())}
    if session not in own:
        raise Problem("not_found")
    return _ask(
        gettext("Sign out on %(device)s?", device=in_words(own[session])),
        gettext("It then needs a new link, a code or a passkey to sign in again."),
    )


@blueprint.get("/devices/others/revoke")
@permit(*ALL)
def ask_to_revoke_others() -> str:
    """Ask before every device but this one is shut out."""
    return _ask(
        gettext("Sign out everywhere else?"),
        gettext(
            "All your devices but this one then need a new link, a code or a passkey to sign in"
            " again."
        ),
    )


def _ask(title: str, means: str) -> str:
    says = [means]
    if actor().shopper:
        says.append(gettext("What was written there and not sent stays on the phone."))
    return render_template(
        "ask.html",
        title=title,
        says=says,
        yes=gettext("Sign out"),
        back=url_for("people.devices"),
        no=gettext("Stay signed in"),
    )


@blueprint.post("/devices/<uuid:session>/revoke")
@permit(*ALL)
def revoke(session: UUID) -> Response:
    """Shut one device out."""
    commands.revoke_session(actor(), session)
    return redirect(url_for("people.devices"), 303)


@blueprint.post("/devices/others/revoke")
@permit(*ALL)
def revoke_others() -> Response:
    """Shut out every device but this one."""
    commands.revoke_others(actor())
    return redirect(url_for("people.devices"), 303)


@blueprint.post("/out")
@permit(*ALL)
def sign_out() -> Response:
    """End this device's session."""
    who = actor()
    if who.session:
        commands.revoke_session(who, who.session)
    return without_session(redirect(url_for("home"), 303))
