"""`audit-kit visits plan` and `import`: what the desk does, from a terminal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.cli.installation import connected, settings_for
from server.kernel.actor import system
from server.people.commands import add_shopper
from server.programmes.commands import add_programme
from tests.cli.started import Running, audit_kit

LIST = "code,name,region\nCN-01,Tienda Centro,Centro\nNT-02,Tienda Norte,Norte\n"
NOW = datetime.now(UTC)
OPENS, CLOSES = (f"{NOW + timedelta(days=days):%Y-%m-%d} 09:00" for days in (2, 5))


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An installation with two stores, a form, and one shopper by code."""
    data = tmp_path_factory.mktemp("visits")
    with Running("serve", "--data", data) as server:
        server.end()
    (data / "stores.csv").write_text(LIST, encoding="utf-8")
    audit_kit("stores", "import", data / "stores.csv", "--yes", "--data", data)
    with connected(settings_for(data)):
        add_programme(system(NOW), "Ventanas")
        code = add_shopper(system(NOW), "Sol Méndez").code
    assert audit_kit("forms", "publish", "five-qualities", "--data", data).returncode == 0
    return data, code


def test_it_works(installation: tuple[Path, str]) -> None:
    data, sol = installation
    window = ("--opens", OPENS, "--closes", CLOSES, "--data", data)
    told = ("--brief", "You look for a lamp.", "--rule", "Be kind.", "--fact", "purchase=true")
    planned = audit_kit("visits", "plan", sol, "CN-01", *told, *window)
    assert planned.returncode == 0, planned.stderr
    listed = audit_kit("visits", "list", "--data", data).stdout
    assert listed.startswith(f"{planned.stdout.strip()}  planned    CN-01         {sol}")
    twice = audit_kit("visits", "plan", sol, "CN-01", *told, *window)
    assert f"{sol} has a visit at Tienda Centro within that time already." in twice.stderr
    assert audit_kit("visits", "plan", sol, "CN-01", *told, *window, "--anyway").returncode == 0
    nowhere = audit_kit("visits", "plan", sol, "ZZ", *told, *window)
    assert "There is no store ZZ." in nowhere.stderr
    backwards = audit_kit("visits", "plan", sol, "CN-01", *told, *window, "--closes", OPENS)
    assert "Choose an end that comes after the beginning." in backwards.stderr


def test_a_list_is_shown_and_then_planned(installation: tuple[Path, str], tmp_path: Path) -> None:
    data, sol = installation
    file = tmp_path / "visits.csv"
    head = "shopper,store,opens,closes,brief,purchase\n"
    file.write_text(f"{head}{sol},NT-02,{OPENS},{CLOSES},A lamp.,no\n", encoding="utf-8")
    tried = audit_kit("visits", "import", file, "--dry-run", "--data", data)
    assert f"row 2: new {sol} → Tienda Norte NT-02; opens:" in tried.stdout
    assert "NT-02" not in audit_kit("visits", "list", "--data", data).stdout
    done = audit_kit("visits", "import", file, "--data", data, typed="y\n")
    assert "Imported." in done.stdout
    assert "NT-02" in audit_kit("visits", "list", "--data", data).stdout
    again = audit_kit("visits", "import", file, "--yes", "--data", data)
    assert again.stdout == "same: 1\n"
    file.write_text(f"{head}{sol},NT-02,{CLOSES},{OPENS},,no\n", encoding="utf-8")
    wrong = audit_kit("visits", "import", file, "--data", data)
    assert wrong.returncode == 1
    assert "row 2, column E (brief): A brief is missing." in wrong.stderr
    assert "row 2, column D (closes): The window ends before it begins." in wrong.stderr
