"""Choosing a language."""

from __future__ import annotations

from flask import redirect, request
from werkzeug.wrappers import Response

from server.people import commands
from server.people.pages.blueprint import ALL, blueprint
from server.web.guard import actor, permit
from server.web.languages import LANGUAGES


@blueprint.post("/language")
@permit(*ALL)
def language() -> Response:
    """Keep the actor's choice of language."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        commands.choose_language(actor(), chosen)
    return redirect(back_to(request.form.get("back", "")), 303)


def back_to(address: str) -> str:
    """The page to go back to: one of ours, or the first page.

    Browsers read a backslash as a slash and leave out tabs and line breaks.
    """
    ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if ours and address.isprintable() else "/"
