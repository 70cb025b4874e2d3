"""How the rules look at a source tree: ours, or a small one that a test builds to break a rule."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("server", "audit_forms", "pdf_templates")

# Floors 5 to 17: the packages that follow the feature layout.
FEATURES = (
    "history",
    "tasks",
    "mail",
    "limits",
    "certificates",
    "people",
    "stores",
    "programmes",
    "media",
    "visits",
    "submissions",
    "selfviews",
    "scores",
    "reviews",
    "appeals",
    "actions",
    "scorecards",
    "comparisons",
    "phone",
    "desk",
    "rescue",
    "backups",
    "retention",
    "oversight",
    "previews",
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def product_files(root: Path, pattern: str = "*.py") -> list[Path]:
    """Files of the product (not its tests) below `root`, in a stable order."""
    return sorted(
        path
        for top in PRODUCT
        for path in (root / top).rglob(pattern)
        if "__pycache__" not in path.parts and "node_modules" not in path.parts
    )


def suite_files(root: Path, pattern: str = "*.py") -> list[Path]:
    """Files of the test suite below `root`."""
    return sorted(p for p in (root / "tests").rglob(pattern) if "__pycache__" not in p.parts)


def feature_folders(root: Path) -> list[Path]:
    """The feature packages that exist so far."""
    return [folder for name in FEATURES if (folder := root / "server" / name).is_dir()]


def tree_of(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, nested ones included."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            yield node


def lines_of_code(function: Function) -> int:
    """The lines of a function without its decorators and its docstring."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return total - ((first.end_lineno or first.lineno) - first.lineno + 1)
    return total


def imported(node: ast.AST) -> list[str]:
    """The modules that an import statement names; none for other nodes."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "."]
    return []


def imports(path: Path) -> list[str]:
    """The modules that a file imports, wherever in the file."""
    return [name for node in ast.walk(tree_of(path)) for name in imported(node)]


def place(root: Path, path: Path, line: int | None = None) -> str:
    """How a rule names the place where it is broken."""
    where = path.relative_to(root).as_posix()
    return f"{where}:{line}" if line else where


def write(root: Path, name: str, text: str) -> Path:
    """Add a file to a tree that is to break a rule."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
