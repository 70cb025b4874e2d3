"""The programme and the forms published to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, redirect, render_template, url_for
from flask_babel import format_date
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from audit_forms import load_shipped, say, shipped
from server.desk.commands import move_open_visits
from server.desk.pages.home import blueprint
from server.desk.queries import open_elsewhere
from server.desk.schemas import ProgrammeForm, PublishForm
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.programmes import commands, queries
from server.programmes.models import FormVersion, Programme
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
    """Every form that ships or is published, newest version first, with its publication's day."""
    published = queries.all_published(programme.id) if programme else []
    rows = {(row.form, row.version): row for row in published}
    known = {(form, version): load_shipped(form, version) for form, version, _path in shipped()}
    known |= {key: queries.form_of(row.id) for key, row in rows.items()}
    return [
        {
            "form": form,
            "version": version,
            "title": say(known[form, version].title, language()),
            "questions": len(known[form, version].questions),
            "published": (row := rows.get((form, version)))
            and format_date(row.published_at, "long"),
            "behind": _behind(row, published),
        }
        for form, version in sorted(known, reverse=True)
    ]


def _behind(row: FormVersion | None, published: Sequence[FormVersion]) -> int:
    """How many open visits are on another version than this one, where it is the newest."""
    versions = [each.version for each in published if row and each.form == row.form]
    if row is None or len(versions) < 2 or row.version < max(versions):
        return 0
    return len(open_elsewhere(actor().at, row))


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


@blueprint.get("/forms/<form>/<int:version>/visits")
@permit(Role.ADMINISTRATOR)
def ask_to_move(form: str, version: int) -> str:
    """Ask before the open visits are moved to another version of their form."""
    row = _published(form, version)
    return render_template(
        "desk/move.html",
        title=say(queries.form_of(row.id).title, language()),
        version=row.version,
        visits=len(open_elsewhere(actor().at, row)),
    )


@blueprint.post("/forms/<form>/<int:version>/visits")
@permit(Role.ADMINISTRATOR)
def move(form: str, version: int) -> Answer:
    """Have the open visits reported on this version."""
    move_open_visits(actor(), _published(form, version))
    return redirect(url_for("desk.forms"), 303)


def _published(form: str, version: int) -> FormVersion:
    programme = queries.the_programme()
    if programme is None:
        raise Problem("form_unknown")
    return queries.published(programme.id, form, version)
