"""What the forms about one's own sign-in take in."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from server.kernel.ids import plain_code
from server.people.commands import LONGEST_NAME
from server.people.rules import plain_address


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


class Address(fields.String):
    """An e-mail address, in its one spelling."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        try:
            return plain_address(super()._deserialize(value, attr, data, **kwargs))
        except ValueError:
            raise ValidationError("wrong") from None


class Code(fields.String):
    """A code of eight letters and digits, however it is spaced."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        code = plain_code(super()._deserialize(value, attr, data, **kwargs))
        if len(code) != 8 or not code.isascii():
            raise ValidationError("wrong")
        return code


WRITE_ADDRESS = _("Write an e-mail address such as ana@example.com.")


class CodeForm(Schema):
    """A code to sign in with."""

    code = Code(
        required=True,
        metadata={"say": _("Write the eight letters and digits of the code, such as 7K3F-29QD.")},
    )


class AddressForm(Schema):
    """An address to send a link to."""

    address = Address(required=True, metadata={"say": WRITE_ADDRESS})


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
