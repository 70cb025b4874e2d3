"""The forms that ship, those of one's own, and which versions are published, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from audit_forms import Draft, Mistake, shipped
from server.desk.api.shapes import DraftSchema, FormSchema, SeenSchema
from server.desk.commands import publish_shipped
from server.desk.pages.uploads import Upload, taken
from server.desk.schemas import PublishForm
from server.kernel.actor import Role
from server.kernel.ids import sha256_hex
from server.kernel.kinds import FieldProblem
from server.kernel.problems import Problem
from server.programmes import commands, queries
from server.programmes.models import FormVersion
from server.programmes.rules.xlsform import SheetMistake, SheetMistakes
from server.web.asking import asked, body_of
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.replies import body_bytes, reply

blueprint = Blueprint(
    "form_resource", __name__, url_prefix="/api/v1/forms", description="Keeping and publishing."
)
# More than a file may have, so that it is refused by what it may.
_MOST_BYTES = 1_000_000
_FILE = {
    "content": {
        "application/yaml": {"schema": {"type": "string"}},
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
    }
}


def _asks(name: str, about: str) -> dict[str, Any]:
    return {"in": "query", "name": name, "schema": {"type": "string"}, "description": about}


@blueprint.get("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, FormSchema(many=True))
@blueprint.doc(summary="Every version of a form that ships or is published")
def listed() -> Response:
    """The newest version of each form first."""
    there = queries.the_programme()
    published = queries.all_published(there.id) if there else []
    rows = {(row.form, row.version): row for row in published}
    ships = [(form, version) for form, version, _path in shipped()]
    known = sorted({*rows, *ships}, key=lambda each: (each[0], -each[1]))
    told = [_form(form, version, rows.get((form, version))) for form, version in known]
    return reply(FormSchema(many=True).dump(told))


def _form(form: str, version: int, row: FormVersion | None) -> dict[str, Any]:
    ships = (form, version) in {(id, number) for id, number, _path in shipped()}
    at = row.published_at if row else None
    return {"form": form, "version": version, "ships": ships, "published_at": at}


@blueprint.post("")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, FormSchema)
@blueprint.doc(
    summary="Publish a form that ships to the programme",
    requestBody=body_of(PublishForm),
)
def publish() -> Response:
    """Again, it changes nothing; `form_unknown` for one that does not ship."""
    row = publish_shipped(actor(), **asked(PublishForm()))
    return reply(FormSchema().dump(_form(row.form, row.version, row)))


@blueprint.get("/drafts")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, DraftSchema(many=True))
@blueprint.doc(summary="The drafts of one's own forms, with what is to mend in each")
def drafts() -> Response:
    """Those that are published as they stand are drafts no longer."""
    return reply([_draft(*each) for each in queries.drafts()])


@blueprint.post("/drafts")
@permit(Role.ADMINISTRATOR)
@blueprint.response(201, DraftSchema)
@blueprint.doc(
    summary="Keep a form, in YAML or as an XLSForm spreadsheet, as the draft of its version",
    parameters=[
        _asks("name", "of the file, which ends in .yaml or .xlsx"),
        _asks("replaces", "`seen` of the draft that it may replace"),
    ],
    requestBody=_FILE,
)
def keep() -> Response:
    """422 `form_mistaken` names every mistake, 409 `draft_there` asks for `replaces`."""
    sent = _sent()
    found = queries.read(sent.content, sent.name)
    if found.form is None:
        raise _mistaken(found.mistakes)
    kept = commands.keep_draft(actor(), sent.content, sent.name, request.args.get("replaces"))
    notices = [_mistake(each) for each in sent.notices]
    return reply(_draft(kept.id, kept.version, found) | {"notices": notices}, 201)


def _sent() -> Upload:
    try:
        return taken(request.args.get("name", "form.yaml"), BytesIO(body_bytes(_MOST_BYTES)))
    except SheetMistakes as wrong:
        raise _mistaken(wrong.mistakes) from None


@blueprint.get("/drafts/<form>/<int:version>")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, DraftSchema)
@blueprint.doc(summary="One draft, with what is to mend in it")
def draft(form: str, version: int) -> Response:
    """`seen` is what publishing and discarding ask for."""
    return reply(_draft(form, version, _there(form, version)))


@blueprint.post("/drafts/<form>/<int:version>/publish")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, FormSchema)
@blueprint.doc(
    summary="Publish a draft to the programme",
    requestBody=body_of(SeenSchema),
)
def publish_draft(form: str, version: int) -> Response:
    """409 `draft_changed` where something else is there than was `seen`."""
    _there(form, version)
    programme = queries.the_programme()
    if programme is None:
        raise Problem("form_unknown")
    seen = asked(SeenSchema())["seen"]
    row = commands.publish_draft(actor(), programme, form, version, seen)
    return reply(FormSchema().dump(_form(form, version, row)))


@blueprint.delete("/drafts/<form>/<int:version>")
@permit(Role.ADMINISTRATOR)
@blueprint.response(200, DraftSchema)
@blueprint.doc(summary="Delete a draft", parameters=[_asks("seen", "of the draft")])
def discard(form: str, version: int) -> Response:
    """409 `draft_changed` where something else is there than was `seen`."""
    found = _there(form, version)
    commands.discard_draft(actor(), form, version, request.args.get("seen", ""))
    return reply(_draft(form, version, found))


def _there(form: str, version: int) -> Draft:
    found = queries.draft_of(form, version)
    if found is None:
        raise Problem("not_found")
    return found


def _draft(form: str, version: int, found: Draft) -> dict[str, Any]:
    return {
        "form": form,
        "version": version,
        "seen": sha256_hex(found.content),
        "mistakes": [_mistake(each) for each in found.mistakes],
        "notices": [],
    }


def _place(found: Mistake | SheetMistake) -> str:
    if isinstance(found, SheetMistake):
        return str(found.place)
    return f"{found.file}:{found.line}:{found.column}"


def _mistake(found: Mistake | SheetMistake) -> dict[str, str]:
    return {"place": _place(found), "code": found.code, "detail": found.sentence(language())}


def _mistaken(found: Sequence[Mistake] | Sequence[SheetMistake]) -> Problem:
    # Their words are ready: nothing in them is a gap to be filled.
    fields = tuple(
        FieldProblem(_place(each), each.code, each.sentence(language()).replace("%", "%%"))
        for each in found
    )
    return Problem("form_mistaken", fields, count=len(fields))
