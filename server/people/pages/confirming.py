"""Showing once more who sits there, before what a device left open must not do by itself."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from server.limits.commands import spend
from server.people import commands, queries, rules
from server.people.pages import ceremonies
from server.people.pages.blueprint import ALL, blueprint
from server.people.pages.ceremonies import CONFIRMING
from server.people.pages.language import back_to
from server.people.pages.passkey_sign_in import PASSKEYS
from server.web.callers import caller
from server.web.guard import actor, permit
from server.web.replies import reply


def confirm_before() -> Answer | None:
    """The way to the page below, which leads back here; None where it was just shown."""
    if queries.is_confirmed(actor()):
        return None
    return redirect(url_for("people.confirm", back=request.path), 303)


@blueprint.get("/confirm")
@permit(*ALL)
def confirm() -> str:
    """How to show it: with a passkey, or with a new link."""
    who, here = actor(), ceremonies.site()
    return render_template(
        "people/confirm.html",
        site=here,
        back=back_to(request.args.get("back", "")),
        minutes=rules.CONFIRMED_MINUTES,
        done=queries.is_confirmed(who),
        passkey=any(key.host == here.host for key in queries.passkeys_of(who)),
        needs_passkey=bool(who.person and queries.needs_passkey(who.person)),
    )


@blueprint.post("/passkeys/confirm/options")
@permit(*ALL)
def ask_to_confirm() -> Response:
    """What the browser needs to show a passkey; the same as for signing in."""
    ticket = ceremonies.ticket_for(CONFIRMING)
    return ceremonies.ask(ticket, rules.proving(ceremonies.site(), ticket.challenge))


@blueprint.post("/passkeys/confirm")
@permit(*ALL)
def confirm_with_passkey() -> Response:
    """Note that a passkey was shown, and lead back."""
    spend(PASSKEYS, caller(), actor().at)
    shown, said = ceremonies.brought(CONFIRMING)
    commands.confirm_with_passkey(actor(), shown)
    return reply({"next": back_to(ceremonies.text_in(said, "back"))})
