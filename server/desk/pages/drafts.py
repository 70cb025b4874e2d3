"""Forms of one's own: uploaded as a file, checked, kept as a draft, published."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from pathlib import PurePath
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from audit_forms import Draft, Form, Question, compare, say
from server.desk.pages.changes import changes
from server.desk.pages.home import blueprint
from server.kernel.actor import Role
from server.kernel.ids import sha256_hex
from server.kernel.problems import Problem
from server.programmes import commands, queries
from server.web.entries import Filled
from server.web.guard import actor, permit
from server.web.languages import language

# A form asks some sixty questions in 60 KB; in the text of a page it must fit into one answer.
_LIMIT_KB = 300
_SUFFIXES = {".yaml", ".yml"}


@blueprint.get("/forms/new")
@permit(Role.ADMINISTRATOR)
def new_form() -> str:
    """Where a form is uploaded."""
    return _upload_page()


def _upload_page(draft: Draft | None = None, problem: Problem | None = None) -> str:
    words = problem and {"file": gettext(problem.kind.sentence) % problem.args_by_name}
    shown = None if draft is None or draft.form else _mistakes(draft)
    return render_template(
        "desk/upload.html", filled=Filled(wrong=words or {}), draft=draft, mistakes=shown
    )


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


@blueprint.post("/forms/new")
@permit(Role.ADMINISTRATOR)
def upload_form() -> Response:
    """Check a form, and keep it as a draft when nothing is wrong with it."""
    try:
        name, content = _uploaded()
        return _keep(name, content, request.form.get("replaces"))
    except Problem as problem:
        return make_response(_upload_page(problem=problem), problem.kind.status)


def _uploaded() -> tuple[str, bytes]:
    """What was sent: a file, or once more what was sent before, to replace a draft."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _sent_before()
    name = PurePath(file.filename.replace("\\", "/")).name[-80:]
    if PurePath(name).suffix.lower() not in _SUFFIXES:
        raise Problem("form_file_type")
    content = file.stream.read(_LIMIT_KB * 1000 + 1)
    if len(content) > _LIMIT_KB * 1000:
        raise Problem("form_file_too_large", limit=_LIMIT_KB)
    return name, content


def _sent_before() -> tuple[str, bytes]:
    try:
        content = urlsafe_b64decode(request.form.get("content", "").encode())
    except NotBase64:
        content = b""
    if not content:
        raise Problem("form_file_missing")
    return request.form.get("name", "")[-80:], content


def _keep(name: str, content: bytes, replaces: str | None) -> Response:
    draft = queries.read(content, name)
    if draft.form is None:
        return make_response(_upload_page(draft), 422)
    try:
        commands.keep_draft(actor(), content, name, replaces)
    except Problem as problem:
        if problem.code != "draft_there":
            raise
        return make_response(_replace_page(draft, draft.form), problem.kind.status)
    return _to(draft.form)


def _to(form: Form) -> Response:
    place = url_for("desk.draft", form=form.id, version=form.version)
    return make_response(redirect(place, 303))


def _replace_page(draft: Draft, form: Form) -> str:
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
    )


@blueprint.get("/forms/drafts/<form>/<int:version>")
@permit(Role.ADMINISTRATOR)
def draft(form: str, version: int) -> str:
    """A draft: whether it is right, what it asks, and what can be done with it."""
    found = _draft(form, version)
    return render_template(
        "desk/draft.html",
        programme=queries.the_programme(),
        name=form,
        version=version,
        form=found.form,
        title=say(found.form.title, language()) if found.form else form,
        points=sum(map(_most, found.form.questions)) if found.form else 0,
        mistakes=_mistakes(found),
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
    """The file of a form, as its author wrote it: of a draft, or of one that ships."""
    content = queries.source_of(form, version)
    if content is None:
        raise Problem("not_found")
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
    return _publish_page(found.form, sha256_hex(found.content))


def _publish_page(form: Form, seen: str) -> str:
    before = queries.before(form)
    return render_template(
        "desk/publish.html",
        form=form,
        title=say(form.title, language()),
        seen=seen,
        before=before,
        newer=queries.newer(form),
        changes=changes(compare(before, form), language()) if before else None,
    )


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
