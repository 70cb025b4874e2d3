"""What a phone sends of an episode, and what it gets for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from server.episodes import rules
from server.submissions.schemas import (
    ClockField,
    DeviceField,
    StampField,
    check_readable,
    fields_problem,
)
from server.web.entries import mend


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


class EpisodeSchema(Schema):
    """One sin or one good moment. Either `store` or `store_name` says where it was."""

    error_messages = {"unknown": "unknown_field"}  # noqa: RUF012

    kind = fields.String(required=True, validate=validate.OneOf(rules.KINDS))
    moment = fields.String(required=True, validate=validate.OneOf(rules.MOMENTS))
    affected = fields.String(required=True, validate=validate.OneOf(rules.AFFECTED))
    store = fields.String(
        load_default=None,
        validate=(validate.Length(1, 24), check_readable),
        metadata={"description": "the code of a store that the shopper has been sent to"},
    )
    store_name = fields.String(
        load_default=None,
        validate=(validate.Length(1, 120), check_readable),
        metadata={"description": "any other place, as the shopper calls it"},
    )
    words = fields.String(
        load_default="",
        validate=(validate.Length(max=rules.MOST_WORDS), check_readable),
        metadata={"description": f"at least {rules.LEAST_WORDS} characters for a sin"},
    )
    days_before = fields.Integer(
        load_default=0,
        strict=True,
        validate=validate.Range(0, rules.MOST_DAYS_BEFORE),
        metadata={"description": "how many days before `logged` it happened"},
    )
    logged = StampField(required=True)
    clock = ClockField()
    device = DeviceField(load_default=dict)
    language = fields.String(load_default="en", validate=validate.OneOf(("en", "es")))

    @validates_schema
    def check_place(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """One place, and only one."""
        if bool((data.get("store") or "").strip()) is bool((data.get("store_name") or "").strip()):
            raise ValidationError("place_missing", "store_name")

    @validates_schema
    def check_words(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """Of a sin, what happened."""
        short = len(data.get("words", "").strip()) < rules.LEAST_WORDS
        if short and data.get("kind") in rules.SINS:
            raise ValidationError("words_missing", "words")


class EpisodeReceiptSchema(Schema):
    """What the phone must have before it may purge anything: the shape of a report's receipt."""

    episode = fields.UUID()
    number = fields.String(metadata={"description": "a short number for people"})
    digest = fields.String(metadata={"description": "SHA-256 of the bytes sent"})
    revision = fields.Integer(metadata={"description": "always 1: what is sent stays as it is"})
    received_at = fields.String()
    photos = fields.Dict(
        keys=fields.String(validate=validate.OneOf(("announced", "present", "missing"))),
        values=fields.List(fields.String()),
        metadata={"description": "always empty: an episode has none"},
    )


class PlaceForm(Schema):
    """At which store a moment was; none takes it back."""

    store = fields.String(
        load_default=None, validate=validate.Length(1, 160), metadata={"say": _("Choose a store.")}
    )
    none = fields.Boolean(load_default=False, metadata={"say": _("Choose a store.")})

    @validates_schema
    def check_named(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """Nothing chosen is not the same as none of ours."""
        if data["store"] is None and not data["none"]:
            raise mend("store", _("Choose a store."))


class PlaceSchema(Schema):
    """The same for the API."""

    error_messages = {"unknown": "unknown_field"}  # noqa: RUF012

    store = fields.String(
        required=True,
        allow_none=True,
        validate=(validate.Length(1, 160), check_readable),
        metadata={"description": "the code or id of a store; null takes it back"},
    )


_EPISODE = EpisodeSchema()


def read_episode(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an episode says, from the JSON object that was sent; raises its fields' problem."""
    try:
        body: Mapping[str, Any] = _EPISODE.load(value)
    except ValidationError as failure:
        raise fields_problem(failure.normalized_messages()) from None
    return body


def read_place(value: Mapping[str, Any]) -> str | None:
    """At which store, from the JSON object that was sent; raises its fields' problem."""
    try:
        store: str | None = PlaceSchema().load(value)["store"]
    except ValidationError as failure:
        raise fields_problem(failure.normalized_messages()) from None
    return store
