"""The sign-in page: a code to type, a link by e-mail.

It hangs on two places: on its own, and in the phone app's, since an installed app on an iPhone
shares no sign-in with the browser, and all beside its own addresses opens in the browser.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.limits.commands import spend
from server.limits.rules import Allowance
from server.people import commands
from server.people.pages.cookies import lengths, with_session
from server.people.rules import device_of
from server.people.schemas import AddressForm, CodeForm
from server.web.callers import caller, opaque
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, public

# Whoever tries codes out gets nowhere with these; whoever mistypes one does not notice.
CODES = Allowance("code", 10, timedelta(minutes=15))
# What one network asks for, and what one address is sent; a whole shop may share a network.
ASKED_FROM = Allowance("ask", 20, timedelta(hours=1))
ASKED_FOR = Allowance("address", 4, timedelta(minutes=30))

blueprint = Blueprint("sign_in", __name__, url_prefix="/sign-in", template_folder="../templates")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


@blueprint.get("/")
@public
def page() -> str:
    """The ways in."""
    return _page(blank())


def _page(filled: Filled) -> str:
    return render_template("people/sign_in.html", filled=filled, by_mail=_settings().sends_mail)


@blueprint.post("/code")
@public
def use_code() -> Response:
    """Sign in on this device with a code."""
    beside = dict.fromkeys(("code_unusable", "passkey_needed", "too_many"), "code")
    return submit(CodeForm(), _use_code, _page, beside)


def _use_code(data: dict[str, Any]) -> Answer:
    spend(CODES, caller(), actor().at)
    signed = commands.use_code(
        actor(),
        data["code"],
        device_of(request.user_agent.string),
        lengths(),
    )
    return with_session(redirect(_above() if signed.shopper else url_for("home"), 303), signed)


def _above() -> str:
    """The page that these hang on; in the phone app's place that is the app, not to be left."""
    return url_for(".page").removesuffix("sign-in/")


@blueprint.post("/address")
@public
def ask() -> Response:
    """Have a link sent; whether the address is known shows in nothing, not in the time either."""
    return submit(AddressForm(), _ask, _page, {"too_many": "address"})


def _ask(data: dict[str, Any]) -> Answer:
    if not _settings().sends_mail:
        raise Problem("mail_not_set_up")
    spend(ASKED_FROM, caller(), actor().at)
    spend(ASKED_FOR, opaque(data["address"]), actor().at)
    commands.ask_for_link(actor(), data["address"])
    return redirect(url_for(".asked"), 303)


@blueprint.get("/sent")
@public
def asked() -> str:
    """What happens next; the same for everybody."""
    return render_template("people/asked.html", minutes=_settings().email_link_minutes)
