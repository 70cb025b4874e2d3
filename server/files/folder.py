"""A folder of content by hash. Written by hand since object stores' local backends do not fsync,
and a receipt must not be given for a photo that a power cut takes away."""

from __future__ import annotations

import fcntl
import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from server.files.durable import sync_directory, write_durably

_TURN = "turn."


class Folder:
    """Content by hash below one directory, made when first written to."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, content: bytes) -> str:
        """Store `content` durably and return its SHA-256; storing it again changes nothing."""
        name = hashlib.sha256(content).hexdigest()
        place = self._place(name)
        if not place.exists():
            part = self._incoming(f"{name}.{secrets.token_hex(6)}")
            try:
                write_durably(part, content, 0)
                self._settle(part, place)
            finally:
                part.unlink(missing_ok=True)
        return name

    def read(self, name: str) -> bytes:
        """The content called `name`; raises FileNotFoundError."""
        return self._place(name).read_bytes()

    def names(self) -> Iterator[str]:
        """The hash of everything that is here, whole."""
        return (place.name for place in (self._root / "whole").glob("??/*"))

    def has(self, name: str) -> bool:
        """Whether the content is here, whole."""
        return self._place(name).exists()

    def remove(self, name: str) -> None:
        """Remove content; nothing happens where there is none."""
        self._place(name).unlink(missing_ok=True)

    @contextmanager
    def alone(self, upload: str) -> Iterator[None]:
        """Let one at a time work on an unfinished upload, of all threads and processes."""
        place = self._incoming(f"{_TURN}{upload[:2]}")
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    def append(self, upload: str, content: bytes, offset: int) -> None:
        """Write `content` durably at `offset` of an unfinished upload; what lay after it goes."""
        write_durably(self._incoming(upload), content, offset)

    def length(self, upload: str) -> int:
        """How many bytes of an unfinished upload are here."""
        place = self._incoming(upload)
        return place.stat().st_size if place.exists() else 0

    def received(self, upload: str) -> bytes:
        """All that has arrived of an unfinished upload."""
        place = self._incoming(upload)
        return place.read_bytes() if place.exists() else b""

    def finish(self, upload: str, name: str) -> None:
        """Turn an upload, already checked against `name`, into content."""
        self._settle(self._incoming(upload), self._place(name))

    def drop(self, upload: str) -> None:
        """Forget an unfinished upload."""
        self._incoming(upload).unlink(missing_ok=True)

    def drop_untouched(self, before: datetime) -> int:
        """Forget the unfinished uploads that nothing was written to since; how many there were."""
        incoming = self._root / "incoming"
        places = incoming.iterdir() if incoming.exists() else ()
        return sum(self._drop_if_old(place, before.timestamp()) for place in places)

    def _drop_if_old(self, place: Path, before: float) -> bool:
        if place.name.startswith(_TURN):
            return False
        # Whoever writes to it holds its turn, and then it is not old any more.
        with suppress(FileNotFoundError), self.alone(place.name):
            if place.stat().st_mtime < before:
                place.unlink()
                return True
        return False

    def _place(self, name: str) -> Path:
        return self._root / "whole" / name[:2] / name

    def _incoming(self, name: str) -> Path:
        return self._root / "incoming" / name

    def _settle(self, part: Path, place: Path) -> None:
        if not place.parent.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            sync_directory(place.parent.parent)
        part.replace(place)
        sync_directory(place.parent)
