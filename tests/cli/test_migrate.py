"""`audit-kit migrate`: up, and down when one is sure."""

from pathlib import Path

from tests.cli.started import audit_kit


def test_it_works(tmp_path: Path) -> None:
    done = audit_kit("migrate", "--data", tmp_path)
    assert done.returncode == 0
    assert "applied: 0001" in done.stdout
    assert audit_kit("migrate", "--data", tmp_path).stdout == "Nothing to do.\n"


def test_down_asks_first(tmp_path: Path) -> None:
    audit_kit("migrate", "--data", tmp_path)
    refused = audit_kit("migrate", "--data", tmp_path, "--down", typed="n\n")
    assert refused.returncode == 1
    assert audit_kit("migrate", "--data", tmp_path).stdout == "Nothing to do.\n"
    done = audit_kit("migrate", "--data", tmp_path, "--down", typed="y\n")
    assert "taken back: " in done.stdout
    assert "applied: " in audit_kit("migrate", "--data", tmp_path).stdout
