"""Announced photos, uploads under way, and content that is whole."""

from __future__ import annotations

from peewee import BigIntegerField, CharField, IntegerField, Model, UUIDField

from server.database import JsonField, UtcField, database


class Media(Model):
    """Content that has arrived whole and was checked against its hash."""

    sha256 = CharField(max_length=64, primary_key=True)
    size = BigIntegerField()
    kind = CharField(max_length=20)
    width = IntegerField()
    height = IntegerField()
    received_at = UtcField()

    class Meta:
        database = database
        table_name = "media"


class ExpectedPhoto(Model):
    """That a report announced a photo. `submission` and `shopper` are plain ids from above."""

    submission = UUIDField()
    revision = IntegerField()
    shopper = UUIDField()
    sha256 = CharField(max_length=64)
    size = BigIntegerField()
    question = CharField(max_length=80)
    position = IntegerField()
    taken = JsonField(null=True)

    class Meta:
        database = database
        table_name = "expected_photo"
        indexes = (
            (("submission", "revision", "position"), True),
            (("sha256", "shopper"), False),
        )


class Upload(Model):
    """How much of a photo has arrived, while it comes in chunks."""

    sha256 = CharField(max_length=64)
    shopper = UUIDField()
    size = BigIntegerField()
    received = BigIntegerField(default=0)
    updated_at = UtcField()

    class Meta:
        database = database
        table_name = "upload"
        indexes = ((("shopper", "sha256"), True),)
