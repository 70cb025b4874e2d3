"""When a visit counts, when a store may see its score, and what that adds to the rollup."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from audit_forms import Form, Section
from server.kernel.clock import parse_iso
from server.programmes.models import Programme
from server.programmes.rules import Period, kept
from server.scores.models import LOYALTY, MEANS, QUALITIES, Score
from server.submissions.queries import Report
from server.submissions.rules import corrected, visit_over

# What the rollup sums up: the overall share, one per quality, and what shoppers would do.
SHARES = ("overall", *QUALITIES, *LOYALTY)

# And the mean that two qualities have in a visit, which their own sums do not tell.
PAIRS = {"_".join(pair): pair for pair in MEANS}
SUMMED = (*SHARES, *PAIRS)

# The module that asks for the latter: the same ids in a form of somebody's own may mean anything.
_LOYALTY_MODULE = "loyalty@"

# The questions of the module `seven-sins`, in its order; the answer is the moment, or `none`.
SINS = ("apathy", "brush_off", "coldness", "condescension", "robotism", "rulebook", "runaround")
NOT_SEEN = "none"

# How a complaint ends, in the order in which a store reads it; and by which answer of which module
# it is known. A promise for a certain day has not ended before its day was followed up.
CLOSINGS = ("solved", "kept", "partly", "broken", "never")
_CLOSES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "promise": ("complaint@", {"solved": "solved", "undated": "never", "nothing": "never"}),
    "promise_kept": ("promise-kept@", {"kept": "kept", "partly": "partly", "broken": "broken"}),
}

_OLDEST = timedelta(days=365)


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


def period_of(score: Score) -> Period:
    """All that a store may learn of when a score's visit was."""
    return kept(score.rounding, score.week, score.day_part, score.month)


# Publication

# At this hour of the store's clocks: whoever opens the store in the morning finds all that fell due
# since the day before, and not one after the other.
NIGHT = time(4)


@dataclass(frozen=True, slots=True)
class Publication:
    """When a store may see a score, and between what times that was drawn."""

    at: datetime
    earliest: datetime
    latest: datetime


def publication(ready: datetime, programme: Programme, zone: str) -> Publication:
    """Draw when what is ready at an instant is published.

    By chance nobody can foretell or reckon back, so that it tells nothing of when a report came or
    was read. Where the programme waits for whole periods it is always a night, as two reports that
    appear an hour apart would still tell which came first.
    """
    least = ready + timedelta(minutes=programme.publish_delay_minutes)
    spread = 60 * max(0, programme.publish_spread_minutes)
    drawn = least + timedelta(seconds=secrets.randbelow(spread + 1))
    times = (drawn, least, least + timedelta(seconds=spread))
    if programme.whole_period:
        times = tuple(_night(each, zone) for each in times)  # type: ignore[assignment]
    return Publication(*times)


def _night(instant: datetime, zone: str) -> datetime:
    """The first night at or after an instant."""
    local = instant.astimezone(ZoneInfo(zone))
    night = datetime.combine(local.date(), NIGHT, local.tzinfo)
    if night < instant:
        night = datetime.combine(local.date() + timedelta(days=1), NIGHT, local.tzinfo)
    return night


def not_before(found: Period, reports: Iterable[Report], zone: str) -> datetime:
    """When a store may learn what some reports of a visit say, by its period.

    Whoever sees a scorecard knows that the visit was before. So none is out while a day of the
    period is still to come; and what was found days after the visit is not out before it could be
    had of a visit on the last day.
    """
    first, *later = reports
    shift = days_hidden(found, first, zone)
    opened = {part.part: part.opens_at for part in first.visit.parts} if first.visit else {}
    moments = [opened[report.part] + shift for report in later if report.part in opened]
    return max([found.ends(zone), *moments])


def days_hidden(found: Period, first: Report, zone: str) -> timedelta:
    """From the day of a visit to the last day of its period.

    What becomes of it at a time that counts from the visit, such as that a part has closed, is
    told so much later: then it is the same time for every visit of the period.
    """
    over = visit_over(first.form, first.evaluation, first.skew, first.submission.created_at)
    return timedelta(days=(found.last - over.astimezone(ZoneInfo(zone)).date()).days)


def quarter_of(month: date) -> tuple[date, date]:
    """The first month of the quarter that `month` lies in, and of the next quarter."""
    first = date(month.year, month.month - (month.month - 1) % 3, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, after


def loyalty_sections(form: Form) -> list[Section]:
    """Where a form asks what the shopper would do; most ask it in one place or nowhere."""
    return [s for s in form.sections if (s.module or "").startswith(_LOYALTY_MODULE)]


def loyalty(report: Report) -> dict[str, int | None]:
    """What the shopper would do, each as a share of 10 000; None where the form does not ask it."""
    values = report.evaluation.values
    asked = {
        question.id
        for section in loyalty_sections(report.form)
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
    for name in SUMMED:
        share = _mean(shares, PAIRS[name]) if name in PAIRS else shares[name]
        adds[f"n_{name}"] = 0 if share is None else sign
        adds[f"total_{name}"] = sign * (share or 0)
        adds[f"squares_{name}"] = sign * (share or 0) ** 2
    return adds


def mean_of(qualities: Sequence[str]) -> str:
    """Under which name the rollup sums up a visit's mean of one quality or two."""
    return "_".join(sorted(qualities))


def _mean(shares: Mapping[str, Any], qualities: Sequence[str]) -> int | None:
    """Of those that the visit has, half up; as `queries` works it out in the database."""
    there = [shares[name] for name in qualities if shares[name] is not None]
    return (2 * sum(there) + len(there)) // (2 * len(there)) if there else None


def closings_asked(form: Form, section: str) -> dict[str, Mapping[str, str]]:
    """Question -> answer -> closing, of the questions of a section that tell how it ended."""
    return {
        question.id: _CLOSES[question.id][1]
        for each in form.sections
        if each.id == section
        for question in each.questions
        if question.id in _CLOSES and (each.module or "").startswith(_CLOSES[question.id][0])
    }


def closings(
    asked: Mapping[str, Mapping[str, str]], answers: Iterable[tuple[str, str]]
) -> dict[str, int]:
    """Closing -> how many answers tell it; each that the questions can tell, also with none."""
    counted = {closing: 0 for each in asked.values() for closing in each.values()}
    for question, answer in answers:
        closing = asked[question].get(answer)
        if closing is not None:
            counted[closing] += 1
    return counted


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
