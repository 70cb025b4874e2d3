"""Planning visits, and the list of them with the state of each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_interval
from flask import Response, redirect, render_template, request, send_file, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response as Answer

from audit_forms import Form, InWords, say
from server.desk import commands as desk
from server.desk import queries
from server.desk.pages.home import blueprint
from server.desk.schemas import CancelForm, ReassignForm, fact_word, visit_form
from server.kernel.actor import Role
from server.kernel.ids import new_id
from server.kernel.problems import Problem
from server.people.queries import shopper, shoppers
from server.programmes.models import FormVersion, Programme
from server.programmes.queries import all_published, form_of, the_programme
from server.spreadsheets import to_csv
from server.stores.models import Store
from server.stores.queries import store_for, stores_for
from server.visits import commands
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.replies import page_asked


@blueprint.get("/visits")
@permit(Role.ADMINISTRATOR)
def visits() -> str:
    """The visits, latest window first; every filter is in the address."""
    page, wanted = page_asked(), wanted_visits()
    found = queries.visits(actor().at, page, wanted=wanted)
    return render_template(
        "desk/visits.html",
        visits=[(each, window(each)) for each in found[: queries.PAGE]],
        page=page,
        more=len(found) > queries.PAGE,
        wanted=wanted,
        **_around(wanted),
    )


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
    state = given.get("state", "")
    return queries.Filter(
        state=state if state in queries.STATES else "",
        wave=given.get("wave", None, UUID),
        store=given.get("store", None, UUID),
        shopper=given.get("shopper", "").replace("\0", "").strip().upper()[:16],
        version=version.id if version else None,
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


@blueprint.get("/visits/new")
@permit(Role.ADMINISTRATOR)
def new_visit() -> str:
    """The form of a new visit; `?form=` chooses among several published forms."""
    tomorrow = (actor().at + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    closes = (tomorrow + timedelta(days=7)).replace(hour=20)
    window = {"opens": f"{tomorrow:%Y-%m-%dT%H:%M}", "closes": f"{closes:%Y-%m-%dT%H:%M}"}
    given = {name: request.args.get(name, "") for name in ("store", "shopper")}
    return _visit_page(blank(identity=new_id(), **window, **given))


def _visit_page(filled: Filled) -> str:
    programme, version = the_programme(), _chosen()
    if programme is None or version is None or not shoppers(1) or not _stores():
        return render_template("desk/visit_later.html", progress=queries.progress())
    form = form_of(version.id)
    return render_template(
        "desk/visit.html",
        filled=filled,
        chosen=version,
        forms=[(row, say(form_of(row.id).title, language())) for row in _newest(programme)],
        languages=[(each, gettext(_LANGUAGE_NAMES[each])) for each in programme.languages],
        facts=_facts(form),
        shoppers=[(str(row.id), row.code) for row in shoppers()],
        stores=[(str(row.id), f"{row.name} · {row.code}") for row in _stores()],
    )


def _stores() -> list[Store]:
    return stores_for(actor(), most=5000, still_open=True)


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


_LANGUAGE_NAMES = {"en": _("English"), "es": _("Spanish")}
# The facts of the forms that ship; one of a form of one's own is called what its author called it.
_FACT_NAMES = {"purchase": _("The shopper buys something")}


def _facts(form: Form) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each fact of the form: field, words, options."""
    return [
        (
            f"fact-{fact.id}",
            _fact_name(fact.id),
            [(fact_word(value), _fact_words(value)) for value in fact.values],
        )
        for fact in form.facts.values()
    ]


def _fact_name(id: str) -> str:
    return gettext(_FACT_NAMES[id]) if id in _FACT_NAMES else InWords.fact(id)


def _fact_words(value: object) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return InWords.fact(str(value))


def _newest(programme: Programme) -> list[FormVersion]:
    """The newest published version of each form."""
    newest: dict[str, FormVersion] = {}
    for row in all_published(programme.id):
        newest.setdefault(row.form, row)
    return list(newest.values())


def _chosen() -> FormVersion | None:
    programme = the_programme()
    published = _newest(programme) if programme else []
    asked = request.args.get("form")
    found = [row for row in published if row.form == asked] or published
    return found[0] if found else None


@blueprint.post("/visits/new")
@permit(Role.ADMINISTRATOR)
def plan_visit() -> Response:
    """Plan a visit."""
    programme, version = the_programme(), _chosen()
    if programme is None or version is None:
        raise Problem("form_unknown")
    schema = visit_form(form_of(version.id), programme.languages)
    beside = {
        "shops_own_store": "shopper",
        "visit_already_over": "closes",
        "store_closed": "store",
    }
    return submit(schema, lambda data: _plan(programme, version, data), _visit_page, beside)


def _plan(programme: Programme, version: FormVersion, data: dict[str, Any]) -> Answer:
    store = store_for(actor(), data["store"])
    zone = ZoneInfo(store.zone)
    opens, closes = _instant(data["opens"], zone), _instant(data["closes"], zone)
    if closes <= actor().at:
        raise Problem("visit_already_over")
    commands.plan_visit(
        actor(),
        commands.wave_of_quarter(actor(), programme, opens),
        store,
        shopper(data["shopper"]).id,
        version,
        opens,
        closes,
        _brief(programme, data),
        _given_facts(form_of(version.id), data),
        data["identity"],
    )
    return redirect(url_for("desk.visits"), 303)


def _instant(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


def _brief(programme: Programme, data: dict[str, Any]) -> dict[str, Any]:
    return {
        each: {
            "scenario": data[f"scenario-{each}"],
            "buy": data[f"buy-{each}"],
            "rules": [line.strip() for line in data[f"rules-{each}"].splitlines() if line.strip()],
        }
        for each in programme.languages
    }


def _given_facts(form: Form, data: dict[str, Any]) -> dict[str, Any]:
    return {
        fact.id: next(v for v in fact.values if fact_word(v) == data[f"fact-{fact.id}"])
        for fact in form.facts.values()
    }


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
    others = [(str(row.id), row.code) for row in shoppers() if row.code != visit.shopper]
    return render_template(
        "desk/reassign.html", visit=visit, window=window(visit), filled=filled, shoppers=others
    )


@blueprint.post("/visits/<uuid:visit>/shopper")
@permit(Role.ADMINISTRATOR)
def reassign(visit: UUID) -> Response:
    """Give a visit to another shopper."""
    found = _free(visit)
    beside = {"shops_own_store": "shopper", "not_found": "shopper"}
    again = lambda filled: _shopper_page(found, filled)  # noqa: E731
    return submit(ReassignForm(), lambda data: _reassign(visit, data), again, beside)


def _reassign(visit: UUID, data: dict[str, Any]) -> Answer:
    desk.reassign(actor(), visit, shopper(data["shopper"]).id, data["reason"] or None)
    return redirect(url_for("desk.visits"), 303)
