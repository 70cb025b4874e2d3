"""Passkeys, recovery codes, and on which day a signed-in device was last seen.

A frozen copy: it does not follow the models when they change.
"""

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

from server.database.fields import UtcField


class Person(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "person"


class Shopper(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "shopper"


class Passkey(Model):
    id = UUIDField(primary_key=True)
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    shopper = ForeignKeyField(Shopper, null=True, on_delete="CASCADE")
    name = CharField(max_length=60)
    host = CharField(max_length=253)
    credential = CharField(max_length=1400, unique=True)
    public_key = TextField()
    sign_count = BigIntegerField(default=0)
    synced = BooleanField(default=False)
    created_on = DateField()
    last_used_on = DateField(null=True)

    class Meta:
        table_name = "passkey"


class SpentChallenge(Model):
    digest = CharField(max_length=64, primary_key=True)
    expires_at = UtcField(index=True)

    class Meta:
        table_name = "spent_challenge"


class RecoveryCode(Model):
    id = UUIDField(primary_key=True)
    person = ForeignKeyField(Person, on_delete="CASCADE")
    code_hash = CharField(max_length=64)
    created_on = DateField()
    used_at = UtcField(null=True)

    class Meta:
        table_name = "recovery_code"
        indexes = ((("person", "code_hash"), True),)


TABLES = [Passkey, SpentChallenge, RecoveryCode]


def up(migrator, db):
    """Create the tables and add the column."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)
    migrator.migrate(migrator.add_column("device_session", "last_seen_on", DateField(null=True)))


def down(migrator, db):
    """Drop them, with what they hold."""
    # Said in SQL, which both engines know: the helper would build SQLite's table anew.
    db.execute_sql('ALTER TABLE "device_session" DROP COLUMN "last_seen_on"')
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
