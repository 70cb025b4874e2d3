"""Signing in with a link."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server.kernel.problems import Problem
from server.people import commands
from server.people.commands import SignedIn
from server.people.pages.blueprint import blueprint
from server.people.pages.cookies import shopper_lasts, staff_lasts, with_session
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
    """Sign in on this device with the link, or go on to the passkey that is needed beside it."""
    try:
        signed = _use(token)
    except Problem as problem:
        if problem.code != "passkey_needed":
            raise
        return redirect(url_for("people.link_with_passkey", token=token), 303)
    return with_session(redirect(url_for("home"), 303), signed)


def _use(token: str) -> SignedIn:
    return commands.use_link(
        # The first administrator starts in the language that the browser asked for.
        replace(actor(), language=chosen_language()),
        token,
        device=device_of(request.user_agent.string),
        shopper_lasts=shopper_lasts(),
        staff_lasts=staff_lasts(),
        name=request.form.get("name", ""),
    )
