"""Regions as a tree: added, renamed, moved, deleted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from server.desk.pages.home import blueprint
from server.desk.schemas import RegionForm
from server.kernel.actor import Role
from server.stores import commands, queries
from server.stores.models import Region
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit


@blueprint.get("/stores/regions")
@permit(Role.ADMINISTRATOR)
def regions() -> str:
    """The tree of regions, and a form to add one."""
    return _regions_page(blank(parent=request.args.get("below", "")))


def _regions_page(filled: Filled) -> str:
    tree = region_tree()
    return render_template(
        "desk/regions.html",
        filled=filled,
        regions=tree,
        choices=indented(tree),
        counts=queries.stores_by_region(),
    )


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
    beside = {"region_name_taken": "name", "region_too_deep": "parent", "not_found": "parent"}
    return submit(RegionForm(), _add_region, _regions_page, beside)


def _add_region(data: dict[str, Any]) -> Answer:
    parent = queries.region_for(actor(), data["parent"]) if data["parent"] else None
    commands.add_region(actor(), data["name"], parent)
    return redirect(url_for("desk.regions"), 303)


@blueprint.get("/stores/regions/<uuid:region>")
@permit(Role.ADMINISTRATOR)
def region(region: UUID) -> str:
    """A region's name and place in the tree."""
    found = queries.region_for(actor(), region)
    return _region_page(found, blank(name=found.name, parent=found.parent_id or ""))


def _region_page(region: Region, filled: Filled) -> str:
    # A region inside itself is refused all the same; whoever chooses need not meet it.
    outside = [each for each in region_tree() if not each[0].path.startswith(region.path)]
    return render_template(
        "desk/region.html",
        region=region,
        filled=filled,
        choices=indented(outside),
        stores=queries.stores_below(region).count(),
        empty=queries.is_empty(region),
    )


@blueprint.post("/stores/regions/<uuid:region>")
@permit(Role.ADMINISTRATOR)
def change_region(region: UUID) -> Response:
    """Rename a region, or move it below another."""
    found = queries.region_for(actor(), region)
    beside = {
        "region_name_taken": "name",
        "region_inside_itself": "parent",
        "region_too_deep": "parent",
        "not_found": "parent",
    }
    again = lambda filled: _region_page(found, filled)  # noqa: E731
    return submit(RegionForm(), lambda data: _change_region(found, data), again, beside)


def _change_region(region: Region, data: dict[str, Any]) -> Answer:
    commands.change_region(actor(), region.id, data["name"], data["parent"])
    return redirect(url_for("desk.regions"), 303)


@blueprint.get("/stores/regions/<uuid:region>/delete")
@permit(Role.ADMINISTRATOR)
def ask_to_delete_region(region: UUID) -> str:
    """Ask before an empty region is deleted."""
    found = queries.region_for(actor(), region)
    return render_template("desk/region_delete.html", region=found, heads=queries.heads_of(found))


@blueprint.post("/stores/regions/<uuid:region>/delete")
@permit(Role.ADMINISTRATOR)
def delete_region(region: UUID) -> Answer:
    """Delete an empty region."""
    commands.delete_region(actor(), queries.region_for(actor(), region))
    return redirect(url_for("desk.regions"), 303)
