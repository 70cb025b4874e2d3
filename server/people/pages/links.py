"""Signing in with a link."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server.kernel.settings import Settings
from server.people import commands
from server.people.pages.blueprint import blueprint
from server.people.pages.cookies import with_session
from server.people.rules import device_of
from server.web.guard import actor, public
from server.web.languages import language as chosen_language


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
    return with_session(redirect(url_for("home"), 303), signed)
