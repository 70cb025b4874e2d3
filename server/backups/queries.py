"""Reading a database as it is at one moment, and a backup that somebody brings."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    DateField,
    DoubleField,
    Field,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)

from server.backups.rules import MANIFEST, Column, Manifest, Refused, Table, read_manifest, to_line
from server.database import UtcField, database, is_sqlite
from server.media.models import Media

# What, how much of it is done, and how much it is in all.
Progress = Callable[[str, int, int], None]
CHUNK = 1 << 20
_PAGE = 2_000
# In this order: some kinds are made of others.
_KINDS: tuple[tuple[type[Field], str], ...] = (
    (BooleanField, "bool"),
    (UtcField, "instant"),
    (UUIDField, "uuid"),
    (DateField, "date"),
    (BlobField, "bytes"),
    (DoubleField, "real"),
    (AutoField, "int"),
    (BigIntegerField, "int"),
    (IntegerField, "int"),
    (CharField, "text"),
    (TextField, "text"),
)


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is as it was at one moment, while others go on writing."""
    if is_sqlite():
        with database.atomic("DEFERRED"):
            yield
    else:
        with database.atomic("REPEATABLE READ"):
            yield


def described(model: type[Model]) -> Table:
    """A table as a backup tells of it."""
    fields = model._meta.sorted_fields
    key = model._meta.primary_key
    return Table(
        name=model._meta.table_name,
        columns=tuple(Column(field.column_name, kind_of(field)) for field in fields),
        counted=key.column_name if isinstance(key, AutoField) else None,
        own=tuple(
            field.column_name
            for field in fields
            if isinstance(field, ForeignKeyField) and field.rel_model is model
        ),
    )


def kind_of(field: Field) -> str:
    """The kind of a column's values; raises TypeError for one that no backup can hold."""
    while isinstance(field, ForeignKeyField):
        field = field.rel_field
    for made_of, kind in _KINDS:
        if isinstance(field, made_of):
            return kind
    raise TypeError(f"a backup does not know how to hold {type(field).__name__}")


def lines(model: type[Model], table: Table) -> Iterator[bytes]:
    """Each row of a table as one line, page by page, so that none has to be held as a whole."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    key = model._meta.primary_key
    if model._meta.composite_key:
        order = ", ".join(f'"{model._meta.fields[n].column_name}"' for n in key.field_names)
        rows = _rows(f'SELECT {columns} FROM "{table.name}" ORDER BY {order}')
        yield from (to_line(table, row) for row in rows)
        return
    place = [column.name for column in table.columns].index(key.column_name)
    tail = f'ORDER BY "{key.column_name}" LIMIT {_PAGE}'
    mark = "?" if is_sqlite() else "%s"
    rows = _rows(f'SELECT {columns} FROM "{table.name}" {tail}')
    while rows:
        yield from (to_line(table, row) for row in rows)
        after = f'WHERE "{key.column_name}" > {mark}'
        rows = _rows(f'SELECT {columns} FROM "{table.name}" {after} {tail}', rows[-1][place])


def _rows(statement: str, *values: Any) -> Sequence[Sequence[Any]]:
    found: Sequence[Sequence[Any]] = database.execute_sql(statement, values).fetchall()
    return found


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup and what it says of itself; raises Refused for what is none, or only half of one."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive, read_manifest(archive.read(MANIFEST))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as broken:
        raise Refused(
            f"{file} is no whole backup: it is damaged, or only part of it was copied. "
            "Copy it again from where it was made, or take another one."
        ) from broken


def check(archive: zipfile.ZipFile, manifest: Manifest, progress: Progress) -> None:
    """Read every entry to its end and compare it with the manifest; raises Refused."""
    there = set(archive.namelist()) - {MANIFEST}
    if there != set(manifest.entries):
        odd = sorted(there ^ set(manifest.entries))[0]
        raise Refused(f"The backup is damaged: {odd} is missing, or was put in by somebody.")
    done = 0
    for name, entry in manifest.entries.items():
        with archive.open(name) as content:
            size, digest = _digest(content)
        if (size, digest) != (entry.size, entry.sha256):
            raise Refused(f"The backup is damaged: {name} is not what it was. Take another one.")
        done += size
        progress("Checking", done, manifest.size)


def _digest(content: IO[bytes]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def photos() -> frozenset[str]:
    """The hashes of all photos that have arrived."""
    return frozenset(name for (name,) in Media.select(Media.sha256).tuples())
