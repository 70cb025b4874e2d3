"""The forms that ship, those of one's own, and which versions are published to the programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, redirect, render_template, url_for
from flask_babel import format_date
from werkzeug.wrappers import Response as Answer

from audit_forms import load_shipped, say, shipped
from server.desk.commands import move_open_visits, publish_shipped
from server.desk.pages.changes import publish_page
from server.desk.pages.home import blueprint
from server.desk.queries import open_elsewhere, visits_by_version
from server.desk.schemas import PublishForm
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.programmes import queries
from server.programmes.models import FormVersion, Programme
from server.web.entries import submit
from server.web.guard import actor, permit
from server.web.languages import language


@blueprint.get("/forms")
@permit(Role.ADMINISTRATOR)
def forms() -> str:
    """The drafts, the forms that ship, and which of them are published."""
    there = queries.the_programme()
    return render_template(
        "desk/forms.html", programme=there, drafts=_drafts(), forms=_known(there)
    )


def _drafts() -> list[dict[str, Any]]:
    return [
        {
            "form": form,
            "version": version,
            "title": say(draft.form.title, language()) if draft.form else form,
            "questions": len(draft.form.questions) if draft.form else 0,
            "mistakes": len(draft.mistakes),
        }
        for form, version, draft in queries.drafts()
    ]


def _known(programme: Programme | None) -> list[dict[str, Any]]:
    """Every form that ships or is published, newest version first, with its publication's day."""
    published = queries.all_published(programme.id) if programme else []
    rows = {(row.form, row.version): row for row in published}
    known = {(form, version): load_shipped(form, version) for form, version, _path in shipped()}
    known |= {key: queries.form_of(row.id) for key, row in rows.items()}
    newest = dict(sorted(known))
    used = visits_by_version()
    return [
        {
            "form": form,
            "version": version,
            "title": say(known[form, version].title, language()),
            "questions": len(known[form, version].questions),
            "published": (row := rows.get((form, version)))
            and format_date(row.published_at, "long"),
            "follows": (older := _older(published, form, version)) is not None,
            "older": older,
            "superseded": row is None and version < newest[form],
            "visits": used.get(row.id, 0) if row else 0,
            "behind": _behind(row, published),
        }
        for form, version in sorted(known, key=lambda each: (each[0], -each[1]))
    ]


def _older(published: Sequence[FormVersion], form: str, version: int) -> int | None:
    """The newest published version of the form before this one."""
    earlier = (row.version for row in published if row.form == form and row.version < version)
    return max(earlier, default=None)


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
    publish_shipped(actor(), data["form"], data["version"])
    return redirect(url_for("desk.forms"), 303)


@blueprint.get("/forms/<form>/<int:version>/publish")
@permit(Role.ADMINISTRATOR)
def ask_to_publish_shipped(form: str, version: int) -> str:
    """Ask before a later version that ships is published, saying what changes."""
    if (form, version) not in {(id, number) for id, number, _path in shipped()}:
        raise Problem("form_unknown")
    return publish_page(load_shipped(form, version))


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
