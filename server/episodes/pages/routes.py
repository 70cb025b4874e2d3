"""The list of logged moments, for those who run the programme and review its reports."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from uuid import UUID

from babel.dates import format_date
from flask import Blueprint, Response, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from server.episodes import commands, queries
from server.episodes.pages.words import affected_names, kind_names, moment_names
from server.episodes.schemas import PlaceForm
from server.kernel.actor import Role
from server.spreadsheets import to_csv
from server.web.entries import Filled, blank, submit
from server.web.guard import actor, permit
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
    told, more = queries.listed(actor(), page)
    return render_template("episodes/listed.html", episodes=told, page=page, more=more)


@blueprint.get("/episodes.csv")
@permit(Role.REVIEWER, Role.ADMINISTRATOR)
def csv() -> Response:
    """The same for a spreadsheet."""
    content = BytesIO(_csv_of(queries.everything(actor(), _MOST_ROWS)))
    return send_file(
        content, "text/csv", as_attachment=True, download_name="moments.csv", max_age=0
    )


@blueprint.get("/<uuid:episode>/store")
@permit(Role.REVIEWER, Role.ADMINISTRATOR)
def ask_to_place(episode: UUID) -> str:
    """At which store a moment was that its shopper only named."""
    return _place_page(episode, blank())


def _place_page(episode: UUID, filled: Filled) -> str:
    return render_template(
        "episodes/place.html",
        each=queries.one(actor(), episode),
        stores=queries.store_choices(actor(), filled.value("store")),
        filled=filled,
    )


@blueprint.post("/<uuid:episode>/store")
@permit(Role.REVIEWER, Role.ADMINISTRATOR)
def place(episode: UUID) -> Response:
    """Say so, or take it back where none is named."""
    again = lambda filled: _place_page(episode, filled)  # noqa: E731
    beside = dict.fromkeys(("store_unknown", "store_unclear", "store_closed"), "store")
    return submit(
        PlaceForm(),
        lambda data: _place(episode, None if data["none"] else data["store"]),
        again,
        beside,
    )


def _place(episode: UUID, store: str | None) -> Answer:
    commands.place(actor(), episode, store)
    return redirect(url_for("episode_pages.listed"), 303)


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
