"""Erasing who somebody is. That there was somebody, and what was done, stays without a name."""

from __future__ import annotations

from datetime import datetime

from server.database import write
from server.kernel.actor import Actor
from server.kernel.erasing import ERASED, Held, Whose
from server.people.models import (
    AddressClaim,
    DeviceKey,
    DeviceSession,
    Passkey,
    Person,
    PlaceSeen,
    RecoveryCode,
    RoleGrant,
    Shopper,
    ShopperIdentity,
    SignInLink,
)


def erase(actor: Actor, whose: Whose, _held: Held) -> None:
    """Erase name, address, roles, links, sessions and devices of a person and of their codes.

    The codes stay in what they reported, and lead to nobody any more.
    """
    codes = list(whose.shoppers)
    with write():
        for table in (SignInLink, Passkey, DeviceSession):
            mine = (table.person == whose.person) | table.shopper.in_(codes)
            table.delete().where(mine).execute()
        for own in (RecoveryCode, PlaceSeen, AddressClaim):
            own.delete().where(own.person == whose.person).execute()
        DeviceKey.delete().where(DeviceKey.shopper.in_(codes)).execute()
        ShopperIdentity.delete().where(ShopperIdentity.person == whose.person).execute()
        RoleGrant.delete().where(RoleGrant.person == whose.person).execute()
        Shopper.update(active=False).where(Shopper.id.in_(codes)).execute()
        Person.update(name=ERASED, email=None, revoked_at=actor.at).where(
            Person.id == whose.person
        ).execute()


def erase_old(actor: Actor, before: datetime, held: Held) -> None:
    """Erase links, and sessions with the names of their devices, that ended before an instant.

    And addresses that nobody has confirmed in time.
    """
    for table in (SignInLink, DeviceSession):
        kept = table.person.in_(list(held.people)) | table.shopper.in_(list(held.shoppers))
        ended = table.select(table.id).where(table.expires_at < before)
        with write():
            spared = table.select(table.id).where(kept)
            gone = table.id.in_(ended) & table.id.not_in(spared)
            table.delete().where(gone).execute()
    with write():
        gone = AddressClaim.expires_at < actor.at
        AddressClaim.delete().where(gone & AddressClaim.person.not_in(list(held.people))).execute()
