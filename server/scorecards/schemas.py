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
    """A published scorecard; nothing in it tells who came, or when more finely than its period."""

    id = fields.UUID()
    first_day = fields.Date(metadata={"description": "of the period, in the store's zone"})
    last_day = fields.Date()
    week = fields.String(
        allow_none=True,
        metadata={"description": "ISO week, 2026-W47; none where the period is coarser"},
    )
    day_part = fields.String(
        allow_none=True, metadata={"description": "none where the programme does not tell it"}
    )
    period = fields.String(metadata={"description": "in words"})
    score = fields.Integer(allow_none=True)
    visits = fields.Integer()
    published_week = fields.String()
    languages = fields.List(fields.String())
