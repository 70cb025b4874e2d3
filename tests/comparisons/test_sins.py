"""How often each sin was seen: per hundred visits with an interval, and moments apart."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from audit_forms import load_shipped
from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.programmes import commands as programmes
from server.reviews import commands as reviews
from server.scores import commands as scores
from server.scores.models import SinMonth
from server.stores import commands as stores
from server.stores.models import Store
from server.submissions.models import Submission
from server.visits.models import Visit
from tests.audit_forms.five_qualities_shopper import fill, ordinary, stamp
from tests.cast import Chain
from tests.episodes.moments import at_store, log

FORM = load_shipped("seven-sins", 1)
SEEN = {"value": "waiting", "comment": "Two of them went on talking about their weekend."}
OURS = {"X-Kit": "1"}


def report(chain: Chain, *sins: str, store: Store | None = None) -> None:
    """A published visit on the form of sins, in which some were seen."""
    chain.form = programmes.publish_form(system(chain.clock.now()), chain.programme, FORM)
    visit = chain.plan(store)
    submission = part_submission_id(visit.id, FORM.parts[0].id)
    address = f"/api/v1/submissions/{submission}"
    sent = chain.client(chain.sol).put(address, json=sinful(visit, *sins), headers=OURS)
    assert sent.status_code == 201, sent.text
    chain.accept(submission)


def sinful(visit: Visit, *sins: str) -> dict[str, Any]:
    """A report of a visit on that form."""

    def answer(question: Any) -> Any:
        if question.id in sins:
            return SEEN
        if question.id.startswith("sin_") and question.kind == "one":
            return {"value": "none"}
        if question.id == "sin_affected":
            return {"value": ["me"]}
        return ordinary(question)

    return {
        "visit": str(visit.id),
        "part": FORM.parts[0].id,
        "form": FORM.id,
        "version": 1,
        "answers": fill(visit.facts, answer, FORM),
        "started": stamp(0),
        "finished": stamp(900),
    }


def table(chain: Chain, who: str = "regina") -> dict[tuple[str, str], dict[str, str]]:
    """The CSV of the quarter, by store and kind."""
    address = f"/sins/region/{chain.region.id}.csv?quarter=2026-Q4"
    content = chain.client(getattr(chain, who)).get(address).data.decode("utf-8-sig")
    return {(row["Store"], row["Kind"]): row for row in csv.DictReader(io.StringIO(content))}


def test_it_works(chain: Chain) -> None:
    report(chain, "sin_apathy")
    report(chain, "sin_apathy", "sin_coldness")
    report(chain)
    report(chain)
    rows = table(chain)
    apathy = rows["Tienda Centro", "Apathy"]
    assert (apathy["Count"], apathy["Visits"], apathy["Per hundred visits"]) == ("2", "4", "50.0")
    assert (apathy["Low (95 %)"], apathy["High (95 %)"]) == ("15.0", "85.0")
    assert rows["Tienda Centro", "Runaround"]["Count"] == "0"
    page = chain.client(chain.regina).get(f"/sins/region/{chain.region.id}?quarter=2026-Q4").text
    assert "2 of 4 visits" in page
    assert "<svg" in page


def test_too_few_visits_say_nothing_but_their_number(chain: Chain) -> None:
    report(chain, "sin_apathy")
    report(chain, "sin_apathy", store=chain.norte)
    row = table(chain)["Tienda Norte", "Apathy"]
    assert (row["Visits"], row["Count"], row["Per hundred visits"]) == ("1", "", "")
    page = chain.client(chain.mateo).get(f"/sins/store/{chain.centro.id}?quarter=2026-Q4").text
    assert "too few visits" in page
    assert " of 1 visit" not in page


def test_reports_that_did_not_ask_do_not_count(chain: Chain) -> None:
    chain.published()
    page = chain.client(chain.regina).get(f"/sins/region/{chain.region.id}?quarter=2026-Q4").text
    assert "No published report of this quarter asked for the seven sins." in page
    assert SinMonth.select().count() == 0


def test_a_verdict_that_is_undone_takes_its_sins_along(chain: Chain) -> None:
    report(chain, "sin_apathy")
    assert SinMonth.get().seen_apathy == 1
    (row,) = Submission.select()
    reviews.undo(chain.actor(chain.rosa), row.id)
    assert SinMonth.select().count() == 0


def test_a_rollup_made_anew_is_the_same(chain: Chain) -> None:
    chain.published()
    report(chain, "sin_apathy", "sin_rulebook")
    report(chain, "sin_rulebook", store=chain.norte)
    before = sorted(SinMonth.select().tuples(), key=str)
    assert len(before) == 2
    scores.rebuild(system(chain.clock.now()))
    assert sorted(SinMonth.select().tuples(), key=str) == before


def test_what_is_accepted_and_not_published_does_not_count(chain: Chain) -> None:
    chain.programme.publish_delay_minutes = 600
    chain.programme.save()
    report(chain, "sin_apathy")
    assert SinMonth.select().count() == 0
    chain.later(hours=11)
    chain.work()
    assert SinMonth.get().seen_apathy == 1


def test_moments_stand_apart_and_only_where_there_are_three(chain: Chain) -> None:
    for _ in range(3):
        report(chain)
    phone = chain.client(chain.sol)
    for kind in ("apathy", "good", "good"):
        log(phone, at_store("CN-01", kind=kind))
    chain.plan(chain.norte)
    log(phone, at_store("NT-02", kind="coldness"))
    chain.later(days=3)
    rows = table(chain)
    assert rows["Tienda Centro", "Good moment"]["Count"] == "2"
    assert rows["Tienda Centro", "Good moment"]["Counted in"] == "logged moments"
    assert rows["Tienda Norte", "Coldness"]["Counted in"] == "visits"
    page = chain.client(chain.regina).get(f"/sins/region/{chain.region.id}?quarter=2026-Q4").text
    assert "Where fewer than three moments were logged, they are not shown." in page
    own = chain.client(chain.mateo).get(f"/sins/store/{chain.centro.id}?quarter=2026-Q4").text
    assert "Moments logged by shoppers, outside the score" in own
    assert chain.sol.code not in page + own


@pytest.mark.parametrize("language", ["es", "en"])
def test_it_reads_in_either_language(chain: Chain, language: str) -> None:
    report(chain, "sin_apathy")
    address = f"/sins/region/{chain.region.id}?quarter=2026-Q4&language={language}"
    page = chain.client(chain.regina).get(address).text
    assert ("Pecados del servicio" in page) is (language == "es")
    assert ("Service sins" in page) is (language == "en")


def test_a_foreign_region_or_store_looks_like_none(chain: Chain) -> None:
    now = system(chain.clock.now())
    far = stores.add_region(now, "Península")
    shop = stores.add_store(now, far, "PN-09", "Tienda Península")
    regina, mateo = chain.client(chain.regina), chain.client(chain.mateo)
    for address in (
        f"/sins/region/{far.id}",
        f"/sins/region/{far.id}.csv",
        f"/sins/store/{shop.id}",
    ):
        assert regina.get(address).status_code == 404
    assert mateo.get(f"/sins/store/{chain.norte.id}").status_code == 404
    assert mateo.get(f"/sins/region/{chain.region.id}").status_code == 403


def test_the_comparison_and_the_store_lead_there(chain: Chain) -> None:
    chain.published()
    regina, mateo = chain.client(chain.regina), chain.client(chain.mateo)
    assert f"/sins/region/{chain.region.id}" in regina.get(f"/region/{chain.region.id}").text
    assert f"/sins/store/{chain.centro.id}" in mateo.get(f"/store/{chain.centro.id}").text
