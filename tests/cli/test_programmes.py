"""`audit-kit programmes`: its settings, and what staff were told, on record."""

from pathlib import Path

import pytest

from tests.cli.started import Running, audit_kit

TOLD = ("--by", "The store managers", "--how", "In the morning meeting.")


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a programme."""
    data = tmp_path_factory.mktemp("programmes")
    with Running("serve", "--data", data) as server:
        server.end()
    form = ("forms", "publish", "five-qualities@1", "--data", data, "--programme", "Tiendas")
    assert audit_kit(*form).returncode == 0
    return data


def test_it_works(installation: Path) -> None:
    command = ("programmes", "staff-notice", *TOLD, "--data", installation)
    done = audit_kit(*command, "--on", "2026-01-02")
    assert done.stdout == "Recorded for Tiendas: staff were told on 2026-01-02.\n"
    listed = audit_kit("programmes", "staff-notices", "--data", installation)
    assert listed.stdout.startswith("2026-01-02  ")
    early = audit_kit(*command, "--on", "2099-01-02")
    assert early.returncode == 1
    assert "Give a day that is past or today" in early.stderr


def test_without_an_installation_it_says_so(tmp_path: Path) -> None:
    missing = audit_kit(
        "programmes", "staff-notice", "--on", "2026-01-02", *TOLD, "--data", tmp_path
    )
    assert missing.returncode == 1
    assert "There is no installation" in missing.stderr


def test_settings_are_printed_asked_about_and_changed(installation: Path) -> None:
    command = ("programmes", "set", "--data", installation)
    shown = audit_kit(*command)
    assert "rounding: week_part\n" in shown.stdout
    assert "whole_period: True\n" in shown.stdout
    unsure = audit_kit(*command, "--rounding", "month")
    assert unsure.returncode == 1
    assert "This changes what stores see." in unsure.stdout
    done = audit_kit(*command, "--rounding", "month", "--page-size", "Letter", "--yes")
    assert done.stdout == "rounding: week_part -> month\npage_size: A4 -> Letter\n"
    shorter = audit_kit(*command, "--retention-months", "6")
    assert shorter.returncode == 1
    assert "older than 6 months is erased within hours: reports 0, people 0." in shorter.stdout
    assert "retention_months: 24\n" in audit_kit(*command).stdout
    longer = audit_kit(*command, "--retention-months", "0")
    assert longer.stdout == "retention_months: 24 -> 0\n"
    wrong = audit_kit(*command, "--minimum-visits", "1", "--yes")
    assert wrong.returncode == 1
    assert "It is a whole number from 2 to 50." in wrong.stderr
    assert "minimum_visits: 3\n" in audit_kit(*command).stdout
