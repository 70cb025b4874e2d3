"""Putting a backup in the place of an installation, of either engine."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from server.backups import queries
from server.backups.queries import Progress
from server.backups.rules import Manifest, Refused, Table, from_line
from server.database import connect, database, disconnect, is_sqlite
from server.database.schema import migrate_up, migrations
from server.files import Folder, Shelf
from server.files.durable import sync_directory, write_durably

# Either engine binds so many values in one statement.
_MOST_VALUES = 30_000
# All that an installation keeps in its directory, besides the database.
_FILES = ("media", "forms", "certificates", "secret")

# How long a process of PostgreSQL may take to end, in seconds between looks.
_LEAVING = (0.05, 0.1, 0.2, 0.4, 0.8)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to: the directory, the address of the database, and its file where it is SQLite."""

    data: Path
    url: str
    file: Path | None


def check_file(file: Path, progress: Progress) -> Manifest:
    """Read all of a backup and compare it with what it says of itself; raises Refused."""
    with queries.opened(file) as (archive, manifest):
        queries.check(archive, manifest, progress)
        if manifest.schema not in migrations():
            raise Refused(
                f"The backup has the schema {manifest.schema}, which this version does not know. "
                "Install the version that it was made with, or a newer one."
            )
    return manifest


def restore(file: Path, target: Target, replacing: bool, progress: Progress) -> Manifest:
    """Make the installation what the backup holds. Raises Refused, and then nothing has changed.

    An older backup is brought to the newest schema. Whichever engine it was made on, it goes into
    that of the target.
    """
    manifest = check_file(file, progress)
    _check_target(target, manifest, replacing)
    with queries.opened(file) as (archive, _), _staging(target.data) as staging:
        _put_files(archive, manifest, staging, progress)
        files = {target.data / name: staging / name for name in _FILES}
        if target.file is not None:
            with _beside(target.file) as made:
                _load_sqlite(archive, manifest, made, progress)
                _swap(files | dict(zip(_of_sqlite(target.file), _of_sqlite(made), strict=True)))
        else:
            with _postgresql(target.url):
                with database.atomic():
                    _empty()
                    _load(archive, manifest, progress)
                _swap(files)
    return manifest


def _check_target(target: Target, manifest: Manifest, replacing: bool) -> None:
    if not replacing and _something_there(target):
        raise Refused(
            f"There is an installation in {target.data} already. Restore into another directory "
            "with --data, or give --replace: what is there now is then deleted."
        )
    if _in_use(target):
        raise Refused("The installation is in use. Stop the server and its workers first.")
    target.data.mkdir(parents=True, exist_ok=True)
    needed, free = 2 * manifest.size, shutil.disk_usage(target.data).free
    if free < needed:
        raise Refused(
            f"There is too little room in {target.data}: {needed >> 20} MB are needed and "
            f"{free >> 20} MB are free. Make room, or restore into another directory with --data."
        )


def _something_there(target: Target) -> bool:
    if any((target.data / name).exists() for name in _FILES):
        return True
    if target.file is not None:
        return target.file.exists()
    with _postgresql(target.url):
        return bool(database.get_tables())


def _in_use(target: Target) -> bool:
    """Whether anybody else has the database open."""
    if target.file is None:
        with _postgresql(target.url):
            return _others_stay()
    if not target.file.exists():
        return False
    try:
        # SQLite leaves its log only when nobody else has the file open.
        with closing(sqlite3.connect(target.file, timeout=0)) as alone:
            alone.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as busy:
        return "locked" in str(busy)
    except sqlite3.DatabaseError:
        return False  # What cannot be read is what somebody wants to replace.
    return False


def _others_stay() -> bool:
    """Whether somebody else is in the PostgreSQL database, and still is after a moment.

    A connection that was closed, ours of before too, is listed until its process has ended. The
    server's own, which cleans up, is nobody.
    """
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    clients = f"{others} AND backend_type = 'client backend'"
    for pause in (*_LEAVING, None):
        asked = database.execute_sql(f"SELECT COUNT(*) FROM pg_stat_activity WHERE {clients}")
        if not asked.fetchone()[0]:
            return False
        if pause is not None:
            time.sleep(pause)
    return True


@contextmanager
def _staging(data: Path) -> Iterator[Path]:
    """A directory beside what is there, where all is made ready first."""
    made = data / f"restoring.{secrets.token_hex(4)}"
    made.mkdir(mode=0o700)
    try:
        yield made
    except OSError as failure:
        raise Refused(
            f"The backup could not be unpacked: {failure.strerror or failure}. "
            "What was there before is as it was."
        ) from failure
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put_files(
    archive: zipfile.ZipFile, manifest: Manifest, staging: Path, progress: Progress
) -> None:
    media, forms = Folder(staging / "media"), Shelf(staging / "forms", ".yaml")
    for number, name in enumerate(manifest.entries, 1):
        top, _, rest = name.partition("/")
        if top == "media" and media.keep(archive.read(name)) != rest:
            raise Refused(f"The backup is damaged: {name} is not what its name says.")
        if top == "forms":
            group, _, draft = rest.removesuffix(".yaml").partition("/")
            forms.put(group, draft, archive.read(name))
        if top in {"secret", "certificates"}:
            write_durably(staging / name, archive.read(name), 0)
        progress("Files", number, len(manifest.entries))


def _of_sqlite(file: Path) -> tuple[Path, ...]:
    return (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm"))


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A database of its own, on the disk of the one that it shall replace."""
    made = file.with_name(f"restoring.{secrets.token_hex(4)}.db")
    try:
        yield made
    finally:
        for each in (*_of_sqlite(made), made.with_name(f"{made.name}.migrating")):
            each.unlink(missing_ok=True)


def _load_sqlite(
    archive: zipfile.ZipFile, manifest: Manifest, file: Path, progress: Progress
) -> None:
    connect(f"sqlite://{file.resolve()}")
    try:
        _load(archive, manifest, progress)
        # So that the database is one file again.
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        disconnect()


@contextmanager
def _postgresql(url: str) -> Iterator[None]:
    connect(url)
    try:
        yield
    finally:
        disconnect()


def _empty() -> None:
    for table in database.get_tables():
        database.execute_sql(f'DROP TABLE "{table}" CASCADE')


def _load(archive: zipfile.ZipFile, manifest: Manifest, progress: Progress) -> None:
    """An empty database gets the backup's schema, its rows, and then the newest schema."""
    migrate_up(manifest.schema)
    done = 0
    with database.atomic():
        for table in manifest.tables:
            for rows in _pieces(archive, table):
                _insert(table, rows)
                done += len(rows)
                progress("Rows", done, manifest.rows)
            _point_inside(archive, table)
            _count_on(table)
    _check_rows(manifest)
    migrate_up()


def _pieces(archive: zipfile.ZipFile, table: Table) -> Iterator[list[list[Any]]]:
    with archive.open(table.entry) as lines:
        rows = (from_line(table, line) for line in lines)
        while piece := list(islice(rows, max(1, _MOST_VALUES // len(table.columns)))):
            yield piece


def _insert(table: Table, rows: Sequence[list[Any]]) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    one = f"({', '.join([_mark()] * len(table.columns))})"
    # A row may point to one of the same table that comes later.
    own = [n for n, column in enumerate(table.columns) if column.name in table.own]
    values = [None if n in own else value for row in rows for n, value in enumerate(row)]
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES {", ".join([one] * len(rows))}'
    database.execute_sql(statement, values)


def _point_inside(archive: zipfile.ZipFile, table: Table) -> None:
    """Where rows of a table point into the same table, once all of them are there."""
    places = {column.name: n for n, column in enumerate(table.columns)}
    for own in table.own:
        statement = f'UPDATE "{table.name}" SET "{own}" = {_mark()} WHERE "id" = {_mark()}'
        for rows in _pieces(archive, table):
            for row in rows:
                if row[places[own]] is not None:
                    database.execute_sql(statement, (row[places[own]], row[places["id"]]))


def _count_on(table: Table) -> None:
    """PostgreSQL numbers rows from a counter that does not see what was inserted with a number."""
    if table.counted and not is_sqlite():
        counter = f"pg_get_serial_sequence('\"{table.name}\"', '{table.counted}')"
        highest = f'(SELECT COALESCE(MAX("{table.counted}"), 0) + 1 FROM "{table.name}")'
        database.execute_sql(f"SELECT setval({counter}, {highest}, false)")


def _check_rows(manifest: Manifest) -> None:
    for table in manifest.tables:
        (rows,) = database.execute_sql(f'SELECT COUNT(*) FROM "{table.name}"').fetchone()
        if rows != table.rows:
            raise Refused(f"The backup is damaged: {table.name} has {rows} rows of {table.rows}.")


def _mark() -> str:
    return "?" if is_sqlite() else "%s"


def _swap(ready: Mapping[Path, Path]) -> None:
    """Put what was made ready in the place of what was there; that goes back if it fails."""
    undo: list[Callable[[], object]] = []
    aside = {place: place.with_name(f"{place.name}.{secrets.token_hex(4)}") for place in ready}
    try:
        for place, made in ready.items():
            if place.exists():
                undo.append(_moved(place, aside[place]))
            if made.exists():
                undo.append(_moved(made, place))
    except OSError:
        for back in reversed(undo):
            back()
        raise
    for parent in {place.parent for place in ready}:
        sync_directory(parent)
    for old in aside.values():
        _remove(old)


def _moved(source: Path, to: Path) -> Callable[[], object]:
    source.rename(to)
    return lambda: to.rename(source)


def _remove(old: Path) -> None:
    if old.is_dir():
        shutil.rmtree(old)
    else:
        old.unlink(missing_ok=True)
