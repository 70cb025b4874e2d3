"""What somebody entered on a page: read by a schema, kept and explained when it needs mending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, make_response, request
from flask_babel import gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from server.kernel.problems import Problem

Again = Callable[["Filled"], str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form's present content: what stands in each field, and which fields need mending.

    `given` is what was entered (or is there to begin with); `wrong` is field -> sentence.
    """

    given: MultiDict[str, Any] = field(default_factory=MultiDict)
    wrong: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What stands in a field, as text."""
        found = self.given.get(name)
        return "" if found is None else str(found)

    def has(self, name: str, value: str) -> bool:
        """Whether a value is among those chosen in a field."""
        return value in [str(each) for each in self.given.getlist(name)]


def blank(**values: Any) -> Filled:
    """A form as it is first shown, with these values in it."""
    return Filled(MultiDict(values))


def mend(name: str, sentence: str) -> ValidationError:
    """The error for a field whose own sentence does not say enough; `sentence` is a message id."""
    return ValidationError(_Sentence(sentence), name)


class _Sentence(str):
    """A sentence of ours, among marshmallow's own English."""


def submit(
    schema: Schema,
    act: Callable[[dict[str, Any]], Answer | str],
    again: Again,
    beside: Mapping[str, str] | None = None,
) -> Response:
    """Do `act` with what was entered, or show the form `again` with what needs mending.

    A problem that `act` raises is shown at the field that `beside` names for its code, or that it
    names itself; any other goes on up.
    """
    given = request.form
    try:
        data = schema.load(_raw(schema, given), unknown=EXCLUDE)
    except ValidationError as refused:
        return make_response(again(Filled(given, _sentences(schema, refused))), 422)
    try:
        return make_response(act(data))
    except Problem as problem:
        named = [each.field for each in problem.fields if each.field in schema.fields]
        name = (beside or {}).get(problem.code) or next(iter(named), None)
        if name is None:
            raise
        words = gettext(problem.kind.sentence) % problem.args_by_name
        return make_response(again(Filled(given, {name: words})), problem.kind.status)


def _raw(schema: Schema, given: MultiDict[str, str]) -> dict[str, Any]:
    """The entries as marshmallow expects them; a field left empty is a field left out.

    No person writes a NUL, and PostgreSQL cannot keep one.
    """
    raw: dict[str, Any] = {}
    for name, kind in schema.fields.items():
        if isinstance(kind, fields.List):
            raw[name] = [value for value in given.getlist(name) if value.strip()]
        elif value := given.get(name, "").replace("\0", "").strip():
            raw[name] = value
    return raw


def _sentences(schema: Schema, refused: ValidationError) -> dict[str, str]:
    """One sentence per field, in the order of the page."""
    messages = refused.normalized_messages()
    order = [name for name in schema.fields if name in messages]
    return {name: _sentence(schema.fields[name], messages[name]) for name in order}


def _sentence(kind: fields.Field, messages: Any) -> str:
    """The validator's own sentence, or else the field's, which says what to enter there."""
    listed = messages if isinstance(messages, list) else list(messages.values())
    ours = [each for each in listed if isinstance(each, _Sentence)]
    return gettext(str(ours[0] if ours else kind.metadata["say"]))
