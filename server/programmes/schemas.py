"""What a published form looks like to a phone."""

from __future__ import annotations

from marshmallow import Schema, fields


class PublishedFormSchema(Schema):
    """A form in one language: its questions by section, without points."""

    form = fields.String()
    version = fields.Integer()
    digest = fields.String(metadata={"description": "of the whole form, in all its languages"})
    language = fields.String()
    title = fields.String()
    qualities = fields.Dict(keys=fields.String(), values=fields.String())
    parts = fields.List(fields.Dict())
    in_store = fields.List(fields.String(), metadata={"description": "its stamps, in order"})
    critical_cap = fields.Integer()
    sections = fields.List(fields.Dict())
