"""Published forms, one language at a time, as the phone reads them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from audit_forms import for_phone
from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.programmes import queries
from server.programmes.schemas import PublishedFormSchema
from server.web.guard import permit
from server.web.languages import language
from server.web.replies import reply

blueprint = Blueprint(
    "forms", __name__, url_prefix="/api/v1/forms", description="Published form versions."
)


@blueprint.get("/<form>/<int:version>")
@permit(Role.SHOPPER, Role.REVIEWER, Role.ADMINISTRATOR)
@blueprint.response(200, PublishedFormSchema)
@blueprint.doc(
    summary="A published form in one language, without points",
    parameters=[{"in": "query", "name": "language", "schema": {"type": "string"}}],
)
def get(form: str, version: int) -> Response:
    """A version is never edited, so its ETag never changes.

    None for stores: who sees since when a version is there knows that a visit on it was after that.
    """
    programme = queries.the_programme()
    if programme is None:
        raise Problem("form_unknown")
    return reply(phone_form(queries.published(programme.id, form, version).id, language()))


@lru_cache(maxsize=64)
def phone_form(form_version: UUID, language: str) -> dict[str, Any]:
    """A published version as the phone reads it; cached for good, as it never changes."""
    return for_phone(queries.form_of(form_version), language)
