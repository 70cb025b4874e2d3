"""All that is kept about one person, as one file."""

from __future__ import annotations

import json
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import IO, Any
from uuid import UUID

from peewee import AutoField, Field, ForeignKeyField, Model, UUIDField

from server.database import write
from server.files import folder
from server.history.commands import record
from server.history.models import HistoryEntry, HistoryReason
from server.kernel.actor import Actor
from server.kernel.clock import iso
from server.media.models import ExpectedPhoto
from server.people import reveal
from server.people.models import Person, Shopper
from server.people.queries import CODE_AND_NAME, name_of
from server.retention import queries
from server.retention.rules import reason_in
from server.submissions.models import Revision, Submission
from server.visits.models import Visit
from server.web.languages import words


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


Tables = Sequence[type[Model]]
Rows = list[dict[str, Any]]
# Table -> key that the database counted -> its number in the file.
Numbers = dict[type[Model], dict[Any, int]]

# What belongs to a shopper's visit or report is the shopper's as well.
_FOLLOWED: tuple[type[Model], ...] = (Person, Shopper, Visit, Submission, Revision)
# What opens something, or only proves that somebody knows it, is nobody's to read.
_SECRET = ("hash", "token", "secret")
_IN_MEMORY = 4 << 20
# What one's own file says of what stands in another.
_WITHOUT_NAME = _(
    "Your name and your e-mail address are kept apart from your code and are not in this file."
    " Ask an administrator of your programme for a file with them."
)
_STAFF = _(
    "This is what is kept about you in the roles that you hold here. What is kept about a shopper"
    " is in the file that is downloaded while signed in with the shopper's code."
)


def export(actor: Actor, tables: Tables, kind: str, id: UUID, reason: str) -> IO[bytes]:
    """A ZIP of what is kept about somebody: by name as one of the staff, or by code as a shopper.

    The code's file says the name, so it is a door from the one to the other: the history says who
    opened it, and why, and few are opened a day. Raises not_found, hold_without_reason, and for a
    code what `reveal` does.
    """
    reason = reason_in(reason)
    found = queries.whose_by(kind, id)
    if kind == "shopper":
        # Before the file is made: whoever has had enough names for a day gets none.
        reveal.hand_out(actor, id, reason)
        return _zip(actor, tables, {"name": found.name}, found.person, found.shoppers)
    # By name nothing is told of a shopper's life, nor that there is one.
    made = _zip(actor, tables, {"name": found.name}, id)
    with write():
        record(actor, "person.export", "person", id, reason=reason)
    return made


def export_own(actor: Actor, tables: Tables) -> IO[bytes]:
    """A ZIP of what is kept about the actor, as one of the staff or as a shopper. Not_found.

    Whoever makes a sign-in link for somebody could open it, and download this file: so it joins a
    code and a name as little as the pages do, and says where the rest is to be had.
    """
    translated = words(actor.language)
    if actor.shopper:
        queries.person_of(actor.shopper)
        about = {"code": name_of(actor), "left_out": translated(_WITHOUT_NAME)}
        made = _zip(actor, tables, about, None, frozenset({actor.shopper}))
    else:
        assert actor.person is not None  # Only the signed in are let in by the route.
        name = queries.whose(actor.person).name
        made = _zip(actor, tables, {"name": name, "left_out": translated(_STAFF)}, actor.person)
    with write():
        record(actor, "own.export", actor.kind, actor.id)
    return made


def _zip(
    actor: Actor,
    tables: Tables,
    about: Mapping[str, str],
    person: UUID | None,
    shoppers: frozenset[UUID] = frozenset(),
) -> IO[bytes]:
    rows = kept_about(tables, person, shoppers)
    told = {
        "about": {**about, "made_at": iso(actor.at)},
        "kept": {name: found for name, found in rows.items() if found},
    }
    out: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(told, ensure_ascii=False, indent=1)
        archive.writestr(_entry("data.json", actor.at), text)
        announced = rows.get(ExpectedPhoto._meta.table_name, [])
        for sha256 in sorted({str(row["sha256"]) for row in announced}):
            if folder().has(sha256):
                archive.writestr(_entry(f"photos/{sha256}.jpg", actor.at), folder().read(sha256))
    out.seek(0)
    return out


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    """A file of the archive, made when it was asked for, by the clock that all else goes by."""
    info = zipfile.ZipInfo(name, at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def kept_about(
    tables: Tables, person: UUID | None, shoppers: frozenset[UUID] = frozenset()
) -> dict[str, Rows]:
    """Table -> the rows that are somebody's, in the order in which tables build on each other.

    Of the person, of shopper codes, or of both.
    """
    owned: dict[type[Model], set[Any]] = {
        Person: {person} if person else set(),
        Shopper: set(shoppers),
    }
    told: dict[str, Rows] = {}
    numbers: Numbers = {}
    for table in tables:
        rows = list(_rows_of(table, owned))
        if isinstance(table._meta.primary_key, AutoField):
            numbers[table] = {row._pk: place for place, row in enumerate(rows, 1)}
        if table in _FOLLOWED:
            owned.setdefault(table, set()).update(row._pk for row in rows)
        told[table._meta.table_name] = [_readable(row, numbers) for row in rows]
    return told


def _rows_of(table: type[Model], owned: Mapping[type[Model], set[Any]]) -> Iterable[Model]:
    if table is CODE_AND_NAME and not (owned[Person] and owned[Shopper]):
        return ()
    if table in (HistoryEntry, HistoryReason):
        return _history(table, owned[Person] | owned[Shopper])
    condition = None
    for field in table._meta.sorted_fields:
        ids = _ids_for(field, owned)
        if ids:
            mine = field.in_(list(ids))
            condition = mine if condition is None else condition | mine
    return () if condition is None else table.select().where(condition)


def _ids_for(field: Field, owned: Mapping[type[Model], set[Any]]) -> set[Any]:
    if isinstance(field, ForeignKeyField):
        return owned.get(field.rel_model, set())
    if field.primary_key:
        return owned.get(field.model, set()) if field.model in (Person, Shopper) else set()
    # Lower floors know a shopper by plain id.
    plain = isinstance(field, UUIDField) and field.name == "shopper"
    return owned.get(Shopper, set()) if plain else set()


def _history(table: type[Model], ids: Iterable[UUID]) -> Iterable[Model]:
    mine = HistoryEntry.actor.in_(list(ids)) | HistoryEntry.object.in_([str(id) for id in ids])
    if table is HistoryEntry:
        return HistoryEntry.select().where(mine)
    return HistoryReason.select().join(HistoryEntry).where(mine)


def _readable(row: Model, numbers: Numbers) -> dict[str, Any]:
    """A row as its person reads it.

    What the database counts is numbered anew: its own numbers tell how much else happened in
    between, and a manager who looks twice would learn when reports came.
    """
    return {
        field.column_name: _value(_numbered(field, row.__data__[field.name], numbers))
        for field in row._meta.sorted_fields
        if not any(word in field.column_name for word in _SECRET)
    }


def _numbered(field: Field, value: Any, numbers: Numbers) -> Any:
    if isinstance(field, AutoField):
        return numbers[field.model][value]
    if isinstance(field, ForeignKeyField) and isinstance(field.rel_field, AutoField):
        return numbers.get(field.rel_model, {}).get(value)
    return value


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return _said(bytes(value))
    return value


def _said(content: bytes) -> Any:
    """A report as it was sent; anything else that is bytes in letters."""
    try:
        return json.loads(content)
    except ValueError:
        return b64encode(content).decode()
