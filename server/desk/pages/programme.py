"""The programme and the forms published to it."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, url_for
from flask_babel import format_date
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from audit_forms import load_shipped, say, shipped
from server.desk.pages.home import blueprint
from server.desk.schemas import ProgrammeForm, PublishForm
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.programmes import commands, queries
from server.programmes.models import Programme
from server.web.entries import Filled, submit
from server.web.guard import actor, permit
from server.web.languages import language


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


@blueprint.get("/forms")
@permit(Role.ADMINISTRATOR)
def forms() -> str:
    """The forms that ship, and which of them are published."""
    there = queries.the_programme()
    return render_template("desk/forms.html", programme=there, forms=_shipped(there))


def _shipped(programme: Programme | None) -> list[dict[str, Any]]:
    """Every form that ships, newest version first, with the day of its publication."""
    published = queries.all_published(programme.id) if programme else []
    days = {(row.form, row.version): format_date(row.published_at, "long") for row in published}
    return [
        {
            "form": form,
            "version": version,
            "title": say(load_shipped(form, version).title, language()),
            "questions": len(load_shipped(form, version).questions),
            "published": days.get((form, version)),
        }
        for form, version, _path in reversed(shipped())
    ]


@blueprint.post("/forms")
@permit(Role.ADMINISTRATOR)
def publish() -> Response:
    """Publish a shipped form to the programme."""
    return submit(PublishForm(), _publish, lambda _filled: forms())


def _publish(data: dict[str, Any]) -> Answer:
    there = queries.the_programme()
    known = {(form, version) for form, version, _path in shipped()}
    if there is None or (data["form"], data["version"]) not in known:
        raise Problem("form_unknown")
    commands.publish_form(actor(), there, load_shipped(data["form"], data["version"]))
    return redirect(url_for("desk.forms"), 303)
