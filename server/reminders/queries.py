"""What waits for whom and was not told yet; what of it still waits when the letter is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from peewee import JOIN, Expression, ModelSelect, fn

from server.people.queries import address_of, codes_with_an_address
from server.reminders.models import Refusal, Reminder
from server.reminders.rules import (
    BEFORE_CLOSE,
    BETWEEN_LETTERS,
    CLOSES,
    GIVEN,
    OPENS,
    SENT_BACK,
    SENT_BACK_FOR,
    SETTLES,
)
from server.stores.models import Store
from server.submissions.models import Submission
from server.visits.models import Visit, VisitPart

# Shopper, what it is about, which time.
Occasion = tuple[UUID, UUID, datetime]

_EARLIER = VisitPart.alias()


def occasions(now: datetime) -> dict[str, list[Occasion]]:
    """What waits at `now` and nobody was told of, by kind; of those who can and want to be told."""
    ends, part = VisitPart.closes_at, VisitPart.submission
    later = _is_later() & (VisitPart.opens_at <= now)
    soon = later & (ends <= now + BEFORE_CLOSE) & _opening_told_before(now - BETWEEN_LETTERS)
    back = (Submission.state == "sent_back") & (Submission.updated_at > now - SENT_BACK_FOR)
    return {
        GIVEN: _new(_to_do(Visit.id, ends, now).where(~_is_later()), GIVEN, Visit.id, ends),
        OPENS: _new(_to_do(part, ends, now).where(later), OPENS, part, ends),
        CLOSES: _new(_to_do(part, ends, now).where(soon), CLOSES, part, ends),
        SENT_BACK: _new(
            _reported().where(back & Visit.cancelled_at.is_null()),
            SENT_BACK,
            Submission.id,
            Submission.updated_at,
        ),
    }


def _to_do(about: Any, ends: Any, now: datetime) -> ModelSelect:
    return (
        VisitPart.select(Visit.shopper, about, ends)
        .join(Visit)
        .join_from(
            VisitPart, Submission, JOIN.LEFT_OUTER, on=(Submission.id == VisitPart.submission)
        )
        .where(_waits(now))
    )


def _waits(now: datetime) -> Expression:
    """A part has a window that is not over, and no report."""
    open_still = (VisitPart.opening == "open") & (VisitPart.closes_at > now)
    return open_still & Visit.cancelled_at.is_null() & Submission.id.is_null()


def _reported() -> ModelSelect:
    return Submission.select(Visit.shopper, Submission.id, Submission.updated_at).join(Visit)


def _is_later() -> Expression:
    """Whether a part comes after the call itself, which is a visit's first."""
    before = (_EARLIER.visit == VisitPart.visit) & (_EARLIER.id < VisitPart.id)
    return fn.EXISTS(_EARLIER.select(_EARLIER.id).where(before))


def _opening_told_before(at: datetime) -> Expression:
    opening = (Reminder.shopper == Visit.shopper) & (Reminder.kind == OPENS)
    told = opening & (Reminder.about == VisitPart.submission) & (Reminder.posted_at <= at)
    return fn.EXISTS(Reminder.select(Reminder.id).where(told))


def _new(rows: ModelSelect, kind: str, about: Any, occasion: Any) -> list[Occasion]:
    noted = (Reminder.shopper == Visit.shopper) & (Reminder.kind == kind)
    this = noted & (Reminder.about == about) & (Reminder.occasion == occasion)
    refused = Visit.shopper.in_(Refusal.select(Refusal.shopper))
    told = Visit.shopper.in_(codes_with_an_address()) & ~refused
    missing = ~fn.EXISTS(Reminder.select(Reminder.id).where(this))
    return list(rows.where(told & missing).tuples())


def settled(now: datetime) -> list[tuple[UUID, str]]:
    """Shopper and kind of what is noted and not posted, and to which nothing was added lately."""
    rows = (
        Reminder.select(Reminder.shopper, Reminder.kind)
        .where(Reminder.posted_at.is_null())
        .group_by(Reminder.shopper, Reminder.kind)
        .having(fn.MAX(Reminder.noticed_at) <= now - SETTLES)
    )
    return list(rows.tuples())


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of a letter's matter still waits, and the last day of what ends first."""

    count: int
    until: date | None


def still_waiting(
    kind: str, shopper: UUID, about: Collection[UUID], now: datetime
) -> Waiting | None:
    """What of a letter's matter still waits for the shopper; None where nothing does.

    Of what was cancelled, given to somebody else or reported meanwhile nobody is told.
    """
    ids = list(about)
    mine = Visit.shopper == shopper
    if kind == SENT_BACK:
        here = mine & Submission.id.in_(ids) & (Submission.state == "sent_back")
        count = _reported().where(here & Visit.cancelled_at.is_null()).count()
        return Waiting(count, None) if count else None
    parts = _to_do(Store.zone, VisitPart.closes_at, now).join_from(Visit, Store)
    theirs = Visit.id.in_(ids) & ~_is_later() if kind == GIVEN else VisitPart.submission.in_(ids)
    ends = [(closes, zone) for _, zone, closes in parts.where(mine & theirs).tuples()]
    return Waiting(len(ends), _last_day(*min(ends))) if ends else None


def _last_day(closes: datetime, zone: str) -> date:
    """The last day on which something can be done, on the store's calendar."""
    return (closes - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date()


def refuses(shopper: UUID) -> bool:
    """Whether a shopper wants no reminders."""
    return bool(Refusal.select().where(Refusal.shopper == shopper).exists())


def address_for(shopper: UUID) -> str | None:
    """Where a shopper's reminders go; None for whoever wants none or has no address."""
    return None if refuses(shopper) else address_of(shopper=shopper)
