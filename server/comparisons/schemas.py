"""The shape of a region's table in JSON, for the API's description."""

from __future__ import annotations

from marshmallow import Schema, fields


class EstimateSchema(Schema):
    """A mean in points with its n and its 95 % interval."""

    n = fields.Integer()
    mean = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    too_few = fields.Boolean()


class CellSchema(EstimateSchema):
    """A quality of a store, with the shade of its cell."""

    shade = fields.Integer(metadata={"description": "-3 to 3; 0 says no clear difference"})


class ChangeSchema(Schema):
    """Points gained since the quarter before, with its 95 % interval."""

    n = fields.Integer()
    n_before = fields.Integer()
    points = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    clear = fields.Boolean()
    too_few = fields.Boolean()


class ReturningSchema(Schema):
    """How many of the shoppers asked would come back; low and high in percent."""

    n = fields.Integer()
    count = fields.Integer(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    too_few = fields.Boolean()


class LoyaltySchema(Schema):
    """What shoppers whom the programme sent would do; nothing of the store's own customers."""

    would_return = fields.Nested(ReturningSchema)
    would_recommend = fields.Nested(
        EstimateSchema, metadata={"description": "0 to 10 laid on 0 to 100"}
    )


class StoreRowSchema(Schema):
    """One store of the table."""

    id = fields.UUID()
    name = fields.String()
    code = fields.String()
    overall = fields.Nested(EstimateSchema)
    band = fields.String()
    qualities = fields.Dict(keys=fields.String(), values=fields.Nested(CellSchema))
    change = fields.Nested(ChangeSchema)
    loyalty = fields.Nested(LoyaltySchema)


class RegionSchema(Schema):
    """Which region it is."""

    id = fields.UUID()
    name = fields.String()


class FormChoiceSchema(Schema):
    """A form that visits of the quarter were reported on."""

    id = fields.String()
    visits = fields.Integer()


class TableSchema(Schema):
    """A region in one quarter."""

    region = fields.Nested(RegionSchema)
    quarter = fields.String()
    form = fields.String(metadata={"description": "the visits compared were reported on it"})
    forms = fields.List(fields.Nested(FormChoiceSchema))
    minimum_visits = fields.Integer()
    overall = fields.Nested(EstimateSchema)
    qualities = fields.Dict(keys=fields.String(), values=fields.Nested(EstimateSchema))
    change = fields.Nested(ChangeSchema)
    loyalty = fields.Nested(LoyaltySchema)
    stores = fields.List(fields.Nested(StoreRowSchema))
