"""The public keys of shoppers' phones."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from peewee import IntegrityError

from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.people import rules
from server.people.models import DeviceKey

# A shopper has a phone or two; each time its browser's storage is wiped, it is a new device.
MOST_DEVICES = 50


def register_device(actor: Actor, device: UUID, key: Mapping[str, str]) -> bool:
    """Keep the public key of the actor's device; whether it is new. The same again is fine.

    Raises device_key_unusable, device_taken where the device has another key or another shopper,
    and device_limit.
    """
    try:
        rules.public_key(key)
    except ValueError:
        raise Problem("device_key_unusable") from None
    try:
        return _insert_key(actor, device, key)
    except IntegrityError:
        # On PostgreSQL two tabs can be equally fast; the second finds what the first wrote.
        return _insert_key(actor, device, key)


def _insert_key(actor: Actor, device: UUID, key: Mapping[str, str]) -> bool:
    with write():
        there = DeviceKey.get_or_none(DeviceKey.id == device)
        if there is not None:
            if there.shopper_id != actor.shopper or there.key != key:
                raise Problem("device_taken")
            return False
        if DeviceKey.select().where(DeviceKey.shopper == actor.shopper).count() >= MOST_DEVICES:
            raise Problem("device_limit", limit=MOST_DEVICES)
        DeviceKey.create(
            force_insert=True, id=device, shopper=actor.shopper, key=key, created_at=actor.at
        )
        record(actor, "device.register", "device_key", device)
    return True
