"""Stores and shoppers as people name them: by id, by code, or by a part of the name."""

from __future__ import annotations

from uuid import UUID

from peewee import fn

from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.people.models import Shopper
from server.people.queries import shoppers
from server.stores.models import Store
from server.stores.queries import stores_for, visible_to

# Far more than anybody reads; whoever looks for another writes its code.
_MOST_PROPOSED = 300
# Between name and code, in what a page proposes.
_PARTED = " · "


def store_named(actor: Actor, text: str) -> Store:
    """The open store that somebody means; raises store_unknown, store_closed and store_unclear."""
    mine = Store.select().where(Store.id.in_(visible_to(actor)))
    identity = _uuid(text)
    if identity is not None:
        found = list(mine.where(Store.id == identity))
    else:
        code = text.rpartition(_PARTED)[2].strip()
        found = list(mine.where(fn.LOWER(Store.code) == code.lower()))
    found = found or _by_name(actor, text)
    if not found:
        raise Problem("store_unknown", code=text[:60])
    if len(found) > 1:
        raise Problem("store_unclear", known=", ".join(_words(store) for store in found[:5]))
    if found[0].closed_at is not None:
        raise Problem("store_closed")
    return found[0]


def _by_name(actor: Actor, text: str) -> list[Store]:
    rows = Store.select().where(
        Store.id.in_(visible_to(actor)) & Store.closed_at.is_null() & Store.name.contains(text)
    )
    found = list(rows.order_by(Store.name, Store.code).limit(6))
    exact = [store for store in found if store.name.casefold() == text.casefold()]
    return exact or found


def shopper_named(text: str) -> Shopper:
    """The shopper of a code or id; raises shopper_unknown and shopper_ended."""
    identity, code = _uuid(text), text.strip().upper()
    there = Shopper.id == identity if identity else Shopper.code.in_([code, f"SH-{code}"])
    found = Shopper.get_or_none(there)
    if found is None:
        raise Problem("shopper_unknown", code=text[:40])
    if not found.active:
        raise Problem("shopper_ended", code=found.code)
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def _words(store: Store) -> str:
    return f"{store.name}{_PARTED}{store.code}"


def store_choices(actor: Actor, chosen: str = "") -> list[tuple[str, str]]:
    """Open stores to be chosen or proposed: id and words; of many, a part with the one chosen."""
    rows = stores_for(actor, most=_MOST_PROPOSED, still_open=True)
    found = {str(store.id): _words(store) for store in rows}
    identity = _uuid(chosen)
    if identity is not None and str(identity) not in found:
        open_one = (Store.id == identity) & Store.closed_at.is_null()
        more = Store.select().where(open_one & Store.id.in_(visible_to(actor)))
        found |= {str(store.id): _words(store) for store in more}
    return list(found.items())


def shopper_choices(but: str = "") -> list[tuple[str, str]]:
    """The shoppers who are sent out, likewise; without the one of a code."""
    rows = shoppers(_MOST_PROPOSED)
    return [(str(row.id), row.code) for row in rows if row.code != but]
