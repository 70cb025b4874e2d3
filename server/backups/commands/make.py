"""Writing a backup, while the product goes on."""

from __future__ import annotations

import hashlib
import os
import secrets
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from peewee import Model

from server.backups import queries, rules
from server.backups.queries import Progress
from server.backups.rules import MANIFEST, Entry, Manifest, Table
from server.database import is_sqlite
from server.database.schema import newest_applied
from server.files import drafts, folder
from server.files.durable import sync_directory
from server.kernel.clock import iso
from server.kernel.ids import sha256_hex


@dataclass(frozen=True, slots=True)
class Made:
    """What was written, and what could not be.

    `missing` are photos that rows name and the disk does not have, `rotten` are photos and PDFs
    whose content is no longer what their name says: a backup of them could not be put back.
    """

    manifest: Manifest
    size: int
    missing: frozenset[str]
    rotten: frozenset[str]


class _Writer:
    """The entries of a backup, one after the other, each with its digest."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.entries: dict[str, Entry] = {}

    def put(self, name: str, pieces: Iterable[bytes], packed: bool = True) -> int:
        """Write an entry; return how many pieces it had."""
        info = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        digest, size, count = hashlib.sha256(), 0, 0
        with self._archive.open(info, "w", force_zip64=True) as entry:
            for piece in pieces:
                entry.write(piece)
                digest.update(piece)
                size, count = size + len(piece), count + 1
        self.entries[name] = Entry(size, digest.hexdigest())
        return count


def make(
    out: Path, data: Path, models: Sequence[type[Model]], at: datetime, progress: Progress
) -> Made:
    """Write all of the installation to `out`, whole or not at all, readable by its owner only.

    The rows are those of one moment. Photos are copied after them: content is there before the
    row that names it, so none of them is missed.
    """
    with _whole(out) as file, zipfile.ZipFile(file, "w", allowZip64=True) as archive:
        writer = _Writer(archive)
        with queries.one_moment():
            tables = [
                _put_table(writer, model, n, len(models), progress)
                for n, model in enumerate(models, 1)
            ]
            schema, named = newest_applied(), queries.photos()
        rotten = _put_files(writer, data, progress)
        engine = "sqlite" if is_sqlite() else "postgresql"
        manifest = Manifest(iso(at), schema, engine, tuple(tables), writer.entries)
        archive.writestr(MANIFEST, rules.written(manifest))
    there = rotten | {entry.removeprefix("media/") for entry in writer.entries}
    return Made(manifest, out.stat().st_size, named - there, rotten)


def _put_table(
    writer: _Writer, model: type[Model], number: int, of: int, progress: Progress
) -> Table:
    table = queries.described(model)
    rows = writer.put(table.entry, queries.lines(model, table))
    progress("Tables", number, of)
    return replace(table, rows=rows)


def _put_files(writer: _Writer, data: Path, progress: Progress) -> frozenset[str]:
    """Write what is in the data directory; return the names whose content is another."""
    rotten = _put_content(writer, progress)
    for group, name in drafts().names():
        writer.put(f"forms/{group}/{name}.yaml", [drafts().read(group, name) or b""])
    for path in (data / "secret", *sorted((data / "certificates").glob("[a-z0-9]*"))):
        if path.is_file():
            writer.put(path.relative_to(data).as_posix(), [path.read_bytes()])
    return rotten


def _put_content(writer: _Writer, progress: Progress) -> frozenset[str]:
    names, rotten = sorted(folder().names()), set()
    for number, name in enumerate(names, 1):
        try:
            content = folder().read(name)
        except FileNotFoundError:  # Erased, or drawn anew, since the list was made.
            continue
        if sha256_hex(content) == name:
            writer.put(f"media/{name}", [content], packed=False)
        else:
            rotten.add(name)
        progress("Photos and PDFs", number, len(names))
    return frozenset(rotten)


@contextmanager
def _whole(out: Path) -> Iterator[IO[bytes]]:
    """A file that has its name only once all of it is on the disk."""
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
        sync_directory(out.parent)
    finally:
        part.unlink(missing_ok=True)
