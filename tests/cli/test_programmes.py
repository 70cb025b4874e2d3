"""`audit-kit programmes staff-notice`: what staff were told, on record."""

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
    early = audit_kit(*command, "--on", "2099-01-02")
    assert early.returncode == 1
    assert "Give a day that is past or today" in early.stderr


def test_without_an_installation_it_says_so(tmp_path: Path) -> None:
    missing = audit_kit(
        "programmes", "staff-notice", "--on", "2026-01-02", *TOLD, "--data", tmp_path
    )
    assert missing.returncode == 1
    assert "There is no installation" in missing.stderr
