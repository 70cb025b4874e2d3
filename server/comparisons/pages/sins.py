"""How often each of the seven sins was seen, by store: in visits, and apart in logged moments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import cast
from uuid import UUID

from flask import Blueprint, Response, render_template, request, send_file
from flask_babel import gettext as _
from markupsafe import Markup

from pdf_templates.charts import ruler
from pdf_templates.contract import Language, Ruler
from server.comparisons import queries
from server.comparisons.pages.routes import NOT_IN_NAMES
from server.comparisons.pages.wording import integer, visits
from server.comparisons.queries import Sins
from server.comparisons.rules import SinRow
from server.episodes.pages.words import kind_meanings, kind_names
from server.kernel.actor import Role
from server.kernel.quarters import Quarter
from server.spreadsheets import to_csv
from server.statistics import Proportion
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.paging import cut
from server.web.replies import page_asked

blueprint = Blueprint("sins", __name__, template_folder="../templates", url_prefix="/sins")

_READERS = (Role.REGIONAL_HEAD, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Seen:
    """One sin in some visits, in words and drawn."""

    name: str
    meaning: str
    counted: str
    hundred: str
    interval: str
    ruler: Markup


@dataclass(frozen=True, slots=True)
class Moments:
    """The logged moments of a store, or of those that have too few each."""

    name: str
    counts: tuple[int, ...]
    total: int


@blueprint.get("/region/<uuid:region>")
@permit(*_READERS)
def region(region: UUID) -> str:
    """The stores of one region in one quarter."""
    found, sins = queries.region_sins(actor(), region, _quarter())
    return _page(found.name, sins, "sins.region", region=region)


@blueprint.get("/region/<uuid:region>.csv")
@permit(*_READERS)
def csv(region: UUID) -> Response:
    """The same for a spreadsheet."""
    found, sins = queries.region_sins(actor(), region, _quarter())
    name = f"{re.sub(NOT_IN_NAMES, '-', found.name).strip('-')}-{sins.table.quarter}-sins.csv"
    content = BytesIO(_csv_of(sins))
    return send_file(content, "text/csv", as_attachment=True, download_name=name, max_age=0)


@blueprint.get("/store/<uuid:store>")
@permit(Role.STORE_MANAGER, *_READERS)
def store(store: UUID) -> str:
    """One store in one quarter."""
    found, sins = queries.store_sins(actor(), store, _quarter())
    return _page(found.name, sins, "sins.store", store=store)


def _quarter() -> Quarter:
    asked = request.args.get("quarter")
    return Quarter.parse(asked) if asked else Quarter.of(actor().at.date())


def _page(title: str, sins: Sins, endpoint: str, **words: UUID) -> str:
    names, stores = kind_names(), cut(sins.table.rows, page_asked())
    return render_template(
        "comparisons/sins.html",
        title=title,
        table=sins.table,
        seen=[_seen(sin, each) for sin, each in sins.table.whole.sins.items()],
        rows=[(row, [cell(each) for each in row.sins.values()]) for row in stores.rows],
        stores=stores,
        names=names,
        moments=_moments(sins),
        fewer=sins.moments.fewer,
        address=(endpoint, words),
        now=Quarter.of(actor().at.date()),
    )


def _seen(sin: str, of: Proportion) -> Seen:
    drawn = Ruler(
        score=None if of.share is None else int(of.share + 0.5),
        n=of.n,
        low=of.low,
        high=of.high,
        too_few=of.too_few,
    )
    name = kind_names()[sin]
    picture = ruler(drawn, cast(Language, language()), name=name, width=200)
    return Seen(
        name=name,
        meaning=kind_meanings()[sin],
        counted=visits(of.n) if of.too_few else _counted_words(of),
        hundred=cell(of),
        interval=_interval(of),
        ruler=Markup(picture.svg()),
    )


def _counted_words(of: Proportion) -> str:
    return _("%(seen)s of %(visits)s", seen=of.seen, visits=visits(of.n))


def cell(of: Proportion) -> str:
    """Per hundred visits as an integer, or a dash where there are too few."""
    return "–" if of.too_few else integer(of.share)


def _interval(of: Proportion) -> str:
    if of.too_few:
        return _("too few visits")
    return _("%(low)s to %(high)s", low=integer(of.low), high=integer(of.high))


def _moments(sins: Sins) -> list[Moments]:
    """A row per store with enough of them, and one for all the others together."""
    shown = sins.moments
    rows = [
        _counted(name, shown.stores[store])
        for store, name in sins.names.items()
        if store in shown.stores
    ]
    if shown.merged is not None:
        rows.append(_counted(_("Stores with fewer than three, together"), shown.merged))
    return rows


def _counted(name: str, kinds: Mapping[str, int]) -> Moments:
    counts = tuple(kinds.get(kind, 0) for kind in kind_names())
    return Moments(name, counts, sum(counts))


def _csv_of(sins: Sins) -> bytes:
    """A row per store and sin of visits, then a row per store and kind of logged moments."""
    names = kind_names()
    header = [_("Store"), _("Code"), _("Counted in"), _("Kind"), _("Count"), _("Visits")]
    header += [_("Per hundred visits"), _("Low (95 %)"), _("High (95 %)")]
    rows: list[list[str | int | float | None]] = []
    for row in sins.table.rows:
        rows += [_csv_row(row, names[sin], of) for sin, of in row.sins.items()]
    for each in _moments(sins):
        for name, count in zip(names.values(), each.counts, strict=True):
            rows.append([each.name, "", _("logged moments"), name, count, *[None] * 4])
    return to_csv(header, rows)


def _csv_row(row: SinRow, name: str, of: Proportion) -> list[str | int | float | None]:
    told = (None,) * 3 if of.too_few else (of.share, of.low, of.high)
    figures = [None if each is None else round(each, 2) for each in told]
    return [row.name, row.code, _("visits"), name, None if of.too_few else of.seen, of.n, *figures]
