"""Making a programme, publishing form versions to it, and recording what its staff were told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from peewee import fn

from audit_forms import Form, compile_form, digest
from server import files
from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.erasing import ERASED, Held, Whose
from server.kernel.ids import sha256_hex
from server.kernel.problems import Problem
from server.programmes.models import FormVersion, Programme, StaffNotice
from server.programmes.queries import draft_of, read, same_published, settings_of
from server.programmes.rules import BOUNDS, PAGE_SIZES, ROUNDINGS, Change, changes, too_long


def add_programme(actor: Actor, name: str, languages: tuple[str, ...] = ("en", "es")) -> Programme:
    """Add a programme."""
    with write():
        programme = Programme.create(name=name, languages=list(languages), created_at=actor.at)
        record(actor, "programme.add", "programme", programme.id)
    return programme


def change_programme(
    actor: Actor, programme: Programme, asked: Mapping[str, Any]
) -> tuple[Change, ...]:
    """Change settings of a programme, and return what has changed; the rest stays as it is.

    Raises programme_setting_unfit. What a change of the rounding means for visits that are scored
    already is done above, by who knows them.
    """
    there = settings_of(programme)
    wanted = there | {name: value for name, value in asked.items() if value is not None}
    _check_settings(wanted)
    made = changes(there, wanted)
    if not made:
        return ()
    window = {"publish_from_hours", "publish_to_hours"}
    columns = {change.name: change.new for change in made if change.name not in window}
    least, most = wanted["publish_from_hours"], wanted["publish_to_hours"]
    if window & {change.name for change in made}:
        columns["publish_delay_minutes"] = 60 * least
        columns["publish_spread_minutes"] = 60 * (most - least)
    with write():
        Programme.update(columns).where(Programme.id == programme.id).execute()
        told: dict[str, Any] = {c.name: [c.old, c.new] for c in made}
        record(actor, "programme.change", "programme", programme.id, None, **told)
    return made


def _check_settings(wanted: Mapping[str, Any]) -> None:
    """Raise programme_setting_unfit for the first setting that cannot be."""
    fits = {
        "name": 0 < len(wanted["name"].strip()) <= 120,
        "languages": bool(wanted["languages"]) and set(wanted["languages"]) <= {"en", "es"},
        "rounding": wanted["rounding"] in ROUNDINGS,
        "page_size": wanted["page_size"] in PAGE_SIZES,
        **{name: low <= wanted[name] <= high for name, (low, high) in BOUNDS.items()},
    }
    fits["publish_to_hours"] &= wanted["publish_from_hours"] <= wanted["publish_to_hours"]
    for name, right in fits.items():
        if not right:
            raise Problem("programme_setting_unfit", setting=name)


def publish_form(actor: Actor, programme: Programme, form: Form) -> FormVersion:
    """Publish a form's version; publishing the same content again changes nothing.

    Raises form_already_published when that version was published with other content, and
    form_name_too_long.
    """
    _check_names(form)
    content = digest(form)
    with write():
        there = FormVersion.get_or_none(
            (FormVersion.programme == programme)
            & (FormVersion.form == form.id)
            & (FormVersion.version == form.version)
        )
        if there is None:
            return _insert(actor, programme, form, content)
    if there.digest != content:
        raise Problem("form_already_published", form=form.id, version=form.version)
    return there


def _insert(actor: Actor, programme: Programme, form: Form, content: str) -> FormVersion:
    row = FormVersion.create(
        programme=programme,
        form=form.id,
        version=form.version,
        digest=content,
        snapshot=compile_form(form),
        published_at=actor.at,
    )
    record(actor, "form.publish", "form_version", row.id, form=form.id, version=form.version)
    return row


def keep_draft(actor: Actor, content: bytes, name: str, replaces: str | None = None) -> Form:
    """Keep a form that somebody wrote as the draft of its version, and give it back.

    `name` stands for the file, `replaces` is the digest of the draft that it may replace. Raises
    form_mistaken, form_already_published, form_name_too_long, and draft_there when a draft is
    there that says something else.
    """
    form = read(content, name).form
    if form is None:
        raise Problem("form_mistaken", count=len(read(content, name).mistakes))
    _check_names(form)
    if same_published(form) is False:
        raise Problem("form_already_published", form=form.id, version=form.version)
    shelf, place = files.drafts(), (form.id, str(form.version))
    with write(), shelf.alone():
        there = shelf.read(*place)
        if there == content:
            return form
        if there is not None and sha256_hex(there) != replaces:
            raise Problem("draft_there", form=form.id, version=form.version)
        act = "form.draft" if there is None else "form.redraft"
        record(actor, act, "form_draft", form.id, version=form.version, content=sha256_hex(content))
        shelf.put(*place, content)
    return form


def discard_draft(actor: Actor, form: str, version: int, seen: str) -> None:
    """Delete a draft; `seen` is the digest of what was looked at before.

    Raises draft_changed when something else, or nothing, is there by now.
    """
    shelf, place = files.drafts(), (form, str(version))
    with write(), shelf.alone():
        there = shelf.read(*place)
        if there is None or sha256_hex(there) != seen:
            raise Problem("draft_changed")
        record(actor, "form.discard", "form_draft", form, version=version, content=seen)
        shelf.remove(*place)


def publish_draft(
    actor: Actor, programme: Programme, form: str, version: int, seen: str
) -> FormVersion:
    """Publish a draft; `seen` is the digest of what was looked at before.

    Its file stays where it is, as what the version was made from. Raises draft_changed,
    form_mistaken, and what `publish_form` raises.
    """
    draft = draft_of(form, version)
    if draft is None or sha256_hex(draft.content) != seen:
        raise Problem("draft_changed")
    if draft.form is None:
        raise Problem("form_mistaken", count=len(draft.mistakes))
    return publish_form(actor, programme, draft.form)


def _check_names(form: Form) -> None:
    for name, limit in too_long(form):
        raise Problem("form_name_too_long", name=name, limit=limit)


LONGEST_HOW = 1000
EARLIEST_YEAR = 2000


def record_staff_notice(
    actor: Actor, programme: Programme, told_on: date, told_by: str, how: str
) -> StaffNotice:
    """Record that staff were told of the visits, and that good service may be named.

    From the next period on a commendation may hold a name. Raises staff_notice_unfit for a day that
    is still to come, and where by whom or how is missing or too long.
    """
    told_by, how = told_by.strip(), how.strip()
    fits = 0 < len(told_by) <= 120 and 0 < len(how) <= LONGEST_HOW
    # A day ahead: where the clocks are furthest ahead of ours it is tomorrow already.
    if not fits or told_on > actor.at.date() + timedelta(days=1) or told_on.year < EARLIEST_YEAR:
        raise Problem("staff_notice_unfit")
    with write():
        notice = StaffNotice.create(
            programme=programme,
            told_on=told_on,
            told_by=told_by,
            how=how,
            recorded_at=actor.at,
        )
        record(actor, "staff.notice", "staff_notice", notice.id, told_on=told_on.isoformat())
    return notice


def erase_by(_actor: Actor, whose: Whose, _held: Held) -> None:
    """Erase a person from the records of what staff were told; that they were told stays.

    Words that name the person go whole: what else of them tells who it was nobody can say.
    """
    name = whose.name.casefold()
    with write():
        for notice in StaffNotice.select():
            theirs = notice.told_by == whose.name
            if theirs or name in notice.how.casefold():
                told_by = ERASED if theirs else notice.told_by
                mine = StaffNotice.id == notice.id
                StaffNotice.update(told_by=told_by, how=ERASED).where(mine).execute()


def erase_old(_actor: Actor, before: datetime, _held: Held) -> None:
    """Erase how staff were told before an instant; the newest notice is in force and stays."""
    newest = StaffNotice.select(fn.MAX(StaffNotice.recorded_at))
    old = (StaffNotice.recorded_at < before) & (StaffNotice.recorded_at < newest)
    with write():
        StaffNotice.update(how=ERASED).where(old).execute()
