"""`audit-kit people export` and `people erase`: by id, address, code or name; a hold stops it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from server.history.models import HistoryEntry, HistoryReason
from server.people.models import Person, Shopper, ShopperIdentity
from server.people.reveal import MOST_A_DAY
from server.retention.commands import place_hold
from tests.cast import Chain
from tests.cli.test_people import Run, run

__all__ = ["run"]
WHY = ("--reason", "They asked for it")


@pytest.fixture
def sol(chain: Chain) -> Person:
    """The person behind Sol's code, with an address; and Mateo with one."""
    Person.update(email="mateo@example.com").where(Person.id == chain.mateo.id).execute()
    found: Person = ShopperIdentity.get(ShopperIdentity.shopper == chain.sol.id).person
    Person.update(email="sol@example.com").where(Person.id == found.id).execute()
    return found


def name_in(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return str(json.loads(archive.read("data.json"))["about"]["name"])


@pytest.mark.usefixtures("sol")
def test_it_works(chain: Chain, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mateo.zip"
    for word in ("Mateo@example.com", "Mateo Luna", str(chain.mateo.id)):
        done = run("export", word, "--out", str(file), *WHY)
        assert done.exit_code == 0, done.output
        assert name_in(file) == "Mateo Luna"
        assert file.stat().st_mode & 0o077 == 0
        file.unlink()
    assert run("erase", "mateo@example.com", *WHY).exit_code == 1, "nobody said yes"
    assert Person.get_by_id(chain.mateo.id).name == "Mateo Luna"
    done = run("erase", "mateo@example.com", *WHY, "--yes")
    assert "Erased." in done.output
    assert Person.get_by_id(chain.mateo.id).email is None
    told = HistoryEntry.get(HistoryEntry.act == "person.erase")
    assert HistoryReason.get(HistoryReason.entry == told.id).words == "They asked for it"


@pytest.mark.usefixtures("sol")
def test_a_shopper_by_code_or_address(chain: Chain, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sol.zip"
    done = run("export", "sol@example.com", "--out", str(file), *WHY)
    assert done.exit_code == 0, done.output
    assert name_in(file) == "Sol Méndez"
    assert "Méndez" not in done.output
    asked = run("erase", chain.sol.code, *WHY)
    assert f"who {chain.sol.code} is" in asked.output
    assert "Méndez" not in asked.output
    assert run("erase", chain.sol.code, *WHY, "--yes").exit_code == 0
    assert not Shopper.get_by_id(chain.sol.id).active
    assert Person.select().where(Person.name == "Sol Méndez").count() == 0


@pytest.mark.usefixtures("sol")
def test_an_address_leads_to_no_code(chain: Chain, run: Run) -> None:
    """Asking before erasing leaves no trace, so it must not be a second door."""
    chain.plan()
    asked = run("erase", "sol@example.com", *WHY)
    assert asked.exit_code == 1
    assert "who sol@example.com is" in asked.output
    assert chain.sol.code not in asked.output
    assert str(chain.sol.id) not in asked.output
    assert not any(figure in asked.output for figure in "0123456789")


@pytest.mark.usefixtures("sol")
def test_a_few_shoppers_a_day(chain: Chain, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sol.zip"
    for _ in range(MOST_A_DAY):
        assert run("export", chain.sol.code, "--out", str(file), *WHY).exit_code == 0
    file.unlink()
    refused = run("export", chain.sol.code, "--out", str(file), *WHY)
    assert (refused.exit_code, "in 24 hours" in refused.output) == (1, True)
    assert not file.exists()


def test_a_legal_hold_stops_it_and_says_so(chain: Chain, run: Run, sol: Person) -> None:
    place_hold(chain.actor(chain.ana), "shopper", chain.sol.id, "A court asked.")
    refused = run("erase", "sol@example.com", *WHY, "--yes")
    assert (refused.exit_code, "hold" in refused.output) == (1, True)
    assert Person.get_by_id(sol.id).name == "Sol Méndez"


def test_who_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    out = str(tmp_path / "x.zip")
    for words in (["export", "nobody@example.com", "--out", out], ["erase", "Nobody"]):
        refused = run(*words, *WHY)
        assert refused.exit_code == 1
        assert "Give an id, as `audit-kit people list --all`" in refused.output
