"""A region reads how its stores see themselves, once they have said so, and who would come back."""

from __future__ import annotations

import csv
import html
import io
from uuid import uuid4

from server.kernel.actor import Role, system
from server.kernel.quarters import Quarter
from server.people.commands import add_person
from server.selfviews.commands import give
from server.selfviews.rules import SEEN_IN
from server.stores.commands import add_region, let_head
from tests.cast import Chain
from tests.opinions import ask, opinion

Q4 = Quarter(2026, 4)


def rate(chain: Chain, step: int, replaces: int = 0) -> None:
    ratings = dict.fromkeys(SEEN_IN, step)
    mateo = chain.actor(chain.mateo)
    give(mateo, chain.centro.id, Q4, ratings, "", identity=uuid4(), replaces=replaces)


def address(chain: Chain, kind: str = "") -> str:
    return f"/region/{chain.region.id}/self-views{kind}"


def test_it_works(chain: Chain) -> None:
    rate(chain, 3)
    for _ in range(3):
        chain.published()
        chain.published(store=chain.norte)
    regina = chain.client(chain.regina)
    page = html.unescape(regina.get(address(chain)).text)
    centro, norte = page[page.index("<tbody>") :].split("</tr>")[:2]
    assert "Tienda Centro" in centro
    assert centro.count("<strong>−50</strong>") == 7
    assert centro.count("50 · 100, 3 visits") == 7
    assert f"/store/{chain.centro.id}/self-views/2026-Q4/seen" in centro
    assert "Not given yet" in norte
    assert "100" not in norte
    assert "Cómo se ven las tiendas" in regina.get(address(chain) + "?language=es").text


def test_the_same_as_a_table_for_a_spreadsheet(chain: Chain) -> None:
    rate(chain, 3)
    rate(chain, 4, replaces=1)
    for _ in range(3):
        chain.published()
    chain.published(store=chain.norte)
    content = chain.client(chain.regina).get(address(chain, ".csv")).data.decode("utf-8-sig")
    header, centro, norte = csv.reader(io.StringIO(content))
    assert header[3:8] == [
        "Commitment and love of the work: own view",
        "Commitment and love of the work: seen by shoppers",
        "Commitment and love of the work: seen by shoppers: Visits",
        "Commitment and love of the work: Low (95 %)",
        "Commitment and love of the work: High (95 %)",
    ]
    assert len(header) == 3 + 7 * 5
    assert centro[:8] == ["Tienda Centro", "CN-01", "2", "75", "100.0", "3", "100.0", "100.0"]
    assert norte[:3] == ["Tienda Norte", "NT-02", "0"]
    assert set(norte[3:]) <= {""}


def test_few_visits_have_no_figure(chain: Chain) -> None:
    rate(chain, 3)
    chain.published()
    page = chain.client(chain.regina).get(address(chain)).text
    assert page.count("50 · 1 visit<") == 7
    assert "100" not in page[page.index("<tbody>") : page.index("</tbody>")]


def test_another_region_s_head_finds_nothing(chain: Chain) -> None:
    rate(chain, 3)
    now = system(chain.clock.now())
    other = add_person(now, "Raúl Vega", [Role.REGIONAL_HEAD])
    let_head(now, add_region(now, "Norte"), other.id)
    client = chain.client(other)
    for each in (address(chain), address(chain, ".csv")):
        assert client.get(each).status_code == 404
    assert client.get(f"/store/{chain.centro.id}/self-views/2026-Q4/seen").status_code == 404


def test_who_would_come_back_stands_in_the_regions_table(chain: Chain) -> None:
    regina = chain.client(chain.regina)
    chain.published()
    table = f"/region/{chain.region.id}"
    assert "Would come back" not in regina.get(table).text
    ask(chain)
    for back, mark in ((True, 9), (True, 8), (False, 4)):
        opinion(chain, back, mark)
    opinion(chain, True, 10, chain.norte)
    page = html.unescape(regina.get(table).text)
    assert "Would come back" in page
    assert "Would recommend, 0 to 10" in page
    below = page[page.index('id="loyal"') :]
    centro, norte = below[below.index("<tbody>") :].split("</tr>")[:2]
    assert "2 of 3" in centro
    assert "21 to 94 %" in centro
    assert "7.0" in centro
    assert "too few visits (1)" in norte
    assert "10.0" not in norte
    assert "do not say what the stores' own customers think" in page
    told = regina.get(f"/api/v1/regions/{chain.region.id}/table").json
    assert told["stores"][0]["loyalty"]["would_return"]["count"] == 2
    assert told["stores"][1]["loyalty"]["would_return"]["count"] is None
    assert told["loyalty"]["would_recommend"]["n"] == 4
    sheet = regina.get(f"{table}.csv").data.decode("utf-8-sig")
    header, first, second = csv.reader(io.StringIO(sheet))
    assert header[-8] == "Would come back"
    assert first[-8:-6] == ["2", "3"]
    assert second[-8:-6] == ["", "1"]
