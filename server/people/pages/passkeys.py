"""One's own passkeys: made, renamed, removed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from flask_babel import format_date
from werkzeug.wrappers import Response as Answer

from server.kernel.actor import Role
from server.people import commands, queries, rules
from server.people.models import Passkey
from server.people.pages import ceremonies
from server.people.pages.blueprint import ALL, blueprint
from server.people.pages.ceremonies import MAKING
from server.people.pages.confirming import confirm_before
from server.people.pages.devices import in_words
from server.people.schemas import PasskeyForm
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit
from server.web.replies import reply


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of passkeys; `elsewhere` is the host where it works, if not here."""

    key: UUID
    name: str
    since: str
    used: str
    synced: bool
    elsewhere: str


@blueprint.get("/passkeys")
@permit(*ALL)
def passkeys() -> str:
    """The actor's own passkeys, and how to make one."""
    who, here = actor(), ceremonies.site()
    return render_template(
        "people/passkeys.html",
        passkeys=[_line(key, here) for key in queries.passkeys_of(who)],
        site=here,
        usual_name=in_words(rules.device_of(request.user_agent.string)),
        required=who.has(Role.ADMINISTRATOR),
        codes_left=queries.recovery_codes_left(who.person) if who.person else 0,
        confirmed=queries.is_confirmed(who),
    )


def _line(key: Passkey, here: rules.Site) -> Line:
    return Line(
        key=key.id,
        name=key.name,
        since=format_date(key.created_on, "long"),
        used=format_date(key.last_used_on, "long") if key.last_used_on else "",
        synced=key.synced,
        elsewhere=key.host if key.host != here.host else "",
    )


@blueprint.post("/passkeys/options")
@permit(*ALL)
def ask_for_passkey() -> Response:
    """What the browser needs to make a passkey."""
    who, here = actor(), ceremonies.site()
    commands.require_confirmed(who)
    ticket = ceremonies.ticket_for(MAKING)
    known = [key.credential for key in queries.passkeys_of(who) if key.host == here.host]
    owner = who.shopper or who.person
    assert owner is not None
    called = queries.name_of(who)
    return ceremonies.ask(ticket, rules.making(here, ticket.challenge, owner, called, known))


@blueprint.post("/passkeys")
@permit(*ALL)
def add_passkey() -> Response:
    """Keep the passkey that the browser has made; an administrator's first asks for codes."""
    who = actor()
    shown, said = ceremonies.brought(MAKING)
    commands.add_passkey(who, shown, ceremonies.text_in(said, "name"))
    without_codes = who.person and not queries.recovery_codes_left(who.person)
    codes = who.has(Role.ADMINISTRATOR) and without_codes
    return reply({"next": url_for("people.recovery_codes" if codes else "people.passkeys")}, 201)


@blueprint.get("/passkeys/<uuid:key>")
@permit(*ALL)
def passkey(key: UUID) -> str:
    """One passkey, to be called otherwise or removed."""
    found = queries.passkey(actor(), key)
    return _passkey_page(found, blank(name=found.name))


def _passkey_page(key: Passkey, filled: Filled) -> str:
    return render_template("people/passkey.html", passkey=key, filled=filled)


@blueprint.post("/passkeys/<uuid:key>")
@permit(*ALL)
def rename_passkey(key: UUID) -> Response:
    """Call a passkey otherwise."""
    found = queries.passkey(actor(), key)

    def act(data: dict[str, str]) -> Answer:
        commands.rename_passkey(actor(), key, data["name"])
        return redirect(url_for("people.passkeys"), 303)

    return submit(PasskeyForm(), act, lambda filled: _passkey_page(found, filled))


@blueprint.get("/passkeys/<uuid:key>/remove")
@permit(*ALL)
def ask_remove_passkey(key: UUID) -> str | Answer:
    """What removing a passkey means, before it is done."""
    if first := confirm_before():
        return first
    who = actor()
    found, last = queries.passkey(who, key), len(queries.passkeys_of(who)) == 1
    required = who.has(Role.ADMINISTRATOR)
    return render_template("people/passkey_remove.html", passkey=found, last=last and required)


@blueprint.post("/passkeys/<uuid:key>/remove")
@permit(*ALL)
def remove_passkey(key: UUID) -> Answer:
    """Remove a passkey."""
    commands.remove_passkey(actor(), key)
    return redirect(url_for("people.passkeys"), 303)
