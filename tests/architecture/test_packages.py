"""Each package says what it knows, what it must not know, and one thing that always holds."""

import ast
from pathlib import Path

from tests.architecture.house import ROOT, place, product_files, tree_of, write

LINES = ("Knows: ", "Must not know: ", "Invariant: ")


def silent_packages(root: Path) -> list[str]:
    """Top packages and rooms whose docstring lacks a line, and deeper ones without a docstring."""
    return [
        place(root, path)
        for path in product_files(root, "__init__.py")
        if not _speaks(path, deep=len(path.relative_to(root).parts) > 3)
    ]


def _speaks(path: Path, deep: bool) -> bool:
    words = ast.get_docstring(tree_of(path)) or ""
    return bool(words) if deep else all(f"\n{line}" in words for line in LINES)


def silent_functions(root: Path) -> list[str]:
    """Public functions and classes at the top of a module that say nothing of themselves."""
    return [
        place(root, path, node.lineno)
        for path in product_files(root)
        if "migrations" not in path.parts
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def test_it_works() -> None:
    assert len(product_files(ROOT, "__init__.py")) > 10
    assert silent_packages(ROOT) == []


def test_every_public_function_says_what_it_does() -> None:
    assert silent_functions(ROOT) == []


def test_a_silent_package_is_found(tmp_path: Path) -> None:
    spoken = '"""Words.\n\nKnows: a.\nMust not know: b.\nInvariant: c.\n"""\n'
    write(tmp_path, "server/__init__.py", spoken)
    write(tmp_path, "server/visits/__init__.py", spoken.replace("Invariant: c.\n", ""))
    write(tmp_path, "server/visits/pages/__init__.py", "")
    write(tmp_path, "server/visits/queries/__init__.py", '"""Reads."""\n')
    assert silent_packages(tmp_path) == [
        "server/visits/__init__.py",
        "server/visits/pages/__init__.py",
    ]


def test_a_silent_function_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/a.py", "def f(): ...\n\n\ndef _g(): ...\n\n\nclass H: ...\n")
    assert silent_functions(tmp_path) == ["server/a.py:1", "server/a.py:7"]
