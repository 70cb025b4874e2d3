"""What the reviewers' JSON resource takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from server.reviews.rules import REASONS, Piece


class WaitingSchema(Schema):
    """A report in the queue. `code` is the shopper's; no name is ever here."""

    submission = fields.UUID()
    code = fields.String()
    store = fields.String()
    form = fields.String()
    received_at = fields.AwareDateTime()
    revision = fields.Integer()
    outcome = fields.String()
    flags = fields.List(fields.String())
    announced = fields.Integer(metadata={"description": "photos that the report brings"})
    present = fields.Integer(metadata={"description": "those that have arrived"})


class QueueSchema(Schema):
    """One page of what waits, oldest first, and what the reviewer has claimed."""

    waiting = fields.List(fields.Nested(WaitingSchema))
    mine = fields.List(fields.Nested(WaitingSchema))
    total = fields.Integer()
    page = fields.Integer()
    pages = fields.Integer()


class NoteSchema(Schema):
    """What the shopper should correct."""

    note = fields.String(required=True)


class StateSchema(Schema):
    """Where a report stands after the verdict."""

    submission = fields.UUID()
    state = fields.String()
    undo_seconds = fields.Integer(metadata={"description": "how long it can be undone"})


class PieceSchema(Schema):
    """One thing of a report that its store would read."""

    question = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": ["answer", "comment", "photo"]})
    photo = fields.String(metadata={"description": "its hash, where the kind is photo"})


class WithholdSchema(PieceSchema):
    """Such a thing, and why the store is not to read it."""

    reason = fields.String(required=True, metadata={"enum": list(REASONS)})


class WithheldSchema(WithholdSchema):
    """What of a report is kept from its store."""


def piece_in(given: Mapping[str, Any]) -> tuple[Piece, str]:
    """Which thing of a report is meant, and the reason; what is no text is nothing."""
    said = {name: _text(given.get(name)) for name in ("question", "kind", "photo", "reason")}
    return Piece(said["question"], said["kind"], said["photo"]), said["reason"]


def _text(value: Any) -> str:
    # No question, hash or reason is longer, nor holds what PostgreSQL cannot be asked for.
    return value if isinstance(value, str) and value.isprintable() and len(value) <= 80 else ""
