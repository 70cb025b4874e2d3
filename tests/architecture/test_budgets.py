"""Files and functions stay small enough to be read at a sitting."""

import ast
from pathlib import Path
from statistics import median

from tests.architecture.house import (
    ROOT,
    Function,
    functions,
    lines_of_code,
    place,
    product_files,
    suite_files,
    tree_of,
    write,
)

FILE, TEST_FILE, FUNCTION, MEDIAN, VIEW = 400, 500, 50, 10, 12


def long_files(root: Path) -> list[str]:
    """Files over their budget. Styles, translations and forms are lists, not code."""
    product = [p for pattern in ("*.py", "*.js", "*.html") for p in product_files(root, pattern)]
    tests = [p for pattern in ("*.py", "*.js", "*.mjs") for p in suite_files(root, pattern)]
    budgets = [(path, FILE) for path in product] + [(path, TEST_FILE) for path in tests]
    return [place(root, path) for path, budget in budgets if _lines(path) > budget]


def long_functions(root: Path) -> list[str]:
    """Functions over their budget, docstring not counted."""
    return [
        place(root, path, function.lineno)
        for path in product_files(root) + suite_files(root)
        for function in functions(path)
        if lines_of_code(function) > FUNCTION
    ]


def long_views(root: Path) -> list[str]:
    """Views that do more than their five beats: guard, schema, command or query, commit, reply."""
    return [
        place(root, path, view.lineno)
        for path in product_files(root)
        for view in views(path)
        if lines_of_code(view) > VIEW
    ]


def views(path: Path) -> list[Function]:
    """Functions that a route decorates, and the HTTP methods of a view class."""
    found = [f for f in functions(path) if any(_is_route(d) for d in f.decorator_list)]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef) and any(_is_route(d) for d in node.decorator_list):
            found += [f for f in node.body if isinstance(f, Function)]
    return found


def _is_route(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in {
        "route",
        "get",
        "post",
        "put",
        "delete",
        "patch",
    }


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_it_works() -> None:
    assert len(product_files(ROOT)) > 20
    assert long_files(ROOT) == []


def test_no_function_is_longer_than_a_screen() -> None:
    assert long_functions(ROOT) == []


def test_half_of_all_functions_are_shorter_than_ten_lines() -> None:
    sizes = [lines_of_code(f) for path in product_files(ROOT) for f in functions(path)]
    assert len(sizes) > 100
    assert median(sizes) < MEDIAN


def test_a_view_is_five_beats() -> None:
    assert any(views(path) for path in product_files(ROOT))
    assert long_views(ROOT) == []


def test_what_is_too_long_is_found(tmp_path: Path) -> None:
    long = "def f():\n" + "    x = 1\n" * 50
    view = "@bp.get('/x')\ndef g():\n    '''Not counted.'''\n" + "    x = 1\n" * 12
    write(tmp_path, "server/a.py", "x = 1\n" * 401)
    write(tmp_path, "server/b.py", "x = 1\n" * 400)
    write(tmp_path, "server/c.py", long + view)
    write(tmp_path, "tests/test_d.py", "x = 1\n" * 501)
    assert long_files(tmp_path) == ["server/a.py", "tests/test_d.py"]
    assert long_functions(tmp_path) == ["server/c.py:1"]
    assert long_views(tmp_path) == ["server/c.py:53"]
