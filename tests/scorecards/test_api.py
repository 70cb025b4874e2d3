"""Stores, scorecards and the download as resources."""

from __future__ import annotations

from server.scores.models import Score
from server.stores import commands as stores
from server.stores.models import Store
from server.stores.queries import stores_for
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    chain.published({"humiliated": True})
    mateo = chain.client(chain.mateo)
    (store,) = mateo.get("/api/v1/stores").json
    assert (store["id"], store["code"]) == (str(chain.centro.id), "CN-01")
    (row,) = mateo.get(f"/api/v1/stores/{store['id']}/scorecards?language=es").json
    assert (row["week"], row["day_part"], row["score"], row["visits"]) == (
        "2026-W47", "morning", 50, 1,
    )  # fmt: skip
    assert row["published_week"] == "2026-W47"
    assert row["period"].endswith("por la mañana")
    sent = mateo.get(f"/api/v1/scorecards/{row['id']}.pdf?language=es")
    assert sent.mimetype == "application/pdf"
    assert sent.headers["Content-Disposition"] == "attachment; filename=CN-01-2026-W47.pdf"
    assert sent.data.startswith(b"%PDF-")


def test_what_is_known_is_not_sent_again(chain: Chain) -> None:
    chain.published()
    mateo = chain.client(chain.mateo)
    address = f"/api/v1/scorecards/{Score.get().id}.pdf?language=en"
    tag = mateo.get(address).headers["ETag"]
    assert mateo.get(address, headers={"If-None-Match": tag}).status_code == 304
    other = mateo.get(address.replace("language=en", "language=es"))
    assert other.headers.get("ETag") != tag


def test_a_file_name_may_hold_any_store_code(chain: Chain) -> None:
    Store.update(code='Ñuñoa/7 "Sur"').where(Store.id == chain.centro.id).execute()
    chain.published()
    sent = chain.client(chain.mateo).get(f"/api/v1/scorecards/{Score.get().id}.pdf")
    assert (
        "filename*=UTF-8''%C3%91u%C3%B1oa-7-Sur-2026-W47.pdf"
        in (sent.headers["Content-Disposition"])
    )


def test_a_list_ends_with_an_empty_page(chain: Chain) -> None:
    chain.published()
    mateo = chain.client(chain.mateo)
    for address in ("/api/v1/stores", f"/api/v1/stores/{chain.centro.id}/scorecards"):
        assert mateo.get(address).json == mateo.get(f"{address}?page=1").json != []
        for page in ("2", "9" * 30):
            assert mateo.get(f"{address}?page={page}").json == []
        assert mateo.get(f"{address}?page=none").json == mateo.get(f"{address}?page=-3").json != []


def test_no_store_of_a_long_list_is_missing(chain: Chain) -> None:
    ana, codes = chain.actor(chain.ana), {"CN-01", "NT-02"}
    for number in range(5):
        codes.add(stores.add_store(ana, chain.region, f"X-{number}", "Tienda").code)
    pages = [stores_for(ana, most=3, page=page) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert {store.code for page in pages for store in page} == codes


def test_they_are_described(chain: Chain) -> None:
    paths = chain.app.test_client().get("/api/v1/openapi.json").json["paths"]
    assert "/api/v1/stores" in paths
    assert "/api/v1/stores/{store}/scorecards" in paths
    described = paths["/api/v1/scorecards/{score}.pdf"]["get"]["responses"]["200"]
    assert "application/pdf" in described["content"]
    assert "/api/v1/reviews/{submission}/send-back" in paths
