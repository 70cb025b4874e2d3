"""`audit-kit regions`, `stores add` and `stores edit`: the desk's rules, from a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.started import Ended, Running, audit_kit


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation without any region."""
    data = tmp_path_factory.mktemp("regions")
    with Running("serve", "--data", data) as server:
        server.end()
    return data


def test_it_works(installation: Path) -> None:
    def kit(*words: str) -> Ended:
        return audit_kit(*words, "--data", installation)

    for name in ("Norte", "Sur"):
        assert kit("regions", "add", name).returncode == 0
    kit("regions", "add", "Costa", "--below", "norte")
    added = kit("stores", "add", "NT-01", "--name", "Tienda Costa", "--region", "Norte / Costa")
    assert added.stdout == "NT-01 is added.\n"
    assert kit("regions", "list").stdout == "Norte  0\nNorte / Costa  1\nSur  0\n"
    assert kit("regions", "move", "Costa", "--below", "Sur").stdout == "Moved: Sur / Costa\n"
    inside = kit("regions", "move", "Sur", "--below", "Sur / Costa")
    assert "Choose one outside of Sur, or none." in inside.stderr
    full = kit("regions", "delete", "Costa")
    assert "In Costa are still stores (1" in full.stderr
    kit("regions", "rename", "Sur / Costa", "Playa")
    assert kit("regions", "delete", "Norte").returncode == 0
    assert kit("regions", "list").stdout == "Sur  0\nSur / Playa  1\n"
    assert "A region named Sur is there already." in kit("regions", "add", "Sur").stderr
    assert "There is no region Este." in kit("regions", "rename", "Este", "Oeste").stderr
    edited = kit("stores", "edit", "NT-01", "--name", "Tienda Playa", "--place", "19.04, -98.2")
    assert edited.stdout == "NT-01: latitude, longitude, name changed.\n"
    same = kit("stores", "edit", "NT-01", "--name", "Tienda Playa")
    assert same.stdout == "NT-01: nothing changed.\n"
    assert '"19.04, -98.2"' in kit("stores", "list").stdout
    taken = kit("stores", "add", "NT-01", "--name", "Otra", "--region", "Sur")
    assert "Another store has the code NT-01." in taken.stderr
    wrong = kit("stores", "edit", "NT-01", "--zone", "Mars/Base", "--place", "far away")
    assert "zone: Choose a time zone of the list" in wrong.stderr
    assert "place: Write latitude and longitude as a map app copies them" in wrong.stderr
