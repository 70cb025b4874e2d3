"""Commendations in JSON: as stores and regions read them, and as reviewers settle them."""

from __future__ import annotations

from marshmallow import Schema, fields, post_load, validate

from server.actions.rules import Entry


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


class WaitingThanksSchema(Schema):
    """Words of thanks that were left open. `code` is the shopper's; no name is ever here."""

    id = fields.UUID()
    store = fields.String()
    code = fields.String()


class ChoiceSchema(Schema):
    """Something to choose from: what is sent, and its name."""

    key = fields.String()
    name = fields.String()


class OpenThanksSchema(WaitingThanksSchema):
    """Words of thanks as the shopper's report holds them, and what a decision may choose from."""

    submission = fields.UUID()
    question = fields.String()
    words = fields.String()
    quality = fields.String()
    role = fields.String()
    name = fields.String(metadata={"description": "of whom the shopper would thank"})
    qualities = fields.List(fields.Nested(ChoiceSchema))
    roles = fields.List(
        fields.Nested(ChoiceSchema), metadata={"description": "empty: said in words"}
    )
    staff_told_on = fields.Date(
        allow_none=True, metadata={"description": "null: no name may stand in what is passed on"}
    )


class DecisionSchema(Schema):
    """What a reviewer decides on words of thanks: passed on as they stand here, or declined."""

    decision = fields.String(required=True, validate=validate.OneOf(("confirm", "decline")))
    words = fields.String(load_default="")
    quality = fields.String(load_default="")
    role = fields.String(load_default="")
    name = fields.String(load_default="")
    read = fields.Boolean(
        load_default=False,
        truthy={True},
        falsy={False},
        metadata={"description": "that words and role were read for names"},
    )
    reason = fields.String(load_default="", metadata={"description": "why they are declined"})

    @post_load
    def made(self, data: dict[str, str | bool], **_kwargs: object) -> Entry:
        """As the rules take it."""
        return Entry(**data)  # type: ignore[arg-type]


class DecisionsSchema(Schema):
    """A decision for each question of a report that thanks somebody, by the question's id."""

    thanks = fields.Dict(fields.String(), fields.Nested(DecisionSchema), load_default=dict)


class WithdrawingSchema(Schema):
    """Why a commendation is taken back; kept in the history."""

    reason = fields.String(required=True)


class SettledSchema(Schema):
    """How words of thanks stand."""

    id = fields.UUID()
    state = fields.String(metadata={"enum": ["confirmed", "declined", "withdrawn"]})


class AcceptedSchema(Schema):
    """That a report is accepted."""

    submission = fields.UUID()
    state = fields.String()
