"""The one door from a code to a name: with a reason, a few a day, and everybody sees who looked."""

from __future__ import annotations

import ast
import html

import pytest

from server.history.models import HistoryReason
from server.kernel.actor import system
from server.kernel.problems import Problem
from server.people import commands as people
from server.people.models import DeviceKey
from server.people.reveal import MOST_A_DAY, reveal
from tests.architecture.house import ROOT, product_files, tree_of
from tests.cast import Chain
from tests.rescue.keys import key_of, new_key

KIT = {"X-Kit": "1"}
WHY = "She is in hospital and her family calls"


def test_it_works(chain: Chain) -> None:
    ana, address = chain.client(chain.ana), f"/desk/shoppers/{chain.sol.id}"
    shown = html.unescape(ana.post(f"{address}/name", data={"reason": WHY}, headers=KIT).text)
    assert "Sol Méndez" in shown
    assert "Sol Méndez" not in html.unescape(ana.get(address).text)
    for seen in (address, "/desk/shoppers"):
        assert "Looked up by Ana Torres on" in html.unescape(ana.get(seen).text)
    history = html.unescape(ana.get("/desk/history/?act=shopper.reveal").text)
    assert "looked up the name behind" in history
    assert WHY in history
    assert "Sol Méndez" not in history


def test_without_a_reason_nobody_looks(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    for reason in ("", "  ", "x", "y" * 501):
        address = f"/desk/shoppers/{chain.sol.id}/name"
        refused = ana.post(address, data={"reason": reason}, headers=KIT)
        assert refused.status_code == 422
        assert "Say why you must know the name" in refused.text
        assert "Méndez" not in refused.text
    assert reason in refused.text
    assert HistoryReason.select().count() == 0


def test_not_in_bulk(chain: Chain) -> None:
    ana, now = chain.client(chain.ana), system(chain.clock.now())
    codes = [people.add_shopper(now, f"Luz {number}") for number in range(MOST_A_DAY + 1)]
    told = [
        ana.post(f"/api/v1/shoppers/{each.id}/name", json={"reason": WHY}, headers=KIT)
        for each in codes
    ]
    assert [each.json.get("name") for each in told] == [
        "Luz 0",
        "Luz 1",
        "Luz 2",
        "Luz 3",
        "Luz 4",
        None,
    ]
    assert told[-1].json["code"] == "reveal_limit"
    assert HistoryReason.select().count() == MOST_A_DAY
    chain.later(hours=25)
    assert reveal(chain.actor(chain.ana), codes[-1].id, WHY) == "Luz 5"


def test_a_file_with_the_name_is_the_same_door(chain: Chain) -> None:
    """What an administrator takes as a file counts with the names that were looked up."""
    ana, now = chain.client(chain.ana), system(chain.clock.now())
    codes = [people.add_shopper(now, f"Luz {number}") for number in range(MOST_A_DAY + 1)]
    taken = ana.post(f"/kept/shoppers/{codes[0].id}/data", data={"reason": WHY}, headers=KIT)
    assert taken.mimetype == "application/zip"
    assert "Looked up by Ana Torres on" in html.unescape(ana.get("/desk/shoppers").text)
    told = html.unescape(ana.get("/desk/history/?act=shopper.export").text)
    assert WHY in told
    for each in codes[1:-1]:
        reveal(chain.actor(chain.ana), each.id, WHY)
    refused = ana.post(f"/kept/shoppers/{codes[-1].id}/data", data={"reason": WHY}, headers=KIT)
    assert refused.status_code == 429
    assert "in 24 hours" in refused.text
    with pytest.raises(Problem, match="reveal_limit"):
        reveal(chain.actor(chain.ana), codes[-1].id, WHY)
    # What is kept about staff is no code that is turned.
    staff = ana.post(f"/kept/people/{chain.mateo.id}/data", data={"reason": WHY}, headers=KIT)
    assert staff.mimetype == "application/zip"


def test_looks_from_the_machine_itself_are_counted_together(chain: Chain) -> None:
    here = system(chain.clock.now())
    codes = [people.add_shopper(here, f"Luz {number}") for number in range(MOST_A_DAY + 1)]
    assert [reveal(here, each.id, WHY) for each in codes[:-1]] == [
        f"Luz {number}" for number in range(MOST_A_DAY)
    ]
    with pytest.raises(Problem, match="reveal_limit"):
        reveal(here, codes[-1].id, WHY)
    page = chain.client(chain.ana).get(f"/desk/shoppers/{codes[0].id}").text
    assert "Looked up by somebody at the server itself on" in html.unescape(page)


def test_nobody_but_an_administrator(chain: Chain) -> None:
    for who in (chain.rosa, chain.mateo, chain.regina, chain.sol):
        with pytest.raises(Problem, match="not_permitted"):
            reveal(chain.actor(who), chain.sol.id, WHY)
    with pytest.raises(Problem, match="not_found"):
        reveal(chain.actor(chain.ana), chain.ana.id, WHY)


def test_the_reason_can_be_erased_and_the_look_stays(chain: Chain) -> None:
    reveal(chain.actor(chain.ana), chain.sol.id, WHY)
    HistoryReason.delete().execute()
    page = html.unescape(chain.client(chain.ana).get("/desk/history/").text)
    assert "looked up the name behind" in page
    assert WHY not in page


def test_nothing_else_joins_code_and_name() -> None:
    """Only the people package reads the table that joins them."""
    named = {
        path.relative_to(ROOT).as_posix()
        for path in product_files(ROOT)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        and "ShopperIdentity" in {alias.name for alias in node.names}
    }
    assert "server/people/reveal.py" in named
    assert [path for path in named if not path.startswith("server/people/")] == []


def test_a_stolen_phone_s_key_is_removed(chain: Chain) -> None:
    phone, device = chain.client(chain.sol), "5b1f7c1e-6f0e-4f0c-9a39-2f9f7b2f7b11"
    sent = phone.put(
        f"/api/v1/phone/devices/{device}", json={"key": key_of(new_key())}, headers=KIT
    )
    assert sent.status_code < 300
    ana, address = chain.client(chain.ana), f"/desk/shoppers/{chain.sol.id}"
    assert device in ana.get(address).text
    listed = ana.get(f"/api/v1/shoppers/{chain.sol.id}/phones").get_json()
    assert [each["id"] for each in listed] == [device]
    assert ana.post(f"{address}/phones/{device}/forget", headers=KIT).status_code == 303
    assert device not in ana.get(address).text
    assert DeviceKey.select().count() == 0
    gone = ana.delete(f"/api/v1/shoppers/{chain.sol.id}/phones/{device}", headers=KIT)
    assert gone.status_code == 404
    assert "removed the key of a phone" in ana.get("/desk/history/?act=device.forget").text
