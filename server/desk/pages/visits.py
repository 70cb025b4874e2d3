"""The list of visits with the state of each; cancelling one, giving one to somebody else."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_interval
from flask import Response, redirect, render_template, request, send_file, url_for
from flask_babel import get_locale
from werkzeug.wrappers import Response as Answer

from audit_forms import say
from server.desk import commands as desk
from server.desk import queries
from server.desk.pages.home import blueprint
from server.desk.schemas import CancelForm, ReassignForm
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.programmes.models import FormVersion
from server.programmes.queries import all_published, the_programme, titles
from server.spreadsheets import to_csv
from server.stores.queries import store_for
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.replies import page_asked


@blueprint.get("/visits")
@permit(Role.ADMINISTRATOR)
def visits() -> str:
    """The visits, latest window first; every filter and the order are in the address."""
    page, wanted = page_asked(), wanted_visits()
    found = queries.visits(actor().at, page, wanted=wanted)
    return render_template(
        "desk/visits.html",
        visits=[(each, window(each)) for each in found[: queries.PAGE]],
        page=page,
        more=len(found) > queries.PAGE,
        **_beside(found),
        wanted=wanted,
        **_around(wanted),
    )


def _beside(found: list[queries.Listed]) -> dict[str, Any]:
    """What the forms of these visits are called, and which acceptances can be taken back."""
    programme = the_programme()
    told = titles(programme.id, {each.form for each in found}) if programme else {}
    return {
        "titles": {form: say(title, language()) for form, title in told.items()},
        "to_take_back": queries.to_take_back(actor().at, [each.id for each in found]),
    }


def _around(wanted: queries.Filter) -> dict[str, Any]:
    """What the filters of the list are made of."""
    return {
        "only": _version_asked(),
        "store": store_for(actor(), wanted.store) if wanted.store else None,
        "counts": queries.counts(actor().at),
        "waves": queries.waves(),
    }


def wanted_visits() -> queries.Filter:
    """Which visits the address asks for."""
    given, version = request.args, _version_asked()
    state, order = given.get("state", ""), given.get("order", "-window")
    return queries.Filter(
        state=state if state in queries.STATES else "",
        wave=given.get("wave", None, UUID),
        store=given.get("store", None, UUID),
        shopper=given.get("shopper", "").replace("\0", "").strip().upper()[:16],
        version=version.id if version else None,
        order=order if order.removeprefix("-") in queries.ORDERS else "-window",
    )


@blueprint.get("/visits/list.csv")
@permit(Role.ADMINISTRATOR)
def visits_csv() -> Response:
    """The same list whole, for a spreadsheet; windows in each store's own time."""
    header = ("visit", "store", "code", "shopper", "wave", "form", "from", "until", "state")
    content = to_csv(header, map(_csv_row, queries.all_visits(actor().at, wanted_visits())))
    return send_file(
        BytesIO(content), "text/csv", as_attachment=True, download_name="visits.csv", max_age=0
    )


def _csv_row(visit: queries.Listed) -> list[str]:
    zone = ZoneInfo(visit.zone)
    opens, closes = (
        f"{each.astimezone(zone):%Y-%m-%d %H:%M}" for each in (visit.opens_at, visit.closes_at)
    )
    form = f"{visit.form}@{visit.version}"
    who = (visit.shopper, visit.wave, form)
    return [str(visit.id), visit.store, visit.code, *who, opens, closes, visit.state]


def _version_asked() -> FormVersion | None:
    programme, form = the_programme(), request.args.get("form")
    if not form:
        return None
    version = request.args.get("version", 0, type=int)
    rows = all_published(programme.id) if programme else []
    for row in rows:
        if (row.form, row.version) == (form, version):
            return row
    raise Problem("form_unknown")


def window(visit: queries.Listed) -> str:
    """When a visit may be made, in the store's own time."""
    zone = ZoneInfo(visit.zone)
    opens, closes = visit.opens_at.astimezone(zone), visit.closes_at.astimezone(zone)
    return format_interval(opens, closes, "yMMMd", locale=get_locale())


@blueprint.get("/visits/<uuid:visit>/cancel")
@permit(Role.ADMINISTRATOR)
def ask_to_cancel(visit: UUID) -> str:
    """Ask before a visit is cancelled."""
    return _cancel_page(visit, blank())


def _cancellable(visit: UUID) -> queries.Listed:
    """The visit, as long as nothing of it has arrived; raises not_found."""
    found = queries.visit(actor().at, visit)
    if found is None or not found.can_be_cancelled:
        raise Problem("not_found")
    return found


def _cancel_page(visit: UUID, filled: Filled) -> str:
    found = _cancellable(visit)
    return render_template("desk/cancel.html", visit=found, window=window(found), filled=filled)


@blueprint.post("/visits/<uuid:visit>/cancel")
@permit(Role.ADMINISTRATOR)
def cancel(visit: UUID) -> Response:
    """Cancel a visit."""
    return submit(
        CancelForm(),
        lambda data: _cancel(visit, data["reason"]),
        lambda filled: _cancel_page(visit, filled),
    )


def _cancel(visit: UUID, reason: str) -> Answer:
    # Asked once more: a report may have arrived while the administrator wrote the reason.
    desk.cancel(actor(), _cancellable(visit).id, reason)
    return redirect(url_for("desk.visits"), 303)


@blueprint.get("/visits/<uuid:visit>/shopper")
@permit(Role.ADMINISTRATOR)
def choose_shopper(visit: UUID) -> str:
    """Which other shopper is to make a visit."""
    return _shopper_page(_free(visit), blank())


def _free(visit: UUID) -> queries.Listed:
    """The visit, as long as another shopper can make it; raises not_found and visit_reported."""
    found = queries.visit(actor().at, visit)
    if found is None or found.state == "cancelled":
        raise Problem("not_found")
    if not found.can_change_hands:
        raise Problem("visit_reported")
    return found


def _shopper_page(visit: queries.Listed, filled: Filled) -> str:
    return render_template(
        "desk/reassign.html",
        visit=visit,
        window=window(visit),
        filled=filled,
        shoppers=queries.shopper_choices(but=visit.shopper),
    )


@blueprint.post("/visits/<uuid:visit>/shopper")
@permit(Role.ADMINISTRATOR)
def reassign(visit: UUID) -> Response:
    """Give a visit to another shopper."""
    found = _free(visit)
    codes = ("shops_own_store", "shopper_unknown", "shopper_ended", "not_found")
    beside = dict.fromkeys(codes, "shopper")
    again = lambda filled: _shopper_page(found, filled)  # noqa: E731
    return submit(ReassignForm(), lambda data: _reassign(visit, data), again, beside)


def _reassign(visit: UUID, data: dict[str, Any]) -> Answer:
    found = queries.shopper_named(data["shopper"])
    desk.reassign(actor(), visit, found.id, data["reason"] or None)
    return redirect(url_for("desk.visits"), 303)
