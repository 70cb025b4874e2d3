"""When a visit counts, and what a score adds to the rollup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from server.kernel.clock import parse_iso
from server.scores.models import LOYALTY, QUALITIES
from server.submissions.queries import Report
from server.submissions.rules import corrected

# What the rollup sums up: the overall share, one per quality, and what shoppers would do.
SHARES = ("overall", *QUALITIES, *LOYALTY)

# The module that asks for the latter: the same ids in a form of somebody's own may mean anything.
_LOYALTY_MODULE = "loyalty@"

# The questions of the module `seven-sins`, in its order; the answer is the moment, or `none`.
SINS = ("apathy", "brush_off", "coldness", "condescension", "robotism", "rulebook", "runaround")
NOT_SEEN = "none"

_AFTERNOON, _EVENING = 12, 18
_OLDEST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Period:
    """When a visit was: all that a store may learn, `2026-W47` and morning, afternoon or evening,
    and the month that this week counts in."""

    month: date
    week: str
    day_part: str


def stamps_of(report: Report) -> dict[str, datetime]:
    """The stamps that were pressed in the store, in order, by our clock."""
    values = report.evaluation.values
    return {
        id: corrected(parse_iso(values[id]["at"]), report.skew)
        for id in report.form.in_store
        if id in values
    }


def visited_at(report: Report) -> datetime:
    """When the visit was, by our clock: the first stamp, else when the report was begun.

    A clock that nobody measured can be wrong by centuries. No visit is later than the arrival of
    its report, nor more than a year before it: such a time counts as the arrival.
    """
    stamps = stamps_of(report)
    begun = corrected(parse_iso(report.body["started"]["at"]), report.skew)
    told = next(iter(stamps.values()), begun)
    arrived: datetime = report.revision.received_at
    return told if arrived - _OLDEST <= told <= arrived else arrived


def period(instant: datetime, zone: str) -> Period:
    """The period of an instant, by the clocks of its store.

    The month is that of the week's Thursday (as ISO 8601 gives a week its year). The visit's own
    month would, where a week lies in two quarters, tell on which side of the edge it was.
    """
    local = instant.astimezone(ZoneInfo(zone))
    year, week, _ = local.isocalendar()
    thursday = date.fromisocalendar(year, week, 4)
    part = "morning" if local.hour < _AFTERNOON else "afternoon"
    return Period(
        month=thursday.replace(day=1),
        week=f"{year}-W{week:02}",
        day_part="evening" if local.hour >= _EVENING else part,
    )


def days_of(week: str) -> tuple[date, date]:
    """Monday and Sunday of a week such as `2026-W47`."""
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    return monday, monday + timedelta(days=6)


def quarter_of(month: date) -> tuple[date, date]:
    """The first month of the quarter that `month` lies in, and of the next quarter."""
    first = date(month.year, month.month - (month.month - 1) % 3, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, after


def loyalty(report: Report) -> dict[str, int | None]:
    """What the shopper would do, each as a share of 10 000; None where the form does not ask it."""
    values = report.evaluation.values
    asked = {
        question.id
        for section in report.form.sections
        if (section.module or "").startswith(_LOYALTY_MODULE)
        for question in section.questions
        if question.id in values
    }
    return {
        "would_return": 10_000 * values["would_return"] if "would_return" in asked else None,
        "would_recommend": (
            round(1_000 * values["would_recommend"]) if "would_recommend" in asked else None
        ),
    }


def contribution(shares: Mapping[str, Any], sign: int) -> dict[str, int]:
    """What one score adds to the sums of its store and month, or takes away with sign -1."""
    adds = {"visits": sign}
    for name in SHARES:
        share = shares[name]
        adds[f"n_{name}"] = 0 if share is None else sign
        adds[f"total_{name}"] = sign * (share or 0)
        adds[f"squares_{name}"] = sign * (share or 0) ** 2
    return adds


def sin_question(sin: str) -> str:
    """The id of the question that asks for a sin, in every form."""
    return f"sin_{sin}"


def sins_seen(answers: Mapping[str, str], sign: int) -> dict[str, int]:
    """What the answers of one report add to the sums of the sins, or take away with sign -1."""
    adds = {"visits": sign}
    for sin in SINS:
        answer = answers.get(sin_question(sin))
        adds[f"n_{sin}"] = 0 if answer is None else sign
        adds[f"seen_{sin}"] = 0 if answer in {None, NOT_SEEN} else sign
    return adds
