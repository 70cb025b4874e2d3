"""Regions and the stores in them."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from babel import Locale
from babel.numbers import get_currency_name
from flask import Response, redirect, render_template, request, url_for
from flask_babel import get_locale
from werkzeug.wrappers import Response as Answer

from server.desk.pages.home import blueprint
from server.desk.schemas import CURRENCIES, LOCALES, RegionForm, StoreForm, StorePlaceForm
from server.kernel.actor import Role
from server.stores import commands, queries
from server.stores.models import Region, Store
from server.stores.rules import Place
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit


@blueprint.get("/stores/regions")
@permit(Role.ADMINISTRATOR)
def regions() -> str:
    """The tree of regions, and a form to add one."""
    return _regions_page(blank(parent=request.args.get("below", "")))


def _regions_page(filled: Filled) -> str:
    tree = region_tree()
    return render_template("desk/regions.html", filled=filled, regions=tree, choices=indented(tree))


def region_tree() -> list[tuple[Region, int]]:
    """Every region with its depth, each followed by those below it, siblings by name."""
    found = queries.regions_for(actor())
    below: dict[object, list[Region]] = {}
    for region in sorted(found, key=lambda each: each.name.casefold()):
        below.setdefault(region.parent_id, []).append(region)

    def walk(parent: object, depth: int) -> list[tuple[Region, int]]:
        listed: list[tuple[Region, int]] = []
        for region in below.get(parent, []):
            listed += [(region, depth), *walk(region.id, depth + 1)]
        return listed

    return walk(None, 0)


def indented(tree: list[tuple[Region, int]]) -> list[tuple[str, str]]:
    """The tree as the options of a list."""
    return [(str(region.id), "– " * depth + region.name) for region, depth in tree]


@blueprint.post("/stores/regions")
@permit(Role.ADMINISTRATOR)
def add_region() -> Response:
    """Add a region."""
    return submit(RegionForm(), _add_region, _regions_page, {"region_name_taken": "name"})


def _add_region(data: dict[str, Any]) -> Answer:
    parent = queries.region_for(actor(), data["parent"]) if data["parent"] else None
    commands.add_region(actor(), data["name"], parent)
    return redirect(url_for("desk.regions"), 303)


@blueprint.get("/stores")
@permit(Role.ADMINISTRATOR)
def stores() -> str:
    """Every store, with its region and who is responsible for it."""
    found = queries.stores_for(actor())
    names = {region.id: region.name for region, _depth in region_tree()}
    return render_template("desk/stores.html", stores=found, regions=names)


@blueprint.get("/stores/new")
@permit(Role.ADMINISTRATOR)
def new_store() -> str:
    """The form of a new store, with what the one before it had."""
    last = Store.select().order_by(Store.created_at.desc()).first()
    usual = {"zone": "America/Mexico_City", "currency": "MXN", "locale": "es_MX"}
    if last is not None:
        usual = {name: getattr(last, name) for name in usual} | {"region": last.region_id}
    return _store_page(blank(**usual))


def _store_page(filled: Filled) -> str:
    return render_template(
        "desk/store.html",
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


@blueprint.post("/stores/new")
@permit(Role.ADMINISTRATOR)
def add_store() -> Response:
    """Add a store."""
    beside = {"store_code_taken": "code", "not_found": "region"}
    return submit(StoreForm(), _add_store, _store_page, beside)


def _add_store(data: dict[str, Any]) -> Answer:
    region = queries.region_for(actor(), data.pop("region"))
    commands.add_store(actor(), region, **data)
    return redirect(url_for("desk.stores"), 303)


@blueprint.get("/stores/<uuid:store>/place")
@permit(Role.ADMINISTRATOR)
def store_place(store: UUID) -> str:
    """Where a store is on the map, to be set or cleared."""
    found = queries.store_for(actor(), store)
    given = "" if found.latitude is None else f"{found.latitude}, {found.longitude}"
    return _place_page(found, blank(place=given))


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
