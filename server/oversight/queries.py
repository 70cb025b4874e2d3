"""What the ids in the history are called today; what is new to somebody; what was left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from peewee import JOIN, Model, fn

from server.actions.models import Commendation
from server.history.queries import Entry
from server.kernel.actor import Actor
from server.kernel.erasing import ERASED
from server.people.models import DeviceKey, DeviceSession, Person, Shopper, SignInLink
from server.programmes.models import FormVersion, Programme
from server.reviews.queries import may_be_read_by
from server.scores.models import Score
from server.scores.queries import published
from server.selfviews.models import SelfView
from server.stores.models import Region, Store
from server.submissions.models import Revision, Submission
from server.visits.models import Visit, VisitPart, Wave

Ids = list[UUID]
# (kind of object, id) -> what it is called.
Names = Mapping[tuple[str, str], str]


def names(entries: Iterable[Entry]) -> Names:
    """What the actors and objects of these entries are called, in one query per kind of them."""
    wanted: dict[str, set[UUID]] = {}
    for entry in entries:
        for kind, identity in _mentioned(entry):
            wanted.setdefault(kind, set()).add(identity)
    return {
        (kind, str(identity)): name
        for kind, ids in wanted.items()
        for identity, name in _FINDERS[kind](list(ids))
        if name
    }


def _mentioned(entry: Entry) -> list[tuple[str, UUID]]:
    """Everything that an entry names and that can be looked up."""
    told: list[tuple[str, object]] = [
        (entry.actor_kind, entry.actor),
        (entry.object_kind, entry.object),
        ("person", entry.details.get("person")),
        ("shopper", entry.details.get("shopper")),
    ]
    found = [(kind, _uuid(identity)) for kind, identity in told if kind in _FINDERS]
    return [(kind, identity) for kind, identity in found if identity is not None]


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _plain(table: Any, column: Any) -> Callable[[Ids], Iterable[tuple[UUID, str]]]:
    """What rows of a table are called, where one of its own columns says it."""
    return lambda ids: table.select(table.id, column).where(table.id.in_(ids)).tuples()


def _of_store(table: Any) -> Callable[[Ids], Iterable[tuple[UUID, str]]]:
    """What rows of a table are called by their store."""
    return lambda ids: (
        table.select(table.id, Store.name).join(Store).where(table.id.in_(ids)).tuples()
    )


def _of_report(ids: Ids) -> Iterable[tuple[UUID, str]]:
    return (
        Submission.select(Submission.id, Store.name)
        .join(Visit)
        .join(Store)
        .where(Submission.id.in_(ids))
        .tuples()
    )


def _of_holder(table: type[Model]) -> Callable[[Ids], Iterable[tuple[UUID, str]]]:
    """Whose a link or a device is: a person's name, or a shopper's code."""

    def find(ids: Ids) -> Iterable[tuple[UUID, str]]:
        rows = (
            table.select(table.id, Person.name, Shopper.code)
            .join_from(table, Person, JOIN.LEFT_OUTER)
            .join_from(table, Shopper, JOIN.LEFT_OUTER)
            .where(table.id.in_(ids))
        )
        return [(identity, name or code) for identity, name, code in rows.tuples()]

    return find


def _of_person(ids: Ids) -> Iterable[tuple[UUID, str]]:
    """Whoever is erased is called nothing."""
    rows = Person.select(Person.id, Person.name)
    return rows.where(Person.id.in_(ids) & (Person.name != ERASED)).tuples()


def _of_key(ids: Ids) -> Iterable[tuple[UUID, str]]:
    rows = DeviceKey.select(DeviceKey.id, Shopper.code).join(Shopper)
    return rows.where(DeviceKey.id.in_(ids)).tuples()


_FINDERS: Mapping[str, Callable[[Ids], Iterable[tuple[UUID, str]]]] = {
    "person": _of_person,
    "shopper": _plain(Shopper, Shopper.code),
    "region": _plain(Region, Region.name),
    "store": _plain(Store, Store.name),
    "programme": _plain(Programme, Programme.name),
    "form_version": _plain(FormVersion, FormVersion.form),
    "wave": _plain(Wave, Wave.name),
    "visit": _of_store(Visit),
    "submission": _of_report,
    "score": _of_store(Score),
    "commendation": _of_store(Commendation),
    "self_view": _of_store(SelfView),
    "sign_in_link": _of_holder(SignInLink),
    "device_session": _of_holder(DeviceSession),
    "device_key": _of_key,
}


def open_visits(shopper: UUID, now: datetime) -> list[tuple[str, date]]:
    """Where a shopper is still to go, and until which day there: not over, and no part came."""
    rows = Visit.select(Store.name, Visit.closes_at, Store.zone).join(Store)
    rows = rows.where(_still_open(now) & (Visit.shopper == shopper))
    found = rows.order_by(Visit.closes_at, Store.name_order).tuples()
    return [(store, ends.astimezone(ZoneInfo(zone)).date()) for store, ends, zone in found]


def left_behind(now: datetime) -> list[tuple[str, int]]:
    """Codes of shoppers who are sent out no longer, with how many open visits they left."""
    rows = (
        Visit.select(Shopper.code, fn.COUNT(Visit.id))
        .join(Shopper)
        .where(_still_open(now) & ~Shopper.active)
        .group_by(Shopper.code)
        .order_by(Shopper.code)
    )
    return list(rows.tuples())


def _still_open(now: datetime) -> Any:
    reported = VisitPart.select(VisitPart.visit).join(
        Submission, on=(Submission.id == VisitPart.submission)
    )
    waits = Visit.cancelled_at.is_null() & (Visit.closes_at > now)
    return waits & Visit.id.not_in(reported)


def arrived(actor: Actor, since: datetime, most: int) -> tuple[int, list[tuple[UUID, str, str]]]:
    """How many reports came to be reviewed since then; of the oldest id, shopper's code, store."""
    newest = (Revision.submission == Submission.id) & (Revision.number == Submission.revision)
    rows = (
        Submission.select(Submission.id, Shopper.code, fn.COALESCE(Store.name, ""))
        .join(Revision, on=newest)
        .join_from(Submission, Shopper)
        .join_from(Submission, Visit, JOIN.LEFT_OUTER)
        .join_from(Visit, Store, JOIN.LEFT_OUTER)
        .where(
            may_be_read_by(actor)
            & (Submission.state == "received")
            & (Revision.received_at > since)
        )
        .order_by(Revision.received_at, Submission.id)
    )
    return rows.count(), list(rows.limit(most).tuples())


def published_per_store(actor: Actor, stores: Any, since: datetime) -> list[tuple[UUID, str, int]]:
    """Of each of `stores` with scorecards that were published since then: id, name, how many."""
    new = (Score.published_at > since) & Score.store.in_(stores)
    counted = (
        published(actor).where(new).order_by().select(Store.id, Store.name, fn.COUNT(Score.id))
    )
    return list(counted.group_by(Store.id, Store.name).tuples())


def latest_per_store(actor: Actor, stores: Iterable[UUID]) -> dict[UUID, datetime]:
    """When the latest scorecard of each of `stores` was published; those without are left out."""
    latest = published(actor).where(Score.store.in_(list(stores))).order_by()
    rows = latest.select(Score.store, fn.MAX(Score.published_at)).group_by(Score.store)
    return dict(rows.tuples())


def latest_per_region(actor: Actor, regions: Iterable[Region]) -> dict[UUID, datetime]:
    """The same of each of `regions`, those below included."""
    rows = published(actor).order_by().select(Store.region, fn.MAX(Score.published_at))
    of_region = dict(rows.group_by(Store.region).tuples())
    paths = Region.select(Region.path, Region.id).where(Region.id.in_(list(of_region))).tuples()
    told = [(path, of_region[id]) for path, id in paths]
    below = {each.id: [at for path, at in told if path.startswith(each.path)] for each in regions}
    return {id: max(found) for id, found in below.items() if found}


def visits_moved(since: datetime, most: int = 500) -> frozenset[UUID]:
    """Visits of which a report came, or was read or settled, since then; the latest of them."""
    moved = Submission.select(Submission.visit).where(
        (Submission.updated_at > since) & Submission.visit.is_null(False)
    )
    latest = moved.order_by(Submission.updated_at.desc()).limit(most)
    return frozenset(visit for (visit,) in latest.tuples())


def published_since(actor: Actor, stores: Any, since: datetime, most: int) -> list[Score]:
    """The scorecards of `stores` (a condition on ids) that were published since then."""
    new = (Score.published_at > since) & Score.store.in_(stores)
    return list(published(actor).where(new).limit(most))
