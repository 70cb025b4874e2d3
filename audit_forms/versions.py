"""The forms and modules that ship with the product, and what binds their versions.

A question id means one thing for ever: answers are counted by it over years and versions.
"""

import json
import re
from collections.abc import Mapping as AbstractMapping
from pathlib import Path

from audit_forms import nodes
from audit_forms.model import Form
from audit_forms.nodes import Mapping
from audit_forms.reader import Reader

HERE = Path(__file__).parent
FORMS = HERE / "forms"
PUBLISHED = HERE / "published.json"
MODULES = HERE / "modules"
PUBLISHED_MODULES = HERE / "published_modules.json"
_MODULE = re.compile(r"([a-z0-9][a-z0-9-]{0,63})@([1-9][0-9]{0,6})")


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


def shipped_modules(folder: Path = MODULES) -> list[tuple[str, int, Path]]:
    """Every module that ships with the product, as (name, version, path), in order."""
    return shipped(folder)


def published_modules() -> AbstractMapping[str, str]:
    """The digest of every version of a module that a published form may use; as `published`."""
    recorded: AbstractMapping[str, str] = json.loads(PUBLISHED_MODULES.read_text("utf-8"))
    return recorded


def module_file(name: str, folder: Path = MODULES) -> Path | None:
    """Where the module called `name@version` is kept, None when there is none."""
    named = _MODULE.fullmatch(name)
    path = folder / named[1] / f"{named[2]}.yaml" if named else None
    return path if path is not None and path.is_file() else None


def shared_questions(one: Form, other: Form) -> dict[str, tuple[str, ...]]:
    """The questions whose results compare across two forms: by module and version, their ids."""
    theirs = _by_module(other)
    return {module: ids for module, ids in _by_module(one).items() if module in theirs}


def _by_module(form: Form) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for section in form.sections:
        if section.module is not None:
            ids = tuple(question.id for question in section.questions)
            found[section.module] = found.get(section.module, ()) + ids
    return found


def check_against_neighbours(
    reader: Reader, at: Mapping, path: Path, modules: Path = MODULES
) -> None:
    """Check a file `<form or module>/<version>.yaml` against its name and the versions before it.

    A file of any other name is a draft on its own, and there is nothing to check.
    """
    if not path.stem.isdigit():
        return
    version = int(path.stem)
    name = "form" if "form" in at.values else "module"
    for key, expected in ((name, path.parent.name), ("version", path.stem)):
        node = at.values.get(key)
        if isinstance(node, nodes.Scalar) and not node.empty and node.value != expected:
            reader.wrong(node, "file_name", key=key, found=node.value[:80], expected=expected)
    check_kinds(reader, at, _kinds_before(path, version, modules), modules)


def check_kinds(
    reader: Reader,
    at: Mapping,
    before: AbstractMapping[str, tuple[str, int]],
    modules: Path = MODULES,
) -> None:
    """Check that no question has become one of another kind.

    `before` is, by question id, its kind and the version that had it last.
    """
    for id, (kind, node) in _kinds(at, modules).items():
        if id in before and before[id][0] != kind:
            old, in_version = before[id]
            reader.wrong(
                node, "question_reused", question=id, kind=kind, old=old, version=in_version
            )


def _kinds_before(path: Path, version: int, modules: Path) -> dict[str, tuple[str, int]]:
    """Question id -> its kind and the latest version before this one that has it."""
    found: dict[str, tuple[str, int]] = {}
    neighbours = (
        (int(each.stem), each) for each in path.parent.glob("*.yaml") if each.stem.isdigit()
    )
    for number, neighbour in sorted(neighbours):
        if number >= version:
            continue
        kinds = _kinds(_quietly(neighbour), modules)
        found |= {id: (kind, number) for id, (kind, _) in kinds.items()}
    return found


def _quietly(path: Path) -> Mapping:
    """The top mapping of another file; a mistake in there is that file's business."""
    root = nodes.parse(path.read_text("utf-8-sig", "replace"), lambda *_, **__: None)
    return root if isinstance(root, Mapping) else Mapping(1, 1)


def _kinds(at: Mapping, modules: Path) -> dict[str, tuple[str, nodes.Scalar]]:
    """Question id -> its kind and its place, which for a module's question is the use of it."""
    kinds: dict[str, tuple[str, nodes.Scalar]] = {}
    for section in _entries(at, "sections"):
        use = section.values.get("use")
        module = module_file(use.value, modules) if isinstance(use, nodes.Scalar) else None
        if module is not None and isinstance(use, nodes.Scalar) and "form" in at.keys:
            used = _kinds(_quietly(module), modules)
            kinds |= {id: (kind, use) for id, (kind, _) in used.items()}
        for question in _entries(section, "questions"):
            id, kind = question.values.get("id"), question.values.get("kind")
            if isinstance(id, nodes.Scalar) and isinstance(kind, nodes.Scalar):
                kinds[id.value] = (kind.value, id)
    return kinds


def _entries(at: Mapping, key: str) -> list[Mapping]:
    node = at.values.get(key)
    items = node.items if isinstance(node, nodes.Sequence) else []
    return [item for item in items if isinstance(item, Mapping)]
