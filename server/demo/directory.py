"""The directory that the sample chain lives in, and the mark that says so."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

# Raised when older sample chains can no longer be used as they are.
EDITION = 2
_MARK = "sample-chain.json"
# Made by another command, and of use to phones that trust it whatever chain is here.
_KEPT = "certificates"


class NotOurs(Exception):
    """The directory holds something else; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Seats:
    """The one of each role whose sign-in links are printed; for the shopper, the code's id."""

    shopper: UUID
    reviewer: UUID
    store_manager: UUID
    regional_head: UUID
    administrator: UUID


class Directory:
    """A data directory that is the sample chain's, or may become so."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def check(self) -> None:
        """Raise NotOurs where the directory holds what this program did not put there."""
        others = [each for each in self._entries() if each.name != _KEPT]
        if others and not self._mark.is_file():
            raise NotOurs(
                f"{self.path} holds something that is no sample chain, so it is left alone. "
                "Choose another directory: --data DIR"
            )

    def _entries(self) -> list[Path]:
        return list(self.path.iterdir()) if self.path.is_dir() else []

    @property
    def begun(self) -> bool:
        """Whether a sample chain, whole or not, lies here."""
        return self._mark.is_file()

    def seats(self) -> Seats | None:
        """Who sits where in the chain that is here; None where there is no whole one."""
        if not self.begun:
            return None
        mark = json.loads(self._mark.read_text(encoding="utf-8"))
        if mark["edition"] != EDITION or not mark["seats"]:
            return None
        return Seats(**{role: UUID(id) for role, id in mark["seats"].items()})

    def wipe(self) -> None:
        """Remove all that is here; raises NotOurs like `check`."""
        self.check()
        for entry in self._entries():
            if entry == self._mark or entry.name == _KEPT:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        # Last, so that a wipe that was interrupted leaves a directory that is still ours.
        self._mark.unlink(missing_ok=True)

    def begin(self) -> None:
        """Mark the directory as ours before anything is put there."""
        self.path.mkdir(parents=True, exist_ok=True)
        self._write(None)

    def finish(self, seats: Seats) -> None:
        """Note that the chain is whole, and who sits where."""
        self._write({role: str(id) for role, id in asdict(seats).items()})

    @property
    def _mark(self) -> Path:
        return self.path / _MARK

    def _write(self, seats: dict[str, str] | None) -> None:
        mark = {"what": "Audit kit's sample chain", "edition": EDITION, "seats": seats}
        new = self._mark.with_suffix(".new")
        new.write_text(json.dumps(mark, indent=1) + "\n", encoding="utf-8")
        new.replace(self._mark)
