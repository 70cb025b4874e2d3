"""The history page: who did what and when, narrowed by link, and as a spreadsheet."""

from __future__ import annotations

import csv
import html
import io
import re

from server.history.models import HistoryEntry
from server.history.rules import ACTS
from server.people.models import Person
from server.stores import commands as stores
from server.visits import commands as visits
from tests.cast import Chain
from tests.guard.world import furnish


def text(chain: Chain, query: str = "") -> str:
    """The page without its markup."""
    answered = chain.client(chain.ana).get(f"/desk/history/{query}")
    assert answered.status_code == 200, answered.text
    body = answered.text.partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_it_works(chain: Chain) -> None:
    visit = chain.plan()
    visits.cancel_visit(chain.actor(chain.ana), visit.id, "The store burned down")
    page = text(chain)
    assert "Ana Torres cancelled a visit: Tienda Centro ." in page
    assert "Reason: The store burned down" in page
    assert f"The system planned a visit of {chain.sol.code}: Tienda Centro ." in page
    assert page.index("cancelled") < page.index("planned")


def test_it_speaks_the_reader_s_language(chain: Chain) -> None:
    page = text(chain, "?language=es")
    assert "El sistema agregó la tienda Tienda Centro ." in page


def test_every_link_narrows(chain: Chain) -> None:
    stores.add_region(chain.actor(chain.ana), "Pacífico")
    assert "Pacífico" in text(chain, f"?who={chain.ana.id}")
    assert "Tienda Centro" not in text(chain, f"?who={chain.ana.id}&subject=stores")
    assert "Tienda Centro" in text(chain, f"?kind=store&object={chain.centro.id}")
    assert "Pacífico" not in text(chain, f"?kind=store&object={chain.centro.id}")
    assert "Pacífico" not in text(chain, "?act=store.add")
    assert "Pacífico" in text(chain, "?since=2026-11-21&until=2026-11-21")
    assert "Nothing was done here" in text(chain, "?since=2026-11-22")
    assert "Nothing was done here" in text(chain, "?subject=moon")


def test_what_cannot_be_a_filter_is_left_out(chain: Chain) -> None:
    for odd in ("who=nobody", "since=soon", "before=-1", "before=9" + "9" * 40, "until=9999-12-31"):
        assert "added the store" in text(chain, f"?{odd}"), odd
    assert "Nothing was done" in text(chain, "?object=%00x&kind=%F0%9F%8C%99&act=%27")


def test_a_long_history_is_turned_page_by_page(chain: Chain) -> None:
    for number in range(120):
        stores.add_region(chain.actor(chain.ana), f"Region {number:03}")
    client, address, seen = chain.client(chain.ana), "/desk/history/?subject=stores", []
    while address:
        page = client.get(address).text
        seen += re.findall(r">(Region \d{3})<", page)
        found = re.search(r'href="([^"]+)">Earlier<', page)
        address = html.unescape(found.group(1)) if found else ""
    assert seen == [f"Region {number:03}" for number in reversed(range(120))]


def test_a_name_is_gone_when_the_person_is(chain: Chain) -> None:
    stores.add_region(chain.actor(chain.rita), "Pacífico")
    assert "Rita Solís added the region" in text(chain)
    assert (
        not HistoryEntry.select().where(HistoryEntry.details.cast("text").contains("Rita")).exists()
    )
    Person.delete().where(Person.id == chain.rita.id).execute()
    page = text(chain)
    assert "Rita" not in page
    assert "Somebody who was erased added the region Pacífico" in page


def test_the_spreadsheet_holds_the_same_and_no_formula(chain: Chain) -> None:
    stores.add_region(chain.actor(chain.ana), "=1+1")
    visits.cancel_visit(chain.actor(chain.ana), chain.plan().id, "=HYPERLINK(0)")
    sent = chain.client(chain.ana).get("/desk/history/history.csv?subject=visits")
    assert sent.headers["Content-Disposition"].endswith("history.csv")
    rows = list(csv.reader(io.StringIO(sent.data.decode("utf-8-sig"))))
    assert rows[0][0] == "When (UTC)"
    assert rows[1][1:5] == [
        "Ana Torres",
        "Ana Torres cancelled a visit: Tienda Centro.",
        "'=HYPERLINK(0)",
        "visit.cancel",
    ]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert all(row[4].startswith(("visit.", "wave.")) for row in rows[1:])


def test_as_json_with_a_number_to_go_on_from(chain: Chain) -> None:
    client = chain.client(chain.ana)
    found = client.get("/api/v1/history?act=store.add").json
    assert [each["what"] for each in found["entries"]] == ["Tienda Norte", "Tienda Centro"]
    assert found["entries"][0]["sentence"] == "The system added the store Tienda Norte."
    assert found["before"] is None
    first = found["entries"][0]["id"]
    (second,) = client.get(f"/api/v1/history?act=store.add&before={first}").json["entries"]
    assert second["what"] == "Tienda Centro"


def test_only_administrators_read_it(chain: Chain) -> None:
    for who in (chain.rosa, chain.mateo, chain.regina, chain.sol):
        for address in ("/desk/history/", "/desk/history/history.csv", "/api/v1/history"):
            assert chain.client(who).get(address).status_code == 403


def test_whatever_a_chain_does_can_be_said(database_url: str, tmp_path: object) -> None:
    world = furnish(database_url, tmp_path)
    done = {act for (act,) in HistoryEntry.select(HistoryEntry.act).tuples()}
    assert len(done) > 15
    assert sorted(done - set(ACTS)) == []
    for language in ("en", "es"):
        client, before = world.client(world.chain.ana), ""
        while before is not None:
            found = client.get(f"/api/v1/history?language={language}&before={before}").json
            told = [each["sentence"] for each in found["entries"]]
            assert not [each for each in told if "–" in each or "%(" in each or not each], told
            before = found["before"]
