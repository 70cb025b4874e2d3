"""Leaving reminders off, and having them again: on the page of one's own devices."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from server.kernel.actor import Role
from server.kernel.settings import Settings
from server.people.queries import address_of
from server.reminders import commands, queries
from server.web.guard import actor, permit

blueprint = Blueprint("reminders", __name__, template_folder="templates", url_prefix="/reminders")


def beside_devices() -> Markup:
    """Whether a shopper is sent reminders, and a button; nothing where no e-mail is sent."""
    settings: Settings = current_app.extensions["settings"]
    who = actor()
    if who.shopper is None or not settings.sends_mail:
        return Markup()
    wanted, reached = not queries.refuses(who.shopper), bool(address_of(shopper=who.shopper))
    return Markup(render_template("reminders/choice.html", wanted=wanted, reached=reached))


@blueprint.post("/")
@permit(Role.SHOPPER)
def choose() -> Response:
    """Be sent reminders, or none."""
    commands.choose(actor(), request.form.get("wanted") == "yes")
    return redirect(url_for("people.devices"), 303)
