"""What a preview looks like in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields

from server.imports.rules.previews import STATES


class CellChangeSchema(Schema):
    """One value that becomes another."""

    column = fields.String()
    old = fields.String()
    new = fields.String()


class RowSchema(Schema):
    """What becomes of one row."""

    row = fields.Integer(metadata={"description": "its number in the file, from 1"})
    state = fields.String(metadata={"enum": list(STATES)})
    title = fields.String()
    changes = fields.List(fields.Nested(CellChangeSchema))
    remarks = fields.List(fields.String(), metadata={"description": "what speaks against it"})


class MistakeSchema(Schema):
    """Something to mend in the file."""

    row = fields.Integer(allow_none=True)
    column = fields.String(metadata={"description": "its letters, such as B"})
    header = fields.String()
    code = fields.String()
    detail = fields.String(metadata={"description": "how to put it right"})


class PreviewSchema(Schema):
    """What a list would do, or has done."""

    digest = fields.String()
    done = fields.Boolean(metadata={"description": "whether it was imported"})
    regions = fields.List(fields.String(), metadata={"description": "regions that are made"})
    left_out = fields.List(fields.String(), metadata={"description": "columns that mean nothing"})
    mistakes = fields.List(fields.Nested(MistakeSchema))
    rows = fields.List(fields.Nested(RowSchema))


class LinkSchema(Schema):
    """What one person is handed, once."""

    row = fields.Integer()
    name = fields.String()
    shopper_code = fields.String(allow_none=True)
    link = fields.String()
    code = fields.String(metadata={"description": "typed in place of the link"})
    mailed = fields.Boolean()


class PeopleSchema(PreviewSchema):
    """What a list of people would do, or has done, with the links of those who were added."""

    links = fields.List(fields.Nested(LinkSchema))
