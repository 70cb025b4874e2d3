"""Documents by name in a folder: replaced whole or not at all, and by one at a time."""

from __future__ import annotations

import fcntl
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.files.durable import sync_directory, write_durably

# No dot and no slash: no name leads out of its folder, and no unfinished file has one.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_TURN = ".turn"


class Shelf:
    """Documents named `<group>/<name>` below one directory, which is made when first written to."""

    def __init__(self, root: Path, suffix: str) -> None:
        self._root, self._suffix = root, suffix

    def names(self) -> list[tuple[str, str]]:
        """Group and name of every document, in order; what is not named as ours is left out."""
        found = (path for path in self._root.glob(f"*/*{self._suffix}") if path.is_file())
        named = ((path.parent.name, path.name.removesuffix(self._suffix)) for path in found)
        return sorted(each for each in named if all(_NAME.fullmatch(part) for part in each))

    def read(self, group: str, name: str) -> bytes | None:
        """The document's content, None where there is none."""
        try:
            return self._place(group, name).read_bytes()
        except (FileNotFoundError, ValueError):
            return None

    def put(self, group: str, name: str, content: bytes) -> None:
        """Store a document durably in the place of the one there was. Raises ValueError for a name
        that no document has."""
        place = self._place(group, name)
        part = place.with_name(f".{place.name}.{secrets.token_hex(6)}")
        try:
            write_durably(part, content, 0)
            part.replace(place)
            sync_directory(place.parent)
        finally:
            part.unlink(missing_ok=True)

    def remove(self, group: str, name: str) -> None:
        """Remove a document, and its group with the last one; nothing where there is none."""
        place = self._place(group, name)
        place.unlink(missing_ok=True)
        if place.parent.exists():
            sync_directory(place.parent)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one at a time look and then change, of all threads and processes."""
        self._root.mkdir(parents=True, exist_ok=True)
        with (self._root / _TURN).open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    def _place(self, group: str, name: str) -> Path:
        if not (_NAME.fullmatch(group) and _NAME.fullmatch(name)):
            raise ValueError(f"no document is called {group!r}/{name!r}")
        return self._root / group / f"{name}{self._suffix}"
