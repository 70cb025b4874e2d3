"""What is taken in and given out; a page's field says in one sentence what to enter there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, ValidationError, fields, post_load, validate

from server.retention.rules import KINDS
from server.web.entries import mend


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


def _reason() -> fields.String:
    say = _("Write why, in at most 500 characters.")
    return fields.String(required=True, validate=validate.Length(1, 500), metadata={"say": say})


class ReasonForm(Schema):
    """Why something is done."""

    reason = _reason()


class HoldForm(Schema):
    """What is held, and why."""

    kind = fields.String(
        required=True,
        validate=validate.OneOf(KINDS),
        metadata={"say": _("Choose what is kept.")},
    )
    object = fields.String(
        load_default="", metadata={"say": _("Choose whose data, or which visit.")}
    )
    reason = _reason()

    @post_load
    def read(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """A hold on the programme is on nothing else, and any other is on one thing of its kind."""
        kind, _colon, id = data["object"].partition(":")
        if data["kind"] == "programme":
            return data | {"object": None}
        try:
            if kind != data["kind"]:
                raise ValueError(kind)
            return data | {"object": UUID(id)}
        except ValueError:
            raise _mend() from None


def _mend() -> ValidationError:
    return mend("object", _("Choose one that is of the kind chosen above."))


class WhyKeptSchema(Schema):
    """Why something is done; kept in the history."""

    reason = fields.String(required=True, validate=validate.Length(1, 500))


class NewHoldSchema(WhyKeptSchema):
    """What is to be kept whatever its age, and why."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    object = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "a person, shopper or visit by id; null for the programme"},
    )


class HoldSchema(Schema):
    """A legal hold that stands."""

    id = fields.UUID()
    kind = fields.String(metadata={"enum": list(KINDS)})
    object = fields.UUID(allow_none=True)
    what = fields.String(metadata={"description": "what it keeps, in words"})
    placed_at = fields.AwareDateTime()


class LiftedSchema(Schema):
    """That a hold is lifted."""

    lifted = fields.Boolean()


class SureSchema(Schema):
    """That somebody is to be erased for good, and why; the reason must name nobody."""

    sure = fields.Boolean(required=True, validate=validate.Equal(True))
    reason = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 500))


class ErasedSchema(Schema):
    """That somebody is erased."""

    erased = fields.Boolean()


class GoesSchema(Schema):
    """What is older than a period, and not erased yet."""

    months = fields.Integer(metadata={"description": "0: kept for ever"})
    reports = fields.Integer()
    people = fields.Integer()
    all_held = fields.Boolean(metadata={"description": "a legal hold keeps everything"})
