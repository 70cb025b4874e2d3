"""E-mail addresses: kept with the person, and where links are sent."""

from __future__ import annotations

from uuid import UUID

from peewee import IntegrityError

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.mail.commands import post
from server.people.commands.adding import taken
from server.people.commands.confirming import require_confirmed
from server.people.models import Person
from server.people.queries import person_behind
from server.people.rules import plain_address


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
    confirm_first for a link of one's own: whoever reads the mail of another address would be
    confirmed by it.
    """
    if person and person == actor.person:
        require_confirmed(actor)
    who = Person.id.in_(person_behind(shopper)) if shopper else Person.id == person
    kind, whose = ("shopper", shopper) if shopper else ("person", person)
    try:
        with write():
            if address:
                Person.update(email=plain_address(address)).where(who).execute()
                record(actor, "address.keep", kind, whose)
            if not Person.select().where(who & Person.email.is_null(False)).exists():
                raise Problem("address_missing")
            post("people.invited", {kind: str(whose)}, actor.at)
            record(actor, "link.send", kind, whose)
    except IntegrityError:
        raise taken(address or "") from None
