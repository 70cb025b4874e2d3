"""The pages of a list, whatever it is of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_babel import gettext
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Answer

from server.imports import commands, queries
from server.imports.pages import people
from server.imports.pages.words import in_words, place, sentence, told
from server.imports.rules.carried import packed, unpacked
from server.imports.rules.columns import MOST_ROWS
from server.imports.rules.kinds import KINDS, Kind
from server.imports.rules.previews import Preview
from server.kernel.actor import Role
from server.kernel.ids import new_id
from server.kernel.problems import Problem
from server.spreadsheets import Table, WorkbookProblem, read_table, to_csv, to_xlsx
from server.web.answers import answer
from server.web.guard import actor, permit
from server.web.languages import language

blueprint = Blueprint("imports", __name__, url_prefix="/desk", template_folder="../templates")

# A file of more is not even looked at; what is below tells best itself what is wrong with it.
_MOST_BYTES = 12_000_000


@blueprint.errorhandler(RequestEntityTooLarge)
def _too_large(_failure: RequestEntityTooLarge) -> Response:
    return answer(Problem("import_too_large", limit=f"{MOST_ROWS:,}"))


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Problem("not_found")
    return KINDS[name]


@blueprint.get("/<kind>/import")
@permit(Role.ADMINISTRATOR)
def choose(kind: str) -> str:
    """Where the file of a list is chosen."""
    return _choose_page(_kind(kind))


def _choose_page(kind: Kind, wrong: str = "") -> str:
    return render_template("imports/choose.html", kind=kind, wrong=wrong, language=language)


@blueprint.post("/<kind>/import")
@permit(Role.ADMINISTRATOR)
def preview(kind: str) -> Response:
    """What a list would do; nothing is kept."""
    listed = _kind(kind)
    file = request.files.get("file")
    try:
        content = file.stream.read(_MOST_BYTES) if file and file.filename else b""
        table = _table(content, file, listed.most)
    except WorkbookProblem as problem:
        return make_response(_choose_page(listed, in_words(problem)), 422)
    planned = listed.preview(table, queries.there(actor(), listed.id))
    page = _preview_page(listed, table, planned)
    return make_response(page, 422 if planned.faults else 200)


def _table(content: bytes, file: Any, most: int) -> Table:
    if file is None or not file.filename:
        raise WorkbookProblem("table_missing")
    return read_table(content, most)


def _preview_page(kind: Kind, table: Table, planned: Preview, overtaken: bool = False) -> str:
    return render_template(
        "imports/preview.html",
        kind=kind,
        preview=planned,
        overtaken=overtaken,
        mistakes=[(place(fault), sentence(fault)) for fault in planned.faults],
        columns={column.id: column.name(language()) for column in kind.columns},
        content=packed(table),
        identity=new_id(),
        told=told,
        to_mail=_to_mail(planned),
    )


def _to_mail(planned: Preview) -> int:
    """How many are sent something as soon as the list is imported."""
    with_address = sum(bool(row.values.get("email")) for row in planned.rows)
    return with_address if people.settings().sends_mail else 0


@blueprint.post("/<kind>/import/confirm")
@permit(Role.ADMINISTRATOR)
def confirm(kind: str) -> Answer:
    """Import what the preview has shown, or show it once more where something has changed."""
    listed = _kind(kind)
    try:
        table = unpacked(request.form.get("content", ""))
    except ValueError:
        return make_response(_choose_page(listed, in_words(WorkbookProblem("table_missing"))), 422)
    return _import(listed, table)


def _import(kind: Kind, table: Table) -> Answer:
    try:
        return _IMPORTED[kind.id](table)
    except Problem as problem:
        if problem.code not in {"import_overtaken", "import_mistaken"}:
            raise
        planned = kind.preview(table, queries.there(actor(), kind.id))
        return make_response(_preview_page(kind, table, planned, overtaken=True), 409)


def _stores(table: Table) -> Answer:
    commands.import_stores(actor(), table, request.form.get("seen", ""))
    return redirect(url_for("desk.stores"), 303)


_IMPORTED: Mapping[str, Callable[[Table], Answer]] = {
    "stores": _stores,
    "people": people.imported,
}


@blueprint.get("/<kind>/import/template.xlsx")
@permit(Role.ADMINISTRATOR)
def workbook(kind: str) -> Response:
    """An empty list to fill in, with what each column wants on a second sheet."""
    columns = _kind(kind).columns
    header = [column.name(language()) for column in columns]
    about = [[gettext("Column"), gettext("What to write"), gettext("Example")]] + [
        [column.name(language()), gettext(column.about), column.example] for column in columns
    ]
    content = to_xlsx({gettext("List"): [header], gettext("Columns"): about})
    return send_file(BytesIO(content), as_attachment=True, download_name=f"{kind}.xlsx", max_age=0)


@blueprint.get("/<kind>/import/template.csv")
@permit(Role.ADMINISTRATOR)
def csv(kind: str) -> Response:
    """The header alone, as CSV."""
    header = [column.name(language()) for column in _kind(kind).columns]
    content = BytesIO(to_csv(header, []))
    return send_file(
        content, "text/csv", as_attachment=True, download_name=f"{kind}.csv", max_age=0
    )
