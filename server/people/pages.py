"""Signing in with a link, signing out, choosing a language, one's own devices."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server.kernel.actor import Role
from server.kernel.settings import Settings
from server.people import commands, queries
from server.web.guard import COOKIE, actor, permit, public
from server.web.languages import LANGUAGES

blueprint = Blueprint("people", __name__, template_folder="templates")
ALL = tuple(Role)


@blueprint.get("/in/<token>")
@public
def link(token: str) -> str:
    """Show what the link is for; opening it signs nobody in, a mail scanner may do it too."""
    found = commands.usable_link(actor(), token)
    return render_template("people/link.html", token=token, setup=found.purpose == "setup")


@blueprint.post("/in/<token>")
@public
def use(token: str) -> Response:
    """Sign in on this device with the link."""
    settings: Settings = current_app.extensions["settings"]
    signed = commands.use_link(
        actor(),
        token,
        device=request.user_agent.string,
        shopper_lasts=timedelta(days=settings.session_days),
        staff_lasts=timedelta(hours=settings.staff_session_hours),
        name=request.form.get("name", ""),
    )
    response = redirect(url_for("home"), 303)
    response.set_cookie(
        COOKIE,
        signed.token,
        max_age=signed.lasts,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


@blueprint.get("/devices")
@permit(*ALL)
def devices() -> str:
    """The actor's own signed-in devices."""
    return render_template("people/devices.html", sessions=queries.sessions_of(actor()))


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
    response = make_response(redirect(url_for("home"), 303))
    response.delete_cookie(COOKIE)
    return response


@blueprint.post("/language")
@permit(*ALL)
def language() -> Response:
    """Keep the actor's choice of language."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        commands.choose_language(actor(), chosen)
    return redirect(request.form.get("back", "").startswith("/") and request.form["back"] or "/", 303)
