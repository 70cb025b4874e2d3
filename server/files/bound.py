"""Which folders this process keeps its files in."""

from __future__ import annotations

from pathlib import Path

from server.files.folder import Folder
from server.files.shelf import Shelf

_bound: list[tuple[Folder, Shelf]] = []


def bind(media: Path, forms: Path) -> None:
    """Say where this process keeps content and drafts of forms; the app does so at its start."""
    _bound[:] = [(Folder(media), Shelf(forms, ".yaml"))]


def folder() -> Folder:
    """Where content lies by its hash; raises LookupError before `bind`."""
    return _both()[0]


def drafts() -> Shelf:
    """Where drafts of forms lie by their names; raises LookupError before `bind`."""
    return _both()[1]


def _both() -> tuple[Folder, Shelf]:
    if not _bound:
        raise LookupError("no folder is bound; call server.files.bind first")
    return _bound[0]
