"""How the stores of a region see themselves, beside what shoppers saw; the same as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Response, render_template, request, send_file
from flask_babel import gettext as _
from flask_babel import ngettext

from audit_forms import say
from server.comparisons import queries
from server.comparisons.pages.routes import NOT_IN_NAMES, blueprint
from server.comparisons.pages.wording import signed
from server.kernel.actor import Role
from server.kernel.quarters import Quarter
from server.selfviews.models import SelfView
from server.selfviews.rules import Gap, attributes
from server.spreadsheets import to_csv
from server.stores.models import Store
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.paging import cut
from server.web.replies import page_asked

Given = tuple[Store, SelfView | None, tuple[Gap, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One attribute of one store: how far its own view lies above what was seen, and its words."""

    figure: str
    told: str
    clear: bool


@blueprint.get("/<uuid:region>/self-views")
@permit(Role.REGIONAL_HEAD, Role.ADMINISTRATOR)
def own_views(region: UUID) -> str:
    """The table of one region in one quarter."""
    who, quarter = actor(), _quarter()
    found, stores = queries.own_views(who, region, quarter)
    now = Quarter.of(who.at.date())
    about = {"region": found, "quarter": quarter, "now": now, "names": _names()}
    return render_template("comparisons/own_views.html", **about, **_shown(stores))


def _shown(stores: list[Given]) -> dict[str, Any]:
    """A page of the rows."""
    part = cut(stores, page_asked())
    return {
        "stores": part,
        "rows": [(store, view, _cells(gaps)) for store, view, gaps in part.rows],
    }


@blueprint.get("/<uuid:region>/self-views.csv")
@permit(Role.REGIONAL_HEAD, Role.ADMINISTRATOR)
def own_views_csv(region: UUID) -> Response:
    """The same table for a spreadsheet."""
    quarter = _quarter()
    found, stores = queries.own_views(actor(), region, quarter)
    name = f"{re.sub(NOT_IN_NAMES, '-', found.name).strip('-')}-{quarter}-self-views.csv"
    content = BytesIO(_csv(stores))
    return send_file(content, "text/csv", as_attachment=True, download_name=name, max_age=0)


def _quarter() -> Quarter:
    """The quarter asked for, or the running one."""
    asked = request.args.get("quarter")
    return Quarter.parse(asked) if asked else Quarter.of(actor().at.date())


def _names() -> list[str]:
    return [say(section.title, language()) for section in attributes().sections]


def _cells(gaps: Iterable[Gap]) -> list[Cell]:
    return [_cell(gap) for gap in gaps]


def _cell(gap: Gap) -> Cell:
    visits = ngettext("%(num)s visit", "%(num)s visits", gap.seen.n)
    if gap.points is None or gap.seen.mean is None:
        return Cell("–", f"{gap.own} · {visits}", False)
    shown = signed(gap.points) if gap.points else "0"
    return Cell(shown, f"{gap.own} · {int(gap.seen.mean + 0.5)}, {visits}", gap.clear)


def _csv(stores: Iterable[Given]) -> bytes:
    """Own view, what was seen with its visits and interval, of each attribute; blank until done."""
    header = [_("Store"), _("Code"), _("Times given")]
    own = _("own view")
    seen, visits = _("seen by shoppers"), _("Visits")
    for name in _names():
        beside = (seen, f"{seen}: {visits}", _("Low (95 %)"), _("High (95 %)"))
        header += [f"{name}: {own}", *(f"{name}: {each}" for each in beside)]
    return to_csv(header, [_csv_row(*each) for each in stores])


def _csv_row(
    store: Store, view: SelfView | None, gaps: Iterable[Gap]
) -> list[str | int | float | None]:
    row: list[str | int | float | None] = [store.name, store.code, view.number if view else 0]
    for gap in gaps:
        seen = gap.seen
        told = (None,) * 3 if seen.too_few else (seen.mean, seen.low, seen.high)
        mean, low, high = (None if each is None else round(each, 2) for each in told)
        row += [gap.own, mean, seen.n, low, high]
    return row
