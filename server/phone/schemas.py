"""What the phone reads of its visits."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from server.submissions.schemas import ReceiptSchema

# 32 bytes in base64url.
_COORDINATE = (validate.Length(equal=43), validate.Regexp("^[A-Za-z0-9_-]{43}$"))


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
    opening = fields.String(
        metadata={
            "description": "only of a part that opens later: open (its window is known), awaited"
            " (it follows from a report that has not come) or never"
        }
    )
    after_days = fields.Integer(
        allow_none=True,
        metadata={"description": "of a later part: days after the visit, null where a report says"},
    )
    open_for_days = fields.Integer(metadata={"description": "of a later part: for how many days"})


class VisitSchema(Schema):
    """A planned call at a store."""

    id = fields.UUID()
    state = fields.String(metadata={"description": "open or cancelled"})
    store = fields.Dict(
        metadata={
            "description": "name, code, mark, colour, address, zone and so on; `place` is"
            " {lat, lon} in degrees, or null"
        }
    )
    window = fields.Nested(WindowSchema)
    brief = fields.Dict(metadata={"description": "scenario, buy, rules"})
    facts = fields.Dict()
    form = fields.Dict(metadata={"description": "id, version and digest"})
    parts = fields.List(
        fields.Nested(PartSchema),
        metadata={"description": "what has been reported, or can be now"},
    )
    later = fields.List(
        fields.Nested(PartSchema),
        metadata={"description": "what cannot be reported yet; only where there is any"},
    )


class SyncSchema(Schema):
    """All that a phone needs besides forms."""

    shopper = fields.Dict(metadata={"description": "id and code; never a name"})
    language = fields.String()
    programme = fields.Dict()
    visits = fields.List(fields.Nested(VisitSchema))


class KeySchema(Schema):
    """A public key on P-256 as browsers export it, and nothing of the private one."""

    kty = fields.String(required=True, validate=validate.OneOf(("EC",)))
    crv = fields.String(required=True, validate=validate.OneOf(("P-256",)))
    x = fields.String(required=True, validate=_COORDINATE)
    y = fields.String(required=True, validate=_COORDINATE)


class DeviceSchema(Schema):
    """The device of a shopper: what its reports are signed with."""

    error_messages = {"unknown": "unknown_field"}  # noqa: RUF012

    key = fields.Nested(KeySchema, required=True)


class KnownDeviceSchema(Schema):
    """A device that is known."""

    device = fields.UUID()
