"""Signing in with a passkey: by itself, or where a link alone is not enough."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from server.limits.commands import spend
from server.limits.rules import Allowance
from server.people import commands, rules
from server.people.pages import ceremonies
from server.people.pages.blueprint import blueprint
from server.people.pages.ceremonies import PROVING
from server.people.pages.cookies import lengths, with_session
from server.people.pages.language import back_to
from server.people.rules import device_of
from server.people.schemas import RecoveryForm
from server.web.callers import caller
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, public
from server.web.replies import reply

# Whoever tries recovery codes out gets nowhere with these.
CODES = Allowance("recovery", 10, timedelta(minutes=15))
# Nobody guesses a passkey; this keeps somebody who tries from keeping everybody else waiting. A
# class or a meeting in one network comes in all at once.
PASSKEYS = Allowance("passkey", 100, timedelta(minutes=15))


def beside_sign_in() -> Markup:
    """What the sign-in page shows of passkeys: a button, or why there is none."""
    # Where the page hangs in the phone app's place, that is the app, not to be left.
    above = url_for(".page").removesuffix("sign-in/")
    here = ceremonies.site()
    return Markup(render_template("people/sign_in_with_passkey.html", site=here, back=above))


@blueprint.post("/passkeys/sign-in/options")
@public
def ask_to_sign_in() -> Response:
    """What the browser needs to sign in: the same for everybody, whether or not they have a key."""
    ticket = ceremonies.ticket_for(PROVING)
    return ceremonies.ask(ticket, rules.proving(ceremonies.site(), ticket.challenge))


@blueprint.post("/passkeys/sign-in")
@public
def sign_in() -> Answer:
    """Sign in whoever has the passkey that answered."""
    spend(PASSKEYS, caller(), actor().at)
    shown, said = ceremonies.brought(PROVING)
    signed = commands.sign_in_with_passkey(
        actor(),
        shown,
        device_of(request.user_agent.string),
        lengths(),
        ceremonies.text_in(said, "link"),
    )
    back = back_to(ceremonies.text_in(said, "back")) if signed.shopper else url_for("home")
    return with_session(reply({"next": back}), signed)


@blueprint.get("/in/<token>/passkey")
@public
def link_with_passkey(token: str) -> str:
    """Where a link leads an administrator who has a passkey: to that, or to a recovery code."""
    commands.usable_link(actor(), token)
    return _second_step(token, blank())


def _second_step(token: str, filled: Filled) -> str:
    site = ceremonies.site()
    return render_template("people/link_passkey.html", link=token, filled=filled, site=site)


@blueprint.post("/in/<token>/passkey")
@public
def link_with_code(token: str) -> Response:
    """Sign in with the link and a recovery code."""

    def act(data: dict[str, str]) -> Answer:
        device = device_of(request.user_agent.string)
        spend(CODES, caller(), actor().at)
        signed = commands.use_recovery_code(actor(), token, data["code"], device, lengths())
        return with_session(redirect(url_for("people.passkeys"), 303), signed)

    commands.usable_link(actor(), token)
    beside = {"recovery_code_unusable": "code", "too_many": "code"}
    return submit(RecoveryForm(), act, lambda filled: _second_step(token, filled), beside)
