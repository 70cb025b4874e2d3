"""E-mail addresses: kept with the person, where links are sent, and changed only by who may."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from peewee import IntegrityError

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.ids import code_hash, new_code, plain_code
from server.kernel.problems import Problem
from server.mail.commands import post
from server.people.commands.adding import taken
from server.people.commands.confirming import require_confirmed, require_confirmed_for
from server.people.models import AddressClaim, Person, RoleGrant
from server.people.queries import claim_of, is_new_here, own_person, person_behind
from server.people.rules import plain_address

# Of the code that says that a letter has arrived.
_LETTERS = 8
# How long a letter may take that the worker has still to write.
_WAITS = timedelta(days=2)


def ask_for_link(actor: Actor, address: str) -> None:
    """Have a sign-in link sent to an address, if it is that of anybody.

    Nothing is looked up here: whoever asks learns nothing, neither from the answer nor from the
    time that it takes. An address is known by the time the letter is written.
    """
    with write():
        post("people.asked", {"address": plain_address(address)}, actor.at)


def send_link(
    actor: Actor,
    person: UUID | None = None,
    shopper: UUID | None = None,
    address: str | None = None,
) -> None:
    """Send a new sign-in link to the address that is kept, or to `address`, which is kept then.

    Raises what `taken` says, address_missing where none is kept and none was given, and
    confirm_first for a link of one's own, as whoever reads the mail of another address would be
    confirmed by it, and of a colleague's, as for one that is shown.
    """
    if person and person == actor.person:
        require_confirmed(actor)
    elif person:
        require_confirmed_for(actor, person)
    who = Person.id.in_(person_behind(shopper)) if shopper else Person.id == person
    kind, whose = ("shopper", shopper) if shopper else ("person", person)
    with write():
        if address:
            keep_address(actor, address, person, shopper)
        if not Person.select().where(who & Person.email.is_null(False)).exists():
            raise Problem("address_missing")
        post("people.invited", {kind: str(whose)}, actor.at)
        record(actor, "link.send", kind, whose)


def keep_address(
    actor: Actor, address: str | None, person: UUID | None = None, shopper: UUID | None = None
) -> None:
    """Keep an address of somebody, or none any more, as an administrator says; unconfirmed.

    One of the staff who shops too has one address: by the code it stays as it is, or whoever looks
    at the staff would see whose code that is.

    What they wanted to have confirmed themselves is over with it. Raises what `taken` says, and
    confirm_first: links go there.
    """
    if not (person and is_new_here(actor, person)):
        require_confirmed(actor)
    who = Person.id.in_(person_behind(shopper)) if shopper else Person.id == person
    kind, whose = ("shopper", shopper) if shopper else ("person", person)
    plain = plain_address(address) if address else None
    try:
        with write():
            if not (shopper and _of_staff(shopper)):
                Person.update(email=plain).where(who).execute()
                AddressClaim.delete().where(
                    AddressClaim.person.in_(Person.select(Person.id).where(who))
                ).execute()
            if plain:
                record(actor, "address.keep", kind, whose)
            else:
                record(actor, "address.remove", kind, whose)
    except IntegrityError:
        raise taken(plain or "") from None


def claim_address(actor: Actor, address: str) -> None:
    """Have a letter with a code sent to an address that the actor says is theirs.

    Until the code comes back the address counts for nothing. Whether somebody else has it is not
    looked up here, so that nobody learns who is known. Raises confirm_first, as a device that was
    left open must send nobody's links elsewhere, and address_of_staff.
    """
    require_confirmed(actor)
    _not_by_code_of_staff(actor)
    plain = plain_address(address)
    with write():
        AddressClaim.delete().where(AddressClaim.person.in_(own_person(actor))).execute()
        claim = AddressClaim.create(
            person=own_person(actor).scalar(),
            address=plain,
            created_at=actor.at,
            expires_at=actor.at + _WAITS,
        )
        post("people.claimed", {"claim": str(claim.id)}, actor.at)
        record(actor, "address.ask", actor.kind, actor.id)


def draw_claim_code(claim: UUID, until: datetime) -> str:
    """The code of a claim, told once, in the letter; the one before stops working."""
    code = new_code(_LETTERS)
    with write():
        AddressClaim.update(code_hash=code_hash(code), expires_at=until).where(
            AddressClaim.id == claim
        ).execute()
    return code


def confirm_address(actor: Actor, typed: str) -> None:
    """Keep the address whose letter had this code. Only whoever asked for it can.

    The one before is told, so that nobody's links go elsewhere unseen.
    Raises code_unusable, and address_in_use where somebody else has it.
    """
    hashed = code_hash(plain_code(typed))
    try:
        with write():
            claim = claim_of(actor)
            if claim is None or claim.code_hash != hashed:
                raise Problem("code_unusable")
            if claim.person.email != claim.address:
                _tell_the_old(actor, claim.person)
            Person.update(email=claim.address).where(Person.id == claim.person_id).execute()
            AddressClaim.delete().where(AddressClaim.id == claim.id).execute()
            record(actor, "address.confirm", actor.kind, actor.id)
    except IntegrityError:
        raise Problem("address_in_use") from None


def drop_address(actor: Actor, tell: bool = False) -> None:
    """Keep no address of the actor's any more, nor one that waits for its code.

    The one that was kept can be told. Raises address_of_staff.
    """
    _not_by_code_of_staff(actor)
    with write():
        if tell:
            _tell_the_old(actor, Person.get(Person.id.in_(own_person(actor))))
        AddressClaim.delete().where(AddressClaim.person.in_(own_person(actor))).execute()
        Person.update(email=None).where(Person.id.in_(own_person(actor))).execute()
        record(actor, "address.drop", actor.kind, actor.id)


def _tell_the_old(actor: Actor, person: Person) -> None:
    """Have a letter sent to the address that somebody has until now, if any."""
    if person.email:
        post("people.moved", {"person": str(person.id), "address": person.email}, actor.at)


def _not_by_code_of_staff(actor: Actor) -> None:
    if actor.shopper and _of_staff(actor.shopper):
        raise Problem("address_of_staff")


def _of_staff(shopper: UUID) -> bool:
    """Whether a code is somebody who holds a role, too; never to be shown."""
    behind = RoleGrant.person.in_(person_behind(shopper))
    return bool(RoleGrant.select().where(behind).exists())
