"""Pure decisions about visits: which form one may be reported on, and when a later part opens."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from audit_forms import Form

Window = tuple[datetime, datetime]


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
