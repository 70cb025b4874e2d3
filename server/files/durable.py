"""Writing so that a power cut takes nothing back."""

from __future__ import annotations

import os
from pathlib import Path


def write_durably(place: Path, content: bytes, offset: int) -> None:
    """Write `content` at `offset` of a file; what lay after it goes."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_CREAT | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.seek(offset)
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def sync_directory(directory: Path) -> None:
    """Make the names in a directory survive a power cut."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
