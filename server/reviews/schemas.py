"""What the reviewers' JSON resource takes and gives."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields


class WaitingSchema(Schema):
    """A report in the queue. `code` is the shopper's; no name is ever here."""

    submission = fields.UUID()
    code = fields.String()
    store = fields.String()
    form = fields.String()
    received_at = fields.AwareDateTime()
    revision = fields.Integer()
    outcome = fields.String()
    flags = fields.List(fields.String())
    announced = fields.Integer(metadata={"description": "photos that the report brings"})
    present = fields.Integer(metadata={"description": "those that have arrived"})


class QueueSchema(Schema):
    """One page of what waits, oldest first, and what the reviewer has claimed."""

    waiting = fields.List(fields.Nested(WaitingSchema))
    mine = fields.List(fields.Nested(WaitingSchema))
    total = fields.Integer()
    page = fields.Integer()
    pages = fields.Integer()


class NoteSchema(Schema):
    """What the shopper should correct."""

    class Meta:
        unknown = RAISE

    note = fields.String(required=True)


class StateSchema(Schema):
    """Where a report stands after the verdict."""

    submission = fields.UUID()
    state = fields.String()
    undo_seconds = fields.Integer(metadata={"description": "how long it can be undone"})
