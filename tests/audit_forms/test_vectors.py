"""The evaluator in Python does what the vectors say; tests/phone_js runs the same for the phone."""

import json
from pathlib import Path
from typing import Any

import pytest

import audit_forms
from audit_forms import evaluate, from_phone
from tests.audit_forms.two_engines import plain

FILES = sorted((Path(audit_forms.__file__).parent / "vectors").glob("*.json"))
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in FILES
    for case in json.loads(file.read_text("utf-8"))
]


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES)
def test_python_agrees_with_the_vector(case: dict[str, Any]) -> None:
    form = from_phone(case["form"])
    found = evaluate(form, case["part"], case["answers"], case["facts"])
    assert plain(found.as_json()) == plain(case["expect"])


@pytest.mark.parametrize("case", CASES)
def test_answers_do_not_depend_on_their_order(case: dict[str, Any]) -> None:
    form = from_phone(case["form"])
    turned = dict(reversed(case["answers"].items()))
    found = evaluate(form, case["part"], turned, case["facts"])
    assert plain(found.as_json()) == plain(case["expect"])
