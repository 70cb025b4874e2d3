"""Signing in with a link, or taking it elsewhere as a code."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server.kernel.ids import spoken_code
from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.limits.commands import spend
from server.limits.rules import Allowance
from server.people import commands, queries
from server.people.commands import SignedIn
from server.people.models import SignInLink
from server.people.pages.blueprint import ALL, blueprint
from server.people.pages.cookies import lengths, with_session
from server.people.pages.devices import in_words
from server.people.rules import device_of
from server.web.callers import caller
from server.web.guard import actor, permit, public
from server.web.languages import language as chosen_language

# Nobody guesses a link; this keeps somebody who tries from keeping everybody else waiting. A class
# or a meeting in one network comes in all at once.
LINKS = Allowance("link", 300, timedelta(minutes=15))


@blueprint.get("/in/<token>")
@public
def link(token: str) -> str | Response:
    """Show what the link is for; opening it signs nobody in, a mail scanner may do it too."""
    try:
        found = commands.usable_link(actor(), token)
    except Problem:
        if not queries.is_own_link(actor(), token):
            raise
        # Opened once more where it was used: there is nothing left to do.
        return redirect(url_for("home"), 303)
    return _link_page(found, token)


def _link_page(found: SignInLink, token: str) -> str:
    device = in_words(device_of(request.user_agent.string))
    setup = found.purpose == "setup"
    return render_template("people/link.html", setup=setup, device=device, token_of_link=token)


@blueprint.post("/in/<token>")
@public
def use(token: str) -> Response:
    """Sign in on this device with the link, or go on to the passkey that is needed beside it."""
    spend(LINKS, caller(), actor().at)
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
        device_of(request.user_agent.string),
        lengths(),
        name=request.form.get("name", ""),
    )


@blueprint.post("/in/<token>/code")
@public
def code(token: str) -> str:
    """Show a new code that does what the link does, to be typed on another device."""
    spend(LINKS, caller(), actor().at)
    return _code_page(commands.fresh_code(actor(), token, timedelta(minutes=_minutes())))


@blueprint.post("/devices/code")
@permit(*ALL)
def code_for_another() -> str:
    """Show a code that signs the actor in on another device."""
    lasts = timedelta(minutes=_minutes())
    return _code_page(commands.code_for_another_device(actor(), lasts))


def _minutes() -> int:
    settings: Settings = current_app.extensions["settings"]
    return settings.code_minutes


def _code_page(drawn: str) -> str:
    return render_template(
        "people/code.html",
        code=spoken_code(drawn),
        minutes=_minutes(),
        address=request.url_root.rstrip("/") + url_for("sign_in.page"),
    )
