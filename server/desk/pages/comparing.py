"""Two published versions side by side, of one form or of two, long after they were published."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from audit_forms import Form, FormDifferences, compare, different, say
from server.desk.pages.changes import changes, graded, kinds_of, lines_of, sums, words_for
from server.desk.pages.differing import Differing
from server.desk.pages.home import blueprint
from server.desk.pages.in_common import shared_by
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.programmes import queries
from server.spreadsheets import to_csv
from server.web.entries import Filled
from server.web.guard import permit
from server.web.languages import language


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


_HEADER = (
    *(_("About"), _("Name"), _("Section"), _("Text"), _("Change"), _("What differs")),
    *(_("May be compared"), _("In the way")),
)
Row = tuple[str, str, str, str, str, str, str, str]


@blueprint.get("/forms/compare")
@permit(Role.ADMINISTRATOR)
def compare_forms() -> str:
    """What differs between two published versions, and which results may be compared."""
    known = _published()
    found = _asked(known)
    return render_template(
        "desk/compare.html",
        filled=Filled(request.args),
        choices=[(name, titled(form)) for name, form in known.items()],
        found=found,
        titles=[titled(form) for form in (found.old, found.new)] if found else (),
        shared=shared_by(found, language()) if found and different(found) else None,
        changes=changes(found, language()) if found else None,
    )


@blueprint.get("/forms/compare.csv")
@permit(Role.ADMINISTRATOR)
def compare_forms_csv() -> Answer:
    """The same as a table, with a row for every question."""
    found = _asked(_published())
    if found is None:
        return redirect(url_for("desk.compare_forms"), 303)
    content = to_csv([gettext(each) for each in _HEADER], _rows(found, language()))
    name = "-".join(f"{form.id}-{form.version}" for form in (found.old, found.new))
    return send_file(
        BytesIO(content), "text/csv", as_attachment=True, download_name=f"{name}.csv", max_age=0
    )


def titled(form: Form) -> str:
    """A form's title and its version."""
    version = gettext("Version %(version)s", version=form.version)
    return f"{say(form.title, language())} · {version}"


def _published() -> dict[str, Form]:
    """Every published version by its name, such as five-qualities@1."""
    programme = queries.the_programme()
    rows = queries.all_published(programme.id) if programme else []
    return {f"{row.form}@{row.version}": queries.form_of(row.id) for row in rows}


def _asked(known: dict[str, Form]) -> FormDifferences | None:
    """The two that the address names, of one form the older first; None before any are chosen."""
    names = [request.args.get(side, "") for side in ("old", "new")]
    if not all(names):
        return None
    if not known.keys() >= set(names):
        raise Problem("form_unknown")
    old, new = (known[name] for name in names)
    if old.id == new.id and old.version > new.version:
        old, new = new, old
    return compare(old, new)


def _rows(found: FormDifferences, spoken: str) -> Iterator[Row]:
    """What both forms share, then what differs in the form, every question, and the sums."""
    if different(found):
        for group in shared_by(found, spoken).groups:
            where = (gettext("Module"), group.module, group.sections)
            yield (*where, "", "", group.differs, group.answers, "")
    differing = Differing(found.old, found.new, spoken)
    for one in found.form:
        yield (gettext("Form"), "", "", "", "", differing.of_form(one), "", "")
    texts = {each.question.id: say(each.question.text, spoken) for each in found.questions}
    yield from _questions(found, differing, texts, spoken)
    for each in sums(found, spoken):
        hinders = "; ".join(texts[id] for id in each.verdict.because)
        yield (each.name, each.id, "", "", "", "", graded(each.verdict), hinders)


def _questions(
    found: FormDifferences, differing: Differing, texts: dict[str, str], spoken: str
) -> Iterator[Row]:
    words = words_for(found)
    same = words["same"]
    sections = tuple(
        {section.id: say(section.title, spoken) for section in form.sections}
        for form in (found.old, found.new)
    )
    for each in found.questions:
        id, lines = each.question.id, lines_of(each, differing, sections)
        yield (
            gettext("Question"),
            id,
            sections[each.new is not None][each.question.section],
            texts[id],
            kinds_of(each, words) or gettext(same),
            "; ".join(lines),
            graded(each.answers),
            "; ".join(texts[other] for other in each.answers.because),
        )
