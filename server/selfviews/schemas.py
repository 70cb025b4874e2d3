"""What the form of a self-view takes in."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from server.selfviews.rules import attributes

LONGEST_NOTE = 1000


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


# What to choose, by attribute.
_CHOOSE = {
    "commitment": _("Choose the sentence that tells best how your team takes to its work."),
    "attitude": _("Choose the sentence that tells best how your team meets customers."),
    "readiness": _("Choose the sentence that tells best how ready your team is to serve."),
    "ingenuity": _("Choose the sentence that tells best how unusual needs are met."),
    "deference": _("Choose the sentence that tells best how customers are treated."),
    "teamwork": _("Choose the sentence that tells best how your people work together."),
    "learning": _("Choose the sentence that tells best what your team does with a mistake."),
}


class _SelfViewForm(Schema):
    """What every self-view has beside its ratings."""

    identity = fields.UUID(required=True, metadata={"say": _("Reload the page and try again.")})
    replaces = fields.Integer(
        required=True,
        validate=validate.Range(0, 1_000_000),
        metadata={"say": _("Reload the page and try again.")},
    )


def self_view_form() -> Schema:
    """The schema of a self-view: a step for each attribute, and a note if there is one."""
    asked: dict[str, Any] = {
        question.id: fields.Integer(
            required=True,
            validate=validate.OneOf([step.value for step in question.steps]),
            metadata={"say": _CHOOSE[question.id]},
        )
        for question in attributes().questions
    }
    asked["note"] = fields.String(
        load_default="",
        validate=validate.Length(max=LONGEST_NOTE),
        metadata={"say": _("Shorten the note to 1000 characters.")},
    )
    made: type[Schema] = _SelfViewForm.from_dict(asked)
    return made()
