"""What the forms about one's own sign-in take in."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from server.people.commands import LONGEST_NAME


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


class PasskeyForm(Schema):
    """What a passkey is called."""

    name = fields.String(
        required=True,
        validate=validate.Length(1, LONGEST_NAME),
        metadata={"say": _("Give it a name of at most 60 characters.")},
    )


class RecoveryForm(Schema):
    """A recovery code."""

    code = fields.String(
        required=True,
        validate=validate.Length(1, 60),
        metadata={"say": _("Write one of your recovery codes.")},
    )
