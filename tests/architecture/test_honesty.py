"""Tests run against the real thing, all of them, and nothing is left for later."""

import re
from pathlib import Path

from tests.architecture.house import ROOT, place, product_files, suite_files, write

# Written in halves, so that this file does not find itself.
LEFT_OUT = re.compile(
    r"mark\.sk" + r"ip|pytest\.sk" + r"ip|xf" + r"ail|importor" + r"skip|unittest\.sk" + r"ip|"
    r"(?:test|it|describe)\.(?:sk" + r"ip|to" + r"do|on" + r"ly)\(|\{\s*sk" + r"ip:"
)
LATER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")
STAND_IN = re.compile(
    r"unittest\.mo" + r"ck|import mo" + r"ck|Magic" + r"Mock|monkeypatch\.setattr\(\s*[\"'f]*"
    r"(?:server|audit_forms|pdf_templates)|setattr\((?:server|audit_forms|pdf_templates)\b"
)


def lines_like(root: Path, found: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Where a pattern occurs."""
    return [
        place(root, path, number)
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if found.search(line)
    ]


def _suite(root: Path) -> list[Path]:
    return [p for pattern in ("*.py", "*.js", "*.mjs") for p in suite_files(root, pattern)]


def _product(root: Path) -> list[Path]:
    patterns = ("*.py", "*.js", "*.html", "*.css", "*.yaml")
    return [p for pattern in patterns for p in product_files(root, pattern)]


def test_it_works() -> None:
    assert len(_suite(ROOT)) > 10
    assert lines_like(ROOT, LEFT_OUT, _suite(ROOT)) == []


def test_nothing_of_ours_is_replaced_by_a_stand_in() -> None:
    assert lines_like(ROOT, STAND_IN, _suite(ROOT)) == []


def test_nothing_is_left_for_later() -> None:
    assert len(_product(ROOT)) > 20
    assert lines_like(ROOT, LATER, _product(ROOT) + _suite(ROOT)) == []


def test_what_is_left_out_is_found(tmp_path: Path) -> None:
    write(tmp_path, "tests/test_a.py", "@pytest.mark.sk" + "ip\ndef test_x(): ...\n")
    write(
        tmp_path, "tests/b.test.js", "test.sk" + 'ip("x", () => {});\ntest("y", {sk' + "ip: 1});\n"
    )
    found = lines_like(tmp_path, LEFT_OUT, _suite(tmp_path))
    assert found == ["tests/test_a.py:1", "tests/b.test.js:1", "tests/b.test.js:2"]


def test_a_stand_in_is_found(tmp_path: Path) -> None:
    lines = ["from unittest.mo" + "ck import patch", "monkeypatch.setattr('ser" + "ver.web.x', 1)"]
    write(tmp_path, "tests/test_a.py", "\n".join([*lines, "monkeypatch.setattr(os, 'x', 1)"]))
    assert lines_like(tmp_path, STAND_IN, _suite(tmp_path)) == [
        "tests/test_a.py:1",
        "tests/test_a.py:2",
    ]


def test_a_promise_for_later_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/a.py", "x = 1  # TO" + "DO: mend\ntodos = 2\n")
    assert lines_like(tmp_path, LATER, _product(tmp_path)) == ["server/a.py:1"]
