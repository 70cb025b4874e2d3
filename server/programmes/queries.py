"""Programmes, published form versions, and notices to staff."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from audit_forms import Draft, Form, digest, from_snapshot, load_shipped, read_draft, shipped
from audit_forms.model import Text
from audit_forms.yaml_writer import as_yaml
from server import files
from server.history.queries import Wanted, entries
from server.kernel.problems import Problem
from server.programmes.models import FormVersion, Programme, StaffNotice
from server.programmes.rules import WEEK_PART, coarsest, running_since

# No period is longer.
_LONGEST = timedelta(days=31)
_MOST_CHANGES = 1000


def the_programme() -> Programme | None:
    """The installation's programme, the oldest one; None before there is any."""
    return Programme.select().order_by(Programme.created_at).first()


def settings_of(programme: Programme) -> dict[str, Any]:
    """The settings as people choose them: the delay as a window in whole hours."""
    least = programme.publish_delay_minutes
    most = least + max(0, programme.publish_spread_minutes)
    return {
        "name": programme.name,
        "languages": list(programme.languages),
        "rounding": programme.rounding,
        "whole_period": bool(programme.whole_period),
        "publish_from_hours": -(-least // 60),
        "publish_to_hours": -(-most // 60),
        "minimum_visits": programme.minimum_visits,
        "appeal_days": programme.appeal_days,
        "page_size": programme.page_size,
        "retention_months": programme.retention_months,
    }


def rounding_now() -> str:
    """How finely stores learn when something was, by the installation's programme."""
    programme = the_programme()
    return str(programme.rounding) if programme else WEEK_PART


def rounding_for(programme: Programme, instant: datetime, zone: str) -> str:
    """How finely a store may learn of what was at an instant: as the programme has it, and no
    finer than it had it at any time since the period of the instant began.

    By a change within a period the store would know on which side of it a visit was, and whoever
    came before it was promised that the store learns less.
    """
    acts, since = frozenset({"programme.change"}), instant - _LONGEST
    wanted = Wanted(acts=acts, object_kind="programme", object=str(programme.id), since=since)
    changed = [(each.at, each.details.get("rounding")) for each in entries(wanted, _MOST_CHANGES)]
    was = [told[0] for at, told in changed if told and at > running_since(instant, zone, told[0])]
    return coarsest([programme.rounding, *was])


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


def version_named(programme: Programme, form: str, version: int | None = None) -> FormVersion:
    """A published version, the newest where none is named; raises form_unknown."""
    if version is None:
        return newest(programme.id, form)
    return published(programme.id, form, version)


def titles(programme: UUID, forms: Collection[str]) -> dict[str, Text]:
    """The titles of these forms, as their newest published versions have them."""
    newest_first = FormVersion.select(FormVersion.id, FormVersion.form).where(
        (FormVersion.programme == programme) & FormVersion.form.in_(forms)
    )
    rows = newest_first.order_by(FormVersion.version).tuples()
    return {form: form_of(id).title for form, id in {form: id for id, form in rows}.items()}


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


def in_aggregate(before: datetime | None = None) -> list[FormVersion]:
    """The versions that a store sees only over several visits together, wholly or in part.

    By form and newest first, without their content; with `before` those published before it.
    """
    rows = FormVersion.select(FormVersion.id, FormVersion.programme, FormVersion.form)
    rows = rows.where(_published_before(before)).order_by(
        FormVersion.programme, FormVersion.form, FormVersion.version.desc()
    )
    return [row for row in rows if _together(row.id).least]


def in_aggregate_only() -> list[UUID]:
    """The versions of whose single visits a store may learn nothing, not even that they were."""
    return [row.id for row in in_aggregate() if _together(row.id).only]


def _published_before(instant: datetime | None) -> Any:
    return instant is None or FormVersion.published_at < instant


def least_together(programme: UUID, form: str, before: datetime | None = None) -> int:
    """How many visits on a form, at least, its store sees together: as its strictest version says.

    0 where no version asks for it; with `before` of those published before it.
    """
    rows = FormVersion.select(FormVersion.id).where(
        (FormVersion.programme == programme)
        & (FormVersion.form == form)
        & _published_before(before)
    )
    return max((_together(row.id).least for row in rows), default=0)


@dataclass(frozen=True, slots=True)
class _Together:
    least: int
    only: bool


@cache
def _together(form_version: UUID) -> _Together:
    """What every page asks of every version, kept apart from their content, which is large."""
    form = form_of(form_version)
    return _Together(form.aggregate_of or 0, form.in_aggregate_only)


@lru_cache(maxsize=64)
def form_of(form_version: UUID) -> Form:
    """The form of a published version. Cached for good: a published version never changes."""
    return from_snapshot(FormVersion.get_by_id(form_version).snapshot)


# -- drafts, and whatever else there is of a form


def read(content: bytes, name: str) -> Draft:
    """A form that somebody wrote, read against what has been published before it."""
    return _read(content, name, tuple(row.id for row in _published()))


@lru_cache(maxsize=32)
def _read(content: bytes, name: str, published: tuple[UUID, ...]) -> Draft:
    return read_draft(content, name, map(form_of, published))


def draft_of(form: str, version: int) -> Draft | None:
    """The draft of that version; None without one."""
    content = files.drafts().read(form, str(version))
    return None if content is None else read(content, f"{form}/{version}.yaml")


def drafts() -> list[tuple[str, int, Draft]]:
    """Every draft that is not published as it stands, by form and newest version first."""
    places = (place for place in files.drafts().names() if place[1].isdecimal())
    found = ((form, int(version), draft_of(form, int(version))) for form, version in places)
    there = [(form, version, draft) for form, version, draft in found if draft is not None]
    ours = [each for each in there if each[2].form is None or same_published(each[2].form) is None]
    return sorted(ours, key=lambda each: (each[0], -each[1]))


def same_published(form: Form) -> bool | None:
    """Whether that version is published, or ships, with the same content; None if it is neither."""
    taken = [
        row.digest for row in _published() if (row.form, row.version) == (form.id, form.version)
    ]
    taken += [digest(load_shipped(*each)) for each in _shipped() if each == (form.id, form.version)]
    return digest(form) in taken if taken else None


def _published() -> list[FormVersion]:
    programme = the_programme()
    return all_published(programme.id) if programme else []


def _shipped() -> list[tuple[str, int]]:
    return [(form, version) for form, version, _path in shipped()]


def own_forms() -> list[tuple[str, int]]:
    """Every form and version that is kept as a draft, or published to whatever programme."""
    places = ((form, name) for form, name in files.drafts().names() if name.isdecimal())
    kept = {(form, int(name)) for form, name in places if name == str(int(name))}
    return sorted(kept.union(FormVersion.select(FormVersion.form, FormVersion.version).tuples()))


def published_anywhere(form: str, version: int) -> Form | None:
    """A version as it is published, to the oldest programme that has it; None without one."""
    if version >= 2**31:  # More than the column holds; both engines fail on it.
        return None
    row = (
        FormVersion.select(FormVersion.id)
        .join(Programme)
        .where((FormVersion.form == form) & (FormVersion.version == version))
        .order_by(Programme.created_at)
        .first()
    )
    return form_of(row.id) if row else None


def any_form(form: str, version: int) -> Form:
    """A form as it is published, else as a draft that reads well, else as it ships.

    Raises form_unknown when it is none of these.
    """
    for row in _published():
        if (row.form, row.version) == (form, version):
            return form_of(row.id)
    draft = draft_of(form, version)
    if draft is not None and draft.form is not None:
        return draft.form
    if (form, version) in _shipped():
        return load_shipped(form, version)
    raise Problem("form_unknown")


def before(form: Form) -> Form | None:
    """The newest published version before this one; None when it is the first."""
    older = [row for row in _published() if row.form == form.id and row.version < form.version]
    return form_of(older[0].id) if older else None


def newer(form: Form) -> int | None:
    """The newest published version, where it is newer than this one."""
    versions = [row.version for row in _published() if row.form == form.id]
    return max(versions) if versions and max(versions) > form.version else None


def source_of(form: str, version: int) -> bytes:
    """The file of a form as its author wrote it, else the form as `any_form` has it, written out.

    A file that says something else by now is not its file. Raises form_unknown.
    """
    meant = any_form(form, version)
    known = digest(meant)
    if (form, version) in _shipped() and digest(load_shipped(form, version)) == known:
        return next(path.read_bytes() for id, n, path in shipped() if (id, n) == (form, version))
    draft = draft_of(form, version)
    if draft is not None and draft.form is not None and digest(draft.form) == known:
        return draft.content
    return as_yaml(meant).encode()


def staff_notices(programme: UUID) -> list[StaffNotice]:
    """What staff were told, the newest first."""
    found = StaffNotice.select().where(StaffNotice.programme == programme)
    return list(found.order_by(StaffNotice.told_on.desc(), StaffNotice.recorded_at.desc()))


def staff_told(programme: UUID, day: date) -> StaffNotice | None:
    """The last notice to staff before a day; None where they had not been told by then."""
    found = StaffNotice.select().where(
        (StaffNotice.programme == programme) & (StaffNotice.told_on < day)
    )
    return found.order_by(StaffNotice.told_on.desc()).first()
