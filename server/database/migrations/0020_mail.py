"""Messages to deliver, counts of what may not be done too often, and codes beside sign-in links.

A frozen copy: it does not follow the models when they change.
"""

from peewee import CharField, IntegerField, Model, UUIDField

from server.database.fields import JsonField, UtcField


class Message(Model):
    id = UUIDField(primary_key=True)
    kind = CharField(max_length=60)
    payload = JsonField(default=dict)
    state = CharField(max_length=12, default="waiting")
    run_at = UtcField()
    tries = IntegerField(default=0)
    claimed_at = UtcField(null=True)
    failure = CharField(max_length=20, null=True)
    answer = IntegerField(null=True)
    created_at = UtcField()

    class Meta:
        table_name = "message"
        indexes = ((("state", "run_at"), False),)


class Count(Model):
    key = CharField(max_length=120, primary_key=True)
    times = IntegerField()
    until = UtcField(index=True)

    class Meta:
        table_name = "rate_count"


TABLES = [Message, Count]
COLUMNS = [
    ("code_hash", CharField(max_length=64, null=True)),
    ("code_expires_at", UtcField(null=True)),
]


def up(migrator, db):
    """Create the tables, and add the columns of codes."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)
    for name, field in COLUMNS:
        migrator.migrate(migrator.add_column("sign_in_link", name, field))
    migrator.migrate(migrator.add_index("sign_in_link", ("code_hash",), True))


def down(migrator, db):
    """Drop the tables and the columns, with what they hold."""
    migrator.migrate(migrator.drop_index("sign_in_link", "sign_in_link_code_hash"))
    for name, _field in reversed(COLUMNS):
        # Said in SQL, which both engines know: the helper would build SQLite's table anew.
        db.execute_sql(f'ALTER TABLE "sign_in_link" DROP COLUMN "{name}"')
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
