"""A sign-in link in words, as a picture and as a code, and sending one by e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import segno
from flask import Response, current_app, render_template, request, url_for
from markupsafe import Markup

from server.desk.pages.home import blueprint
from server.desk.schemas import SendLinkForm
from server.kernel.actor import Role
from server.kernel.ids import spoken_code
from server.kernel.settings import Settings
from server.people import commands, queries
from server.people.rules.reach import opens_only_here
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit

# What a refusal of an address is shown beside.
ADDRESS_TAKEN = dict.fromkeys(("address_taken", "address_of_shopper"), "email")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link, at the address by which this request came; and how long it and its code last."""

    address: str
    code: str
    hours: int
    minutes: int


def new_link(**whose: UUID) -> NewLink:
    """A new link of a person or a shopper; nobody can read it again later."""
    settings = _settings()
    hours, minutes = settings.link_hours, settings.code_minutes
    lasts = (timedelta(hours=hours), timedelta(minutes=minutes))
    given = commands.give_link(actor(), *lasts, whose.get("person"), whose.get("shopper"))
    base = settings.public_url.rstrip("/") or request.url_root.rstrip("/")
    address = base + url_for("people.link", token=given.token)
    return NewLink(address, spoken_code(given.code), hours, minutes)


def show_link(name: str, another: str, **whose: UUID) -> str:
    """A page with a new link in words and as a picture."""
    made = new_link(**whose)
    return render_template(
        "desk/link.html",
        name=name,
        address=made.address,
        only_here=opens_only_here(made.address),
        picture=Markup(segno.make(made.address, error="m").svg_inline(border=4, omitsize=True)),
        code=made.code,
        hours=made.hours,
        minutes=made.minutes,
        another=another,
        shopper="shopper" in whose,
        **_by_mail(**whose),
    )


def _by_mail(**whose: UUID) -> dict[str, Any]:
    """What the page says of sending it: a shopper's address is told to nobody, only that it is."""
    kept = queries.address_of(**whose) or ""
    kind = "shopper" if "shopper" in whose else "person"
    address: dict[str, Any] = dict(whose)
    return {
        "by_mail": _settings().sends_mail,
        "send": url_for(f"desk.send_link_{kind}", **address),
        "kept": bool(kept),
        "kept_address": "" if kind == "shopper" else kept,
        "filled": blank(),
    }


@blueprint.post("/people/<uuid:person>/send")
@permit(Role.ADMINISTRATOR)
def send_link_person(person: UUID) -> Response:
    """Send a person a new sign-in link by e-mail."""
    found = queries.member(person)
    return _send(found.name, "desk.people", person=found.id)


@blueprint.post("/shoppers/<uuid:shopper>/send")
@permit(Role.ADMINISTRATOR)
def send_link_shopper(shopper: UUID) -> Response:
    """Send a shopper a new sign-in link by e-mail."""
    found = queries.shopper(shopper)
    return _send(found.code, "desk.shoppers", shopper=found.id)


def _send(name: str, back: str, **whose: UUID) -> Response:
    about = {"name": name, "back": back, **_by_mail(**whose)}

    def send(data: dict[str, Any]) -> str:
        commands.send_link(actor(), address=data["email"], **whose)
        return render_template("desk/link_sent.html", **about)

    def again(filled: Filled) -> str:
        return render_template("desk/send_link.html", **about | {"filled": filled})

    return submit(SendLinkForm(), send, again, {"address_missing": "email", **ADDRESS_TAKEN})
