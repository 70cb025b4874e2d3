"""How many visits make a mean is the programme's to say: in the tables and on the scorecards."""

from __future__ import annotations

import pytest

from server.programmes.models import Programme
from tests.cast import Chain
from tests.comparisons.test_sins import report


@pytest.mark.parametrize(("minimum", "few"), [(4, True), (3, False)])
def test_it_works(chain: Chain, minimum: int, few: bool) -> None:
    Programme.update(minimum_visits=minimum).execute()
    for _ in range(3):
        chain.published()
    chain.work()
    address = f"/api/v1/regions/{chain.region.id}/table?quarter=2026-Q4"
    table = chain.client(chain.regina).get(address).json
    rows = {row["code"]: row["overall"] for row in table["stores"]}
    assert (table["minimum_visits"], rows["CN-01"]["n"]) == (minimum, 3)
    assert rows["CN-01"]["too_few"] is few
    page = chain.client(chain.mateo).get("/store/?language=en").text
    assert ("3 visits, too few for a mean" in page) is few
    assert ("mean 100 over 3 visits" in page) is not few


@pytest.mark.parametrize(("minimum", "few"), [(3, True), (2, False)])
def test_how_often_a_sin_was_seen(chain: Chain, minimum: int, few: bool) -> None:
    Programme.update(minimum_visits=minimum).execute()
    for _ in range(2):
        report(chain, "sin_apathy")
    page = chain.client(chain.regina).get(f"/sins/region/{chain.region.id}?quarter=2026-Q4").text
    assert f"Below {minimum} visits no frequency is given" in page
    assert (">too few visits</span> 2" in page) is few
