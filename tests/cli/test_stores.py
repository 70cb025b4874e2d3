"""`audit-kit stores` and `audit-kit visits`: what the desk does, from a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.started import Running, audit_kit

LIST = "code,name,region\nCN-01,Tienda Centro,Centro\nNT-02,Tienda Norte,Norte / Costa\n"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation without any store."""
    data = tmp_path_factory.mktemp("stores")
    with Running("serve", "--data", data) as server:
        server.end()
    return data


def test_it_works(installation: Path, tmp_path: Path) -> None:
    file = tmp_path / "stores.csv"
    file.write_text(LIST, encoding="utf-8")
    there = ("--data", installation)
    tried = audit_kit("stores", "import", file, "--dry-run", *there)
    assert "makes the region Norte / Costa" in tried.stdout
    assert "row 2: new CN-01 Tienda Centro" in tried.stdout
    assert len(audit_kit("stores", "list", *there).stdout.splitlines()) == 1
    assert audit_kit("stores", "import", file, *there, typed="n\n").returncode == 1
    assert "Imported." in audit_kit("stores", "import", file, *there, typed="y\n").stdout
    listed = audit_kit("stores", "list", *there).stdout
    assert [line.split(",")[0] for line in listed.splitlines()] == ["Code", "CN-01", "NT-02"]
    closed = audit_kit("stores", "close", "CN-01", "--reason", "Sold.", *there)
    assert closed.stdout == "CN-01 is closed; visits cancelled: 0.\n"
    assert "CN-01" in audit_kit("stores", "list", "--closed", *there).stdout
    assert audit_kit("stores", "reopen", "CN-01", *there).stdout == "CN-01 is open.\n"
    assert audit_kit("visits", "list", *there).stdout == ""
    nobody = audit_kit("visits", "cancel", "0" * 32, "--reason", "Rain.", *there)
    assert nobody.returncode == 1


def test_mistakes_are_printed_with_their_places(installation: Path, tmp_path: Path) -> None:
    file = tmp_path / "stores.csv"
    file.write_text("code,name,region\nA B,,Norte\n", encoding="utf-8")
    done = audit_kit("stores", "import", file, "--yes", "--data", installation)
    assert done.returncode == 1
    assert "row 2, column B (name): This cell must not be empty." in done.stderr
    missing = audit_kit("stores", "close", "ZZ", "--reason", "x", "--data", installation)
    assert "There is no store ZZ." in missing.stderr
