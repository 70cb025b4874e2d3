"""Self-views of the stores that an actor manages, and those that count in a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from peewee import JOIN, ModelSelect

from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.kernel.quarters import Quarter
from server.selfviews.models import SelfView
from server.selfviews.rules import closes, open_on
from server.stores.models import Store
from server.stores.queries import managed_by


@dataclass(frozen=True, slots=True)
class Standing:
    """A quarter of a store: the self-view that counts, if any, and until when one can be given."""

    quarter: Quarter
    given: SelfView | None
    closes: date
    open: bool


def own_store(actor: Actor, store: UUID) -> Store:
    """A store that the actor manages; raises not_found for any other, existing or not."""
    found = Store.get_or_none((Store.id == store) & Store.id.in_(managed_by(actor)))
    if found is None:
        raise Problem("not_found")
    return found


def today(store: Store, at: datetime) -> date:
    """The day at a store, by its own clocks."""
    return at.astimezone(ZoneInfo(store.zone)).date()


def to_rate(store: Store, at: datetime) -> tuple[Quarter, ...]:
    """The quarters that can be rated now; not those that were over before the store was added."""
    added = today(store, store.created_at)
    return tuple(each for each in open_on(today(store, at)) if each.days()[1] >= added)


def standings(store: Store, at: datetime) -> list[Standing]:
    """Every quarter that can be rated or has been, newest first."""
    rateable = to_rate(store, at)
    given = {Quarter.parse(row.quarter): row for row in counting(Store.id == store.id)}
    return [
        Standing(each, given.get(each), closes(each), each in rateable)
        for each in sorted({*rateable, *given}, reverse=True)
    ]


def manages(actor: Actor, store: Store) -> bool:
    """Whether a store is the actor's own to rate."""
    own = Store.id.in_(managed_by(actor))
    return bool(Store.select().where((Store.id == store.id) & own).exists())


def due(store: Store, at: datetime) -> Standing | None:
    """The oldest quarter that can still be rated and has not been."""
    waiting = [each for each in standings(store, at) if each.open and each.given is None]
    return waiting[-1] if waiting else None


def counting(stores: object, quarter: Quarter | None = None) -> ModelSelect:
    """The self-views that count, of the stores that an expression chooses: one query."""
    later = SelfView.alias()
    found = (
        SelfView.select(SelfView)
        .join(Store)
        .join(
            later,
            JOIN.LEFT_OUTER,
            on=(later.store == SelfView.store)
            & (later.quarter == SelfView.quarter)
            & (later.number > SelfView.number),
        )
        .where(stores & later.id.is_null())
    )
    return found if quarter is None else found.where(SelfView.quarter == str(quarter))


def last_given(store: UUID, quarter: Quarter, until: datetime | None = None) -> SelfView | None:
    """The last self-view of a store's quarter, or the last one given `until` then."""
    found = SelfView.select().where((SelfView.store == store) & (SelfView.quarter == str(quarter)))
    if until is not None:
        found = found.where(SelfView.created_at <= until)
    return found.order_by(SelfView.number.desc()).first()


def newest(store: UUID) -> SelfView | None:
    """The self-view that counts in the newest quarter for which a store has given one."""
    found = SelfView.select().where(SelfView.store == store)
    return found.order_by(SelfView.quarter.desc(), SelfView.number.desc()).first()


def all_given(store: UUID, quarter: Quarter) -> Sequence[SelfView]:
    """Every self-view of a store's quarter, the first one first."""
    return list(
        SelfView.select()
        .where((SelfView.store == store) & (SelfView.quarter == str(quarter)))
        .order_by(SelfView.number)
    )
