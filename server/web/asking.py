"""The body of a request: described by a schema, and read by it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, ValidationError

from server.kernel.kinds import FieldProblem
from server.kernel.mistakes import FIELDS
from server.kernel.problems import Problem
from server.web.replies import json_body

_MOST_BYTES = 20_000


def body_of(schema: type[Schema], **more: Any) -> dict[str, Any]:
    """A JSON body in the description of the interface."""
    return {"content": {"application/json": {"schema": schema}}} | more


def asked(schema: Schema) -> dict[str, Any]:
    """The body of the request; raises fields_wrong with each field that needs mending."""
    return dict(load(schema))


def load(schema: Schema) -> Any:
    """The same, as whatever the schema makes of it."""
    _, body = json_body(_MOST_BYTES)
    unreadable = [name for name, value in body.items() if not _readable(name + str(value))]
    if unreadable:
        raise _wrong(map(repr, unreadable), "text_unreadable")
    try:
        return schema.load(body)
    except ValidationError as wrong:
        raise _wrong(wrong.normalized_messages(), "wrong_type") from None


def _readable(text: str) -> bool:
    """Without what no database can keep: NUL, and halves of characters."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _wrong(names: Iterable[str], code: str) -> Problem:
    fields = [FieldProblem(name, code, FIELDS[code]) for name in names]
    return Problem("fields_wrong", fields=tuple(fields))
