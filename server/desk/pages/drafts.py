"""Forms of one's own: uploaded as a file, checked, kept as a draft, published."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from audit_forms import Draft, Form, Question, compare, say
from server.desk.pages.changes import changes, publish_page
from server.desk.pages.home import blueprint
from server.desk.pages.uploads import Upload, uploaded
from server.kernel.actor import Role
from server.kernel.ids import sha256_hex
from server.kernel.problems import Problem
from server.programmes import commands, queries
from server.programmes.rules.xlsform import SheetMistake, SheetMistakes
from server.web.entries import Filled
from server.web.guard import actor, permit
from server.web.languages import language


@blueprint.get("/forms/new")
@permit(Role.ADMINISTRATOR)
def new_form() -> str:
    """Where a form is uploaded."""
    return _upload_page()


def _upload_page(problem: Problem | None = None) -> str:
    words = problem and {"file": gettext(problem.kind.sentence) % problem.args_by_name}
    return render_template("desk/upload.html", filled=Filled(wrong=words or {}))


def _mistakes(draft: Draft) -> list[dict[str, Any]]:
    """Each mistake in the reader's words, with the line it stands in, split where it begins."""
    return [
        {
            "place": mistake if mistake.file == draft.name else None,
            "elsewhere": "" if mistake.file == draft.name else PurePath(mistake.file).name,
            "sentence": mistake.sentence(language()),
            "before": (line := draft.line(mistake))[: mistake.column - 1].lstrip(),
            "after": line[mistake.column - 1 :],
        }
        for mistake in draft.mistakes
    ]


def _in_the_sheet(found: Sequence[SheetMistake]) -> list[dict[str, Any]]:
    return [
        {"place": None, "elsewhere": str(each.place), "sentence": each.sentence(language())}
        for each in found
    ]


@blueprint.post("/forms/new")
@permit(Role.ADMINISTRATOR)
def upload_form() -> Response:
    """Check a form, and keep it as a draft when nothing is wrong with it."""
    try:
        return _keep(uploaded(), request.form.get("replaces"))
    except SheetMistakes as wrong:
        return _mend(request.files["file"].filename or "", _in_the_sheet(wrong.mistakes))
    except Problem as problem:
        return make_response(_upload_page(problem), problem.kind.status)


def _keep(sent: Upload, replaces: str | None) -> Response:
    draft = queries.read(sent.content, sent.name)
    if draft.form is None:
        return _mend(sent.name, _mistakes(draft))
    try:
        commands.keep_draft(actor(), sent.content, sent.name, replaces)
    except Problem as problem:
        if problem.code != "draft_there":
            raise
        page = _replace_page(draft, draft.form, sent.notices)
        return make_response(page, problem.kind.status)
    return make_response(_draft_page(draft.form, sent.notices)) if sent.notices else _to(draft.form)


def _mend(name: str, mistakes: list[dict[str, Any]]) -> Response:
    page = render_template("desk/upload.html", filled=Filled(), name=name, mistakes=mistakes)
    return make_response(page, 422)


def _to(form: Form) -> Response:
    place = url_for("desk.draft", form=form.id, version=form.version)
    return make_response(redirect(place, 303))


def _replace_page(draft: Draft, form: Form, notices: Sequence[SheetMistake]) -> str:
    """Ask before one draft takes the place of another, saying what differs."""
    there = _draft(form.id, form.version)
    return render_template(
        "desk/replace.html",
        title=say(form.title, language()),
        form=form,
        name=draft.name,
        content=urlsafe_b64encode(draft.content).decode(),
        replaces=sha256_hex(there.content),
        changes=changes(compare(there.form, form), language()) if there.form else None,
        notices=_in_the_sheet(notices),
    )


@blueprint.get("/forms/drafts/<form>/<int:version>")
@permit(Role.ADMINISTRATOR)
def draft(form: str, version: int) -> str:
    """A draft: whether it is right, what it asks, and what can be done with it."""
    found = _draft(form, version)
    return _draft_page(found.form) if found.form else _mistaken_page(form, version, found)


def _draft_page(form: Form, notices: Sequence[SheetMistake] = ()) -> str:
    return render_template(
        "desk/draft.html",
        programme=queries.the_programme(),
        name=form.id,
        version=form.version,
        form=form,
        title=say(form.title, language()),
        points=sum(map(_most, form.questions)),
        notices=_in_the_sheet(notices),
    )


def _mistaken_page(form: str, version: int, found: Draft) -> str:
    mistakes = _mistakes(found)
    return render_template(
        "desk/draft.html", name=form, version=version, title=form, mistakes=mistakes
    )


def _draft(form: str, version: int) -> Draft:
    found = queries.draft_of(form, version)
    if found is None:
        raise Problem("not_found")
    return found


def _most(question: Question) -> int:
    return question.possible * question.weight


@blueprint.get("/forms/<form>/<int:version>.yaml")
@permit(Role.ADMINISTRATOR)
def form_file(form: str, version: int) -> Response:
    """The file of a form, as its author wrote it where that file is here; `?draft` of a draft."""
    if "draft" in request.args:
        content = _draft(form, version).content
    else:
        content = queries.source_of(form, version)
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/yaml; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{form}-{version}.yaml"'
    return answer


@blueprint.get("/forms/drafts/<form>/<int:version>/publish")
@permit(Role.ADMINISTRATOR)
def ask_to_publish(form: str, version: int) -> str:
    """Ask before a draft is published, saying what changes against the version before."""
    found = _draft(form, version)
    if found.form is None:
        raise Problem("form_mistaken", count=len(found.mistakes))
    return publish_page(found.form, sha256_hex(found.content))


@blueprint.post("/forms/drafts/<form>/<int:version>/publish")
@permit(Role.ADMINISTRATOR)
def publish_draft(form: str, version: int) -> Answer:
    """Publish a draft to the programme."""
    programme = queries.the_programme()
    if programme is None:
        raise Problem("form_unknown")
    _draft(form, version)
    commands.publish_draft(actor(), programme, form, version, request.form.get("seen", ""))
    return redirect(url_for("desk.forms"), 303)


@blueprint.get("/forms/drafts/<form>/<int:version>/discard")
@permit(Role.ADMINISTRATOR)
def ask_to_discard(form: str, version: int) -> str:
    """Ask before a draft is deleted."""
    found = _draft(form, version)
    title = say(found.form.title, language()) if found.form else form
    return render_template(
        "desk/discard.html",
        name=form,
        version=version,
        title=title,
        seen=sha256_hex(found.content),
    )


@blueprint.post("/forms/drafts/<form>/<int:version>/discard")
@permit(Role.ADMINISTRATOR)
def discard_draft(form: str, version: int) -> Answer:
    """Delete a draft."""
    _draft(form, version)
    commands.discard_draft(actor(), form, version, request.form.get("seen", ""))
    return redirect(url_for("desk.forms"), 303)
