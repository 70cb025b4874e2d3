"""What is kept and for how long: holds, one person's data as a file, and erasing a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, redirect, render_template, request, send_file
from flask import url_for as address_of
from flask_babel import format_datetime, gettext
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from server.kernel.actor import Role
from server.retention import commands, queries
from server.retention.models import LegalHold
from server.retention.schemas import HoldForm, ReasonForm
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit
from server.web.paging import cut
from server.web.replies import page_asked

blueprint = Blueprint("retention", __name__, template_folder="templates", url_prefix="/kept")

_BESIDE = dict.fromkeys(("hold_without_reason", "reveal_reason_missing", "reveal_limit"), "reason")


@blueprint.get("/")
@permit(Role.ADMINISTRATOR)
def overview() -> str:
    """How long personal data is kept, what is due, and what is held."""
    months = queries.period()
    about = {
        "months": months,
        "due": queries.due_after(months, actor().at),
        "holds": [(hold, hold_in_words(hold), _day(hold)) for hold in queries.holds()],
        "people": cut(queries.people(), page_asked()),
        "shoppers": cut(queries.codes(), page_asked()),
    }
    return render_template("retention/overview.html", **about)


def would_be_erased(months: int) -> Markup:
    """What a shorter period would erase by now, for whoever is asked before it is set."""
    about = {"due": queries.due_after(months, actor().at), "held": queries.all_held()}
    return Markup(render_template("retention/shorter.html", months=months, **about))


def _day(hold: LegalHold) -> str:
    return format_datetime(hold.placed_at, "long")


def hold_in_words(hold: LegalHold) -> str:
    """What a hold keeps, in the reader's language."""
    if hold.kind == "programme":
        return gettext("Everything in the programme")
    return f"{kind_in_words(hold.kind)}: {queries.named(hold.kind, hold.object)}"


def kind_in_words(kind: str) -> str:
    """What kind of thing a hold keeps."""
    _ = gettext
    words = {
        "programme": _("Everything in the programme"),
        "person": _("One person"),
        "shopper": _("One shopper code"),
        "visit": _("One visit"),
    }
    return words[kind]


# Holds


@blueprint.get("/holds/new")
@permit(Role.ADMINISTRATOR)
def new_hold() -> str:
    """The form of a hold; its address may say on what."""
    asked = {name: request.args.get(name, "") for name in ("kind", "object")}
    return _hold_page(blank(**({"kind": "programme"} | {k: v for k, v in asked.items() if v})))


def _hold_page(filled: Filled) -> str:
    kinds = [(kind, kind_in_words(kind)) for kind in ("programme", "person", "shopper", "visit")]
    return render_template(
        "retention/hold.html",
        filled=filled,
        kinds=kinds,
        groups=[
            (words, queries.choices(kind, filled.value("object")))
            for kind, words in kinds
            if kind != "programme"
        ],
    )


@blueprint.post("/holds/new")
@permit(Role.ADMINISTRATOR)
def place_hold() -> Response:
    """Place it."""
    return submit(HoldForm(), _place, _hold_page, _BESIDE)


def _place(data: dict[str, Any]) -> Answer:
    commands.place_hold(actor(), **data)
    return redirect(address_of("retention.overview"), 303)


@blueprint.get("/holds/<uuid:hold>/lift")
@permit(Role.ADMINISTRATOR)
def ask_to_lift(hold: UUID) -> str:
    """Ask before a hold is lifted."""
    return _lift_page(hold, blank())


def _lift_page(hold: UUID, filled: Filled) -> str:
    words = hold_in_words(queries.standing(hold))
    return render_template("retention/lift.html", filled=filled, words=words)


@blueprint.post("/holds/<uuid:hold>/lift")
@permit(Role.ADMINISTRATOR)
def lift_hold(hold: UUID) -> Response:
    """Lift it."""
    there = queries.standing(hold)

    def lift(data: dict[str, Any]) -> Answer:
        commands.lift_hold(actor(), there.id, data["reason"])
        return redirect(address_of("retention.overview"), 303)

    return submit(ReasonForm(), lift, lambda filled: _lift_page(hold, filled), _BESIDE)


# One person


@blueprint.get("/people/<uuid:person>")
@permit(Role.ADMINISTRATOR)
def person(person: UUID) -> str:
    """What can be done about the data of somebody who holds a role."""
    return _one_page("person", queries.staff(person), blank())


@blueprint.get("/shoppers/<uuid:shopper>")
@permit(Role.ADMINISTRATOR)
def shopper(shopper: UUID) -> str:
    """What can be done about the data of a shopper, by code."""
    return _one_page("shopper", queries.code(shopper), blank())


def _one_page(kind: str, id: UUID, filled: Filled) -> str:
    """By code nothing is shown of the person behind it, not even whether it has other codes."""
    whose = queries.whose_by(kind, id)
    return render_template(
        "retention/one.html",
        kind=kind,
        id=id,
        name=queries.named(kind, id),
        filled=filled,
        counts=queries.counts(whose),
        held=queries.is_held(whose),
    )


@blueprint.post("/people/<uuid:person>/data")
@permit(Role.ADMINISTRATOR)
def person_data(person: UUID) -> Response:
    """All that is kept about somebody as one of the staff, as a file."""
    return _data("person", queries.staff(person))


@blueprint.post("/shoppers/<uuid:shopper>/data")
@permit(Role.ADMINISTRATOR)
def shopper_data(shopper: UUID) -> Response:
    """All that is kept about a shopper, name included, as a file; with a reason."""
    return _data("shopper", queries.code(shopper))


def _data(kind: str, id: UUID) -> Response:
    def write(data: dict[str, Any]) -> Response:
        made = commands.export(actor(), _tables(), kind, id, data["reason"])
        return zip_file(made)

    return submit(ReasonForm(), write, lambda filled: _one_page(kind, id, filled), _BESIDE)


def zip_file(made: Any) -> Response:
    """A ZIP to keep, which no cache does."""
    answer = send_file(made, "application/zip", as_attachment=True, download_name="data.zip")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/mine.zip")
@permit(*Role)
def own() -> Response:
    """All that is kept about whoever asks, as a file."""
    return zip_file(commands.export_own(actor(), _tables()))


@blueprint.post("/people/<uuid:person>/erase")
@permit(Role.ADMINISTRATOR)
def erase_person(person: UUID) -> Response:
    """Erase somebody, as staff and as shopper."""
    return _erase("person", queries.staff(person), lambda: person)


@blueprint.post("/shoppers/<uuid:shopper>/erase")
@permit(Role.ADMINISTRATOR)
def erase_shopper(shopper: UUID) -> Response:
    """Erase whoever a code is; nobody is told who that was."""
    id = queries.code(shopper)
    return _erase("shopper", id, lambda: queries.person_of(id))


def _erase(kind: str, id: UUID, person: Callable[[], UUID]) -> Response:
    if request.form.get("sure") != "yes":
        words = gettext("Tick the box if you are sure.")
        page = _one_page(kind, id, Filled(request.form, {"sure": words}))
        return Response(page, 422)
    commands.erase_person(actor(), current_app.extensions["erasures"], person())
    return Response(render_template("retention/erased.html"))


def _tables() -> Any:
    return current_app.extensions["tables"]
