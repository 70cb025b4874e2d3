"""The history: who did what and when, narrowed by link, page by page, and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from babel.dates import format_datetime
from flask import Blueprint, Response, render_template, request, send_file, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from server.history import queries as log
from server.history.queries import Entry, Wanted
from server.kernel.actor import Role
from server.oversight.pages.wording import Told, subject_names, told
from server.oversight.queries import names
from server.oversight.schemas import asked, filters
from server.spreadsheets import to_csv
from server.web.guard import permit
from server.web.languages import locale

blueprint = Blueprint(
    "history", __name__, template_folder="../templates", url_prefix="/desk/history"
)

PAGE = 50
# As many as a spreadsheet opens without a wait.
_MOST_ROWS = 50_000
_AT_ONCE = 500


@blueprint.get("/")
@permit(Role.ADMINISTRATOR)
def listed() -> str:
    """What was done, the newest first; every filter stands in the address."""
    given = filters(request.args)
    wanted = asked(given)
    found = log.entries(wanted, PAGE + 1)
    about = {"given": given, "subjects": subject_names(), "rows": _rows(found[:PAGE], given)}
    following = found[PAGE - 1].id if len(found) > PAGE else None
    return render_template("oversight/history.html", following=following, **about)


def _rows(entries: list[Entry], given: dict[str, str]) -> list[tuple[Told, str, str]]:
    """Each act with its moment, and its sentence in which names are links to more of theirs."""
    found = [told(each, names_of) for names_of in [names(entries)] for each in entries]
    return [(each, _moment(each), _linked(each, given)) for each in found]


def _moment(each: Told) -> str:
    return str(format_datetime(each.at, "medium", locale=locale()))


def _linked(each: Told, given: dict[str, str]) -> str:
    entry, kept = each.entry, {name: given[name] for name in ("since", "until") if name in given}
    who = Markup("<strong>{}</strong>").format(each.who)
    if entry.actor is not None:
        who = _link(each.who, who=str(entry.actor), **kept)
    what = _link(each.what, kind=entry.object_kind, object=entry.object, **kept)
    return each.with_links(who, what)


def _link(words: str, **narrower: Any) -> Markup:
    address = url_for("history.listed", **narrower)
    return Markup('<a href="{}">{}</a>').format(address, words)


@blueprint.get("/history.csv")
@permit(Role.ADMINISTRATOR)
def csv() -> Response:
    """The same for a spreadsheet, at most 50 000 lines of it."""
    content = BytesIO(to_csv(header(), lines(asked(filters(request.args)))))
    return send_file(
        content, "text/csv", as_attachment=True, download_name="history.csv", max_age=0
    )


def header() -> list[str]:
    """What stands above the columns of `lines`."""
    return [_("When (UTC)"), _("Who"), _("What was done"), _("Reason"), _("Act"), _("Object")]


def lines(wanted: Wanted, most: int = _MOST_ROWS) -> Iterator[list[str]]:
    """Acts as the rows of a table, the newest first."""
    for entries in log.in_pieces(wanted, _AT_ONCE, most):
        called = names(entries)
        for entry in entries:
            each = told(entry, called)
            at = each.at.strftime("%Y-%m-%d %H:%M:%S")
            about = f"{entry.object_kind} {entry.object}"
            yield [at, each.who, each.sentence, entry.reason or "", entry.act, about]
