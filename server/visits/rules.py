"""Pure decisions about visits: windows and clocks, which form fits, when a later part opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from audit_forms import Form, Part, asks_anything

Window = tuple[datetime, datetime]

# A window longer than that is more likely a slip of the pen than a plan; waves are quarters.
MOST_DAYS = 92
# And one that begins later than that, a year that was mistyped.
MOST_DAYS_AHEAD = 731


def later_window(
    visited: datetime, received: datetime, after_days: int, open_for_days: int, zone: str
) -> Window:
    """When a later part of a visit can be reported: whole days on the calendar of the store.

    It opens so many days after the day of the visit. Its days are counted from the day of opening
    or, where the report of the visit came later than that, from the day on which it came: before
    then its shopper could not know that there is anything to report.
    """
    clock = ZoneInfo(zone)
    opens = visited.astimezone(clock).date() + timedelta(days=after_days)
    counted_from = max(opens, received.astimezone(clock).date())
    closes = counted_from + timedelta(days=open_for_days)
    return _begin(opens, clock), _begin(closes, clock)


def _begin(day: date, clock: ZoneInfo) -> datetime:
    """The first moment of a day, also where the clocks jump over midnight."""
    return datetime.combine(day, time(), clock).astimezone(UTC)


def first_opening(form: Form, part: Part, facts: Mapping[str, Any]) -> str:
    """Whether a part of a visit is open as it is planned: open, awaited, or never.

    A later part with nothing to ask in a visit with these facts never opens.
    """
    if part.opens_after_days is None:
        return "open"
    return "awaited" if asks_anything(form, part.id, facts) else "never"


def fits(old: Form, new: Form) -> bool:
    """Whether a visit planned for one version of a form can be reported on another.

    The parts must be the same, for each has its report; and the visit must know every fact that
    the other version asks of it, with a value that means something there.
    """
    if [part.id for part in old.parts] != [part.id for part in new.parts]:
        return False
    return all(
        name in old.facts and set(old.facts[name].values) <= set(fact.values)
        for name, fact in new.facts.items()
    )


def clock_fault(local: datetime, zone: str) -> str | None:
    """Why a store's clocks do not say when a local time is: time_skipped, time_twice; None mostly.

    In one night of the year they leave an hour out, in another one comes twice.
    """
    early, late = (local.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    before, after = early.utcoffset(), late.utcoffset()
    if before is None or after is None or before == after:
        return None
    return "time_skipped" if before < after else "time_twice"


def instant(local: datetime, zone: str, *, last: bool = False) -> datetime:
    """When the clocks of a store show a time; `last` takes the later of two."""
    return local.replace(tzinfo=ZoneInfo(zone), fold=int(last)).astimezone(UTC)


def window_fault(opens: datetime, closes: datetime, now: datetime) -> str | None:
    """What is wrong with the window of a visit that is planned now; None where nothing is."""
    if closes <= opens:
        return "window_backwards"
    if closes <= now:
        return "visit_already_over"
    if closes - opens > timedelta(days=MOST_DAYS):
        return "window_too_long"
    if opens - now > timedelta(days=MOST_DAYS_AHEAD):
        return "window_too_far"
    return None


def fact_word(value: object) -> str:
    """How a fact's value is written in a form or a list: `true`, `false`, or as it stands."""
    return str(value).lower() if isinstance(value, bool) else str(value)
