"""What a signed record says, read as strictly as what a request brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from server.episodes.rules import MOST_BYTES
from server.episodes.schemas import read_episode
from server.kernel.problems import Problem
from server.submissions.schemas import read_report
from server.web.replies import object_in

_YEARS = 10 * 366 * 86_400_000
# States of a report that the shopper has pressed Send on.
_QUEUED = frozenset({"waiting", "sending", "needs_attention"})


class ClockSchema(Schema):
    """How far the phone's clock was ahead of ours, where that was measured."""

    class Meta:
        unknown = EXCLUDE

    skew_ms = fields.Float(required=True, validate=validate.Range(-_YEARS, _YEARS))


class DraftSchema(Schema):
    """What concerns us of the phone's own record; the rest is for another phone."""

    class Meta:
        unknown = EXCLUDE

    submission = fields.UUID(required=True)
    visit = fields.UUID(load_default=None, allow_none=True)
    part = fields.String(load_default="visit")
    state = fields.String(required=True)
    revision = fields.Integer(required=True, strict=True, validate=validate.Range(1, 100))
    body = fields.String(load_default=None, allow_none=True)


class RecordSchema(Schema):
    """The text that a device signs."""

    class Meta:
        unknown = EXCLUDE

    kit = fields.String(required=True, validate=validate.OneOf(("record",)))
    version = fields.Integer(required=True, strict=True, validate=validate.OneOf((1,)))
    shopper = fields.UUID(required=True)
    device = fields.UUID(required=True)
    clock = fields.Nested(ClockSchema, load_default=None, allow_none=True)
    draft = fields.Nested(DraftSchema, required=True)


@dataclass(frozen=True, slots=True)
class Told:
    """A record, read. `body` is what the phone sends or would send; None where it is unfinished.

    `episode`: it is a moment logged outside a visit, not a report.
    """

    shopper: UUID
    device: UUID
    submission: UUID
    visit: UUID | None
    revision: int
    body: bytes | None
    skew: timedelta | None
    episode: bool = False


_RECORD = RecordSchema()


def told_by(text: bytes) -> Told:
    """What the signed text of a record says; raises rescue_record."""
    try:
        said = _RECORD.load(object_in(text))
        draft, clock = said["draft"], said["clock"]
        queued = draft["body"] and draft["state"] in _QUEUED
        return Told(
            shopper=said["shopper"],
            device=said["device"],
            submission=draft["submission"],
            visit=draft["visit"],
            revision=draft["revision"],
            body=draft["body"].encode() if queued else None,
            skew=timedelta(milliseconds=clock["skew_ms"]) if clock else None,
            episode=draft["part"] == "episode",
        )
    except (Problem, ValidationError, ValueError):
        raise Problem("rescue_record") from None


def episode_in(raw: bytes) -> Mapping[str, Any]:
    """What the bytes of a moment say; raises what sending them would."""
    if len(raw) > MOST_BYTES:
        raise Problem("body_too_large", limit=MOST_BYTES)
    return read_episode(object_in(raw))


def report_in(raw: bytes, limit: int) -> Mapping[str, Any]:
    """What the bytes of a report say; raises what sending them would."""
    if len(raw) > limit:
        raise Problem("body_too_large", limit=limit)
    return read_report(object_in(raw))
