"""The table of a region made from sums: pure, no store is read here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from audit_forms.model import Text
from server.kernel.quarters import Quarter
from server.statistics import (
    NOTHING,
    Change,
    Estimate,
    Proportion,
    Spread,
    Sums,
    change,
    estimate,
    pooled,
    proportion,
    region,
    region_change,
    shade,
    union,
)
from server.statistics.sums import BASIS_POINTS
from server.stores.rules import name_order

QUALITIES = ("respect", "willingness", "enthusiasm", "courtesy", "response")
MEASURES = ("overall", *QUALITIES)
# What shoppers would do: beside the scores, and never in them.
LOYALTY = ("would_return", "would_recommend")
SORTS = ("name", *MEASURES, "change")

Band = Literal["above", "around", "below"]


SumsOf = Mapping[str, Sums]


@dataclass(frozen=True, slots=True)
class StoreSums:
    """What a table needs of one store: two quarters of sums per measure (`overall` and five)."""

    store: UUID
    name: str
    code: str
    now: SumsOf
    before: SumsOf


@dataclass(frozen=True, slots=True)
class Cell:
    """One quality of one store: the estimate, and how surely it differs from the region (-3..3)."""

    estimate: Estimate
    shade: int


@dataclass(frozen=True, slots=True)
class Loyal:
    """How many shoppers would come back, and how much they would recommend (10 is 100 points)."""

    returning: Proportion
    recommending: Estimate

    @property
    def asked(self) -> bool:
        """Whether any visit asked for either."""
        return self.returning.n > 0 or self.recommending.n > 0


@dataclass(frozen=True, slots=True)
class Row:
    """One store of the table."""

    store: UUID
    name: str
    code: str
    overall: Estimate
    band: Band
    qualities: Mapping[str, Cell]
    change: Change
    loyal: Loyal


@dataclass(frozen=True, slots=True)
class FormChoice:
    """A form that visits of a region were reported on, and how many of them have a score."""

    id: str
    visits: int
    title: Text


@dataclass(frozen=True, slots=True)
class Table:
    """A region's stores in one quarter, and the region's own line; all of them on one form."""

    quarter: Quarter
    rows: tuple[Row, ...]
    overall: Estimate
    qualities: Mapping[str, Estimate]
    change: Change
    loyal: Loyal
    minimum: int
    form: str = ""
    forms: tuple[FormChoice, ...] = ()

    def in_band(self, band: Band) -> tuple[Row, ...]:
        """The stores with enough visits that stand in a band."""
        return tuple(row for row in self.rows if row.band == band and not row.overall.too_few)


def table_of(quarter: Quarter, stores: Iterable[StoreSums], minimum: int) -> Table:
    """The table of a region's stores.

    Spread is pooled over the region's stores, measure by measure, since the few visits of one
    store tell nothing about spread.
    """
    every = tuple(stores)
    names = (*MEASURES, *LOYALTY)
    now = {name: [store.now.get(name, NOTHING) for store in every] for name in names}
    spreads = {name: pooled(now[name]) for name in names}
    before = [store.before.get("overall", NOTHING) for store in every]
    both = spreads["overall"] + pooled(before)
    whole = {name: union(now[name]) for name in MEASURES}
    return Table(
        quarter=quarter,
        rows=tuple(_row(store, spreads, both, whole, minimum) for store in every),
        overall=region(now["overall"], minimum=minimum),
        qualities={name: region(now[name], minimum=minimum) for name in QUALITIES},
        change=region_change(zip(now["overall"], before, strict=True), minimum=minimum),
        loyal=Loyal(
            _returning(union(now["would_return"]), minimum),
            region(now["would_recommend"], minimum=minimum),
        ),
        minimum=minimum,
    )


def _returning(sums: Sums, minimum: int) -> Proportion:
    """Each yes is a whole share, 100 points."""
    return proportion(sums.total // (100 * BASIS_POINTS), sums.n, minimum=minimum)


def _row(
    store: StoreSums,
    spreads: Mapping[str, Spread],
    both: Spread,
    whole: Mapping[str, Sums],
    minimum: int,
) -> Row:
    overall = store.now.get("overall", NOTHING)
    before = store.before.get("overall", NOTHING)
    return Row(
        store=store.store,
        name=store.name,
        code=store.code,
        overall=estimate(overall, spreads["overall"], minimum=minimum),
        band=_band(shade(overall, whole["overall"], spreads["overall"], minimum=minimum)),
        qualities={
            name: _cell(store.now.get(name, NOTHING), whole[name], spreads[name], minimum)
            for name in QUALITIES
        },
        change=change(overall, before, both, minimum=minimum),
        loyal=Loyal(
            _returning(store.now.get("would_return", NOTHING), minimum),
            estimate(
                store.now.get("would_recommend", NOTHING),
                spreads["would_recommend"],
                minimum=minimum,
            ),
        ),
    )


def _cell(store: Sums, whole: Sums, spread: Spread, minimum: int) -> Cell:
    return Cell(
        estimate(store, spread, minimum=minimum), shade(store, whole, spread, minimum=minimum)
    )


def _band(shade: int) -> Band:
    """Only what differs clearly from the region (95 %) leaves the middle band."""
    if shade >= 2:
        return "above"
    return "below" if shade <= -2 else "around"


def ordered(rows: Iterable[Row], by: str, descending: bool) -> tuple[Row, ...]:
    """Rows by one of SORTS. Stores with too few visits stand last, by name, in either direction:
    a mean of one or two visits has no place among the others."""
    by_name = sorted(rows, key=lambda row: (name_order(row.name), row.name, row.code))
    if by == "name":
        return tuple(reversed(by_name)) if descending else tuple(by_name)
    known = [row for row in by_name if _value(row, by) is not None]
    unknown = [row for row in by_name if _value(row, by) is None]
    known.sort(key=lambda row: _value(row, by) or 0.0, reverse=descending)
    return (*known, *unknown)


def _value(row: Row, by: str) -> float | None:
    if by == "change":
        return None if row.change.too_few else row.change.points
    told = row.overall if by == "overall" else row.qualities[by].estimate
    return None if told.too_few else told.mean


@dataclass(frozen=True, slots=True)
class SinRow:
    """How often each sin was seen in the visits of one store, or of all of them."""

    store: UUID | None
    name: str
    code: str
    visits: int
    sins: Mapping[str, Proportion]


@dataclass(frozen=True, slots=True)
class SinTable:
    """The seven sins in one quarter: a row per store, and the whole."""

    quarter: Quarter
    rows: tuple[SinRow, ...]
    whole: SinRow
    minimum: int


@dataclass(frozen=True, slots=True)
class SinSums:
    """Visits that were asked for sins, and per sin (asked, seen)."""

    visits: int
    sins: Mapping[str, tuple[int, int]]


def sin_table_of(
    quarter: Quarter, stores: Iterable[tuple[UUID, str, str, SinSums]], minimum: int
) -> SinTable:
    """The table of some stores, given each one's id, name, code and sums."""
    every = tuple(stores)
    names = tuple(every[0][3].sins) if every else ()
    sums = {sin: tuple(sum(of.sins[sin][at] for *_, of in every) for at in (0, 1)) for sin in names}
    whole = SinSums(sum(of.visits for *_, of in every), {s: (n, k) for s, (n, k) in sums.items()})
    return SinTable(
        quarter,
        tuple(_sin_row(*store, minimum) for store in every),
        _sin_row(None, "", "", whole, minimum),
        minimum,
    )


def _sin_row(store: UUID | None, name: str, code: str, of: SinSums, minimum: int) -> SinRow:
    sins = {sin: proportion(seen, n, minimum=minimum) for sin, (n, seen) in of.sins.items()}
    return SinRow(store, name, code, of.visits, sins)
