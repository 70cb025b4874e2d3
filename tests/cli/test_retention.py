"""`audit-kit retention`: erase what is old, place and lift holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.database import connect, disconnect
from server.kernel.settings import Settings
from server.people.models import Person
from tests.cast import Chain
from tests.cli.started import Ended, audit_kit
from tests.retention.marked import OF_THE_SHOPPER, Marked, found, leave_marks


@pytest.fixture
def marked(chain: Chain) -> Marked:
    """A chain in which two people have left marks, long ago by the machine's own clock."""
    marked = leave_marks(chain)
    disconnect()
    return marked


def retention(marked: Marked, *words: object) -> Ended:
    settings: Settings = marked.chain.app.extensions["settings"]
    where = {"DATABASE_URL": settings.database_url}
    done = audit_kit("retention", *words, "--data", settings.data, **where)
    connect(settings.database)
    return done


def test_it_works(marked: Marked) -> None:
    dry = retention(marked, "run", "--dry-run")
    assert (dry.returncode, "Would erase" in dry.stdout) == (0, True)
    done = retention(marked, "run")
    assert (done.returncode, "Erased what is from before" in done.stdout) == (0, True)
    # The marks are of November 2026 by the chain's clock: as old as the machine's clock says.
    assert Person.select().count() > 0


def test_a_hold_by_name_and_code(marked: Marked) -> None:
    held = retention(marked, "hold", "person", "Wenceslao Qxvborn", "--reason", "A court.")
    assert (held.returncode, held.stderr) == (0, "")
    code = marked.zyanya.code
    assert retention(marked, "hold", "shopper", code, "--reason", "A court.").returncode == 0
    listed = retention(marked, "holds").stdout
    assert code in listed
    assert "Wenceslao Qxvborn" in listed
    (first, *_others) = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", listed)
    assert retention(marked, "lift", first, "--reason", "Over.").returncode == 0
    assert first not in retention(marked, "holds").stdout
    again = retention(marked, "lift", first, "--reason", "Over.")
    assert (again.returncode, "Nothing here" in again.stderr) == (1, True)


def test_what_is_not_there_is_a_sentence(marked: Marked) -> None:
    for words in (("person", "Nobody"), ("shopper", "SH-00000"), ("visit", "no id")):
        refused = retention(marked, "hold", *words, "--reason", "A court.")
        assert (refused.returncode, "There is no" in refused.stderr) == (1, True)
    assert found(marked, OF_THE_SHOPPER.values()) == set(OF_THE_SHOPPER.values())


def test_without_a_programme(tmp_path: Path) -> None:
    audit_kit("migrate", "--data", tmp_path)
    refused = audit_kit("retention", "run", "--data", tmp_path)
    assert (refused.returncode, "no programme" in refused.stderr) == (1, True)
