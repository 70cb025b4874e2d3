"""The README lists every setting and every command that exists, and none that does not."""

import re
from dataclasses import fields

from server.kernel.settings import Settings, environment_name
from tests.architecture.house import ROOT


def readme() -> str:
    """The README as text."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


def settings_in(text: str) -> set[str]:
    """The environment variables of ours that a text names in code marks."""
    return set(re.findall(r"`(AUDIT_KIT_[A-Z_]+|DATABASE_URL)(?:=[^`]*)?`", text))


def test_it_works() -> None:
    existing = {environment_name(field.name) for field in fields(Settings)}
    assert len(existing) > 5
    assert settings_in(readme()) == existing


def test_a_setting_is_found_where_it_is_named() -> None:
    assert settings_in("Set `AUDIT_KIT_DATA=/srv/kit`, or AUDIT_KIT_NOT.") == {"AUDIT_KIT_DATA"}
