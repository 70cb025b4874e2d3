"""History, tasks, people and stores, as they were first.

A frozen copy: it does not follow the models when they change.
"""

from peewee import (
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)

from server.database.fields import JsonField, UtcField


class Person(Model):
    id = UUIDField(primary_key=True)
    name = CharField(max_length=120)
    email = CharField(unique=True, null=True, max_length=254)
    language = CharField(max_length=8, default="en")
    created_at = UtcField()
    revoked_at = UtcField(null=True)

    class Meta:
        table_name = "person"


class Shopper(Model):
    id = UUIDField(primary_key=True)
    code = CharField(unique=True, max_length=16)
    language = CharField(max_length=8, default="en")
    active = BooleanField(default=True)
    created_at = UtcField()

    class Meta:
        table_name = "shopper"


class DeviceSession(Model):
    id = UUIDField(primary_key=True)
    token_hash = CharField(unique=True, max_length=64)
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    shopper = ForeignKeyField(Shopper, null=True, on_delete="CASCADE")
    device = CharField(max_length=120, default="")
    language = CharField(max_length=8, default="en")
    created_at = UtcField()
    expires_at = UtcField()
    revoked_at = UtcField(null=True)

    class Meta:
        table_name = "device_session"


class HistoryEntry(Model):
    at = UtcField()
    actor_kind = CharField(max_length=16)
    actor = UUIDField(null=True)
    act = CharField(max_length=60)
    object_kind = CharField(max_length=40)
    object = CharField(max_length=64)
    details = JsonField(default=dict)

    class Meta:
        table_name = "history_entry"
        indexes = ((("object_kind", "object"), False), (("at",), False), (("actor",), False))


class HistoryReason(Model):
    entry = ForeignKeyField(HistoryEntry, on_delete="CASCADE")
    words = TextField()

    class Meta:
        table_name = "history_reason"


class Region(Model):
    id = UUIDField(primary_key=True)
    parent = ForeignKeyField("self", null=True)
    name = CharField(max_length=120)
    path = CharField(index=True, max_length=740)

    class Meta:
        table_name = "region"


class RegionHead(Model):
    region = ForeignKeyField(Region, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")

    class Meta:
        table_name = "region_head"
        indexes = ((("region", "person"), True),)


class RoleGrant(Model):
    person = ForeignKeyField(Person, on_delete="CASCADE")
    role = CharField(max_length=20)

    class Meta:
        table_name = "role_grant"
        indexes = ((("person", "role"), True),)


class ShopperIdentity(Model):
    shopper = ForeignKeyField(Shopper, unique=True, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")

    class Meta:
        table_name = "shopper_identity"


class SignInLink(Model):
    id = UUIDField(primary_key=True)
    token_hash = CharField(unique=True, max_length=64)
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    shopper = ForeignKeyField(Shopper, null=True, on_delete="CASCADE")
    purpose = CharField(max_length=12, default="sign_in")
    created_at = UtcField()
    expires_at = UtcField()
    used_at = UtcField(null=True)

    class Meta:
        table_name = "sign_in_link"


class Store(Model):
    id = UUIDField(primary_key=True)
    region = ForeignKeyField(Region)
    code = CharField(unique=True, max_length=24)
    name = CharField(max_length=120)
    address = CharField(max_length=240, default="")
    mark = CharField(max_length=2)
    colour = CharField(max_length=7)
    zone = CharField(max_length=64)
    currency = CharField(max_length=3)
    locale = CharField(max_length=12)
    created_at = UtcField()
    closed_at = UtcField(null=True)

    class Meta:
        table_name = "store"


class StoreManager(Model):
    store = ForeignKeyField(Store, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")

    class Meta:
        table_name = "store_manager"
        indexes = ((("store", "person"), True),)


class Task(Model):
    kind = CharField(max_length=60)
    payload = JsonField(default=dict)
    state = CharField(max_length=12, default="waiting")
    run_at = UtcField()
    tries = IntegerField(default=0)
    claimed_at = UtcField(null=True)
    finished_at = UtcField(null=True)
    error = TextField(null=True)

    class Meta:
        table_name = "task"
        indexes = ((("state", "run_at"), False),)


TABLES = [
    Person,
    Shopper,
    DeviceSession,
    HistoryEntry,
    HistoryReason,
    Region,
    RegionHead,
    RoleGrant,
    ShopperIdentity,
    SignInLink,
    Store,
    StoreManager,
    Task,
]


def up(migrator, db):
    """Create the tables."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(migrator, db):
    """Drop the tables, with what they hold."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
