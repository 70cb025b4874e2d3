"""What stores and scorecards look like in JSON to those who may read them."""

from __future__ import annotations

from marshmallow import Schema, fields


class StoreSchema(Schema):
    """A store."""

    id = fields.UUID()
    code = fields.String()
    name = fields.String()
    address = fields.String()
    zone = fields.String()
    latitude = fields.Float(
        allow_none=True, metadata={"description": "in degrees; for administrators only"}
    )
    longitude = fields.Float(
        allow_none=True, metadata={"description": "in degrees; for administrators only"}
    )


# What of a store only whoever runs the programme reads.
FOR_ADMINISTRATORS = ("latitude", "longitude")


class ScorecardSchema(Schema):
    """A published scorecard; nothing in it tells who came, or when to the day."""

    id = fields.UUID()
    week = fields.String(metadata={"description": "ISO week in the store's zone, 2026-W47"})
    day_part = fields.String()
    period = fields.String(metadata={"description": "week and day-part in words"})
    score = fields.Integer(allow_none=True)
    visits = fields.Integer()
    published_week = fields.String()
    languages = fields.List(fields.String())
