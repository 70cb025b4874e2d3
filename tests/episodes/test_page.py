"""Reviewers and administrators read what shoppers logged: by code, never by name."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cast import Chain
from tests.episodes.moments import WORDS, at_store, body, log


def logged(chain: Chain) -> None:
    """A sin at Centro, a good moment at a café."""
    chain.plan()
    phone = chain.client(chain.sol)
    assert log(phone, at_store("CN-01")).status_code == 201
    chain.later(minutes=1)
    assert log(phone, body(kind="good", words="", affected="several")).status_code == 201


@pytest.mark.parametrize("reader", ["rosa", "ana"])
def test_it_works(chain: Chain, reader: str) -> None:
    logged(chain)
    page = chain.client(getattr(chain, reader)).get("/episodes/").text
    for said in ("Tienda Centro", "Apathy", WORDS, "while asking", chain.sol.code, "Nov 21, 2026"):
        assert said in page
    assert page.index("A café") < page.index("Tienda Centro")
    assert page.count("not in the programme") == 1
    assert "Sol Méndez" not in page


def test_it_reads_in_spanish(chain: Chain) -> None:
    logged(chain)
    page = chain.client(chain.rosa).get("/episodes/?language=es").text
    assert "Momentos registrados" in page
    assert "Apatía" in page
    assert "al preguntar" in page
    assert "Apathy" not in page


def test_before_anything_is_logged_it_says_where_that_is_done(chain: Chain) -> None:
    page = chain.client(chain.rosa).get("/episodes/").text
    assert "No moment has been logged yet." in page
    assert "Download as CSV" not in page


def test_words_are_shown_as_they_were_written(chain: Chain) -> None:
    log(chain.client(chain.sol), body(words="<script>alert(1)</script> =1+1", store_name="=1+1"))
    rosa = chain.client(chain.rosa)
    assert "<script>alert" not in rosa.get("/episodes/").text
    row = read(rosa.get("/episodes/episodes.csv").data)[0]
    assert row["Store"] == "'=1+1"


def test_the_csv_has_them_all(chain: Chain) -> None:
    logged(chain)
    sent = chain.client(chain.rosa).get("/episodes/episodes.csv")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    rows = read(sent.data)
    assert [row["Kind"] for row in rows] == ["Good moment", "Apathy"]
    assert rows[1] == {
        "Day": "2026-11-21",
        "Store": "Tienda Centro",
        "Kind": "Apathy",
        "When": "while asking",
        "Who was affected": "the shopper",
        "What happened": WORDS,
        "Shopper": chain.sol.code,
    }


def test_there_are_pages(chain: Chain) -> None:
    phone = chain.client(chain.sol)
    for number in range(53):
        chain.later(seconds=1)
        log(phone, body(store_name=f"Place {number:02}."))
    rosa = chain.client(chain.rosa)
    first, second = (rosa.get(f"/episodes/?page={page}").text for page in (1, 2))
    assert "Place 52." in first
    assert "Place 02." not in first
    assert "Place 02." in second
    assert 'href="/episodes/?page=2"' in first
    assert 'href="/episodes/?page=3"' not in second
    assert "There are no more moments." in rosa.get("/episodes/?page=9").text


@pytest.mark.parametrize("who", ["mateo", "regina", "sol"])
def test_nobody_else_opens_it(chain: Chain, who: str) -> None:
    logged(chain)
    client = chain.client(getattr(chain, who))
    for address in ("/episodes/", "/episodes/episodes.csv"):
        assert client.get(address).status_code == 403


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
