"""The forms that ship with the product, their published versions, and what binds versions.

A question id means one thing for ever: answers are counted by it over years and versions.
"""

import json
from collections.abc import Mapping as AbstractMapping
from pathlib import Path

from audit_forms import nodes
from audit_forms.nodes import Mapping
from audit_forms.reader import Reader

HERE = Path(__file__).parent
FORMS = HERE / "forms"
PUBLISHED = HERE / "published.json"


def shipped(folder: Path = FORMS) -> list[tuple[str, int, Path]]:
    """Every form that ships with the product, as (form id, version, path), in order."""
    found = ((path.parent.name, int(path.stem), path) for path in folder.glob("*/[0-9]*.yaml"))
    return sorted(found)


def published() -> AbstractMapping[str, str]:
    """The digest of every version that has been published, by `form@version`.

    Once a line stands here, its file is never edited again; a change is a new version.
    """
    recorded: AbstractMapping[str, str] = json.loads(PUBLISHED.read_text("utf-8"))
    return recorded


def check_against_neighbours(reader: Reader, at: Mapping, path: Path) -> None:
    """Check a file `<form>/<version>.yaml` against its name and the versions before it.

    A file of any other name is a draft on its own, and there is nothing to check.
    """
    if not path.stem.isdigit():
        return
    version = int(path.stem)
    for key, expected in (("form", path.parent.name), ("version", path.stem)):
        node = at.values.get(key)
        if isinstance(node, nodes.Scalar) and not node.empty and node.value != expected:
            reader.wrong(node, "file_name", key=key, found=node.value[:80], expected=expected)
    before = _kinds_before(path, version)
    for id, (kind, node) in _kinds(at).items():
        if id in before and before[id][0] != kind:
            old, in_version = before[id]
            reader.wrong(
                node, "question_reused", question=id, kind=kind, old=old, version=in_version
            )


def _kinds_before(path: Path, version: int) -> dict[str, tuple[str, int]]:
    """Question id -> its kind and the latest version before this one that has it."""
    found: dict[str, tuple[str, int]] = {}
    neighbours = (
        (int(each.stem), each) for each in path.parent.glob("*.yaml") if each.stem.isdigit()
    )
    for number, neighbour in sorted(neighbours):
        if number >= version:
            continue
        # A mistake in the other file is that file's business.
        other = nodes.parse(neighbour.read_text("utf-8-sig", "replace"), lambda *_, **__: None)
        if isinstance(other, Mapping):
            found |= {id: (kind, number) for id, (kind, _) in _kinds(other).items()}
    return found


def _kinds(at: Mapping) -> dict[str, tuple[str, nodes.Scalar]]:
    kinds: dict[str, tuple[str, nodes.Scalar]] = {}
    for section in _entries(at, "sections"):
        for question in _entries(section, "questions"):
            id, kind = question.values.get("id"), question.values.get("kind")
            if isinstance(id, nodes.Scalar) and isinstance(kind, nodes.Scalar):
                kinds[id.value] = (kind.value, id)
    return kinds


def _entries(at: Mapping, key: str) -> list[Mapping]:
    node = at.values.get(key)
    items = node.items if isinstance(node, nodes.Sequence) else []
    return [item for item in items if isinstance(item, Mapping)]
