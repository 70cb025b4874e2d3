"""Adding people and shoppers, with their roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from peewee import IntegrityError

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor, Role
from server.kernel.ids import new_id, new_shopper_code
from server.kernel.problems import Problem
from server.people.commands.confirming import require_confirmed
from server.people.models import Person, RoleGrant, Shopper, ShopperIdentity
from server.people.queries import holder_of, member, own_codes
from server.people.rules import at_odds, plain_address

Added = TypeVar("Added", Person, Shopper)


def add_person(
    actor: Actor,
    name: str,
    roles: Iterable[Role],
    language: str = "en",
    email: str | None = None,
    identity: UUID | None = None,
) -> Person:
    """Add a person with roles; raises name_unusable, roles_at_odds, and what `taken` says.

    Raises confirm_first for an administrator: a device left open must not let anybody in for good.
    A page that was sent twice names the same `identity` twice: the person is then added once.
    """
    name = _usable_name(name)
    roles = check_roles(roles)
    if Role.ADMINISTRATOR in roles:
        require_confirmed(actor)

    def add(id: UUID) -> Person:
        person = _new_person(actor, id, name, language, email)
        for role in sorted(roles):
            RoleGrant.create(person=person, role=role)
        record(actor, "person.add", "person", person.id, roles=sorted(roles))
        return person

    return _once(Person, identity, add, email)


def add_shopper(
    actor: Actor,
    name: str,
    language: str = "en",
    email: str | None = None,
    identity: UUID | None = None,
    code: str | None = None,
    staff: UUID | None = None,
) -> Shopper:
    """Add a shopper: a person by name, a code apart from it, drawn unless it is given.

    `staff` is whoever of the staff the shopper is, in place of a new person: then nobody shops or
    reviews at their own place. Nothing but the name behind the code says so afterwards.
    A page that was sent twice names the same `identity` twice: the shopper is then added once.
    Raises name_unusable, shopper_code_taken, what `taken` says, and for one of the staff not_found,
    staff_shops_already and staff_address.
    """
    name = "" if staff else _usable_name(name)

    def add(id: UUID) -> Shopper:
        if staff:
            person = _one_of_staff(staff, email)
        else:
            person = _new_person(actor, new_id(), name, language, email)
        called = _checked_code(code) if code else _free_code()
        shopper = Shopper.create(id=id, code=called, language=language, created_at=actor.at)
        ShopperIdentity.create(shopper=shopper, person=person)
        record(actor, "shopper.add", "shopper", shopper.id)
        return shopper

    return _once(Shopper, identity, add, email)


def check_roles(roles: Iterable[Role]) -> frozenset[Role]:
    """Roles that one person can hold together; raises roles_at_odds for others."""
    held = frozenset(roles)
    if at_odds(held):
        raise Problem("roles_at_odds")
    return held


def taken(address: str) -> Problem:
    """The refusal of an address that somebody has: a member by name; a shopper is not told apart.

    For administrators, who alone add people and change addresses of others.
    """
    holder = holder_of(plain_address(address))
    return Problem("address_taken", name=holder) if holder else Problem("address_of_shopper")


def _once(
    model: type[Added], identity: UUID | None, add: Callable[[UUID], Added], email: str | None
) -> Added:
    """The row of `identity`, added in one transaction unless it is there."""
    try:
        with write():
            there = model.get_or_none(model.id == identity) if identity else None
            return there or add(identity or new_id())
    except IntegrityError:
        # A double click: on PostgreSQL the other one was added since we looked.
        there = model.get_or_none(model.id == identity) if identity else None
        if there is None and email:
            # Besides its identity, nobody's row has anything of its own but the address.
            raise taken(email) from None
        if there is None:
            raise
        return there


def _new_person(actor: Actor, id: UUID, name: str, language: str, email: str | None) -> Person:
    address = plain_address(email) if email else None
    if address and Person.select().where(Person.email == address).exists():
        raise taken(address)
    return Person.create(id=id, name=name, email=address, language=language, created_at=actor.at)


def _one_of_staff(person: UUID, email: str | None) -> Person:
    found = member(person)
    if email and plain_address(email) != found.email:
        raise Problem("staff_address")
    if Shopper.select().where(Shopper.id.in_(own_codes(person)) & Shopper.active).exists():
        raise Problem("staff_shops_already")
    return found


def _usable_name(name: str) -> str:
    name = " ".join(name.replace("\0", "").split())
    if not 1 <= len(name) <= 120:
        raise Problem("name_unusable")
    return name


def _checked_code(code: str) -> str:
    if Shopper.select().where(Shopper.code == code).exists():
        raise Problem("shopper_code_taken", code=code)
    return code


def _free_code() -> str:
    code = new_shopper_code()
    while Shopper.select().where(Shopper.code == code).exists():
        code = new_shopper_code()
    return code
