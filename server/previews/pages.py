"""The preview of a form, to be read and tried out, and its sheet to fill in by hand."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, Response, make_response, request, url_for

from audit_forms import Form
from pdf_templates import blank_form
from pdf_templates.contract import PageSize
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.phone.assets import Asset
from server.previews.rules import Around, digest, page, program, style
from server.programmes.queries import any_form, the_programme
from server.programmes.rules import on_paper, printable
from server.web.guard import permit
from server.web.languages import language

blueprint = Blueprint("previews", __name__, url_prefix="/desk/forms")

_YEAR = "private, max-age=31536000, immutable"


@blueprint.get("/<form>/<int:version>/preview")
@permit(Role.ADMINISTRATOR)
def preview(form: str, version: int) -> str:
    """Everything about a form; `?in=` chooses among its languages."""
    found = any_form(form, version)
    return page(found, _spoken(found), _around(found))


def _spoken(form: Form) -> str:
    """The language that is asked for, else the reader's own, else the form's first."""
    wanted = (request.args.get("in"), language())
    return next((each for each in wanted if each in form.languages), form.languages[0])


def _around(form: Form) -> Around:
    return Around(
        style=_address("preview.css"),
        program=_address("preview.js"),
        back=url_for("desk.forms"),
        file=_of("desk.form_file", form),
        others={each: _of("previews.preview", form, each) for each in form.languages},
        papers={each: _of("previews.paper", form, each) for each in printable(form)},
    )


def _of(endpoint: str, form: Form, spoken: str | None = None) -> str:
    return url_for(endpoint, form=form.id, version=form.version, **{"in": spoken})  # type: ignore[arg-type]


@blueprint.get("/<form>/<int:version>/blank.pdf")
@permit(Role.ADMINISTRATOR)
def paper(form: str, version: int) -> Response:
    """The form as a PDF to fill in by hand."""
    found = any_form(form, version)
    known = printable(found)
    chosen = next((each for each in known if request.args.get("in", each) == each), None)
    if chosen is None:
        raise Problem("not_found")
    answer = make_response(blank_form(on_paper(found, chosen, _page_size())))
    answer.headers["Content-Type"] = "application/pdf"
    name = f'inline; filename="{form}-{version}.{chosen}.pdf"'
    answer.headers["Content-Disposition"] = name
    return answer


def _page_size() -> PageSize:
    programme = the_programme()
    return "Letter" if programme is not None and programme.page_size == "Letter" else "A4"


@blueprint.get("/preview/<state>/<name>")
@permit(Role.ADMINISTRATOR)
def part(state: str, name: str) -> Response:
    """The style or the program of a preview, under the state of its content."""
    found = _parts().get(name)
    if found is None or digest(found.body.decode()) != state:
        raise Problem("not_found")
    response = Response(found.body, content_type=found.content_type)
    response.headers["Cache-Control"] = _YEAR
    return response


@cache
def _parts() -> dict[str, Asset]:
    return {
        "preview.css": Asset(style().encode(), "text/css; charset=utf-8"),
        "preview.js": Asset(program().encode(), "text/javascript; charset=utf-8"),
    }


def _address(name: str) -> str:
    state = digest(_parts()[name].body.decode())
    return url_for("previews.part", state=state, name=name)
