"""Counting, refusing, and forgetting what was counted."""

from __future__ import annotations

from datetime import datetime
from math import ceil

from peewee import EXCLUDED, Case

from server.database import write
from server.kernel.problems import Problem
from server.limits.models import Count
from server.limits.rules import Allowance


def spend(allowance: Allowance, whose: str, now: datetime) -> None:
    """Count one more for `whose`; raises too_many, with the minutes and seconds until the next.

    A refused one is counted too, but the span does not grow by it.
    """
    with write():
        times, until = _count(f"{allowance.name}:{whose}", now, now + allowance.span)
    if times > allowance.times:
        seconds = ceil((until - now).total_seconds())
        raise Problem("too_many", minutes=ceil(seconds / 60), retry_after=seconds)


def _count(key: str, now: datetime, until: datetime) -> tuple[int, datetime]:
    """One statement, so that no other process counts in between."""
    over = Count.until <= now
    row = (
        Count.insert(key=key, times=1, until=until)
        .on_conflict(
            conflict_target=[Count.key],
            update={
                Count.times: Case(None, [(over, EXCLUDED.times)], Count.times + 1),
                Count.until: Case(None, [(over, EXCLUDED.until)], Count.until),
            },
        )
        .returning(Count.times, Count.until)
    )
    counted = next(iter(row.execute()))
    return counted.times, counted.until


def sweep(now: datetime) -> int:
    """Forget counts whose time is over; return how many. Who came from where is kept no longer."""
    with write():
        return int(Count.delete().where(Count.until <= now).execute())
