"""The envelope of a report. Its answers are handed whole to the form's own evaluator.

One field with a loop of its own is several times as fast as nested schemas, on a path that every
report takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from audit_forms.answers import echo, readable
from server.kernel.clock import parse_iso
from server.kernel.kinds import FieldProblem
from server.kernel.mistakes import FIELDS
from server.kernel.problems import Problem

OUTCOMES = ("done", "closed", "refused", "unsafe")
MOST_PHOTOS = 60
# Why a report does not say how far from the store the phone was.
NO_LOCATION = ("refused", "unavailable", "timeout", "insecure", "no_store_place", "not_asked")
# Nothing on earth is further apart.
MOST_METRES = 20_100_000
# Some 285,000 years, which the wrongest of clocks can be off and a duration can hold.
MOST_SKEW_MS = 9_007_199_254_740_991

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}\Z")
_PHOTO_KEYS = {"sha256", "size", "question", "taken", "place"}


class AnswersField(fields.Field[dict[str, Any]]):
    """A JSON object; what is in it is the evaluator's business."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValidationError("wrong_type")
        return value


class StampField(fields.Field[dict[str, Any]]):
    """An instant with the offset and the zone in which the phone saw it."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> dict[str, Any]:
        if not readable_stamp(value):
            raise ValidationError("stamp_unreadable")
        return value


class PhotosField(fields.Field[list[dict[str, Any]]]):
    """The list of photos that a report brings."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            raise ValidationError("wrong_type")
        if len(value) > MOST_PHOTOS:
            raise ValidationError("photos_too_many")
        if not all(_readable_photo(photo) for photo in value):
            raise ValidationError("photo_entry_wrong")
        return value


class DeviceField(fields.Field[dict[str, str]]):
    """Which installation of the app sent it: a random id of its own and the app's version."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> dict[str, str]:
        if not isinstance(value, dict) or value.keys() - {"id", "app"}:
            raise ValidationError("wrong_type")
        if not all(isinstance(text, str) and len(text) <= 80 for text in value.values()):
            raise ValidationError("wrong_type")
        if not all(map(readable, value.values())):
            raise ValidationError("text_unreadable")
        return value


class LocationField(fields.Field[dict[str, Any]]):
    """How far from the store the phone was at the first stamp, or why it does not say."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or type(value.get("given")) is not bool:
            raise ValidationError("wrong_type")
        if not (_distance if value["given"] else _no_distance)(value):
            raise ValidationError("wrong_value")
        return value


def _distance(value: Mapping[str, Any]) -> bool:
    metres = (value.get("distance"), value.get("accuracy"))
    return (
        set(value) == {"given", "distance", "accuracy", "at"}
        and all(type(each) is int and 0 <= each <= MOST_METRES for each in metres)
        and readable_stamp(value["at"])
    )


def _no_distance(value: Mapping[str, Any]) -> bool:
    return set(value) == {"given", "reason"} and value["reason"] in NO_LOCATION


class ClockField(fields.Field[dict[str, Any]]):
    """How far ahead of ours the phone's clock was, and when by its own it measured that."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != {"skew_ms", "at"}:
            raise ValidationError("wrong_type")
        if type(value["skew_ms"]) is not int or abs(value["skew_ms"]) > MOST_SKEW_MS:
            raise ValidationError("wrong_value")
        if not _readable_instant(value["at"]):
            raise ValidationError("wrong_value")
        return value


def check_readable(text: str) -> None:
    """A validator: refuses what PostgreSQL cannot store or UTF-8 cannot spell."""
    if not readable(text):
        raise ValidationError("text_unreadable")


def readable_stamp(value: Any) -> bool:
    """Whether it is {at, offset, zone} with an instant in UTC."""
    if not isinstance(value, Mapping) or set(value) != {"at", "offset", "zone"}:
        return False
    at, offset, zone = value["at"], value["offset"], value["zone"]
    if type(offset) is not int or not -840 <= offset <= 840:
        return False
    return isinstance(zone, str) and bool(_ZONE.match(zone)) and _readable_instant(at)


def _readable_instant(at: Any) -> bool:
    try:
        return isinstance(at, str) and at.endswith("Z") and bool(parse_iso(at))
    except (ValueError, OverflowError):
        return False


def _readable_photo(photo: Any) -> bool:
    if not isinstance(photo, dict) or photo.keys() - _PHOTO_KEYS:
        return False
    sha256, size, question = photo.get("sha256"), photo.get("size"), photo.get("question")
    if not (isinstance(sha256, str) and _SHA256.match(sha256)):
        return False
    if type(size) is not int or not 0 < size < 2**40:
        return False
    if not (isinstance(question, str) and len(question) <= 80) or photo.get("place") is not None:
        return False
    return photo.get("taken") is None or readable_stamp(photo["taken"])


# What the fields above take, for whoever reads the API's description.
_STAMP = {
    "type": "object",
    "description": "an instant in UTC, with the offset in minutes and the zone of the phone",
    "required": ["at", "offset", "zone"],
    "additionalProperties": False,
    "properties": {
        "at": {"type": "string", "format": "date-time", "pattern": "Z$"},
        "offset": {"type": "integer", "minimum": -840, "maximum": 840},
        "zone": {"type": "string", "pattern": "^[A-Za-z0-9_+/-]{1,64}$"},
    },
}
_ANSWERS = {
    "type": "object",
    "description": "question id -> {value} or {na: true}, with a comment if any",
    "additionalProperties": {
        "type": "object",
        "additionalProperties": False,
        "properties": {"value": {}, "na": {"const": True}, "comment": {"type": "string"}},
    },
}
_PHOTOS = {
    "type": "array",
    "description": "each photo of an answer, announced once",
    "maxItems": MOST_PHOTOS,
    "items": {
        "type": "object",
        "required": ["sha256", "size", "question"],
        "additionalProperties": False,
        "properties": {
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "size": {"type": "integer", "minimum": 1},
            "question": {"type": "string", "maxLength": 80},
            "taken": {"oneOf": [_STAMP, {"type": "null"}]},
            "place": {"type": "null"},
        },
    },
}
_DEVICE = {
    "type": "object",
    "description": "a random id of the app's installation, and the app's version",
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "maxLength": 80},
        "app": {"type": "string", "maxLength": 80},
    },
}
_METRES = {"type": "integer", "minimum": 0, "maximum": MOST_METRES}
_LOCATION = {
    "description": "how far from the store the phone was at the first stamp, worked out on the"
    " phone, or why it does not say; coordinates are never sent",
    "oneOf": [
        {
            "type": "object",
            "required": ["given", "distance", "accuracy", "at"],
            "additionalProperties": False,
            "properties": {
                "given": {"const": True},
                "distance": _METRES,
                "accuracy": _METRES,
                "at": _STAMP,
            },
        },
        {
            "type": "object",
            "required": ["given", "reason"],
            "additionalProperties": False,
            "properties": {"given": {"const": False}, "reason": {"enum": list(NO_LOCATION)}},
        },
    ],
}
_CLOCK = {
    "type": "object",
    "description": "how far the phone's clock was ahead of the server's (`Server-Time`), as"
    " measured last before the first stamp, and when by the phone's own clock",
    "required": ["skew_ms", "at"],
    "additionalProperties": False,
    "properties": {
        "skew_ms": {"type": "integer", "minimum": -MOST_SKEW_MS, "maximum": MOST_SKEW_MS},
        "at": {"type": "string", "format": "date-time", "pattern": "Z$"},
    },
}


class ReportSchema(Schema):
    """A report as the phone sends it; `replaces` only in revisions."""

    error_messages = {"unknown": "unknown_field"}  # noqa: RUF012

    visit = fields.UUID(required=True, allow_none=True)
    part = fields.String(required=True, validate=validate.Length(1, 40))
    form = fields.String(required=True, validate=validate.Length(1, 60))
    version = fields.Integer(required=True, strict=True)
    outcome = fields.String(load_default="done", validate=validate.OneOf(OUTCOMES))
    outcome_note = fields.String(
        load_default=None, validate=(validate.Length(max=2000), check_readable)
    )
    answers = AnswersField(required=True, metadata=_ANSWERS)
    photos = PhotosField(load_default=list, metadata=_PHOTOS)
    started = StampField(required=True, metadata=_STAMP)
    finished = StampField(required=True, metadata=_STAMP)
    location = LocationField(metadata=_LOCATION)
    clock = ClockField(metadata=_CLOCK)
    device = DeviceField(load_default=dict, metadata=_DEVICE)
    language = fields.String(load_default="en", validate=validate.OneOf(("en", "es")))
    replaces = fields.String(
        load_default=None,
        # The pattern is told to callers, and not all engines know how else to end it than by $,
        # which lets a new line pass in ours; the length does not.
        validate=(validate.Length(equal=64), validate.Regexp("^[0-9a-f]{64}$")),
        metadata={"description": "digest of the revision that this one replaces"},
    )


class ReceiptSchema(Schema):
    """What the phone must have before it may purge anything."""

    submission = fields.UUID()
    revision = fields.Integer()
    number = fields.String(metadata={"description": "a short number for people"})
    state = fields.String()
    digest = fields.String(metadata={"description": "SHA-256 of the bytes sent"})
    received_at = fields.String()
    skew_seconds = fields.Integer(allow_none=True)
    flags = fields.List(fields.String())
    photos = fields.Dict(
        keys=fields.String(validate=validate.OneOf(("announced", "present", "missing"))),
        values=fields.List(fields.String()),
    )


class ContentSchema(Schema):
    """What a report said, for its own shopper to correct on another phone."""

    version = fields.Integer(metadata={"description": "of the form that it was written on"})
    answers = AnswersField()
    photos = PhotosField()
    started = StampField(allow_none=True)
    location = LocationField(allow_none=True)
    clock = ClockField(allow_none=True)
    outcome = fields.String(validate=validate.OneOf(OUTCOMES))
    outcome_note = fields.String(allow_none=True)


class SentSchema(ReceiptSchema):
    """The newest receipt, and the newest revision's content."""

    content = fields.Nested(ContentSchema)


_REPORT = ReportSchema()


def read_report(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a report says, from the JSON object that was sent; raises the problem of its fields."""
    try:
        body: Mapping[str, Any] = _REPORT.load(value)
    except ValidationError as failure:
        raise fields_problem(failure.normalized_messages()) from None
    return body


def fields_problem(messages: Mapping[str, Any]) -> Problem:
    """The problem that a schema's messages amount to, with one entry per field."""
    found = []
    for name, said in sorted(messages.items()):
        code = _field_code(said)
        found.append(FieldProblem(echo(name), code, FIELDS[code]))
    codes = {field.code for field in found}
    whole = {
        "unknown_field": "field_unknown",
        "wrong_type": "field_type_wrong",
        "photos_too_many": "photos_too_many",
    }
    code = whole.get(codes.pop(), "fields_wrong") if len(codes) == 1 else "fields_wrong"
    return Problem(code, fields=tuple(found))


def _field_code(said: Any) -> str:
    first = said[0] if isinstance(said, list) and said else ""
    if first in FIELDS:
        return str(first)
    if first == "Missing data for required field.":
        return "missing_field"
    other = str(first).startswith(("Not a valid", "Field may not be null"))
    return "wrong_type" if other else "wrong_value"
