"""Programmes and published form versions."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from audit_forms import Form, from_snapshot
from server.kernel.problems import Problem
from server.programmes.models import FormVersion, Programme


def the_programme() -> Programme | None:
    """The installation's programme, the oldest one; None before there is any."""
    return Programme.select().order_by(Programme.created_at).first()


def published(programme: UUID, form: str, version: int) -> FormVersion:
    """A published version; raises form_unknown."""
    if version >= 2**31:  # More than the column holds; both engines fail on it.
        raise Problem("form_unknown")
    found = FormVersion.get_or_none(
        (FormVersion.programme == programme)
        & (FormVersion.form == form)
        & (FormVersion.version == version)
    )
    if found is None:
        raise Problem("form_unknown")
    return found


def sibling(form_version: UUID, version: int) -> FormVersion | None:
    """Another published version of the same form in the same programme; None without one."""
    if version >= 2**31:
        return None
    own = FormVersion.alias()
    return (
        FormVersion.select()
        .join(
            own,
            on=(own.programme == FormVersion.programme) & (own.form == FormVersion.form),
        )
        .where((own.id == form_version) & (FormVersion.version == version))
        .first()
    )


def newest(programme: UUID, form: str) -> FormVersion:
    """The newest published version of a form; raises form_unknown."""
    found = (
        FormVersion.select()
        .where((FormVersion.programme == programme) & (FormVersion.form == form))
        .order_by(FormVersion.version.desc())
        .first()
    )
    if found is None:
        raise Problem("form_unknown")
    return found


def all_published(programme: UUID) -> list[FormVersion]:
    """The published versions, by form and newest first, without their content."""
    columns = (
        FormVersion.id,
        FormVersion.programme,
        FormVersion.form,
        FormVersion.version,
        FormVersion.digest,
        FormVersion.published_at,
    )
    found = FormVersion.select(*columns).where(FormVersion.programme == programme)
    return list(found.order_by(FormVersion.form, FormVersion.version.desc()))


@lru_cache(maxsize=64)
def form_of(form_version: UUID) -> Form:
    """The form of a published version. Cached for good: a published version never changes."""
    return from_snapshot(FormVersion.get_by_id(form_version).snapshot)
