"""The programme's name, languages and settings, and what its staff were told."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask_babel import format_date
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from server.desk.commands import set_programme
from server.desk.pages.home import blueprint
from server.desk.schemas import ProgrammeForm, SettingsForm, StaffNoticeForm
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.programmes import commands, queries
from server.programmes.rules import ROUNDINGS, Change, changes, seen_by_stores, shortened
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit


@blueprint.get("/programme")
@permit(Role.ADMINISTRATOR)
def programme() -> str:
    """The programme's name, languages and settings."""
    there = queries.the_programme()
    names: dict[str, Any] = queries.settings_of(there) if there else {"languages": ["en", "es"]}
    names["whole_period"] = "true" if names.get("whole_period") else "false"
    return _programme_page(Filled(MultiDict(names)))


def _programme_page(filled: Filled) -> str:
    there = queries.the_programme()
    notices = queries.staff_notices(there.id) if there else []
    about = {"filled": filled, "notices": notices, "there": there, "day": _day}
    return render_template("desk/programme.html", **about, roundings=ROUNDINGS)


def _day(day: date) -> str:
    return format_date(day, "long")


@blueprint.get("/programme/staff-notice")
@permit(Role.ADMINISTRATOR)
def staff_notice() -> str:
    """Record that staff were told of the visits."""
    return _notice_page(blank())


def _notice_page(filled: Filled) -> str:
    return render_template("desk/staff_notice.html", filled=filled)


@blueprint.post("/programme/staff-notice")
@permit(Role.ADMINISTRATOR)
def record_staff_notice() -> Response:
    """Record it."""
    beside = {"staff_notice_unfit": "told_on"}
    return submit(StaffNoticeForm(), _record_notice, _notice_page, beside)


def _record_notice(data: dict[str, Any]) -> Answer:
    there = queries.the_programme()
    if there is None:
        raise Problem("not_found")
    commands.record_staff_notice(actor(), there, **data)
    return redirect(url_for("desk.programme"), 303)


@blueprint.post("/programme")
@permit(Role.ADMINISTRATOR)
def save_programme() -> Response:
    """Name the programme, or change its settings; what stores notice, and what erases, is asked."""
    schema = SettingsForm() if queries.the_programme() else ProgrammeForm()
    return submit(schema, _save_programme, _programme_page)


def _save_programme(data: dict[str, Any]) -> Answer | str:
    there = queries.the_programme()
    if there is None:
        commands.add_programme(actor(), data["name"], tuple(data["languages"]))
        return redirect(url_for("desk.home"), 303)
    made = changes(queries.settings_of(there), data)
    if not request.form.get("sure") and (seen_by_stores(made) or shortened(made)):
        return _ask_first(made)
    set_programme(actor(), there, data)
    return redirect(url_for("desk.programme", saved=1), 303)


def _ask_first(made: tuple[Change, ...]) -> str:
    about = {"changes": made, "given": list(request.form.items(multi=True))}
    told = {"seen": seen_by_stores(made), "shorter": shortened(made)}
    return render_template("desk/programme_sure.html", **about, **told)
