"""Regions, stores, and who is responsible for which."""

from __future__ import annotations

from peewee import SQL, CharField, DoubleField, ForeignKeyField, Model, UUIDField

from server.database import UtcField, database
from server.kernel.ids import new_id
from server.people.models import Person


class Region(Model):
    """A node of the tree; `path` is the ids from the root, `/a/b/`, so that below is a prefix."""

    id = UUIDField(primary_key=True, default=new_id)
    parent = ForeignKeyField("self", null=True, backref="children")
    name = CharField(max_length=120)
    path = CharField(max_length=740, index=True)

    class Meta:
        database = database
        table_name = "region"


class Store(Model):
    """One shop. `zone` is an IANA zone; `mark` and `colour` tell stores apart on the phone.

    `name_order` is the name as lists are sorted by it, on every database alike. `latitude` and
    `longitude` in degrees, both or neither.
    """

    id = UUIDField(primary_key=True, default=new_id)
    region = ForeignKeyField(Region, backref="stores")
    code = CharField(max_length=24, unique=True)
    name = CharField(max_length=120)
    name_order = CharField(max_length=240, default="", constraints=[SQL("DEFAULT ''")])
    address = CharField(max_length=240, default="")
    mark = CharField(max_length=2)
    colour = CharField(max_length=7)
    zone = CharField(max_length=64)
    currency = CharField(max_length=3)
    locale = CharField(max_length=12)
    created_at = UtcField()
    closed_at = UtcField(null=True)
    latitude = DoubleField(null=True)
    longitude = DoubleField(null=True)

    class Meta:
        database = database
        table_name = "store"


class StoreManager(Model):
    """That a person manages a store."""

    store = ForeignKeyField(Store, backref="managers", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="managed", on_delete="CASCADE")

    class Meta:
        database = database
        table_name = "store_manager"
        indexes = ((("store", "person"), True),)


class RegionHead(Model):
    """That a person heads a region and all below it."""

    region = ForeignKeyField(Region, backref="heads", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="headed", on_delete="CASCADE")

    class Meta:
        database = database
        table_name = "region_head"
        indexes = ((("region", "person"), True),)
