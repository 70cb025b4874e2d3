"""The store's page, and the download of its scorecards."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, render_template, send_file

from server.kernel.actor import Role
from server.kernel.quarters import Quarter
from server.scorecards import commands, queries
from server.stores.queries import store_for
from server.web.guard import actor, permit
from server.web.languages import language
from server.web.replies import page_asked

blueprint = Blueprint("scorecards", __name__, url_prefix="/store", template_folder="templates")

READERS = (Role.STORE_MANAGER, Role.REGIONAL_HEAD, Role.ADMINISTRATOR)


@blueprint.get("/")
@permit(*READERS)
def home() -> str:
    """The page of one's store, or of the first of them."""
    who = actor()
    store = queries.first_store(who)
    found = queries.front(who, store, language()) if store else None
    return render_template("scorecards/store.html", front=found)


@blueprint.get("/<uuid:store>")
@permit(*READERS)
def store(store: UUID) -> str:
    """The page of one store."""
    who = actor()
    found = queries.front(who, store_for(who, store), language(), page_asked())
    return render_template("scorecards/store.html", front=found)


@blueprint.get("/<uuid:store>/self-views/<quarter>/seen")
@permit(*READERS)
def seen(store: UUID, quarter: str) -> str:
    """How a store rates itself in a quarter, beside what shoppers saw."""
    who = actor()
    found = queries.side_by_side(who, store_for(who, store), Quarter.parse(quarter), language())
    return render_template("scorecards/seen.html", found=found)


@blueprint.get("/<uuid:store>/together/<form>.pdf")
@permit(*READERS)
def together(store: UUID, form: str) -> Response:
    """What a store sees of a form's visits only together, as a PDF."""
    return as_file(commands.together_pdf(actor(), store, form, language()))


@blueprint.get("/scorecards/<uuid:score>.pdf")
@permit(*READERS)
def download(score: UUID) -> Response:
    """A scorecard as a PDF."""
    return as_file(commands.pdf(actor(), score, language()))


def as_file(drawn: commands.Drawn) -> Response:
    """A PDF to be saved, with a strong ETag over its bytes."""
    response = send_file(
        BytesIO(drawn.content),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=drawn.name,
        etag=drawn.digest[:32],
        max_age=0,
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response
