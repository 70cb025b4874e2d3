"""Acts on people that touch their roles and what these cover, or shoppers and their visits."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from server.database import write
from server.kernel.actor import Actor, Role
from server.oversight.queries import open_visits
from server.people import commands as people
from server.people.queries import member, shopper
from server.people.rules import SessionLengths
from server.stores import commands as areas
from server.stores.queries import region_for, responsible_for, store_for


def change_member(
    actor: Actor,
    person: UUID,
    roles: Iterable[str],
    stores: Iterable[UUID],
    regions: Iterable[UUID],
    lengths: SessionLengths,
) -> None:
    """Have somebody hold these roles, for these stores and regions and for no others.

    Stores without the role of a manager, and regions without that of a head, are left out. Raises
    not_found, roles_missing, roles_at_odds, last_administrator and confirm_first.
    """
    held = frozenset(Role(role) for role in roles)
    wanted_stores = set(stores) if Role.STORE_MANAGER in held else set()
    wanted_regions = set(regions) if Role.REGIONAL_HEAD in held else set()
    with write():
        people.change_roles(actor, member(person).id, held, lengths)
        managed, headed = responsible_for(person)
        for store in sorted(managed - wanted_stores):
            areas.stop_managing(actor, store, person)
        for region in sorted(headed - wanted_regions):
            areas.stop_heading(actor, region, person)
        for store in sorted(wanted_stores - managed):
            areas.let_manage(actor, store_for(actor, store), person)
        for region in sorted(wanted_regions - headed):
            areas.let_head(actor, region_for(actor, region), person)


def end_shopper(actor: Actor, identity: UUID) -> int:
    """Send a shopper out no longer; how many open visits they leave behind.

    The visits stay theirs until each is given to somebody else or cancelled, and are listed as
    waiting for that. Raises not_found for one who is out already.
    """
    with write():
        left = len(open_visits(shopper(identity).id, actor.at))
        people.deactivate_shopper(actor, identity, left)
    return left
