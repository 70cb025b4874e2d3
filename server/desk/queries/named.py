"""Stores and shoppers as people name them: by id, by code, or by a part of the name."""

from __future__ import annotations

from server.kernel.actor import Actor
from server.kernel.ids import uuid_in
from server.kernel.problems import Problem
from server.people.models import Shopper
from server.people.queries import shoppers
from server.stores.models import Store
from server.stores.queries import choices_among, store_among, visible_to

# Far more than anybody reads; whoever looks for another writes its code.
_MOST_PROPOSED = 300


def store_named(actor: Actor, text: str) -> Store:
    """The open store that somebody means; raises store_unknown, store_closed and store_unclear."""
    return store_among(visible_to(actor), text)


def shopper_named(text: str) -> Shopper:
    """The shopper of a code or id; raises shopper_unknown and shopper_ended."""
    identity, code = uuid_in(text), text.strip().upper()
    there = Shopper.id == identity if identity else Shopper.code.in_([code, f"SH-{code}"])
    found = Shopper.get_or_none(there)
    if found is None:
        raise Problem("shopper_unknown", code=text[:40])
    if not found.active:
        raise Problem("shopper_ended", code=found.code)
    return found


def store_choices(actor: Actor, chosen: str = "") -> list[tuple[str, str]]:
    """Open stores to be chosen or proposed: id and words; of many, a part with the one chosen."""
    return choices_among(visible_to(actor), chosen)


def shopper_choices(but: str = "") -> list[tuple[str, str]]:
    """The shoppers who are sent out, likewise; without the one of a code."""
    rows = shoppers(_MOST_PROPOSED)
    return [(str(row.id), row.code) for row in rows if row.code != but]
