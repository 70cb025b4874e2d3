"""Each kind of file is a kind of ignorance: data knows no HTTP, resources know no SQL."""

import ast
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.house import (
    ROOT,
    Function,
    feature_folders,
    imported,
    imports,
    place,
    product_files,
    tree_of,
    write,
)

HTTP = {"flask", "flask_smorest", "flask_babel", "werkzeug"}
SQL = {"peewee", "playhouse", "sqlite3", "psycopg"}
# What a kind of file may not import, by the first part of the module's name.
IGNORANCE = {
    "rules": HTTP | SQL | {"marshmallow"},
    "models": HTTP | {"marshmallow"},
    "queries": HTTP | {"marshmallow"},
    "commands": HTTP | {"marshmallow"},
    "tasks": HTTP | {"marshmallow"},
    "api": SQL,
    "pages": SQL,
    "schemas": SQL,
}


def hidden(root: Path) -> list[str]:
    """Imports inside functions, where they hide a cycle or a floor."""
    return [
        place(root, path, node.lineno)
        for path in product_files(root)
        for function in ast.walk(tree_of(path))
        if isinstance(function, Function)
        for node in ast.walk(function)
        if imported(node)
    ]


def too_knowing(root: Path) -> list[str]:
    """Files of features that import what their kind must not know."""
    return [
        f"{place(root, path)} imports {name}"
        for feature in feature_folders(root)
        for kind, forbidden in IGNORANCE.items()
        for path in _files_of(feature, kind)
        for name in imports(path)
        if name.split(".")[0] in forbidden
    ]


def kernel_beyond_stdlib(root: Path) -> list[str]:
    """Imports of the ground floor that are neither its own nor the standard library's."""
    return [
        f"{place(root, path)} imports {name}"
        for path in sorted((root / "server/kernel").rglob("*.py"))
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        if not name.startswith("server.kernel")
    ]


def _files_of(feature: Path, kind: str) -> Iterable[Path]:
    return sorted([*feature.glob(f"{kind}.py"), *feature.glob(f"{kind}/**/*.py")])


def test_it_works() -> None:
    assert any(imports(path) for path in product_files(ROOT))
    assert hidden(ROOT) == []


@pytest.mark.parametrize("kind", ["models", "queries", "commands", "api", "pages"])
def test_each_kind_of_file_is_there_to_be_checked(kind: str) -> None:
    assert any(_files_of(feature, kind) for feature in feature_folders(ROOT))


def test_no_file_knows_what_its_kind_must_not() -> None:
    assert too_knowing(ROOT) == []


def test_the_ground_floor_stands_on_the_standard_library() -> None:
    assert any(imports(path) for path in (ROOT / "server/kernel").glob("*.py"))
    assert kernel_beyond_stdlib(ROOT) == []


def test_a_hidden_import_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/a.py", "import ast\n\n\ndef f():\n    from b import c\n    return c\n")
    assert hidden(tmp_path) == ["server/a.py:5"]


def test_knowing_too_much_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/visits/commands/plan.py", "from flask import g\nimport peewee\n")
    write(tmp_path, "server/visits/api.py", "import flask\nfrom peewee import fn\n")
    assert too_knowing(tmp_path) == [
        "server/visits/commands/plan.py imports flask",
        "server/visits/api.py imports peewee",
    ]


def test_a_kernel_with_a_dependency_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/kernel/ids.py", "import uuid\nimport flask\nimport server.web\n")
    assert kernel_beyond_stdlib(tmp_path) == [
        "server/kernel/ids.py imports flask",
        "server/kernel/ids.py imports server.web",
    ]
