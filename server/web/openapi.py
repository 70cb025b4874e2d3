"""The API in words: its OpenAPI document, a page to read it offline, a page for each problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, current_app, render_template
from flask_babel import gettext
from flask_smorest import Api
from marshmallow import Schema, fields

from server.kernel.mistakes import ANSWERS, ANSWERS_OF_KIND
from server.kernel.problems import CATALOGUE, Problem
from server.web.guard import public

_METHODS = ("get", "put", "post", "patch", "delete")

_ABOUT = """\
Who asks is known by the cookie `kit_session`, which a sign-in link sets. A change carries the
header `X-Kit: 1`, which no form of another site can send. Everything is JSON in UTF-8; instants
are UTC and end in Z. Every failure is a problem (RFC 9457) whose `code` never changes."""


class FieldProblemSchema(Schema):
    """What is wrong with one field."""

    field = fields.String(required=True, metadata={"description": "dotted path of the field"})
    code = fields.String(required=True)
    detail = fields.String(required=True, metadata={"description": "how to put it right"})
    args = fields.Dict()


class ProblemSchema(Schema):
    """A failure: RFC 9457, with a stable code."""

    type = fields.String(required=True, metadata={"description": "page about this problem"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True, metadata={"description": "how to put it right"})
    fields_ = fields.List(fields.Nested(FieldProblemSchema), data_key="fields")


class KitApi(Api):
    """flask-smorest's Api, describing our failures instead of its own."""

    ERROR_SCHEMA = ProblemSchema

    def _register_responses(self) -> None:
        # It knows one content type for all answers; these are the failures.
        usual: str = Api.DEFAULT_RESPONSE_CONTENT_TYPE
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        super()._register_responses()
        self.DEFAULT_RESPONSE_CONTENT_TYPE = usual


def describe(app: Flask) -> KitApi:
    """The Api of `app`, to which resources are added."""
    app.config |= {
        "API_TITLE": "Audit kit",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": "/api/v1",
        "OPENAPI_JSON_PATH": "openapi.json",
        "API_SPEC_OPTIONS": {
            "info": {"description": _ABOUT},
            "security": [{"session": [], "ours": []}],
            "components": {
                "securitySchemes": {
                    "session": {"type": "apiKey", "in": "cookie", "name": "kit_session"},
                    "ours": {"type": "apiKey", "in": "header", "name": "X-Kit"},
                }
            },
        },
    }
    api = KitApi(app)
    app.extensions["api"] = api
    return api


blueprint = Blueprint("reference", __name__)


@blueprint.get("/api/")
@public
def reference() -> str:
    """The whole API on one page, drawn here, so that it can be read and printed offline."""
    document = current_app.extensions["api"].spec.to_dict()
    return render_template(
        "api.html",
        about=document["info"]["description"],
        groups=_groups(document),
        schemas=_schemas(document),
        problems=[(code, kind.status, _plain(kind.sentence)) for code, kind in CATALOGUE.items()],
        answers=[(code, _plain(sentence)) for code, sentence in _faults_of_answers()],
    )


@blueprint.get("/problems/<code>")
@public
def problem(code: str) -> str:
    """What a problem means and how to put it right: where its `type` leads."""
    if code not in CATALOGUE:
        raise Problem("not_found")
    kind = CATALOGUE[code]
    return render_template(
        "problem_kind.html", code=code, kind=kind, sentence=_plain(kind.sentence)
    )


def _faults_of_answers() -> list[tuple[str, str]]:
    """What can be wrong with an answer, and what a value of each kind looks like."""
    kinds = [(f"answer_type ({kind})", said) for kind, said in ANSWERS_OF_KIND.items()]
    return [*ANSWERS.items(), *kinds]


def _plain(sentence: str) -> str:
    """The sentence in the reader's language, with a gap where a case's own facts would stand."""
    return re.sub(r"%\(\w+\)s", "…", gettext(sentence))


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter or a property, in words."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    id: str
    method: str
    path: str
    summary: str
    parameters: tuple[Line, ...]
    body: str
    answers: tuple[tuple[str, str, str], ...]


def _groups(document: Mapping[str, Any]) -> dict[str, list[Operation]]:
    """The operations by tag, in the order of the document."""
    groups: dict[str, list[Operation]] = {}
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                made = _operation(document, path, method, item)
                groups.setdefault(item[method].get("tags", ["api"])[0], []).append(made)
    return groups


def _operation(
    document: Mapping[str, Any], path: str, method: str, item: Mapping[str, Any]
) -> Operation:
    operation = item[method]
    given = [*item.get("parameters", []), *operation.get("parameters", [])]
    content = operation.get("requestBody", {}).get("content", {})
    return Operation(
        id=f"{method}-{path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}",
        method=method.upper(),
        path=path,
        summary=operation.get("summary") or operation.get("description", ""),
        parameters=tuple(_parameter(each) for each in given),
        body=", ".join(_content(kind, about) for kind, about in content.items()),
        answers=tuple(_answers(document, operation)),
    )


def _parameter(given: Mapping[str, Any]) -> Line:
    kind = f"{_kind(given.get('schema', {}))} · {given['in']}"
    return Line(given["name"], kind, given.get("required", False), given.get("description", ""))


def _content(kind: str, about: Mapping[str, Any]) -> str:
    name = _kind(about.get("schema", {}))
    return name if kind == "application/json" else f"{kind} ({name})"


def _answers(
    document: Mapping[str, Any], operation: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """Each answer: status, words, content."""
    for status, answer in operation.get("responses", {}).items():
        if "$ref" in answer:
            answer = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
        content = ", ".join(
            _content(kind, about) for kind, about in answer.get("content", {}).items()
        )
        if status == "default":
            yield gettext("otherwise"), gettext("A problem with one of the codes below"), "Problem"
        else:
            yield status, answer.get("description", ""), content


def _schemas(document: Mapping[str, Any]) -> dict[str, tuple[str, list[Line]]]:
    """Every named schema: its description and its properties."""
    found = dict(document.get("components", {}).get("schemas", {}))
    # flask-smorest describes its paging whether or not anything is paged.
    found.pop("PaginationMetadata", None)
    return {
        name: (schema.get("description", ""), _properties(schema)) for name, schema in found.items()
    }


def _properties(schema: Mapping[str, Any]) -> list[Line]:
    needed = schema.get("required", [])
    return [
        Line(name, _kind(about), name in needed, about.get("description", ""))
        for name, about in schema.get("properties", {}).items()
    ]


def _kind(schema: Mapping[str, Any]) -> str:
    """A schema in a few words: `array of Photo`, `string (uuid)`, `integer, 1 to 9`."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    for joint in ("oneOf", "anyOf", "allOf"):
        if joint in schema:
            return " | ".join(_kind(each) for each in schema[joint])
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    name = schema.get("type", "any")
    words = " | ".join(name) if isinstance(name, list) else str(name)
    if "array" in words and "items" in schema:
        words = words.replace("array", f"array of {_kind(schema['items'])}")
    return words + _limits(schema)


def _limits(schema: Mapping[str, Any]) -> str:
    notes = [str(schema["format"])] if "format" in schema else []
    low = schema.get("minimum", schema.get("minLength", schema.get("minItems")))
    high = schema.get("maximum", schema.get("maxLength", schema.get("maxItems")))
    if low is not None or high is not None:
        notes.append(f"{'' if low is None else low}–{'' if high is None else high}")
    return f" ({', '.join(notes)})" if notes else ""
