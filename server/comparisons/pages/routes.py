"""The regional head's page: a table of stores, a picture above it, CSV beside it."""

from __future__ import annotations

import re
from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.comparisons import queries
from server.comparisons.pages import wording
from server.comparisons.rules import SORTS, Table, ordered
from server.kernel.actor import Actor, Role
from server.kernel.quarters import Quarter
from server.stores.models import Region
from server.stores.queries import regions_for
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.paging import cut
from server.web.replies import page_asked

# Line breaks, slashes and quotes: what no header and no folder takes.
NOT_IN_NAMES = r"[^\w.-]+"

blueprint = Blueprint("comparisons", __name__, template_folder="../templates", url_prefix="/region")


@blueprint.get("/")
@permit(Role.REGIONAL_HEAD, Role.ADMINISTRATOR)
def first() -> AnyResponse | str:
    """The topmost of the actor's regions."""
    regions = regions_for(actor())
    if not regions:
        return render_template("comparisons/no_region.html")
    return redirect(url_for("comparisons.region", region=regions[0].id))


@blueprint.get("/<uuid:region>")
@permit(Role.REGIONAL_HEAD, Role.ADMINISTRATOR)
def region(region: UUID) -> str:
    """The table of one region in one quarter; every filter is in the address."""
    who, order = actor(), _order()
    found, table = _table(who, region)
    rows = cut(ordered(table.rows, *order), page_asked())
    view = wording.view_of(table, rows.rows, language())
    about = {"region": found, "regions": regions_for(who), "view": view, "order": order}
    now = Quarter.of(who.at.date())
    return render_template("comparisons/region.html", **about, rows=rows, now=now)


@blueprint.get("/<uuid:region>.csv")
@permit(Role.REGIONAL_HEAD, Role.ADMINISTRATOR)
def csv(region: UUID) -> Response:
    """The same table for a spreadsheet."""
    found, table = _table(actor(), region)
    told = "-".join((found.name, str(table.quarter), table.form))
    name = f"{re.sub(NOT_IN_NAMES, '-', told).strip('-')}.csv"
    content = BytesIO(wording.csv_of(table))
    return send_file(content, "text/csv", as_attachment=True, download_name=name, max_age=0)


def _table(who: Actor, region: UUID) -> tuple[Region, Table]:
    quarter = _asked() or queries.latest_quarter(who, region)
    return queries.region_table(who, region, quarter, request.args.get("form"))


def _asked() -> Quarter | None:
    asked = request.args.get("quarter")
    return Quarter.parse(asked) if asked else None


def _order() -> tuple[str, bool]:
    by = request.args.get("sort", "overall")
    by = by if by in SORTS else "overall"
    given = request.args.get("order")
    return by, given == "down" if given in {"up", "down"} else by != "name"
