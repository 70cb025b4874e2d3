"""Acts of the desk that touch two features at once."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from server.database import write
from server.desk.queries import open_elsewhere
from server.kernel.actor import Actor, Role
from server.people.commands import add_person
from server.people.models import Person
from server.programmes.models import FormVersion
from server.stores.commands import let_head, let_manage
from server.stores.queries import region_for, store_for
from server.visits.commands import move_form


def add_member(
    actor: Actor,
    identity: UUID,
    name: str,
    language: str,
    roles: Iterable[str],
    stores: Iterable[UUID],
    regions: Iterable[UUID],
) -> Person:
    """Add somebody with roles and with the stores and regions that these roles cover.

    Sent twice with the same identity, it adds nobody the second time. Raises name_unusable, and
    not_found for a store or region that there is none of.
    """
    held = frozenset(Role(role) for role in roles)
    with write():
        person = add_person(actor, name, held, language, identity=identity)
        if Role.STORE_MANAGER in held:
            for store in stores:
                let_manage(actor, store_for(actor, store), person.id)
        if Role.REGIONAL_HEAD in held:
            for region in regions:
                let_head(actor, region_for(actor, region), person.id)
    return person


def move_open_visits(
    actor: Actor, version: FormVersion, wave: UUID | None = None, visit: UUID | None = None
) -> int:
    """Have the visits that still lack a report reported on `version`; how many have changed.

    Of one wave or one visit alone where it is named. Raises form_does_not_fit.
    """
    with write():
        return move_form(actor, version, open_elsewhere(actor.at, version, wave, visit))
