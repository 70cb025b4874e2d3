"""The regional head opens the region: one table, its picture, its CSV; nobody else's."""

from __future__ import annotations

import csv
import io
import re
from uuid import uuid4

import pytest

from server.kernel.actor import Role, system
from server.people import commands as people
from server.stores import commands as stores
from server.stores.models import Region
from tests.cast import Chain


def three(chain: Chain) -> None:
    """Three visits at Centro, one at Norte."""
    for _ in range(3):
        chain.published()
    chain.published(store=chain.norte)


def test_it_works(chain: Chain) -> None:
    three(chain)
    page = chain.client(chain.regina).get("/region/", follow_redirects=True)
    assert page.status_code == 200
    assert "Tienda Centro" in page.text
    assert "3 visits" in page.text
    assert "100 to 100" in page.text
    assert "too few visits" in page.text  # Norte has one.
    assert "<svg" in page.text


def test_it_reads_in_spanish(chain: Chain) -> None:
    three(chain)
    page = chain.client(chain.regina).get(f"/region/{chain.region.id}?language=es")
    assert "3 visitas" in page.text
    assert "visits" not in page.text


def test_before_anything_is_published_the_page_says_so(chain: Chain) -> None:
    page = chain.client(chain.regina).get(f"/region/{chain.region.id}")
    assert "No report with a score has been published in this quarter yet." in page.text


def test_the_first_look_is_at_the_newest_quarter_with_visits(chain: Chain) -> None:
    three(chain)
    chain.later(days=60)
    page = chain.client(chain.regina).get(f"/region/{chain.region.id}")
    assert "Quarter 4 of 2026" in page.text


def test_a_head_of_a_region_above_sees_the_stores_below(chain: Chain) -> None:
    now = system(chain.clock.now())
    below = stores.add_region(now, "Below", chain.region)
    stores.add_store(now, below, "B-1", "Tienda Abajo")
    page = chain.client(chain.regina).get(f"/region/{chain.region.id}")
    assert "Tienda Abajo" in page.text


def test_another_region_looks_like_none(chain: Chain) -> None:
    now = system(chain.clock.now())
    other = stores.add_region(now, "Elsewhere")
    regina = chain.client(chain.regina)
    for region in (other.id, uuid4()):
        for address in (f"/region/{region}", f"/region/{region}.csv"):
            assert regina.get(address).status_code == 404
        assert regina.get(f"/api/v1/regions/{region}/table").json["code"] == "not_found"


def test_a_head_without_a_region_is_told_whom_to_ask(chain: Chain) -> None:
    head = people.add_person(system(chain.clock.now()), "Nadia", [Role.REGIONAL_HEAD])
    assert "No region is yours yet" in chain.client(head).get("/region/").text


@pytest.mark.parametrize("query", ["quarter=2026-Q9", "quarter=x"])
def test_a_quarter_that_is_none_gets_a_sentence(chain: Chain, query: str) -> None:
    said = chain.client(chain.regina).get(f"/api/v1/regions/{chain.region.id}/table?{query}")
    assert said.status_code == 422
    assert said.json["code"] == "quarter_unreadable"


def test_a_sort_nobody_knows_is_the_usual_one(chain: Chain) -> None:
    page = chain.client(chain.regina).get(f"/region/{chain.region.id}?sort=shopper&order=sideways")
    assert page.status_code == 200


def test_the_csv_has_a_row_per_store(chain: Chain) -> None:
    three(chain)
    sent = chain.client(chain.regina).get(f"/region/{chain.region.id}.csv")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(sent.data.decode("utf-8-sig"))))
    assert [row["Store"] for row in rows] == ["Tienda Centro", "Tienda Norte"]
    assert (rows[0]["Score"], rows[0]["Score: Visits"]) == ("100.0", "3")
    assert (rows[0]["Courtesy"], rows[0]["Courtesy: Low (95 %)"]) == ("100.0", "100.0")
    assert rows[1]["Note"] == "too few visits"


def test_the_csv_gives_no_mean_of_too_few_visits(chain: Chain) -> None:
    three(chain)
    sent = chain.client(chain.regina).get(f"/region/{chain.region.id}.csv")
    norte = list(csv.DictReader(io.StringIO(sent.data.decode("utf-8-sig"))))[1]
    assert norte["Score: Visits"] == norte["Respect: Visits"] == "1"
    assert norte["Score"] == norte["Respect"] == norte["Change"] == ""


def test_no_row_shows_the_mean_of_too_few_visits(chain: Chain) -> None:
    """Nor does the row of all stores."""
    chain.published({"asked_need": False})
    page = chain.client(chain.regina).get(f"/region/{chain.region.id}").text
    cells = re.findall(r'<td class="figure"[^>]*>(\S+)</td>', page)
    assert set(cells) == {"–"}
    assert len(cells) == 3 * 5


@pytest.mark.parametrize("name", ["Región\nX: y", 'a"b;c', "Łódź / Śródmieście", "\u202egnp"])
def test_the_csv_has_a_name_that_every_folder_takes(chain: Chain, name: str) -> None:
    Region.update(name=name).execute()
    sent = chain.client(chain.regina).get(f"/region/{chain.region.id}.csv")
    told = sent.headers["Content-Disposition"]
    assert told.isascii()
    assert re.search(r"-2026-Q4\.csv", told)


def test_the_table_is_json_with_an_etag(chain: Chain) -> None:
    three(chain)
    regina = chain.client(chain.regina)
    address = f"/api/v1/regions/{chain.region.id}/table?quarter=2026-Q4"
    first = regina.get(address)
    assert first.json["stores"][0]["overall"]["n"] == 3
    assert first.json["stores"][1]["overall"]["too_few"]
    again = regina.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
