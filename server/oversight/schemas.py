"""What one may narrow the history by, and an act of it in JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from marshmallow import Schema, fields, validate

from server.desk.schemas import STAFF
from server.history.queries import Wanted
from server.history.rules import ACTS, SUBJECTS
from server.kernel.rights import Scope
from server.people.schemas import Address

FILTERS = ("who", "act", "subject", "kind", "object", "since", "until", "before")
# The longest that any of them is in the database.
_LONGEST = 64


def filters(given: Mapping[str, str]) -> dict[str, str]:
    """The filters of an address that can be one; what nothing could match is left out."""
    found = {name: given.get(name, "").strip()[:_LONGEST] for name in FILTERS}
    found = {name: value for name, value in found.items() if value and value.isprintable()}
    return {name: value for name, value in found.items() if _readable(name, value)}


def _readable(name: str, value: str) -> bool:
    readers: Mapping[str, Callable[[str], object]] = {
        "who": UUID,
        "since": date.fromisoformat,
        "until": date.fromisoformat,
        "before": int,
    }
    try:
        readers.get(name, str)(value)
    except ValueError:
        return False
    return True


def asked(given: Mapping[str, str]) -> Wanted:
    """What filters ask the history for; days are whole days, both included, in UTC."""
    acts = {given["act"]} if "act" in given else set()
    if "subject" in given:
        begins = tuple(f"{each}." for each in SUBJECTS.get(given["subject"], ()))
        acts |= {act for act in ACTS if act.startswith(begins)} if begins else {"-"}
    before = int(given.get("before", 0))
    return Wanted(
        who=UUID(given["who"]) if "who" in given else None,
        acts=frozenset(acts),
        object_kind=given.get("kind"),
        object=given.get("object"),
        since=_midnight(given["since"]) if "since" in given else None,
        until=_midnight(given["until"], 1) if "until" in given else None,
        before=before if 0 < before < 2**62 else None,
    )


def _midnight(day: str, later: int = 0) -> datetime | None:
    try:
        moved = date.fromisoformat(day) + timedelta(days=later)
    except OverflowError:
        return None
    return datetime.combine(moved, time(), UTC)


class EntrySchema(Schema):
    """One act."""

    id = fields.Integer()
    at = fields.String()
    actor = fields.UUID(allow_none=True, metadata={"description": "none: a task, a command"})
    actor_kind = fields.String(metadata={"description": "person, shopper or system"})
    who = fields.String(metadata={"description": "what the actor is called today, if at all"})
    act = fields.String()
    object_kind = fields.String()
    object = fields.String()
    what = fields.String(metadata={"description": "what the object is called today, if at all"})
    details = fields.Dict()
    sentence = fields.String()
    reason = fields.String(allow_none=True)


class HistorySchema(Schema):
    """Acts, the newest first."""

    entries = fields.List(fields.Nested(EntrySchema))
    before = fields.Integer(
        allow_none=True, metadata={"description": "ask with it for those before; none at the end"}
    )


class AccessSchema(Schema):
    """What somebody may do, and for which stores and regions."""

    roles = fields.List(fields.String(validate=validate.OneOf(STAFF)), required=True)
    stores = fields.List(fields.UUID(), load_default=list)
    regions = fields.List(fields.UUID(), load_default=list)


class AddressSchema(Schema):
    """The e-mail address that is to be kept, or null for none."""

    address = Address(required=True, allow_none=True)


class AddressStateSchema(Schema):
    """Whether an address is kept now."""

    kept = fields.Boolean()


class MemberSchema(Schema):
    """Somebody who holds a role, or held one until revoked. Shoppers are not here."""

    id = fields.UUID()
    name = fields.String()
    roles = fields.List(fields.String())
    stores = fields.List(fields.UUID())
    regions = fields.List(fields.UUID())
    revoked = fields.Boolean()


class RightSchema(Schema):
    """One row of the table of rights. A role that is not named may not do it."""

    action = fields.String()
    words = fields.String()
    scopes = fields.Dict(
        keys=fields.String(),
        values=fields.String(validate=validate.OneOf(list(Scope))),
        metadata={"description": "role -> with how much of the programme"},
    )


class WhySchema(Schema):
    """Why the name must be known."""

    reason = fields.String(required=True)


class NameSchema(Schema):
    """The name behind a code."""

    name = fields.String()


class ShopperStateSchema(Schema):
    """A shopper by code; `open_visits` are those that nobody has reported yet."""

    id = fields.UUID()
    code = fields.String()
    active = fields.Boolean()
    open_visits = fields.Integer()


class PhoneSchema(Schema):
    """A phone whose key is known, by the id that stands in its reports."""

    id = fields.UUID()
    created_at = fields.DateTime()


class WhyForm(Schema):
    """Why the name behind a code must be known; the command says what is wrong with it."""

    reason = fields.String(load_default="", metadata={"say": ""})
