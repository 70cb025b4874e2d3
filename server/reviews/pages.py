"""The reviewers' pages: the queue, and one report to read and decide on."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import (
    format_datetime,
    format_skeleton,
    format_timedelta,
    get_timezone_location,
)
from babel.numbers import format_decimal
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from server.kernel.actor import Role
from server.reviews import commands, queries
from server.reviews.rules import REASONS
from server.reviews.schemas import piece_in
from server.scoring.said import seconds_in_words
from server.web.entries import Filled
from server.web.guard import actor, permit
from server.web.languages import language, locale
from server.web.replies import page_asked

blueprint = Blueprint("reviews", __name__, url_prefix="/reviews", template_folder="templates")

_A_SECOND = timedelta(seconds=1)
_A_DAY = timedelta(days=1)
_A_KILOMETRE = 1000


@blueprint.context_processor
def words() -> dict[str, object]:
    """What the templates need besides the page's own words."""
    return {
        "local": _local,
        "day": _day,
        "lasting": _lasting,
        "metres": _metres,
        "a_second": _A_SECOND,
        "until": _until,
        "reasons": REASONS,
    }


def _local(instant: datetime, zone: str, form: str = "medium") -> str:
    """An instant by the clocks of its store."""
    return format_datetime(instant, form, tzinfo=ZoneInfo(zone), locale=locale())


def _day(instant: datetime, zone: str, parts: str = "MMMEd") -> str:
    """The day of an instant at its store, its parts in the order that the reader is used to."""
    return str(format_skeleton(parts, instant.astimezone(ZoneInfo(zone)), locale=locale()))


def _until(seconds: int, zone: str) -> str:
    """The time in so many seconds by a store's clocks, and whose: a queue has several zones."""
    place = get_timezone_location(ZoneInfo(zone), locale=locale(), return_city=True)
    return f"{_local(actor().at + timedelta(seconds=seconds), zone, 'short')}, {place}"


def _metres(metres: int) -> str:
    """A length as people say it: metres, and kilometres from one on."""
    if metres < _A_KILOMETRE:
        return f"{metres} m"
    near = metres < 10 * _A_KILOMETRE
    kilometres = round(metres / _A_KILOMETRE, 1 if near else 0)
    return f"{format_decimal(kilometres, locale=locale())} km"


def _lasting(span: timedelta) -> str:
    if span < _A_DAY:
        return seconds_in_words(int(span.total_seconds()))
    return format_timedelta(span, locale=locale())


@blueprint.get("/")
@permit(Role.REVIEWER)
def queue() -> str:
    """Reports that wait, oldest first."""
    found = queries.queue(actor(), page_asked(), language())
    return render_template("reviews/queue.html", queue=found)


@blueprint.get("/<uuid:submission>")
@permit(Role.REVIEWER)
def read(submission: UUID) -> str:
    """One report: answers, photos, stamps, what it would score, and the verdict."""
    return page_of(submission)


def page_of(submission: UUID, filled: Filled | None = None) -> str:
    """The page of a report, with what was entered beside the verdict and needs mending."""
    found = queries.reading(actor(), submission, language(), locale())
    about = {"reading": found, "report": found.report, "filled": filled}
    return render_template("reviews/read.html", **about, **words())


@blueprint.get("/<uuid:submission>/photos/<sha256>")
@permit(Role.REVIEWER)
def photo(submission: UUID, sha256: str) -> Response:
    """A photo of the report, as sent or small; its address never changes its content."""
    small = request.args.get("size") == "small"
    content, kind = queries.photo(actor(), submission, sha256, small)
    response = make_response(content)
    response.mimetype = kind
    response.headers["Cache-Control"] = "private, max-age=3600, immutable"
    return response


@blueprint.post("/<uuid:submission>/claim")
@permit(Role.REVIEWER)
def claim(submission: UUID) -> Answer:
    """Take the report and open it."""
    commands.claim(actor(), submission)
    return _to_report(submission)


@blueprint.post("/<uuid:submission>/release")
@permit(Role.REVIEWER)
def release(submission: UUID) -> Answer:
    """Give the report back to the queue."""
    commands.release(actor(), submission)
    return _to_queue()


@blueprint.post("/<uuid:submission>/accept")
@permit(Role.REVIEWER)
def accept(submission: UUID) -> Answer:
    """Accept the report, or acknowledge that the visit could not be made."""
    commands.accept(actor(), submission)
    return _to_queue()


@blueprint.post("/<uuid:submission>/send-back")
@permit(Role.REVIEWER)
def send_back(submission: UUID) -> Answer:
    """Send the report back with a note."""
    commands.send_back(actor(), submission, request.form.get("note", ""))
    return _to_queue()


@blueprint.post("/<uuid:submission>/undo")
@permit(Role.REVIEWER)
def undo(submission: UUID) -> Answer:
    """Take the verdict back and open the report again."""
    commands.undo(actor(), submission)
    return _to_report(submission)


@blueprint.post("/<uuid:submission>/withhold")
@permit(Role.REVIEWER)
def withhold(submission: UUID) -> Answer:
    """Keep something of the report from its store."""
    piece, reason = piece_in(request.form)
    commands.withhold(actor(), submission, piece, reason)
    return _to_report(submission, piece.question)


@blueprint.post("/<uuid:submission>/show")
@permit(Role.REVIEWER)
def show(submission: UUID) -> Answer:
    """Let the store read it after all."""
    piece, _reason = piece_in(request.form)
    commands.show(actor(), submission, piece)
    return _to_report(submission, piece.question)


def _to_queue() -> Answer:
    return redirect(url_for("reviews.queue"), 303)


def _to_report(submission: UUID, question: str = "") -> Answer:
    place = f"q-{question}" if question else None
    return redirect(url_for("reviews.read", submission=submission, _anchor=place), 303)
