"""Messages go by their age and with whoever they are to; a hold keeps them."""

from __future__ import annotations

from uuid import UUID

import pytest

from server import wiring
from server.mail.models import Message
from server.people.commands import claim_address
from server.people.models import AddressClaim, Person, ShopperIdentity
from server.retention.commands import erase_due, erase_person, lift_hold, place_hold
from tests.cast import Chain

ADDRESS = "sol.qx@example.com"


def put(chain: Chain, state: str = "parked", **payload: object) -> UUID:
    """A message that could not be delivered, or still waits."""
    at = chain.clock.now()
    made = Message.create(
        kind="people.invited", payload=payload, state=state, run_at=at, created_at=at
    )
    return UUID(str(made.id))


def erase_old(chain: Chain) -> None:
    erase_due(wiring.ERASURES, chain.clock.now())


def months(chain: Chain, number: int) -> None:
    chain.programme.retention_months = number
    chain.programme.save()


@pytest.mark.parametrize("state", ["parked", "waiting", "sending"])
def test_it_works(chain: Chain, state: str) -> None:
    months(chain, 1)
    put(chain, state, person=str(chain.mateo.id))
    chain.later(days=27)
    erase_old(chain)
    assert Message.select().count() == 1
    chain.later(days=5)
    erase_old(chain)
    assert Message.select().count() == 0


def test_a_period_of_no_months_keeps_them(chain: Chain) -> None:
    months(chain, 0)
    put(chain, "waiting", person=str(chain.mateo.id))
    chain.later(days=5000)
    erase_old(chain)
    assert Message.select().count() == 1


@pytest.mark.parametrize("kind", ["person", "shopper", "programme"])
def test_a_hold_keeps_them_until_it_is_lifted(chain: Chain, kind: str) -> None:
    months(chain, 1)
    who = {"person": chain.mateo.id, "shopper": chain.sol.id}.get(kind)
    put(chain, **{kind: str(who or chain.mateo.id)})
    hold = place_hold(chain.actor(chain.ana), kind, who, "A court asked.")
    chain.later(days=40)
    erase_old(chain)
    assert Message.select().count() == 1
    lift_hold(chain.actor(chain.ana), hold.id, "It is over.")
    erase_old(chain)
    assert Message.select().count() == 0


def test_they_go_with_whoever_is_erased(chain: Chain) -> None:
    sol = ShopperIdentity.get(ShopperIdentity.shopper == chain.sol.id).person
    Person.update(email=ADDRESS).where(Person.id == sol.id).execute()
    put(chain, shopper=str(chain.sol.id))
    put(chain, "waiting", address=ADDRESS)
    kept = put(chain, person=str(chain.mateo.id))
    claim_address(chain.actor(chain.sol), "another.qx@example.com")
    erase_person(chain.actor(chain.ana), wiring.ERASURES, sol.id)
    left = {UUID(str(row.id)) for row in Message.select() if "claim" not in row.payload}
    assert left == {kept}
    assert "qx@" not in str([row.payload for row in Message.select()])
    assert AddressClaim.select().count() == 0


def test_an_address_that_nobody_confirms_is_forgotten(chain: Chain) -> None:
    claim_address(chain.actor(chain.mateo), "m.qx@example.com")
    erase_old(chain)
    assert AddressClaim.select().count() == 1
    chain.later(days=3)
    erase_old(chain)
    assert AddressClaim.select().count() == 0
