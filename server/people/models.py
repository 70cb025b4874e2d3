"""People, what they may do, and how they sign in. Shopper codes stand apart from names."""

from __future__ import annotations

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    Model,
    TextField,
    UUIDField,
)

from server.database import JsonField, UtcField, database
from server.kernel.ids import new_id


class Person(Model):
    """A human being, by name; read only by administrators and by the person.

    The address of whoever is only a shopper is read by what writes their letters, and by nobody.
    """

    id = UUIDField(primary_key=True, default=new_id)
    name = CharField(max_length=120)
    email = CharField(max_length=254, null=True, unique=True)
    language = CharField(max_length=8, default="en")
    created_at = UtcField()
    revoked_at = UtcField(null=True)

    class Meta:
        database = database
        table_name = "person"


class RoleGrant(Model):
    """That a person holds a role. What it covers (stores, regions) is kept by those."""

    person = ForeignKeyField(Person, backref="grants", on_delete="CASCADE")
    role = CharField(max_length=20)

    class Meta:
        database = database
        table_name = "role_grant"
        indexes = ((("person", "role"), True),)


class Shopper(Model):
    """A shopper as everybody but `reveal` sees one: a code."""

    id = UUIDField(primary_key=True, default=new_id)
    code = CharField(max_length=16, unique=True)
    language = CharField(max_length=8, default="en")
    active = BooleanField(default=True)
    created_at = UtcField()

    class Meta:
        database = database
        table_name = "shopper"


class ShopperIdentity(Model):
    """Which person a shopper code is. Nobody is ever shown it.

    `queries` compares with it, so that nobody shops or reviews at their own place.
    """

    shopper = ForeignKeyField(Shopper, unique=True, on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="codes", on_delete="CASCADE")

    class Meta:
        database = database
        table_name = "shopper_identity"


class SignInLink(Model):
    """A single-use link: kept as a hash, exchanged by a POST, dead after `expires_at`."""

    id = UUIDField(primary_key=True, default=new_id)
    token_hash = CharField(max_length=64, unique=True)
    # Exactly one of the three: a person's, a shopper's, or the first administrator's set-up link.
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    shopper = ForeignKeyField(Shopper, null=True, on_delete="CASCADE")
    purpose = CharField(max_length=12, default="sign_in")
    # What can be typed in its place, for a shorter time; the two are used up together.
    code_hash = CharField(max_length=64, null=True, unique=True)
    code_expires_at = UtcField(null=True)
    created_at = UtcField()
    expires_at = UtcField()
    used_at = UtcField(null=True)

    class Meta:
        database = database
        table_name = "sign_in_link"


class AddressClaim(Model):
    """An e-mail address that somebody says is theirs, until the code of its letter comes back.

    It stands beside the person, as the address itself does, also where a shopper gave it.
    """

    id = UUIDField(primary_key=True, default=new_id)
    person = ForeignKeyField(Person, unique=True, on_delete="CASCADE")
    address = CharField(max_length=254)
    code_hash = CharField(max_length=64, null=True)
    created_at = UtcField()
    expires_at = UtcField(index=True)

    class Meta:
        database = database
        table_name = "address_claim"


class DeviceKey(Model):
    """The public key of one installation of the phone app; what it signs can be nobody else's.

    `id` is the device's own id, the one that stands in its reports. The first key stays.
    """

    id = UUIDField(primary_key=True)
    shopper = ForeignKeyField(Shopper, on_delete="CASCADE")
    key = JsonField()
    created_at = UtcField()

    class Meta:
        database = database
        table_name = "device_key"


class Passkey(Model):
    """The public half of a passkey (WebAuthn) of a person or a shopper, exactly one of the two.

    It works at `host` alone. `sign_count` stays 0 for those that travel from device to device.
    """

    id = UUIDField(primary_key=True, default=new_id)
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    shopper = ForeignKeyField(Shopper, null=True, on_delete="CASCADE")
    name = CharField(max_length=60)
    host = CharField(max_length=253)
    credential = CharField(max_length=1400, unique=True)
    public_key = TextField()
    sign_count = BigIntegerField(default=0)
    synced = BooleanField(default=False)
    created_on = DateField()
    # To the day: that somebody signed in at noon is nobody's business.
    last_used_on = DateField(null=True)

    class Meta:
        database = database
        table_name = "passkey"


class SpentChallenge(Model):
    """A challenge that a passkey has answered, kept until it would be too late for it anyway."""

    digest = CharField(max_length=64, primary_key=True)
    expires_at = UtcField(index=True)

    class Meta:
        database = database
        table_name = "spent_challenge"


class RecoveryCode(Model):
    """A code in place of a passkey that is lost; kept as a hash, works once."""

    id = UUIDField(primary_key=True, default=new_id)
    person = ForeignKeyField(Person, on_delete="CASCADE")
    code_hash = CharField(max_length=64)
    created_on = DateField()
    used_at = UtcField(null=True)

    class Meta:
        database = database
        table_name = "recovery_code"
        indexes = ((("person", "code_hash"), True),)


class DeviceSession(Model):
    """One signed-in device; revocable, so that a lost phone can be shut out."""

    id = UUIDField(primary_key=True, default=new_id)
    token_hash = CharField(max_length=64, unique=True)
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    shopper = ForeignKeyField(Shopper, null=True, on_delete="CASCADE")
    device = CharField(max_length=120, default="")
    language = CharField(max_length=8, default="en")
    created_at = UtcField()
    last_seen_on = DateField(null=True)
    expires_at = UtcField()
    revoked_at = UtcField(null=True)
    # When a link, a passkey or a recovery code was last shown here; a code drawn on another device
    # of the same person's shows nothing new.
    confirmed_at = UtcField(null=True)

    class Meta:
        database = database
        table_name = "device_session"


class PlaceSeen(Model):
    """That a person looked at a place: when last, and up to when the visit before that was."""

    # Found by the unique index below.
    person = ForeignKeyField(Person, on_delete="CASCADE", index=False)
    place = CharField(max_length=48)
    seen_at = UtcField()
    since = UtcField(null=True)

    class Meta:
        database = database
        table_name = "place_seen"
        indexes = ((("person", "place"), True),)
