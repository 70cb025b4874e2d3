"""The region's table as JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from server.comparisons import queries
from server.comparisons.rules import Loyal, Row, Table
from server.comparisons.schemas import RegionSchema, TableSchema
from server.kernel.actor import Role
from server.kernel.quarters import Quarter
from server.statistics import Change, Estimate
from server.stores.queries import regions_for
from server.web.guard import actor, permit
from server.web.replies import reply

blueprint = Blueprint(
    "regions", __name__, url_prefix="/api/v1/regions", description="Comparing a region's stores."
)


@blueprint.get("/")
@permit(Role.REGIONAL_HEAD, Role.ADMINISTRATOR)
@blueprint.response(200, RegionSchema(many=True))
@blueprint.doc(summary="The regions that one may read")
def regions() -> Response:
    """In the order of the tree."""
    found = regions_for(actor())
    return reply([{"id": str(region.id), "name": region.name} for region in found])


@blueprint.get("/<uuid:region>/table")
@permit(Role.REGIONAL_HEAD, Role.ADMINISTRATOR)
@blueprint.response(200, TableSchema)
@blueprint.doc(
    summary="A region's stores in one quarter, each mean with its n and interval",
    parameters=[
        {
            "in": "query",
            "name": "quarter",
            "schema": {"type": "string", "pattern": "^20[0-9][0-9]-Q[1-4]$"},
            "description": "such as 2026-Q3; the newest with visits where left out",
        },
        {
            "in": "query",
            "name": "form",
            "schema": {"type": "string"},
            "description": "compare visits on this form; the one with most visits where left out",
        },
    ],
)
def table(region: UUID) -> Response:
    """Figures are in points from 0 to 100; where there are too few visits there is no interval."""
    who = actor()
    asked = request.args.get("quarter")
    quarter = Quarter.parse(asked) if asked else queries.latest_quarter(who, region)
    found, told = queries.region_table(who, region, quarter, request.args.get("form"))
    return reply({"region": {"id": str(found.id), "name": found.name}} | table_json(told))


def table_json(table: Table) -> dict[str, Any]:
    """The table as the API tells it."""
    return {
        "quarter": str(table.quarter),
        "form": table.form,
        "forms": [{"id": each.id, "visits": each.visits} for each in table.forms],
        "minimum_visits": table.minimum,
        "overall": _estimate(table.overall),
        "qualities": {name: _estimate(value) for name, value in table.qualities.items()},
        "change": _change(table.change),
        "loyalty": _loyal(table.loyal),
        "stores": [_row(row) for row in table.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": str(row.store),
        "name": row.name,
        "code": row.code,
        "overall": _estimate(row.overall),
        "band": row.band,
        "qualities": {
            name: _estimate(cell.estimate) | {"shade": cell.shade}
            for name, cell in row.qualities.items()
        },
        "change": _change(row.change),
        "loyalty": _loyal(row.loyal),
    }


def _estimate(value: Estimate) -> dict[str, Any]:
    return {
        "n": value.n,
        "mean": _rounded(value.mean),
        "low": _rounded(value.low),
        "high": _rounded(value.high),
        "too_few": value.too_few,
    }


def _loyal(value: Loyal) -> dict[str, Any]:
    back = value.returning
    return {
        "would_return": {
            "n": back.n,
            "count": None if back.too_few else back.seen,
            "low": _rounded(back.low),
            "high": _rounded(back.high),
            "too_few": back.too_few,
        },
        "would_recommend": _estimate(value.recommending),
    }


def _change(value: Change) -> dict[str, Any]:
    return {
        "n": value.n,
        "n_before": value.n_before,
        "points": _rounded(value.points),
        "low": _rounded(value.low),
        "high": _rounded(value.high),
        "clear": value.clear,
        "too_few": value.too_few,
    }


def _rounded(points: float | None) -> float | None:
    return None if points is None else round(points, 2)
