"""Who is let in no longer, and who is let in again; what somebody may do from now on.

An installation without an administrator could only be mended at its database. So the last one
stays: whoever changes administrators waits for whoever is changing them, and then counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from server.database import database, is_sqlite, write
from server.history.commands import record
from server.kernel.actor import Actor, Role
from server.kernel.erasing import ERASED
from server.kernel.problems import Problem
from server.people.commands.adding import check_roles
from server.people.commands.confirming import require_confirmed
from server.people.commands.sessions import end_sessions
from server.people.models import (
    DeviceKey,
    DeviceSession,
    Person,
    RoleGrant,
    Shopper,
    ShopperIdentity,
)
from server.people.rules import SessionLengths


def revoke_person(actor: Actor, person: UUID) -> int:
    """Let somebody in no longer: signed out everywhere at once; how many devices.

    What they held stays on record, and comes back with them. Raises not_found for somebody who is
    out already, last_administrator, and confirm_first.
    """
    require_confirmed(actor)
    with write():
        keep_an_administrator(person)
        # First of all: a sign-in that is under way waits for this row, or is found below.
        changed = (
            Person.update(revoked_at=actor.at)
            .where((Person.id == person) & Person.revoked_at.is_null())
            .execute()
        )
        if not changed:
            raise Problem("not_found")
        devices = end_sessions(actor, person=person)
        record(actor, "person.revoke", "person", person, devices=devices)
    return devices


def restore_person(actor: Actor, person: UUID) -> None:
    """Let somebody in again, with the roles that they had; they need a new link.

    Raises not_found for somebody who is not out.
    """
    with write():
        changed = (
            Person.update(revoked_at=None)
            .where(
                (Person.id == person) & Person.revoked_at.is_null(False) & (Person.name != ERASED)
            )
            .execute()
        )
        if not changed:
            raise Problem("not_found")
        record(actor, "person.restore", "person", person)


def change_roles(
    actor: Actor, person: UUID, roles: Iterable[Role], lengths: SessionLengths
) -> None:
    """Have somebody hold these roles and no others, from their next request on.

    Whoever becomes an administrator is signed in for no longer than administrators are, also where
    they are already. Raises roles_missing, roles_at_odds, last_administrator, and confirm_first
    where it makes or unmakes an administrator.
    """
    wanted = check_roles(roles)
    if not wanted:
        raise Problem("roles_missing")
    with write():
        if Role.ADMINISTRATOR not in wanted:
            keep_an_administrator(person)
        grants = RoleGrant.select(RoleGrant.role).where(RoleGrant.person == person).tuples()
        held = {Role(role) for (role,) in grants}
        if held == wanted:
            return
        if Role.ADMINISTRATOR in held ^ wanted:
            require_confirmed(actor)
            _shorten(actor, person, lengths.of(False, wanted))
        gone = [str(role) for role in held - wanted]
        RoleGrant.delete().where((RoleGrant.person == person) & RoleGrant.role.in_(gone)).execute()
        for role in sorted(wanted - held):
            RoleGrant.create(person=person, role=role)
        record(actor, "person.roles", "person", person, roles=sorted(wanted))


def _shorten(actor: Actor, person: UUID, lasts: timedelta) -> None:
    """End somebody's sessions when a new one would end, at the latest."""
    until = actor.at + lasts
    DeviceSession.update(expires_at=until).where(
        (DeviceSession.person == person) & (DeviceSession.expires_at > until)
    ).execute()


def keep_an_administrator(person: UUID) -> None:
    """Refuse what would take the last administrator away; raises last_administrator.

    Call it inside the transaction, before anything is changed. Others who change administrators
    wait until this transaction is over, so that of two who remove each other one is refused.
    """
    if not is_sqlite():
        # SQLite lets one transaction write at a time anyway.
        database.execute_sql("LOCK TABLE role_grant IN EXCLUSIVE MODE")
    rows = (
        RoleGrant.select(RoleGrant.person)
        .join(Person)
        .where((RoleGrant.role == Role.ADMINISTRATOR) & Person.revoked_at.is_null())
    )
    if {found for (found,) in rows.tuples()} == {person}:
        raise Problem("last_administrator")


def deactivate_shopper(actor: Actor, shopper: UUID, open_visits: int) -> int:
    """Send a shopper out no longer: signed out everywhere at once; how many devices.

    Their code, reports and visits stay as they are; how many visits are open is put on record. The
    keys of their phones stay too, so that what lies unsent on them can come in as a rescue file.
    Raises not_found for one who is out already.
    """
    with write():
        changed = (
            Shopper.update(active=False).where((Shopper.id == shopper) & Shopper.active).execute()
        )
        if not changed:
            raise Problem("not_found")
        devices = end_sessions(actor, shopper=shopper)
        record(actor, "shopper.deactivate", "shopper", shopper, visits=open_visits)
    return devices


def restore_shopper(actor: Actor, shopper: UUID) -> None:
    """Send a shopper out again; they need a new link.

    Raises not_found for one who is not out, and for a code that is nobody's since the person was
    erased.
    """
    somebody = ShopperIdentity.select(ShopperIdentity.shopper)
    with write():
        changed = (
            Shopper.update(active=True)
            .where((Shopper.id == shopper) & ~Shopper.active & Shopper.id.in_(somebody))
            .execute()
        )
        if not changed:
            raise Problem("not_found")
        record(actor, "shopper.restore", "shopper", shopper)


def forget_device(actor: Actor, shopper: UUID, device: UUID) -> None:
    """Remove the key of a shopper's phone; raises not_found for another's, or none.

    No rescue file of that phone is taken any more. A phone that is signed in registers anew.
    """
    mine = (DeviceKey.id == device) & (DeviceKey.shopper == shopper)
    with write():
        # While it can still be told whose it is.
        record(actor, "device.forget", "shopper", shopper, device=str(device))
        if not DeviceKey.delete().where(mine).execute():
            raise Problem("not_found")
