"""Who is behind a session, and lists of people for administrators."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from peewee import Expression, ModelSelect

from server.database import database
from server.database.statements import Lookup
from server.kernel.actor import Actor, Role
from server.kernel.ids import token_hash
from server.kernel.problems import Problem
from server.people.models import (
    AddressClaim,
    DeviceKey,
    DeviceSession,
    Passkey,
    Person,
    RecoveryCode,
    RoleGrant,
    Shopper,
    ShopperIdentity,
    SignInLink,
)
from server.people.rules import still_confirmed

# The table that joins code and name, for whoever must know it from others; read it nowhere else.
CODE_AND_NAME = ShopperIdentity

_SESSION = Lookup(
    lambda token, now: DeviceSession.select(
        DeviceSession.id,
        DeviceSession.person,
        DeviceSession.shopper,
        DeviceSession.language,
        DeviceSession.last_seen_on,
    ).where(
        (DeviceSession.token_hash == token)
        & DeviceSession.revoked_at.is_null()
        & (DeviceSession.expires_at > now)
    ),
    DeviceSession.token_hash,
    DeviceSession.expires_at,
)


def identify(token: str | None, now: datetime) -> tuple[Actor, date | None]:
    """The actor of the session that `token` opens, and the last day on which its device was seen.

    An actor without roles where there is no such session.
    """
    found = _SESSION.first(token_hash(token), now) if token else None
    if found is None:
        return Actor(at=now), None
    session, person, shopper, language, seen = found
    roles = frozenset({Role.SHOPPER}) if shopper else roles_of(person)
    who = Actor(
        at=now, roles=roles, person=person, shopper=shopper, session=session, language=language
    )
    return who, seen


def roles_of(person: UUID) -> frozenset[Role]:
    """The roles that a person holds; none for whoever was revoked, whatever stays on record."""
    rows = (
        RoleGrant.select(RoleGrant.role)
        .join(Person)
        .where((RoleGrant.person == person) & Person.revoked_at.is_null())
        .tuples()
    )
    return frozenset(Role(role) for (role,) in rows)


def ended(person: UUID | None, shopper: UUID | None) -> bool:
    """Whether a person was revoked, or a shopper is sent out no longer."""
    if shopper:
        return bool(Shopper.select().where((Shopper.id == shopper) & ~Shopper.active).exists())
    gone = (Person.id == person) & Person.revoked_at.is_null(False)
    return bool(Person.select().where(gone).exists())


def own_codes(person: UUID) -> frozenset[UUID]:
    """The shopper ids that are this person; used only to keep somebody from their own report."""
    rows = (
        ShopperIdentity.select(ShopperIdentity.shopper)
        .where(ShopperIdentity.person == person)
        .tuples()
    )
    return frozenset(shopper for (shopper,) in rows)


def is_own_code(shopper: UUID, person: UUID) -> bool:
    """Whether a shopper code is this person."""
    return shopper in own_codes(person)


def person_behind(shopper: UUID) -> ModelSelect:
    """A subselect of the person that a shopper code is; for conditions, never to be shown."""
    return ShopperIdentity.select(ShopperIdentity.person).where(ShopperIdentity.shopper == shopper)


def people_behind(shoppers: ModelSelect) -> ModelSelect:
    """The same of the codes that a subselect names."""
    both = ShopperIdentity.select(ShopperIdentity.person)
    return both.where(ShopperIdentity.shopper.in_(shoppers))


def codes_of(people: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Each of these people with each code that they are; for conditions, never to be shown."""
    mine = ShopperIdentity.person.in_(list(people))
    both = ShopperIdentity.select(ShopperIdentity.person, ShopperIdentity.shopper).where(mine)
    return list(both.tuples())


def held_with(people: Collection[UUID], shoppers: Collection[UUID]) -> tuple[set[UUID], set[UUID]]:
    """These people and codes, with the codes of the ones and the people behind the others.

    For what is kept or erased with them; never to be shown.
    """
    either = ShopperIdentity.person.in_(list(people)) | ShopperIdentity.shopper.in_(list(shoppers))
    pairs = ShopperIdentity.select(ShopperIdentity.person, ShopperIdentity.shopper).where(either)
    both = list(pairs.tuples())
    return {*people, *(one for one, _ in both)}, {*shoppers, *(code for _, code in both)}


def codes_with_a_name() -> ModelSelect:
    """A subselect of the codes behind which somebody still is."""
    return ShopperIdentity.select(ShopperIdentity.shopper)


def codes_with_an_address() -> ModelSelect:
    """A subselect of the shoppers who can be sent out and written to; for what writes letters."""
    reached = Person.email.is_null(False) & Person.revoked_at.is_null()
    return (
        ShopperIdentity.select(ShopperIdentity.shopper)
        .join_from(ShopperIdentity, Person)
        .join_from(ShopperIdentity, Shopper)
        .where(reached & Shopper.active)
    )


def any_administrator() -> bool:
    """Whether the installation has an administrator yet."""
    return RoleGrant.select().where(RoleGrant.role == Role.ADMINISTRATOR).exists()


def administrators() -> list[Person]:
    """Everybody who administers the installation, by name."""
    return list(
        Person.select()
        .join(RoleGrant)
        .where((RoleGrant.role == Role.ADMINISTRATOR) & Person.revoked_at.is_null())
        .order_by(Person.name)
    )


def members(most: int = 1000, past: bool = False) -> list[tuple[Person, frozenset[Role]]]:
    """Everybody who holds a role, by name, with the roles; or with `past` who was revoked.

    Whoever is only a shopper is left out: next to the list of codes, a list of their names would
    be half of the way from the one to the other.
    """
    held: dict[UUID, set[Role]] = {}
    for person, role in RoleGrant.select(RoleGrant.person, RoleGrant.role).tuples():
        held.setdefault(person, set()).add(Role(role))
    granted = RoleGrant.select(RoleGrant.person)
    found = Person.select().where(Person.id.in_(granted) & Person.revoked_at.is_null(not past))
    return [(row, frozenset(held[row.id])) for row in found.order_by(Person.name).limit(most)]


def member(person: UUID, past: bool = False) -> Person:
    """Somebody who holds a role, or with `past` held one until revoked; not_found for others."""
    granted = RoleGrant.select(RoleGrant.person)
    there = (Person.id == person) & Person.id.in_(granted)
    found = Person.get_or_none(there if past else there & Person.revoked_at.is_null())
    if found is None:
        raise Problem("not_found")
    return found


def shoppers(most: int = 1000, past: bool = False) -> list[Shopper]:
    """The shoppers who can be sent out, by code; or with `past` those who are no longer."""
    wanted = ~Shopper.active if past else Shopper.active
    return list(Shopper.select().where(wanted).order_by(Shopper.code).limit(most))


def shopper(identity: UUID, past: bool = False) -> Shopper:
    """A shopper who can be sent out, or with `past` ever could; not_found for any other."""
    there = Shopper.id == identity
    found = Shopper.get_or_none(there if past else there & Shopper.active)
    if found is None:
        raise Problem("not_found")
    return found


def sessions_of(actor: Actor) -> list[DeviceSession]:
    """The actor's own devices that are signed in, newest first."""
    if not actor.signed_in:
        return []
    mine = (
        DeviceSession.shopper == actor.shopper
        if actor.shopper
        else DeviceSession.person == actor.person
    )
    return list(
        DeviceSession.select()
        .where(mine & DeviceSession.revoked_at.is_null() & (DeviceSession.expires_at > actor.at))
        .order_by(DeviceSession.created_at.desc())
        .limit(50)
    )


def is_confirmed(actor: Actor) -> bool:
    """Whether the actor has signed in or shown a passkey on this device a short while ago."""
    if actor.session is None:
        return True
    found = DeviceSession.get_or_none(DeviceSession.id == actor.session)
    return found is not None and still_confirmed(found.confirmed_at, actor.at)


def is_new_here(actor: Actor, person: UUID) -> bool:
    """Whether a person was added a short while ago, and as no administrator."""
    found = Person.get_or_none(Person.id == person)
    return (
        found is not None
        and still_confirmed(found.created_at, actor.at)
        and Role.ADMINISTRATOR not in roles_of(person)
    )


def key_of(shopper: UUID, device: UUID) -> dict[str, str] | None:
    """The public key that a shopper's device registered; None where it is not known as theirs."""
    found = DeviceKey.get_or_none((DeviceKey.id == device) & (DeviceKey.shopper == shopper))
    return found.key if found else None


def grants_of(person: UUID) -> frozenset[Role]:
    """The roles on record of a person, also of one who was revoked."""
    rows = RoleGrant.select(RoleGrant.role).where(RoleGrant.person == person).tuples()
    return frozenset(Role(role) for (role,) in rows)


def signed_in(person: UUID | None, shopper: UUID | None, now: datetime) -> list[DeviceSession]:
    """Somebody's devices that are signed in, newest first, for whoever may sign them out."""
    theirs = DeviceSession.shopper == shopper if shopper else DeviceSession.person == person
    live = DeviceSession.revoked_at.is_null() & (DeviceSession.expires_at > now)
    found = DeviceSession.select().where(theirs & live)
    return list(found.order_by(DeviceSession.created_at.desc()).limit(50))


def keys_of(shopper: UUID) -> list[DeviceKey]:
    """The phones of a shopper whose key is known, newest first."""
    found = DeviceKey.select().where(DeviceKey.shopper == shopper)
    return list(found.order_by(DeviceKey.created_at.desc(), DeviceKey.id))


def passkeys_of(actor: Actor) -> list[Passkey]:
    """The actor's own passkeys, newest first."""
    mine = _owned_by(actor)
    return list(Passkey.select().where(mine).order_by(Passkey.created_on.desc(), Passkey.name))


def passkey(actor: Actor, key: UUID) -> Passkey:
    """One passkey of the actor's own; raises not_found for any other."""
    found = Passkey.get_or_none((Passkey.id == key) & _owned_by(actor))
    if found is None:
        raise Problem("not_found")
    return found


def _owned_by(actor: Actor) -> Expression:
    if actor.shopper:
        return Passkey.shopper == actor.shopper
    return Passkey.person == actor.person


def needs_passkey(person: UUID) -> bool:
    """Whether a link alone does not let somebody in: an administrator who has a passkey."""
    return Passkey.select().where(
        Passkey.person == person
    ).exists() and Role.ADMINISTRATOR in roles_of(person)


def recovery_codes_left(person: UUID) -> int:
    """How many recovery codes somebody has not used yet."""
    unused = (RecoveryCode.person == person) & RecoveryCode.used_at.is_null()
    return int(RecoveryCode.select().where(unused).count())


@dataclass(frozen=True, slots=True)
class Door:
    """One way in of a human being: as a person, or as a shopper's code; and in which language."""

    language: str
    person: UUID | None = None
    shopper: UUID | None = None


def doors_of(address: str) -> list[Door]:
    """What an address lets in; for the writing of letters, never to be shown."""
    known = Person.select(Person.id).where((Person.email == address) & Person.revoked_at.is_null())
    held = Person.id.in_(RoleGrant.select(RoleGrant.person))
    people = Person.select().where(Person.id.in_(known) & held)
    codes = (
        Shopper.select()
        .join(ShopperIdentity)
        .where(ShopperIdentity.person.in_(known) & Shopper.active)
    )
    return [
        *(Door(row.language, person=row.id) for row in people),
        *(Door(row.language, shopper=row.id) for row in codes),
    ]


def address_of(person: UUID | None = None, shopper: UUID | None = None) -> str | None:
    """Where a letter to a person or a shopper goes; a shopper's is never to be shown."""
    who = Person.id.in_(person_behind(shopper)) if shopper else Person.id == person
    found = Person.get_or_none(who & Person.revoked_at.is_null())
    return found.email if found else None


def own_person(actor: Actor) -> ModelSelect:
    """A subselect of the person that the actor is, also as a shopper; never to be shown."""
    if actor.shopper:
        return person_behind(actor.shopper)
    return Person.select(Person.id).where(Person.id == actor.person)


def claim_of(actor: Actor) -> AddressClaim | None:
    """The address that the actor has given and not confirmed yet."""
    mine = AddressClaim.person.in_(own_person(actor))
    found: AddressClaim | None = AddressClaim.get_or_none(
        mine & (AddressClaim.expires_at > actor.at)
    )
    return found


def holder_of(address: str) -> str | None:
    """Whose an address is, for administrators: a member's name, "" for a shopper's, or None."""
    return addresses_known([address]).get(address)


def addresses_known(among: Collection[str] | None = None) -> dict[str, str]:
    """Each address that somebody has, or those `among` these, with whose as `holder_of` says it.

    No code stands beside it: who has a list with names is not told which code is whose.
    """
    held = RoleGrant.select(RoleGrant.person)
    rows = Person.select(Person.email, Person.name, Person.id.in_(held))
    rows = rows.where(Person.email.is_null(False))
    if among is not None:
        rows = rows.where(Person.email.in_(list(among)))
    return {address: name if member else "" for address, name, member in rows.tuples()}


def names_of_shoppers() -> frozenset[str]:
    """The names behind codes that lead to somebody; which leads to whom nobody is told."""
    named = Person.id.in_(ShopperIdentity.select(ShopperIdentity.person))
    return frozenset(name for (name,) in Person.select(Person.name).where(named).tuples())


def shopper_codes() -> frozenset[str]:
    """Every code that was ever given."""
    return frozenset(code for (code,) in Shopper.select(Shopper.code).tuples())


def is_own_link(actor: Actor, token: str) -> bool:
    """Whether a link was given to whoever is signed in here."""
    if not actor.signed_in:
        return False
    mine = (
        SignInLink.shopper == actor.shopper if actor.shopper else SignInLink.person == actor.person
    )
    return SignInLink.select().where((SignInLink.token_hash == token_hash(token)) & mine).exists()


def name_of(actor: Actor) -> str:
    """What the page header calls the actor: the person's own name, or the shopper's code."""
    if actor.shopper:
        return str(Shopper.get_by_id(actor.shopper).code)
    return str(Person.get_by_id(actor.person).name) if actor.person else ""


def ready() -> bool:
    """Whether the database answers."""
    return bool(database.execute_sql("SELECT 1").fetchone())


def known_names() -> frozenset[str]:
    """The names of everybody known here, to find one in a text; whose it is nobody is told."""
    return frozenset(name for (name,) in Person.select(Person.name).tuples())
