"""No case is forgotten, and none has two tests."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pathlib import Path

from tests.phone.offline_cases import CASES


def test_it_works() -> None:
    modules = [
        import_module(f"tests.phone.offline_cases.{file.stem}")
        for file in Path(__file__).parent.glob("test_*.py")
    ]
    tests = [one for module in modules for one in vars(module).values() if hasattr(one, "case")]

    assert Counter(test.case for test in tests) == Counter(CASES)
    assert all(test.__name__.startswith("test_") for test in tests)
