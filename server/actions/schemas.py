"""What commendations look like in JSON to the stores and regions that read them."""

from __future__ import annotations

from marshmallow import Schema, fields


class CommendedStoreSchema(Schema):
    """The store that was thanked."""

    id = fields.UUID()
    code = fields.String()
    name = fields.String()


class CommendationSchema(Schema):
    """Words of thanks as a reviewer has confirmed them; nothing in it tells who gave them."""

    id = fields.UUID()
    store = fields.Nested(CommendedStoreSchema)
    words = fields.String()
    edited = fields.Boolean(metadata={"description": "shortened or changed by the reviewer"})
    quality = fields.String(metadata={"description": "the quality thanked for, by its key"})
    quality_name = fields.String()
    role = fields.String(metadata={"description": "whom it is for; empty where nobody knows"})
    name = fields.String(metadata={"description": "only where staff had been told"})
    period = fields.String(
        allow_none=True,
        metadata={"description": "2026-W47, or coarser; null where not even that may be told"},
    )
    first_quarter = fields.String(
        allow_none=True,
        metadata={"description": "then 2026-Q3: the quarters of the visits of its whole group"},
    )
    last_quarter = fields.String(allow_none=True)
