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


class SeenSectionSchema(Schema):
    """A section of a form over whole groups of visits; points are weighted."""

    id = fields.String()
    name = fields.String()
    asked = fields.List(
        fields.String(), metadata={"description": "its questions that score, in words"}
    )
    visits = fields.Integer(metadata={"description": "0 until a group of them is whole"})
    groups = fields.Integer()
    score = fields.Integer(allow_none=True)
    low = fields.Float(
        allow_none=True,
        metadata={"description": "95 % interval, by how far groups lie apart; from three on"},
    )
    high = fields.Float(allow_none=True)
    points = fields.Integer()
    possible = fields.Integer()


class SeenClosingSchema(Schema):
    """How many complaints ended in one way."""

    id = fields.String(metadata={"description": "solved, kept, partly, broken or never"})
    name = fields.String()
    visits = fields.Integer()
    of = fields.Integer(
        metadata={"description": "of so many: those followed up, or all in which one was made"}
    )


class SeenThanksSchema(Schema):
    """A commendation of one of the visits, without which of them."""

    words = fields.String()
    quality = fields.String()
    to = fields.String(metadata={"description": "name and role, as far as they may be told"})
    edited = fields.Boolean()


class TogetherSchema(Schema):
    """What a store sees of the visits on a form only together.

    A group that has been shown stays as it is: later corrections of its visits do not show.
    """

    form = fields.String()
    title = fields.String()
    group_of = fields.Integer(metadata={"description": "how many visits make the next group"})
    visits = fields.Integer()
    first_quarter = fields.String(allow_none=True, metadata={"description": "2026-Q3"})
    last_quarter = fields.String(allow_none=True)
    period = fields.String(metadata={"description": "the quarters in words"})
    sections = fields.List(fields.Nested(SeenSectionSchema))
    closings = fields.List(fields.Nested(SeenClosingSchema))
    thanks = fields.List(fields.Nested(SeenThanksSchema))
