"""When somebody last looked at a place; and an act of the history is found by its name.

A frozen copy: it does not follow the models when they change.
"""

from peewee import CharField, ForeignKeyField, Model, UUIDField

from server.database.fields import UtcField


class Person(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "person"


class PlaceSeen(Model):
    person = ForeignKeyField(Person, on_delete="CASCADE", index=False)
    place = CharField(max_length=48)
    seen_at = UtcField()
    since = UtcField(null=True)

    class Meta:
        table_name = "place_seen"
        indexes = ((("person", "place"), True),)


def up(migrator, db):
    """Create the table and the index."""
    with db.bind_ctx([Person, PlaceSeen]):
        db.create_tables([PlaceSeen], safe=False)
    db.execute_sql('CREATE INDEX "historyentry_act" ON "history_entry" ("act")')


def down(migrator, db):
    """Drop both, with what the table holds."""
    db.execute_sql('DROP INDEX "historyentry_act"')
    with db.bind_ctx([Person, PlaceSeen]):
        db.drop_tables([PlaceSeen], safe=False)
