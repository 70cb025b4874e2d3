"""What the phone reads of its visits."""

from __future__ import annotations

from marshmallow import Schema, fields

from server.submissions.schemas import ReceiptSchema


class WindowSchema(Schema):
    """From when to when."""

    opens = fields.AwareDateTime()
    closes = fields.AwareDateTime()


class PartSchema(Schema):
    """One part of a visit, and where its report stands."""

    part = fields.String()
    title = fields.String()
    submission = fields.UUID(metadata={"description": "the id under which to send its report"})
    window = fields.Nested(WindowSchema)
    state = fields.String(
        metadata={"description": "to_do, sent, claimed, sent_back, accepted or not_done"}
    )
    revision = fields.Integer(metadata={"description": "the newest that has arrived, 0 for none"})
    digest = fields.String(allow_none=True, metadata={"description": "of the newest revision"})
    note = fields.String(allow_none=True, metadata={"description": "why it was sent back"})
    receipt = fields.Nested(ReceiptSchema, allow_none=True)


class VisitSchema(Schema):
    """A planned call at a store."""

    id = fields.UUID()
    state = fields.String(metadata={"description": "open or cancelled"})
    store = fields.Dict(
        metadata={"description": "name, code, mark, colour, address, zone and so on"}
    )
    window = fields.Nested(WindowSchema)
    brief = fields.Dict(metadata={"description": "scenario, buy, rules"})
    facts = fields.Dict()
    form = fields.Dict(metadata={"description": "id, version and digest"})
    parts = fields.List(fields.Nested(PartSchema))


class SyncSchema(Schema):
    """All that a phone needs besides forms."""

    shopper = fields.Dict(metadata={"description": "id and code; never a name"})
    language = fields.String()
    programme = fields.Dict()
    visits = fields.List(fields.Nested(VisitSchema))
