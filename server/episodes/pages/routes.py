"""The list of logged moments, for those who run the programme and review its reports."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from babel.dates import format_date
from flask import Blueprint, Response, render_template, send_file
from flask_babel import gettext as _

from server.episodes import queries
from server.episodes.pages.words import affected_names, kind_names, moment_names
from server.kernel.actor import Role
from server.spreadsheets import to_csv
from server.web.guard import permit
from server.web.languages import locale
from server.web.replies import page_asked

blueprint = Blueprint(
    "episode_pages", __name__, template_folder="../templates", url_prefix="/episodes"
)

# As many as a spreadsheet opens without a wait.
_MOST_ROWS = 50_000


@blueprint.context_processor
def words() -> dict[str, object]:
    """What the template needs besides the page's own words."""
    return {
        "kinds": kind_names(),
        "moments": moment_names(),
        "affected": affected_names(),
        "local_day": _local_day,
    }


def _local_day(day: date) -> str:
    return str(format_date(day, "medium", locale=locale()))


@blueprint.get("/")
@permit(Role.REVIEWER, Role.ADMINISTRATOR)
def listed() -> str:
    """All of them, the latest to arrive first."""
    page = page_asked()
    told, more = queries.listed(page)
    return render_template("episodes/listed.html", episodes=told, page=page, more=more)


@blueprint.get("/episodes.csv")
@permit(Role.REVIEWER, Role.ADMINISTRATOR)
def csv() -> Response:
    """The same for a spreadsheet."""
    content = BytesIO(_csv_of(queries.everything(_MOST_ROWS)))
    return send_file(
        content, "text/csv", as_attachment=True, download_name="moments.csv", max_age=0
    )


def _csv_of(told: list[queries.Told]) -> bytes:
    kinds, moments, affected = kind_names(), moment_names(), affected_names()
    header = [_("Day"), _("Store"), _("Kind"), _("When"), _("Who was affected")]
    header += [_("What happened"), _("Shopper")]
    rows = [
        [
            each.happened.isoformat(),
            each.place,
            kinds[each.kind],
            moments[each.moment],
            affected[each.affected],
            each.words,
            each.shopper,
        ]
        for each in told
    ]
    return to_csv(header, rows)
