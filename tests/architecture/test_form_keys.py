"""The README tells every key of the form language, and none that it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from audit_forms import check, shipped, shipped_modules
from audit_forms.document_reader import OF_A_SECTION
from audit_forms.model import KINDS, TEST_NAMES
from audit_forms.question_reader import KEYS
from audit_forms.reader import Reader
from tests.architecture.test_documented import readme
from tests.audit_forms.yaml_texts import GOOD

_HEADING = "## The form language\n"


def section() -> str:
    """What the README says of the language."""
    return readme().partition(_HEADING)[2].partition("\n## ")[0]


def keys_told() -> set[str]:
    """The keys in the first column of the tables."""
    rows = re.findall(r"^\| (`[^|]*) \|", section(), re.MULTILINE)
    told = {key for row in rows for key in re.findall(r"`([a-z_]+)`", row)}
    # Keys one level further down stand beside the key that holds them.
    inside = r"`(values|words|opens_after_days|open_for_days|value|text|role|name)`"
    return (
        told | set(re.findall(inside, section())) | set(re.findall(r"\{(fails_when):", section()))
    )


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> set[str]:
    """The keys that the reader knows anywhere, as it is asked while it reads all that ships."""
    found: set[str] = set()
    plain = Reader.fields

    def fields(reader: Reader, at: Any, keys: Iterable[str], required: Iterable[str] = ()) -> None:
        keys = tuple(keys)
        found.update(keys)
        plain(reader, at, keys, required)

    monkeypatch.setattr(Reader, "fields", fields)
    small = tmp_path / "small.yaml"
    small.write_text(GOOD, encoding="utf-8")
    paths = [path for _name, _version, path in (*shipped(), *shipped_modules())]
    for path in (*paths, small):
        assert check(path) == []
    return found


def test_it_works(known: set[str]) -> None:
    assert {"aggregate_of", "lowers_when", "commends", "up_to", "use", "module", "any"} <= known
    assert keys_told() == known | {"fact", "question"}


def test_no_key_is_asked_of_a_question_or_section_without_being_seen_here(known: set[str]) -> None:
    assert {key for keys in KEYS.values() for key in keys} | {*OF_A_SECTION, *TEST_NAMES} <= known


def test_every_kind_of_question_is_told() -> None:
    assert set(KINDS) <= set(re.findall(r"`([a-z_]+)`", section()))


def test_the_example_is_a_form(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", section(), re.DOTALL)
    file = tmp_path / "window-check.yaml"
    file.write_text(example, encoding="utf-8")
    assert check(file) == []
