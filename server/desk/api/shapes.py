"""What the desk's resources for people, forms and messages take in and give out."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from server.desk.schemas import PersonForm, SettingsForm, SettingsSchema, ShopperForm
from server.kernel.ids import new_id
from server.people.schemas import Address

_TWICE = {"description": "sent twice with the same, somebody is added once"}


class NewPersonSchema(PersonForm):
    """Somebody who is invited; stores by id, or by code in `store_codes`, one a line."""

    identity = fields.UUID(load_default=new_id, metadata=_TWICE)


class NewShopperSchema(ShopperForm):
    """A shopper who is added; from then on a code takes the place of the name."""

    identity = fields.UUID(load_default=new_id, metadata=_TWICE)


class SignInLinkSchema(Schema):
    """A sign-in link, told in this answer and never again."""

    id = fields.UUID(metadata={"description": "whose it is"})
    shopper_code = fields.String(metadata={"description": "of a shopper"})
    link = fields.String()
    code = fields.String(metadata={"description": "typed in place of the link"})
    hours = fields.Integer(metadata={"description": "how long the link lasts"})
    minutes = fields.Integer(metadata={"description": "how long the code does"})


class NewcomerSchema(Schema):
    """Somebody who was invited and never signed in: by name, or a shopper by code."""

    id = fields.UUID()
    name = fields.String(metadata={"description": "of a shopper the code"})


class NewcomerLinkSchema(NewcomerSchema):
    """Their new sign-in link, told in this answer and never again."""

    link = fields.String()
    code = fields.String(metadata={"description": "typed in place of the link"})
    mailed = fields.Boolean(metadata={"description": "another goes by e-mail"})


class SendSchema(Schema):
    """Where a link is sent; without an address, to the one that is kept."""

    address = Address(load_default=None, allow_none=True)


class LinkSentSchema(Schema):
    """That a link goes by e-mail."""

    sent = fields.Boolean()


class SignedOutSchema(Schema):
    """How many devices were signed out."""

    devices = fields.Integer()


class ListedShopperSchema(Schema):
    """A shopper by code."""

    id = fields.UUID()
    code = fields.String()
    language = fields.String()
    active = fields.Boolean(metadata={"description": "false: sent out no longer"})


class StaffNoticeSchema(Schema):
    """When, by whom and how staff were told of the visits."""

    told_on = fields.Date()
    told_by = fields.String()
    how = fields.String()


class ParkedSchema(Schema):
    """A message that could not be delivered; never its address."""

    id = fields.UUID()
    whose = fields.String(metadata={"description": "a name, or a shopper's code"})
    reason = fields.String()
    answer = fields.Integer(allow_none=True, metadata={"description": "of the mail server"})
    since = fields.AwareDateTime()


class MailSchema(Schema):
    """How many messages wait, and which could not be delivered."""

    waiting = fields.Integer()
    parked = fields.List(fields.Nested(ParkedSchema))


class FormSchema(Schema):
    """A version of a form that ships or is published."""

    form = fields.String()
    version = fields.Integer()
    ships = fields.Boolean(metadata={"description": "with the product"})
    published_at = fields.AwareDateTime(allow_none=True)


class FormMistakeSchema(Schema):
    """A mistake in a form: where, and how to mend it."""

    place = fields.String(metadata={"description": "file:line:column, or sheet and cell"})
    code = fields.String()
    detail = fields.String()


class DraftSchema(Schema):
    """A draft of a form: what is sent back as `seen` when it is published or discarded."""

    form = fields.String()
    version = fields.Integer()
    seen = fields.String(metadata={"description": "the digest of its file"})
    mistakes = fields.List(fields.Nested(FormMistakeSchema))
    notices = fields.List(
        fields.Nested(FormMistakeSchema),
        metadata={"description": "what is worth knowing of a spreadsheet that was sent"},
    )


class SeenSchema(Schema):
    """Which content of a draft was looked at before."""

    seen = fields.String(required=True, validate=validate.Length(max=64))


class ErasedCountsSchema(Schema):
    """How much a shorter period erases, as it was told before: that is what is agreed to."""

    reports = fields.Integer(required=True, strict=True)
    people = fields.Integer(required=True, strict=True)


_SURE = {"description": "needed for fewer `retention_months`: the counts of `retention_shorter`"}


class NamedSettingsSchema(SettingsForm):
    """The programme's name and languages, and any of its settings."""

    confirm = fields.Nested(ErasedCountsSchema, load_default=None, allow_none=True, metadata=_SURE)


class ChangedSettingsSchema(SettingsSchema):
    """The settings that are to change."""

    confirm = fields.Nested(ErasedCountsSchema, load_default=None, allow_none=True, metadata=_SURE)
