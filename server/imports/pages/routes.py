"""The pages of a list, whatever it is of."""

from __future__ import annotations

from functools import partial
from io import BytesIO

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
    return render_template(
        "imports/choose.html",
        kind=kind,
        columns=queries.columns(kind.id),
        wrong=wrong,
        pasted=request.form.get("pasted", ""),
        language=language,
    )


@blueprint.post("/<kind>/import")
@permit(Role.ADMINISTRATOR)
def preview(kind: str) -> Response:
    """What a list would do; nothing is kept."""
    listed = _kind(kind)
    try:
        table = _table(listed.most)
    except WorkbookProblem as problem:
        return make_response(_choose_page(listed, in_words(problem)), 422)
    return preview_of(listed, table)


def preview_of(kind: Kind, table: Table) -> Response:
    """The page that shows what a list would do."""
    planned = kind.preview(table, queries.there(actor(), kind.id))
    page = _preview_page(kind, table, planned)
    return make_response(page, 422 if planned.faults else 200)


def _table(most: int) -> Table:
    """What was chosen, or else what was pasted."""
    file, pasted = request.files.get("file"), request.form.get("pasted", "")
    if file is not None and file.filename:
        return read_table(file.stream.read(_MOST_BYTES), most)
    if not pasted.strip():
        raise WorkbookProblem("table_missing")
    return read_table(pasted.encode(), most)


def _preview_page(kind: Kind, table: Table, planned: Preview, overtaken: bool = False) -> str:
    columns = {column.id: column for column in queries.columns(kind.id)}
    return render_template(
        "imports/preview.html",
        kind=kind,
        preview=planned,
        overtaken=overtaken,
        mistakes=[(place(fault), sentence(fault)) for fault in planned.faults],
        remarks={row.row: [sentence(each) for each in row.remarks] for row in planned.rows},
        columns={id: column.name(language()) for id, column in columns.items()},
        content=packed(table),
        identity=new_id(),
        told=partial(told, columns),
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
        if kind.id == "people":
            return people.imported(table)
        commands.import_list(actor(), kind.id, table, request.form.get("seen", ""))
    except Problem as problem:
        if problem.code not in {"import_overtaken", "import_mistaken"}:
            raise
        planned = kind.preview(table, queries.there(actor(), kind.id))
        return make_response(_preview_page(kind, table, planned, overtaken=True), 409)
    return redirect(url_for(kind.above), 303)


@blueprint.get("/<kind>/import/template.xlsx")
@permit(Role.ADMINISTRATOR)
def workbook(kind: str) -> Response:
    """An empty list to fill in, with what each column wants on a second sheet."""
    columns = queries.columns(_kind(kind).id)
    header = [column.name(language()) for column in columns]
    about = [[gettext("Column"), gettext("What to write"), gettext("Example")]] + [
        [column.name(language()), gettext(column.about), gettext(column.example)]
        for column in columns
    ]
    content = to_xlsx({gettext("List"): [header], gettext("Columns"): about})
    return send_file(BytesIO(content), as_attachment=True, download_name=f"{kind}.xlsx", max_age=0)


@blueprint.get("/<kind>/import/template.csv")
@permit(Role.ADMINISTRATOR)
def csv(kind: str) -> Response:
    """The header alone, as CSV."""
    header = [column.name(language()) for column in queries.columns(_kind(kind).id)]
    content = BytesIO(to_csv(header, []))
    return send_file(
        content, "text/csv", as_attachment=True, download_name=f"{kind}.csv", max_age=0
    )
