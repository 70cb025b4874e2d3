"""What may be logged, when it counts, and which counts may be shown: pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from server.kernel.clock import parse_iso
from server.programmes.rules import period, running_since
from server.submissions.rules import corrected

SINS = ("apathy", "brush_off", "coldness", "condescension", "robotism", "rulebook", "runaround")
GOOD = "good"
KINDS = (*SINS, GOOD)
MOMENTS = ("arrival", "enquiry", "waiting", "payment", "after")
AFFECTED = ("me", "other_customer", "several", "colleague")

# A sin without evidence is a reproach.
LEAST_WORDS = 10
MOST_WORDS = 2000
MOST_BYTES = 20_000
MOST_IN_A_DAY = 100
MOST_DAYS_BEFORE = 30

_OLDEST = timedelta(days=365)


def happened_on(body: Mapping[str, Any], upload: timedelta | None, now: datetime) -> date:
    """The day that the shopper means, by our clock.

    What the phone measured of its clock before it was logged goes before what the upload shows. No
    moment is later than its arrival, nor logged a year before: such a time counts as the arrival.
    """
    clock = body.get("clock")
    skew = timedelta(milliseconds=clock["skew_ms"]) if clock else upload
    logged = corrected(parse_iso(body["logged"]["at"]), skew)
    if not now - _OLDEST <= logged <= now:
        logged = now
    local = logged + timedelta(minutes=body["logged"]["offset"])
    return local.date() - timedelta(days=body["days_before"])


def month_of(day: date, rounding: str) -> date:
    """The first day of the month that the day counts in: that of its period."""
    return period(datetime.combine(day, time(12), UTC), "UTC", rounding).month


def shown_before(now: datetime, zone: str, rounding: str) -> datetime:
    """Only what arrived before this instant is counted: whole periods, by the store's clocks.

    A count that rises while somebody looks at it says that a moment was logged just now; and one
    that rises by another zone's clocks says on which side of their midnight it was.
    """
    return running_since(now, zone, rounding)


# Fewer moments of a store could be traced to who logged them.
LEAST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Moments per store, kind -> count. `merged` holds those of stores with too few of their own.

    `merged` has only numbers of regions in which they come from two stores at least and are enough
    together; `fewer` says that there are stores with too few that are in no number.
    """

    stores: Mapping[UUID, Mapping[str, int]]
    merged: Mapping[str, int] | None
    fewer: bool


def told(counts: Iterable[tuple[UUID, UUID, str, int]]) -> Frequencies:
    """What may be shown of (region, store, kind, count), the region that a store lies in itself.

    Each region by itself: of a sum over two that is told of one of them, the difference would be
    the other's, and be it one moment of one store.
    """
    shown: dict[UUID, Counter[str]] = {}
    for _region, store, kind, count in (rows := list(counts)):
        shown.setdefault(store, Counter())[kind] += count
    few: dict[UUID, dict[UUID, Counter[str]]] = {}
    for region, store in {(region, store) for region, store, *_ in rows}:
        if shown[store].total() < LEAST_SHOWN:
            few.setdefault(region, {})[store] = shown.pop(store)
    sums = [(len(each), sum(each.values(), Counter[str]())) for each in few.values()]
    enough = [kinds for stores, kinds in sums if stores > 1 and kinds.total() >= LEAST_SHOWN]
    merged = sum(enough, Counter[str]()) if enough else None
    return Frequencies(shown, merged, len(enough) < len(few))
