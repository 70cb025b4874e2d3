"""The stores: found, added, changed, closed and reopened."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.dates import get_timezone_location
from babel.numbers import get_currency_name
from flask import Response, redirect, render_template, request, send_file, url_for
from flask_babel import get_locale
from werkzeug.wrappers import Response as Answer

from server.desk import commands as desk
from server.desk.pages.home import blueprint
from server.desk.pages.regions import indented, region_tree
from server.desk.pages.visits import window
from server.desk.queries import still_to_be_made
from server.desk.schemas import CloseForm, StoreForm, StorePlaceForm
from server.imports.queries import stores_file
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.stores import commands, queries
from server.stores.models import Store
from server.stores.queries import Wanted
from server.stores.rules import CURRENCIES, LOCALES, Place
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.replies import page_asked

PAGE = 50
STATES = ("open", "closed", "all")
ORDERS = ("name", "code", "region")


@blueprint.get("/stores")
@permit(Role.ADMINISTRATOR)
def stores() -> str:
    """Stores with their regions, 50 a page; search, filters and order are in the address."""
    page, wanted = page_asked(), wanted_stores()
    found = queries.stores_wanted(actor(), wanted)
    return render_template(
        "desk/stores.html",
        stores=list(found.paginate(page, PAGE)),
        shown={"page": page, "most": PAGE, "count": found.count()},
        wanted=wanted,
        regions=queries.region_names(actor()),
        choices=indented(region_tree()),
        city=_city,
    )


def _city(zone: str) -> str:
    """The city that a time zone is called after, as it is called in the reader's language."""
    return get_timezone_location(ZoneInfo(zone), locale=get_locale(), return_city=True)


def wanted_stores() -> Wanted:
    """What the address asks for; what it gets wrong is left out."""
    given = request.args
    state, order = given.get("state", "open"), given.get("order", "name")
    return Wanted(
        words=given.get("words", "").replace("\0", "")[:100].strip(),
        region=given.get("region", None, UUID),
        state=state if state in STATES else "open",
        order=order if order.removeprefix("-") in ORDERS else "name",
    )


@blueprint.get("/stores/list.csv")
@permit(Role.ADMINISTRATOR)
def stores_csv() -> Response:
    """The same list whole, in the columns that the import takes."""
    content = stores_file(actor(), wanted_stores(), language())
    return send_file(
        BytesIO(content), "text/csv", as_attachment=True, download_name="stores.csv", max_age=0
    )


@blueprint.get("/stores/new")
@permit(Role.ADMINISTRATOR)
def new_store() -> str:
    """The form of a new store, with what the one before it had."""
    last = Store.select().order_by(Store.created_at.desc()).first()
    usual = {"zone": "America/Mexico_City", "currency": "MXN", "locale": "es_MX"}
    if last is not None:
        usual = {name: getattr(last, name) for name in usual} | {"region": last.region_id}
    return _store_page(blank(**usual))


def _store_page(filled: Filled, store: Store | None = None) -> str:
    return render_template(
        "desk/store.html",
        store=store,
        managers=queries.managers_of(store) if store else [],
        filled=filled,
        regions=indented(region_tree()),
        zones=sorted(zone for zone in available_timezones() if "/" in zone),
        currencies=[(code, _currency(code)) for code in CURRENCIES],
        locales=[
            (name, Locale.parse(name).get_display_name(str(get_locale()))) for name in LOCALES
        ],
    )


def _currency(code: str) -> str:
    return f"{code} · {get_currency_name(code, locale=str(get_locale()))}"


_BESIDE = {"store_code_taken": "code", "not_found": "region"}


@blueprint.post("/stores/new")
@permit(Role.ADMINISTRATOR)
def add_store() -> Response:
    """Add a store."""
    return submit(StoreForm(), _add_store, _store_page, _BESIDE)


def _add_store(data: dict[str, Any]) -> Answer:
    region = queries.region_for(actor(), data.pop("region"))
    commands.add_store(actor(), region, **data)
    return redirect(url_for("desk.stores"), 303)


@blueprint.get("/stores/<uuid:store>")
@permit(Role.ADMINISTRATOR)
def store(store: UUID) -> str:
    """All that is kept of a store, to be changed."""
    found = queries.store_for(actor(), store)
    names = ("name", "code", "address", "zone", "currency", "locale")
    there = {name: getattr(found, name) for name in names}
    return _store_page(blank(region=found.region_id, place=_place_of(found), **there), found)


def _place_of(store: Store) -> str:
    return "" if store.latitude is None else f"{store.latitude}, {store.longitude}"


@blueprint.post("/stores/<uuid:store>")
@permit(Role.ADMINISTRATOR)
def edit_store(store: UUID) -> Response:
    """Change a store."""
    found = queries.store_for(actor(), store)
    again = lambda filled: _store_page(filled, found)  # noqa: E731
    return submit(StoreForm(), lambda data: _edit_store(found, data), again, _BESIDE)


def _edit_store(store: Store, data: dict[str, Any]) -> Answer:
    region = queries.region_for(actor(), data.pop("region"))
    commands.edit_store(actor(), store, region=region, **data)
    return redirect(url_for("desk.stores"), 303)


@blueprint.get("/stores/<uuid:store>/close")
@permit(Role.ADMINISTRATOR)
def ask_to_close(store: UUID) -> str:
    """Ask before a store is closed, and say which visits are cancelled with it."""
    return _close_page(_open_store(store), blank())


def _open_store(store: UUID) -> Store:
    found = queries.store_for(actor(), store)
    if found.closed_at is not None:
        raise Problem("store_closed")
    return found


def _close_page(store: Store, filled: Filled) -> str:
    visits = [(each, window(each)) for each in still_to_be_made(actor().at, store.id)]
    return render_template("desk/close.html", store=store, visits=visits, filled=filled)


@blueprint.post("/stores/<uuid:store>/close")
@permit(Role.ADMINISTRATOR)
def close_store(store: UUID) -> Response:
    """Close a store and cancel the visits that the page has shown."""
    found = _open_store(store)
    again = lambda filled: _close_page(found, filled)  # noqa: E731
    act = lambda data: _close_store(found, data)  # noqa: E731
    return submit(CloseForm(), act, again, {"store_has_open_visits": "reason"})


def _close_store(store: Store, data: dict[str, Any]) -> Answer:
    desk.close_store(actor(), store, data["reason"], data["visits"])
    return redirect(url_for("desk.stores", state="closed"), 303)


@blueprint.post("/stores/<uuid:store>/reopen")
@permit(Role.ADMINISTRATOR)
def reopen_store(store: UUID) -> Answer:
    """Open a closed store again."""
    commands.reopen_store(actor(), queries.store_for(actor(), store).id)
    return redirect(url_for("desk.store", store=store), 303)


@blueprint.get("/stores/<uuid:store>/place")
@permit(Role.ADMINISTRATOR)
def store_place(store: UUID) -> str:
    """Where a store is on the map, to be set or cleared."""
    found = queries.store_for(actor(), store)
    return _place_page(found, blank(place=_place_of(found)))


def _place_page(store: Store, filled: Filled) -> str:
    return render_template("desk/store_place.html", store=store, filled=filled)


@blueprint.post("/stores/<uuid:store>/place")
@permit(Role.ADMINISTRATOR)
def set_store_place(store: UUID) -> Response:
    """Set or clear where a store is."""
    found = queries.store_for(actor(), store)
    return submit(
        StorePlaceForm(),
        lambda data: _set_place(found, data["place"]),
        lambda filled: _place_page(found, filled),
    )


def _set_place(store: Store, place: Place | None) -> Answer:
    commands.set_place(actor(), store, place)
    return redirect(url_for("desk.stores"), 303)
