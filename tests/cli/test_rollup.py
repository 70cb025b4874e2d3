"""`audit-kit rollup rebuild`: what is made anew is what was there."""

import sqlite3
from pathlib import Path

from tests.cli.started import audit_kit, first_start


def rows(data: Path) -> list[tuple[object, ...]]:
    """The rollup, in order."""
    connection = sqlite3.connect(data / "audit-kit.db")
    found = connection.execute("SELECT * FROM store_month ORDER BY 1, 2, 3").fetchall()
    connection.close()
    return found


def test_it_works() -> None:
    data = first_start().data
    before = rows(data)
    assert len(before) > 20
    done = audit_kit("rollup", "rebuild", "--data", data)
    assert done.returncode == 0
    assert str(len(before)) in done.stdout
    assert rows(data) == before
