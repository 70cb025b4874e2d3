"""A list of stores is previewed row by row, and then exactly that happens, or nothing."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from server.history.models import HistoryEntry
from server.kernel.actor import system
from server.spreadsheets import read_table, to_xlsx
from server.stores import commands as stores
from server.stores.models import Region, Store
from tests.cast import Chain
from tests.imports.lists import HEADER, choose, confirm, said


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    """The administrator's browser."""
    return chain.client(chain.ana)


def test_it_works(chain: Chain, ana: FlaskClient) -> None:
    preview = choose(
        ana,
        f"{HEADER}\nGD-07;Tienda Guadalajara;Centro Sur / Jalisco;Av. Juárez 1;;55\n"
        "CN-01;Tienda Centro Histórico;centro sur;;;\nNT-02;Tienda Norte;Centro Sur;;;\n",
    )
    assert preview.status_code == 200
    assert "New: 1 · Changed: 1 · As it is: 1" in said(preview)
    # What no cell says is as with the store that was added last, and that is told.
    assert re.search(r"Region: [^·]+ · .*Currency: MXN", said(preview))
    assert "Name: Tienda Centro → Tienda Centro Histórico" in said(preview)
    assert "1 region is made: Centro Sur / Jalisco" in said(preview)
    assert "Columns that are left out: Teléfono." in said(preview)
    assert not Store.select().where(Store.code == "GD-07").exists()
    assert "Tienda Centro Histórico" in confirm(ana, preview).text
    added = Store.get(Store.code == "GD-07")
    assert (added.region.name, added.region.parent_id) == ("Jalisco", chain.region.id)
    assert (added.address, added.zone) == ("Av. Juárez 1", "America/Mexico_City")
    # What was left empty stays.
    assert Store.get(Store.code == "CN-01").address == "Calle 5 de Mayo 1"
    assert HistoryEntry.get(HistoryEntry.act == "store.import").details == {
        "new": 1,
        "changed": 1,
    }
    again = choose(ana, f"{HEADER}\nGD-07;Tienda Guadalajara;Jalisco;;;\n")
    assert "there is nothing to import" in said(again)


def test_every_mistake_is_told_at_once_with_its_place(ana: FlaskClient) -> None:
    page = choose(
        ana,
        f"{HEADER}\nGD 07;;Norte;;Mars/Base;\nCN-02;=1+1;Norte;;;\nCN-02;Dos;Norte;;;\n"
        "cn-01;Tres;Norte;;;\n",
    )
    assert page.status_code == 422
    words = said(page)
    for place, how in (
        ("Row 2, column A (Código)", "Write a code of up to 24 letters"),
        ("Row 2, column B (Nombre)", "This cell must not be empty."),
        ("Row 2, column E (Zona horaria)", "There is no time zone Mars/Base."),
        ("Row 3, column B (Nombre)", "A formula stands here."),
        ("Row 4, column A (Código)", "The code CN-02 stands in row 3 already."),
        ("Row 5, column A (Código)", "A store has the code CN-01, spelled otherwise."),
    ):
        assert f"{place} {how}" in words
    assert "6 mistakes in the list" in words
    assert "/import/confirm" not in page.text
    assert Store.select().count() == 2
    assert "Norte" not in [region.name for region in Region.select()]


def test_the_same_in_spanish(ana: FlaskClient) -> None:
    ana.post("/language", data={"language": "es", "back": "/"}, headers={"X-Kit": "1"})
    page = choose(ana, "code,region\nA,B\n")
    assert "Falta la columna “Nombre”." in said(page)


def test_a_code_twice_in_the_file(ana: FlaskClient) -> None:
    page = choose(ana, "code,name,region\nA-1,One,Norte\na-1,Two,Norte\n")
    assert "The code a-1 stands in row 2 already." in said(page)


@pytest.mark.parametrize("rows", ["A-1,One,Norte\nA-1,,Norte\n", "A-1,,Norte\nA-1,Two,Norte\n"])
def test_a_code_twice_is_told_beside_another_mistake(ana: FlaskClient, rows: str) -> None:
    words = said(choose(ana, f"code,name,region\n{rows}"))
    assert "Row 3, column A (code) The code A-1 stands in row 2 already." in words
    assert "This cell must not be empty." in words
    assert "2 mistakes in the list" in words


def test_what_changed_since_the_preview_is_shown_before_it_happens(
    chain: Chain, ana: FlaskClient
) -> None:
    preview = choose(ana, "code,name,region\nCN-01,Tienda Centro 1,Centro Sur\n")
    stores.edit_store(system(chain.clock.now()), chain.centro, name="Tienda Zócalo")
    once_more = confirm(ana, preview)
    assert once_more.status_code == 409
    assert "Since the preview something has changed." in said(once_more)
    assert "Name: Tienda Zócalo → Tienda Centro 1" in said(once_more)
    assert Store.get(Store.code == "CN-01").name == "Tienda Zócalo"
    confirm(ana, once_more)
    assert Store.get(Store.code == "CN-01").name == "Tienda Centro 1"


def test_a_page_that_is_sent_twice_imports_once(ana: FlaskClient) -> None:
    preview = choose(ana, "code,name,region\nA-1,One,Norte\n")
    assert confirm(ana, preview).status_code == 200
    assert "there is nothing to import" in said(confirm(ana, preview))
    assert Region.select().where(Region.name == "Norte").count() == 1


def test_a_closed_store_is_not_changed(chain: Chain, ana: FlaskClient) -> None:
    stores.close_store(system(chain.clock.now()), chain.norte.id, "Sold.")
    page = choose(ana, "code,name,region\nNT-02,Other,Centro Sur\n")
    assert "The store NT-02 is closed. Reopen it" in said(page)


def test_a_region_that_several_are_called(chain: Chain, ana: FlaskClient) -> None:
    boss = system(chain.clock.now())
    for above in ("Este", "Oeste"):
        stores.add_region(boss, "Costa", stores.add_region(boss, above))
    page = choose(ana, "code,name,region\nA,One,Costa\nB,Two,este > costa\n")
    assert "Several regions are called Costa." in said(page)
    assert "1 mistake in the list" in said(page)


def test_the_list_of_stores_comes_back_as_it_went(chain: Chain, ana: FlaskClient) -> None:
    stores.set_place(system(chain.clock.now()), chain.centro, (-12.04, -77.03))
    preview = choose(ana, ana.get("/desk/stores/list.csv").data)
    assert "As it is: 2" in said(preview)
    assert "there is nothing to import" in said(preview)


def test_forty_stores_from_the_template(ana: FlaskClient) -> None:
    template = ana.get("/desk/stores/import/template.xlsx").data
    header = list(read_table(template, 50).header)
    rows = [
        [f"T-{each:03}", f"Tienda {each}", f"Zona {each % 4} / Sur", "", "", "", "", ""]
        for each in range(40)
    ]
    preview = choose(ana, to_xlsx({"List": [header, *rows]}), name="stores.xlsx")
    assert "New: 40" in said(preview)
    assert "8 regions are made:" in said(preview)
    confirm(ana, preview)
    assert Store.select().count() == 42
    found = ana.get("/desk/stores?words=tienda+3&order=-code").text
    assert re.findall(r"T-\d+", found)[0] == "T-039"
    assert "T-004" not in found


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Nothing is in the file."),
        (b"code,name,region\n", "Below the header stands no row."),
        (b"code,name,region\n" + b"A-1,One,Norte\n" * 200_000, "more than 5000 rows. Split it"),
        (b"code,code,name,region\nA,B,C,D\n", "This column stands in the file twice."),
        (b"\x00\x01", "This is no list that can be read."),
    ],
)
def test_what_is_no_list_of_stores(ana: FlaskClient, content: bytes, sentence: str) -> None:
    page = choose(ana, content)
    assert page.status_code == 422
    assert sentence in said(page)


def test_a_file_beyond_all_measure_hears_its_answer(ana: FlaskClient) -> None:
    page = choose(ana, b"x" * 13_000_000)
    assert page.status_code == 413
    assert page.json["detail"].startswith("A list has at most 5,000 rows.")


def test_a_page_that_was_tampered_with_imports_nothing(ana: FlaskClient) -> None:
    sent = {"content": "eJwLAAAAAAE", "seen": "0" * 64}
    page = ana.post("/desk/stores/import/confirm", data=sent, headers={"X-Kit": "1"})
    assert page.status_code == 422
    assert Store.select().count() == 2
