"""The programme's name and languages."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from server.desk.pages.home import blueprint
from server.desk.schemas import ProgrammeForm
from server.kernel.actor import Role
from server.programmes import commands, queries
from server.web.entries import Filled, submit
from server.web.guard import actor, permit


@blueprint.get("/programme")
@permit(Role.ADMINISTRATOR)
def programme() -> str:
    """The programme's name and languages."""
    there = queries.the_programme()
    names = [("name", there.name)] if there else []
    spoken = there.languages if there else ["en", "es"]
    return _programme_page(Filled(MultiDict(names + [("languages", each) for each in spoken])))


def _programme_page(filled: Filled) -> str:
    return render_template("desk/programme.html", filled=filled)


@blueprint.post("/programme")
@permit(Role.ADMINISTRATOR)
def save_programme() -> Response:
    """Name the programme, or rename it."""
    return submit(ProgrammeForm(), _save_programme, _programme_page)


def _save_programme(data: dict[str, Any]) -> Answer:
    there = queries.the_programme()
    languages = tuple(data["languages"])
    if there is None:
        commands.add_programme(actor(), data["name"], languages)
    else:
        commands.change_programme(actor(), there, data["name"], languages)
    return redirect(url_for("desk.home"), 303)
