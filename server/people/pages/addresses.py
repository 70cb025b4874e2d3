"""One's own e-mail address: given, confirmed by a code from its letter, removed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.limits.commands import spend
from server.limits.rules import Allowance
from server.people import commands, queries
from server.people.pages.blueprint import ALL, blueprint
from server.people.schemas import AddressForm, CodeForm
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit

# A letter to an address that its owner may not have given; and codes that are tried out.
_CLAIMS = Allowance("claim", 4, timedelta(minutes=30))
_CODES = Allowance("claim code", 10, timedelta(minutes=15))


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


@blueprint.get("/address")
@permit(*ALL)
def address() -> str:
    """Which address is kept, and another one to be confirmed; a code may stand in its address."""
    return _page(blank(code=request.args.get("code", "")[:20]))


def _page(filled: Filled) -> str:
    who = actor()
    kept = queries.address_of(who.person, who.shopper)
    claim = queries.claim_of(who)
    return render_template(
        "people/address.html",
        filled=filled,
        kept=bool(kept),
        # A shopper's screen may be seen in a store.
        shown="" if who.shopper else kept,
        waits=claim is not None,
        by_mail=_settings().sends_mail,
        minutes=_settings().email_link_minutes,
    )


@blueprint.post("/address")
@permit(*ALL)
def claim_address() -> Response:
    """Send a letter with a code to an address that is given."""
    return submit(AddressForm(), _claim, _page, {"too_many": "address"})


def _claim(data: dict[str, Any]) -> Answer:
    if not _settings().sends_mail:
        raise Problem("mail_not_set_up")
    spend(_CLAIMS, str(actor().id), actor().at)
    commands.claim_address(actor(), data["address"])
    return redirect(url_for("people.address"), 303)


@blueprint.post("/address/confirm")
@permit(*ALL)
def confirm_address() -> Response:
    """Keep the address whose letter had the code."""
    beside = dict.fromkeys(("code_unusable", "address_in_use", "too_many"), "code")
    return submit(CodeForm(), _confirm, _page, beside)


def _confirm(data: dict[str, Any]) -> Answer:
    spend(_CODES, str(actor().id), actor().at)
    commands.confirm_address(actor(), data["code"])
    return redirect(url_for("people.address"), 303)


@blueprint.get("/address/remove")
@permit(*ALL)
def ask_to_drop_address() -> str:
    """Ask before no address is kept any more."""
    _ = gettext
    return render_template(
        "ask.html",
        title=_("Keep no address of yours?"),
        says=[
            _("No sign-in link is sent to you any more, nor anything else."),
            _("Whoever has no passkey then needs a link from an administrator to sign in."),
        ],
        yes=_("Keep no address of mine"),
        back=url_for("people.address"),
    )


@blueprint.post("/address/remove")
@permit(*ALL)
def drop_address() -> Answer:
    """Keep no address any more."""
    commands.drop_address(actor(), tell=_settings().sends_mail)
    return redirect(url_for("people.address"), 303)
