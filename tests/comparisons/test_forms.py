"""Visits that were reported on different forms are never put together in one figure."""

from __future__ import annotations

from dataclasses import replace

from audit_forms import load_shipped
from server.kernel.actor import system
from server.programmes.commands import publish_form
from server.scorecards.queries import source_of
from server.scores.models import Score
from tests.cast import Chain

TITLE = {"en": "A short visit", "es": "Una visita corta"}


def another(chain: Chain) -> None:
    """Plan the next visits on a form of another name with the same questions."""
    form = replace(load_shipped("five-qualities", 1), id="short-visit", title=TITLE)
    chain.form = publish_form(system(chain.clock.now()), chain.programme, form)


def mixed(chain: Chain) -> None:
    """Four good visits on the first form, then three poor ones on another."""
    for _ in range(4):
        chain.published()
    another(chain)
    for _ in range(3):
        chain.published({"greeting": "nobody", "asked_need": False})


def test_it_works(chain: Chain) -> None:
    mixed(chain)
    page = chain.client(chain.regina).get(f"/region/{chain.region.id}")
    assert "4 visits" in page.text
    assert "7 visits" not in page.text
    assert "The region stands at 100 after 4 visits." in page.text
    assert "A short visit" in page.text


def test_the_other_form_has_its_own_table_and_file(chain: Chain) -> None:
    mixed(chain)
    regina = chain.client(chain.regina)
    page = regina.get(f"/region/{chain.region.id}?form=short-visit")
    assert "after 3 visits." in page.text
    assert "The region stands at 100" not in page.text
    sent = regina.get(f"/region/{chain.region.id}.csv?form=short-visit")
    assert "2026-Q4-short-visit.csv" in sent.headers["Content-Disposition"]
    assert ",3," in sent.text


def test_a_form_that_nobody_reported_on_is_an_empty_table(chain: Chain) -> None:
    mixed(chain)
    page = chain.client(chain.regina).get(f"/region/{chain.region.id}?form=none")
    assert page.status_code == 200
    assert "No report with a score has been published in this quarter yet." in page.text


def test_the_api_names_the_form_and_the_others(chain: Chain) -> None:
    mixed(chain)
    told = chain.client(chain.regina).get(
        f"/api/v1/regions/{chain.region.id}/table?quarter=2026-Q4"
    )
    assert told.json["form"] == "five-qualities"
    assert told.json["forms"] == [
        {"id": "five-qualities", "visits": 4},
        {"id": "short-visit", "visits": 3},
    ]


def test_a_scorecards_quarter_holds_visits_on_its_own_form(chain: Chain) -> None:
    mixed(chain)
    last = Score.get(Score.form == "short-visit")
    quarter = source_of(last, with_photos=False).quarter
    assert {sums["overall"].n for sums in quarter.values()} == {3}
