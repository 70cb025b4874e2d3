"""Acts of the desk that touch two features at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from server.database import write
from server.desk.queries import Listed, open_elsewhere, still_to_be_made
from server.desk.queries import visit as listed
from server.history.commands import record
from server.kernel.actor import Actor, Role
from server.kernel.problems import Problem
from server.mail import commands as mail
from server.people.commands import add_person
from server.people.models import Person
from server.programmes.commands import change_programme
from server.programmes.models import FormVersion, Programme
from server.programmes.rules import Change
from server.scorecards.commands import forget_drawn
from server.scores.commands import coarsen, wait_again
from server.stores.commands import close_store as shut
from server.stores.commands import let_head, let_manage
from server.stores.models import Store
from server.stores.queries import region_for, store_for
from server.visits import commands as visits
from server.visits.commands import move_form


def add_member(
    actor: Actor,
    identity: UUID,
    name: str,
    language: str,
    roles: Iterable[str],
    stores: Iterable[UUID],
    regions: Iterable[UUID],
    email: str | None = None,
) -> Person:
    """Add somebody with roles and with the stores and regions that these roles cover.

    Sent twice with the same identity, it adds nobody the second time. Raises name_unusable and
    address_taken, and not_found for a store or region that there is none of.
    """
    held = frozenset(Role(role) for role in roles)
    with write():
        person = add_person(actor, name, held, language, email, identity)
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


def close_store(
    actor: Actor, store: Store, reason: str, cancelled: Collection[UUID] | None = None
) -> int:
    """Close a store, and cancel the visits that are still to be made there; how many.

    `cancelled` are those that whoever decides has seen, or None for all. Raises
    store_has_open_visits where there is another, and store_closed.
    """
    with write():
        shut(actor, store.id, reason)
        there = [each.id for each in still_to_be_made(actor.at, store.id)]
        if cancelled is not None and not set(there) <= set(cancelled):
            raise Problem("store_has_open_visits", count=len(there))
        for each in there:
            visits.cancel_visit(actor, each, reason)
    return len(there)


def cancel(actor: Actor, identity: UUID, reason: str) -> None:
    """Cancel a visit that is still to be made; raises not_found and visit_reported."""
    with write():
        if not _planned(actor, identity).can_be_cancelled:
            raise Problem("visit_reported")
        visits.cancel_visit(actor, identity, reason)


def reassign(actor: Actor, identity: UUID, shopper: UUID, reason: str | None = None) -> None:
    """Give a visit of which nothing has arrived to another shopper.

    Raises not_found, visit_reported and shops_own_store.
    """
    with write():
        if not _planned(actor, identity).can_change_hands:
            raise Problem("visit_reported")
        visits.reassign_visit(actor, identity, shopper, reason)


def _planned(actor: Actor, identity: UUID) -> Listed:
    found = listed(actor.at, identity)
    if found is None or found.state == "cancelled":
        raise Problem("not_found")
    return found


def retry_message(actor: Actor, message: UUID) -> None:
    """Try a message again that could not be delivered; raises not_found."""
    with write():
        mail.retry(message, actor.at)
        record(actor, "message.retry", "message", message)


def discard_message(actor: Actor, message: UUID) -> None:
    """Give a message up that could not be delivered; raises not_found."""
    with write():
        mail.discard(message)
        record(actor, "message.discard", "message", message)


def set_programme(
    actor: Actor, programme: Programme, asked: Mapping[str, Any]
) -> tuple[Change, ...]:
    """Change a programme's settings, with all that follows for stores; what has changed.

    A coarser rounding takes hold at once, also of what is published; a finer one only of visits
    that are scored from now on. Raises programme_setting_unfit.
    """
    with write():
        made = {change.name: change for change in change_programme(actor, programme, asked)}
        if "rounding" in made:
            forget_drawn(coarsen(actor, programme.id, made["rounding"].new))
        if made.keys() & {"rounding", "whole_period"}:
            wait_again(actor, programme.id)
    return tuple(made.values())
