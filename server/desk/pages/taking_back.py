"""Taking an acceptance back, as long as no store can have seen anything of it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from server.desk import commands, queries
from server.desk.pages.home import blueprint
from server.desk.pages.visits import window
from server.desk.schemas import CancelForm
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit


@blueprint.get("/visits/<uuid:visit>/take-back")
@permit(Role.ADMINISTRATOR)
def ask_to_take_back(visit: UUID) -> str:
    """Ask before an acceptance is taken back."""
    return _page(visit, blank())


def _page(visit: UUID, filled: Filled) -> str:
    found = queries.visit(actor().at, visit)
    if found is None:
        raise Problem("not_found")
    if visit not in queries.to_take_back(actor().at, [visit]):
        raise Problem("take_back_too_late")
    return render_template("desk/take_back.html", visit=found, window=window(found), filled=filled)


@blueprint.post("/visits/<uuid:visit>/take-back")
@permit(Role.ADMINISTRATOR)
def take_back(visit: UUID) -> Response:
    """Take the acceptance of a visit's report back."""
    return submit(
        CancelForm(),
        lambda data: _take_back(visit, data["reason"]),
        lambda filled: _page(visit, filled),
    )


def _take_back(visit: UUID, reason: str) -> Answer:
    commands.take_back(actor(), visit, reason)
    return redirect(url_for("desk.visits"), 303)
