"""Words of thanks on pages: for their reviewer to settle, and for stores and regions to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from io import BytesIO
from typing import Any, cast
from uuid import UUID

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
from flask_babel import format_date
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from audit_forms import Form, say
from pdf_templates import thank_you
from pdf_templates.contract import Language, ThankYou
from server.actions import commands, queries, rules
from server.actions.rules import Entry, Thanks, field_name
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.kernel.quarters import Quarter
from server.programmes.rules import in_words
from server.reviews.pages import page_of
from server.reviews.queries import Reading
from server.spreadsheets import to_csv
from server.stores.queries import stores_for
from server.submissions.queries import Report
from server.web.entries import Filled, blank
from server.web.guard import actor, permit
from server.web.languages import language, locale
from server.web.replies import page_asked

blueprint = Blueprint(
    "commendations", __name__, url_prefix="/commendations", template_folder="templates"
)

READERS = (Role.STORE_MANAGER, Role.REGIONAL_HEAD, Role.ADMINISTRATOR)


@blueprint.context_processor
def words() -> dict[str, object]:
    """What the templates need besides the page's own words."""
    return {"period": period_in_words}


def period_in_words(row: queries.Shown) -> str:
    """`Week 47, Nov 16 – 22, 2026`, or the quarters of its group where no visit may be told."""
    if row.months is None:
        return in_words(row.period, language(), str(locale()))
    first, last = map(Quarter.of, row.months)
    words = _("Quarter %(number)s of %(year)s", number=first.number, year=first.year)
    if first == last:
        return words
    return f"{words} – " + _("Quarter %(number)s of %(year)s", number=last.number, year=last.year)


def period_code(row: queries.Shown) -> str:
    """The same, short: `2026-W47`, `2026-Q4`, `2026-Q3–2026-Q4`."""
    if row.months is None:
        return row.period.code
    first, last = map(Quarter.of, row.months)
    return str(first) if first == last else f"{first}–{last}"


# What a reviewer settles


def beside_verdict(reading: Reading, filled: Filled | None = None) -> Markup:
    """The report's words of thanks: to be settled with the verdict, or as they were settled."""
    found = reading.report
    thanks = rules.thanks_in(found)
    if not thanks or (reading.missing and reading.claimed_by_me):
        return Markup()
    if reading.claimed_by_me:
        page = _entries_page(found, thanks, filled)
        return Markup(render_template("actions/accept.html", **page))
    if found.submission.state != "accepted":
        return Markup()
    rows = {row.question: row for row in queries.of_report(found.submission.id)}
    about = [(each, rows[each.question.id]) for each in thanks if each.question.id in rows]
    words = render_template("actions/settled.html", found=about, report=found, role=_role)
    return Markup(words)


def beside_queue() -> Markup:
    """The words of thanks that were left open when their report was accepted."""
    waiting, total = queries.to_decide(actor())
    about = {"waiting": waiting, "more": total - len(waiting)}
    return Markup(render_template("actions/waiting.html", **about))


def _entries_page(
    found: Report, thanks: tuple[Thanks, ...], filled: Filled | None
) -> dict[str, Any]:
    told = queries.staff_notice_for(found)
    return {
        "report": found,
        "thanks": thanks,
        "told": told and format_date(told.told_on, "long"),
        "filled": filled or _first(thanks, told is not None),
        "qualities": [(key, say(n, language())) for key, n in found.form.qualities.items()],
        "roles": {each.question.id: _roles(found.form, each) for each in thanks},
        "field_name": field_name,
    }


def _roles(form: Form, thanks: Thanks) -> list[tuple[str, str]]:
    options = rules.role_options(form, thanks.question)
    return [(id, say(text, language())) for id, text in options.items()]


def _role(found: Report, thanks: Thanks, role: str | None) -> str:
    return rules.role_in_words(found.form, thanks.question, role, language())


def _first(thanks: tuple[Thanks, ...], may_name: bool) -> Filled:
    """The fields as the shopper filled them; a name only where it may stand."""
    given: MultiDict[str, Any] = MultiDict()
    for each in thanks:
        said = {
            "decision": "confirm",
            "words": each.words,
            "quality": each.quality,
            "role": each.role,
            "name": each.name if may_name else "",
        }
        given.update({field_name(key, each.question.id): text for key, text in said.items()})
    return Filled(given)


def _entries() -> Mapping[str, Entry]:
    """What was entered, by question."""
    questions = {name.partition(".")[2] for name in request.form if "." in name}
    return {id: _entry(id) for id in questions}


def _entry(question: str) -> Entry:
    said = {
        each.name: request.form.get(field_name(each.name, question), "") for each in fields(Entry)
    }
    return Entry(**(cast(dict[str, Any], said) | {"read": bool(said["read"])}))


def _settle(act: Callable[[], None], again: Callable[[Filled], str], then: str) -> Response:
    """Do it and go on, or show the page again with what has to be mended."""
    try:
        act()
    except Problem as problem:
        if not problem.fields:
            raise
        wrong = {each.field: _(each.sentence) % each.args for each in problem.fields}
        return make_response(again(Filled(request.form, wrong)), problem.kind.status)
    return make_response(redirect(then, 303))


@blueprint.post("/reports/<uuid:submission>/accept")
@permit(Role.REVIEWER)
def accept(submission: UUID) -> Response:
    """Accept a report together with its words of thanks."""
    return _settle(
        lambda: commands.accept(actor(), submission, _entries()),
        lambda filled: page_of(submission, filled),
        url_for("reviews.queue"),
    )


@blueprint.get("/<uuid:commendation>/decide")
@permit(Role.REVIEWER)
def ask_to_decide(commendation: UUID) -> str:
    """Words of thanks that were left open."""
    return _decide_page(commendation, None)


def _decide_page(commendation: UUID, filled: Filled | None) -> str:
    row, found, thanks = queries.one_to_decide(actor(), commendation)
    about = _entries_page(found, (thanks,), filled)
    return render_template("actions/decide.html", row=row, **about)


@blueprint.post("/<uuid:commendation>/decide")
@permit(Role.REVIEWER)
def decide(commendation: UUID) -> Response:
    """Settle words of thanks that were left open."""
    row, _found, _thanks = queries.one_to_decide(actor(), commendation)
    entry = _entry(row.question)
    return _settle(
        lambda: commands.decide(actor(), commendation, entry),
        lambda filled: _decide_page(commendation, filled),
        url_for("reviews.queue"),
    )


@blueprint.get("/<uuid:commendation>/withdraw")
@permit(Role.REVIEWER, Role.ADMINISTRATOR)
def ask_to_withdraw(commendation: UUID) -> str:
    """Ask before a commendation is taken back."""
    return _withdraw_page(commendation, blank())


def _withdraw_page(commendation: UUID, filled: Filled) -> str:
    row = queries.one_to_withdraw(actor(), commendation)
    return render_template("actions/withdraw.html", row=row, filled=filled)


@blueprint.post("/<uuid:commendation>/withdraw")
@permit(Role.REVIEWER, Role.ADMINISTRATOR)
def withdraw(commendation: UUID) -> Response:
    """Take a commendation back."""
    reason = request.form.get("reason", "")
    return _settle(
        lambda: commands.withdraw(actor(), commendation, reason),
        lambda filled: _withdraw_page(commendation, filled),
        url_for("home"),
    )


# What stores and regions read


@blueprint.get("/")
@permit(*READERS)
def listed() -> str:
    """The commendations of one's stores, the newest first; filters stay in the address."""
    store, quality = _asked()
    found = queries.listed(actor(), language(), store, quality, page_asked())
    stores = stores_for(actor())
    chosen = next((each for each in stores if each.id == store), None)
    about = {"found": found, "stores": stores, "store": chosen, "quality": quality}
    return render_template("actions/list.html", **about)


def _asked() -> tuple[UUID | None, str]:
    """The filters of the address; a store that cannot be one is as good as none of one's own."""
    store, quality = request.args.get("store", ""), request.args.get("quality", "")
    try:
        return (UUID(store) if store else None), quality.replace("\0", "")
    except ValueError:
        raise Problem("not_found") from None


@blueprint.get("/list.csv")
@permit(*READERS)
def csv() -> Response:
    """The same list for a spreadsheet."""
    titles = [_("Store"), _("Code"), _("Period"), _("Quality"), _("Words"), _("Name"), _("Role")]
    found = queries.whole_list(actor(), language(), *_asked())
    name = f"{_('commendations')}.csv"
    content = BytesIO(to_csv(titles, map(_csv_row, found)))
    return send_file(content, "text/csv", as_attachment=True, download_name=name, max_age=0)


def _csv_row(row: queries.Shown) -> list[str]:
    about = [row.store.name, row.store.code, period_code(row)]
    return [*about, row.quality, row.words, row.name, row.role]


@blueprint.get("/<uuid:commendation>.pdf")
@permit(*READERS)
def page_to_hang_up(commendation: UUID) -> Response:
    """A page of thanks to print and hang up."""
    found = queries.readable_one(actor(), commendation, language())
    name = f"{_('thank-you')}-{found.store.code}.pdf"
    content = BytesIO(thank_you(_page(found)))
    return send_file(content, "application/pdf", download_name=name, max_age=0)


def _page(found: queries.Shown) -> ThankYou:
    return ThankYou(
        words=found.words,
        edited=found.edited,
        quality=found.quality,
        to=found.to,
        store_name=found.store.name,
        programme=found.programme.name,
        period=period_in_words(found),
        language=cast(Language, language()),
        page_size="Letter" if found.programme.page_size == "Letter" else "A4",
    )
