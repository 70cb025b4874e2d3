"""`audit-kit people import`: a team from a list, previewed, asked about, and its links printed."""

from __future__ import annotations

from pathlib import Path

from server.people.models import Person
from tests.cast import Chain
from tests.cli.test_people import Run, link_in, run

__all__ = ["run"]
LIST = """name,roles,stores,email,code
Eva Ríos,manager,CN-01,eva@example.com,
Noé Gil,shopper,,,Q-77
"""


def test_it_works(chain: Chain, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    file.write_text(LIST, encoding="utf-8")
    tried = run("import", str(file), "--dry-run")
    assert "row 2: new Eva Ríos roles: store_manager; stores: CN-01" in tried.output
    assert "new: 2" in tried.output
    assert run("import", str(file)).exit_code == 1
    assert not Person.select().where(Person.name == "Eva Ríos").exists()
    done = run("import", str(file), "--yes")
    assert "For Noé Gil, the shopper Q-77; works once, for 72 hours:" in done.output
    phone = chain.app.test_client()
    assert phone.post(link_in(done.output), headers={"X-Kit": "1"}).status_code == 303
    assert "Tienda Centro" in phone.get("/store/").text


def test_mistakes_are_printed_with_their_places(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    file.write_text("name,roles,stores\nEva,manager,ZZ\n", encoding="utf-8")
    refused = run("import", str(file), "--yes")
    assert refused.exit_code == 1
    assert "row 2, column C (stores): There is no store with the code ZZ." in refused.output
