"""What is said of an upload."""

from __future__ import annotations

from marshmallow import Schema, fields


class UploadSchema(Schema):
    """How much of a photo is here."""

    sha256 = fields.String()
    received = fields.Integer(metadata={"description": "bytes so far; go on from there"})
    complete = fields.Boolean(metadata={"description": "whole, and checked against its hash"})


class ArrivedSchema(UploadSchema):
    """How much of a photo is here after a chunk."""

    size = fields.Integer(metadata={"description": "bytes of the whole photo"})
