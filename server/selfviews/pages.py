"""The manager's own pages: what can be rated, the form, and the quarters before."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask_babel import format_date
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from audit_forms import say
from server.kernel.actor import Role
from server.kernel.ids import new_id
from server.kernel.problems import Problem
from server.kernel.quarters import Quarter
from server.selfviews import commands, queries
from server.selfviews.models import SelfView
from server.selfviews.rules import GRACE, attributes, closes
from server.selfviews.schemas import LONGEST_NOTE, self_view_form
from server.stores.models import Store
from server.web.entries import Filled, submit
from server.web.guard import actor, permit
from server.web.languages import language

blueprint = Blueprint(
    "selfviews", __name__, url_prefix="/store/<uuid:store>/self-views", template_folder="templates"
)


def quarter_words(quarter: Quarter) -> str:
    """`Quarter 4 of 2026`."""
    return _("Quarter %(number)s of %(year)s", number=quarter.number, year=quarter.year)


def _day(day: date) -> str:
    return format_date(day, "long")


@blueprint.get("/")
@permit(Role.STORE_MANAGER)
def home(store: UUID) -> str:
    """The quarters of a store: those that can be rated now, and those that were."""
    who = actor()
    own = queries.own_store(who, store)
    found = queries.standings(own, who.at)
    return render_template(
        "selfviews/home.html",
        store=own,
        standings=found,
        quarter_words=quarter_words,
        given_on=lambda view: queries.today(own, view.created_at),
        day=_day,
    )


@blueprint.get("/<quarter>")
@permit(Role.STORE_MANAGER)
def form(store: UUID, quarter: str) -> str:
    """The form of a quarter, with what was given last in it."""
    own, asked = _open(store, quarter)
    last = queries.last_given(own.id, asked)
    return _form_page(own, asked, _filled(last))


def _open(store: UUID, quarter: str) -> tuple[Store, Quarter]:
    who = actor()
    own, asked = queries.own_store(who, store), Quarter.parse(quarter)
    if asked not in queries.to_rate(own, who.at):
        raise Problem("self_view_not_open", days=GRACE.days)
    return own, asked


def _filled(last: SelfView | None) -> Filled:
    known = {"identity": new_id(), "replaces": last.number if last else 0}
    said = {**last.ratings, "note": last.note or ""} if last else {}
    return Filled(MultiDict(known | said))


def _form_page(store: Store, quarter: Quarter, filled: Filled) -> str:
    spoken = language()
    questions = [
        {
            "id": question.id,
            "name": say(section.title, spoken),
            "text": say(question.text, spoken),
            "tip": say(question.tip, spoken),
            "steps": [(step.value, say(step.text, spoken)) for step in question.steps],
        }
        for section in attributes().sections
        for question in section.questions
    ]
    return render_template(
        "selfviews/form.html",
        store=store,
        quarter=quarter_words(quarter),
        closes=closes(quarter),
        day=_day,
        filled=filled,
        questions=questions,
        longest=LONGEST_NOTE,
    )


@blueprint.post("/<quarter>")
@permit(Role.STORE_MANAGER)
def give(store: UUID, quarter: str) -> Response:
    """Take the self-view in, and lead on to what shoppers saw."""
    own, asked = _open(store, quarter)
    return submit(
        self_view_form(),
        lambda data: _give(own, asked, data),
        lambda filled: _form_page(own, asked, filled),
    )


def _give(store: Store, quarter: Quarter, data: dict[str, Any]) -> Answer:
    ratings = {question.id: data[question.id] for question in attributes().questions}
    identity, replaces = data["identity"], data["replaces"]
    commands.give(
        actor(), store.id, quarter, ratings, data["note"], identity=identity, replaces=replaces
    )
    return redirect(url_for("scorecards.seen", store=store.id, quarter=str(quarter), given=1), 303)
