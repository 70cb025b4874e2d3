"""Which visits are on which version of a form."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from peewee import JOIN, fn

from server.programmes.models import FormVersion
from server.submissions.models import Submission
from server.visits.models import Visit, VisitPart
from server.visits.queries import KEPT_AFTER_CLOSE


def visits_by_version() -> dict[UUID, int]:
    """How many visits there are on each published version that has any."""
    rows = Visit.select(Visit.form_version, fn.COUNT(Visit.id)).group_by(Visit.form_version)
    return dict(rows.tuples())


def open_elsewhere(
    now: datetime, version: FormVersion, wave: UUID | None = None, visit: UUID | None = None
) -> list[UUID]:
    """The visits, of one wave or one alone where it is named, that a corrected form concerns.

    They are on another version of the same form, are not cancelled, lack at least one report, and
    have not ended so long ago that no phone shows them any more.
    """
    waiting = (
        VisitPart.select(VisitPart.visit)
        .join(Submission, JOIN.LEFT_OUTER, on=(Submission.id == VisitPart.submission))
        .where(Submission.id.is_null())
    )
    rows = (
        Visit.select(Visit.id)
        .join(FormVersion)
        .where(
            (FormVersion.programme == version.programme_id)
            & (FormVersion.form == version.form)
            & (FormVersion.id != version.id)
            & Visit.cancelled_at.is_null()
            & (Visit.closes_at > now - KEPT_AFTER_CLOSE)
            & Visit.id.in_(waiting)
        )
        .order_by(Visit.opens_at, Visit.id)
    )
    if wave is not None:
        rows = rows.where(Visit.wave == wave)
    if visit is not None:
        rows = rows.where(Visit.id == visit)
    return [row[0] for row in rows.tuples()]
