"""Visits of the day for the shopper whose link is printed, whatever day it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from peewee import JOIN

from audit_forms import load_shipped
from server.database import write
from server.demo.calendar import quarters
from server.demo.cast import ERRANDS, TODAY
from server.demo.directory import Seats
from server.demo.people import LONG, NEWEST
from server.kernel.actor import Actor, Role
from server.programmes.commands import publish_form
from server.programmes.models import Programme
from server.programmes.queries import the_programme
from server.stores.models import Store
from server.submissions.models import Submission
from server.visits.commands import open_wave, plan_visit
from server.visits.models import Visit, VisitPart, Wave


def plan_today(seats: Seats, now: datetime) -> int:
    """Plan a visit in each of three stores that has none open; return how many are open."""
    actor = Actor(at=now, roles=frozenset({Role.ADMINISTRATOR}), person=seats.administrator)
    programme = the_programme()
    assert programme is not None  # The chain has one; it cannot be taken away.
    there = _stores_with_open_visits(seats.shopper, now)
    with write():
        # The half year behind is on the first version of the core form, what is open on the newest.
        forms = [publish_form(actor, programme, load_shipped(*NEWEST))] * (len(TODAY) - 1)
        # The last one is the long form, to see how the systems of service come together.
        forms.append(publish_form(actor, programme, load_shipped(*LONG)))
        for code, errand, form in zip(TODAY, ERRANDS, forms, strict=False):
            store = Store.get(Store.code == code)
            if store.id not in there:
                plan_visit(
                    actor,
                    _wave(actor, programme, now),
                    store,
                    seats.shopper,
                    form,
                    opens_at=now - timedelta(hours=1),
                    closes_at=now + timedelta(hours=20),
                    brief=errand.brief(),
                    facts=errand.facts(),
                )
    return len(TODAY)


def _stores_with_open_visits(shopper: UUID, now: datetime) -> frozenset[UUID]:
    """Stores where a visit can still be begun for some hours and has no report yet."""
    rows = (
        Visit.select(Visit.store)
        .join(VisitPart)
        .join(Submission, JOIN.LEFT_OUTER, on=(Submission.id == VisitPart.submission))
        .where(
            (Visit.shopper == shopper)
            & Visit.cancelled_at.is_null()
            & Submission.id.is_null()
            & (Visit.closes_at > now + timedelta(hours=4))
        )
        .tuples()
    )
    return frozenset(store for (store,) in rows)


def _wave(actor: Actor, programme: Programme, now: datetime) -> Wave:
    term = quarters(now.date())[-1]
    found = Wave.get_or_none((Wave.programme == programme) & (Wave.name == term.name))
    return found or open_wave(actor, programme, term.name, *term.instants())
