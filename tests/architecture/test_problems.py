"""One file lists every failure; each is used, and each says how to put it right."""

import ast
import json
import re
from pathlib import Path

from server.kernel.mistakes import ANSWERS
from server.kernel.problems import CATALOGUE
from tests.architecture.house import ROOT, place, product_files, tree_of, write

# The catalogue and its parts: server/kernel/problems.py and server/kernel/…_problems.py.
CATALOGUE_FILES = "server/kernel/*problems.py"


def raised(root: Path) -> dict[str, str]:
    """The codes written out where a Problem is made, each with one place."""
    return {
        node.args[0].value: place(root, path, node.lineno)
        for path in product_files(root)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and _name(node.func) == "Problem"
        if node.args and isinstance(node.args[0], ast.Constant)
    }


def words_in_code(root: Path) -> set[str]:
    """Every string constant of the product, its catalogue of problems left out."""
    return {
        node.value
        for path in product_files(root)
        if path not in set(root.glob(CATALOGUE_FILES))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def codes_of_vectors(root: Path) -> set[str]:
    """The faults that the evaluator's vectors expect, and so both engines know."""
    return {
        problem["code"]
        for path in sorted((root / "audit_forms/vectors").glob("*.json"))
        for case in json.loads(path.read_text(encoding="utf-8"))
        for problem in case["expect"]["problems"]
    }


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def test_it_works() -> None:
    assert len(raised(ROOT)) > 10
    assert {code: where for code, where in raised(ROOT).items() if code not in CATALOGUE} == {}


def test_every_problem_of_the_catalogue_can_happen() -> None:
    assert sorted(set(CATALOGUE) - words_in_code(ROOT)) == []


def test_every_fault_of_an_answer_can_happen_and_has_a_sentence() -> None:
    in_forms = {
        node.value
        for path in sorted((ROOT / "audit_forms").glob("*.py"))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant)
    }
    assert sorted(set(ANSWERS) - in_forms) == []
    assert sorted(codes_of_vectors(ROOT) - set(ANSWERS)) == []


def test_every_fault_of_an_answer_is_shown_by_a_vector() -> None:
    assert sorted(set(ANSWERS) - codes_of_vectors(ROOT)) == []


def test_a_status_says_whose_turn_it_is() -> None:
    assert {kind.status for kind in CATALOGUE.values()} <= {*range(400, 430), 500, 503, 507}


def test_every_problem_is_a_title_and_a_sentence() -> None:
    for code, kind in CATALOGUE.items():
        assert re.fullmatch(r"[a-z_]+", code)
        assert not kind.title.endswith("."), code
        assert kind.sentence.endswith((".", "s")), code
        assert "!" not in kind.title + kind.sentence, code


def test_a_code_that_is_not_in_the_catalogue_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/a.py", "raise Problem('moon_full', moon=1)\n")
    assert raised(tmp_path) == {"moon_full": "server/a.py:1"}
    assert "moon_full" not in CATALOGUE


def test_a_problem_that_nothing_raises_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/kernel/problems.py", "CATALOGUE = {'moon_full': 1}\n")
    assert "moon_full" not in words_in_code(tmp_path)
    write(tmp_path, "server/sky.py", "code = 'moon_full'\n")
    assert "moon_full" in words_in_code(tmp_path)
