"""How far back a period reaches, and the list of what is erased."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.kernel.actor import Actor
from server.kernel.erasing import Held, Whose
from server.kernel.problems import Problem

OfReport = Callable[[Actor, UUID], object]
OfPerson = Callable[[Actor, Whose, Held], object]
Old = Callable[[Actor, datetime, Held], object]

Sweep = Callable[[datetime, Held], int]

KINDS = ("programme", "person", "shopper", "visit")


@dataclass(frozen=True, slots=True)
class Erasures:
    """Each feature's own erasing: of one report, of one person, and of what is simply old."""

    of_report: tuple[OfReport, ...]
    of_person: tuple[OfPerson, ...]
    old: tuple[Old, ...]


def reach(at: datetime, months: int) -> datetime | None:
    """What is older than this is not kept; None where 0 months say that everything is."""
    return months_before(at, months) if months else None


def months_before(at: datetime, months: int) -> datetime:
    """The same moment so many months earlier, or the last day of a month that is shorter."""
    years, month = divmod(at.month - 1 - months, 12)
    year = at.year + years
    day = min(at.day, monthrange(year, month + 1)[1])
    return at.replace(year=year, month=month + 1, day=day)


def reason_in(words: str) -> str:
    """A reason as it is kept; raises hold_without_reason where there is none."""
    told = " ".join(words.replace("\0", "").split())
    if not 1 <= len(told) <= 500:
        raise Problem("hold_without_reason")
    return told
