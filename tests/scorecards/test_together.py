"""Where the scenario itself shows who came, a store sees only what several visits tell together."""

from __future__ import annotations

import hashlib
import html
import json
import re
from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from audit_forms import Form, load_shipped
from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.programmes.commands import publish_form
from server.scores import commands as scores
from server.scores.models import Score, StoreMonth
from server.submissions.models import Submission
from server.visits import commands as visits
from tests.audit_forms.any_visit import Choose, best, visit, worst
from tests.audit_forms.five_qualities_shopper import stamp
from tests.cast import BRIEF, ENTRANCE, Chain

COMPLAINT = load_shipped("complaint-handling", 1)
SECTIONS = ("Empathise", "Understand", "Act")


def complain(chain: Chain, choose: Choose = best, form: Form = COMPLAINT) -> UUID:
    """A visit with a complaint, reported, accepted and published; its submission's id."""
    now = chain.clock.now()
    version = publish_form(system(now), chain.programme, form)
    planned = visits.plan_visit(
        system(now),
        *(chain.wave, chain.centro, chain.sol.id, version),
        *(now - timedelta(hours=6), now + timedelta(days=2), BRIEF, {"purchase": True}),
    )
    answers = visit(form, choose)["visit"]
    photos = [id for id in answers if form.question(id).kind == "photo"]
    for id in photos:
        answers[id] = {"value": [hashlib.sha256(ENTRANCE).hexdigest()]}
    body = {
        "visit": str(planned.id),
        "part": "visit",
        "form": form.id,
        "version": form.version,
        "outcome": "done",
        "outcome_note": None,
        "answers": answers,
        "photos": [
            {"sha256": answers[id]["value"][0], "size": len(ENTRANCE), "question": id}
            for id in photos
        ],
        "started": stamp(0),
        "finished": stamp(900),
        "device": {"id": "d", "app": "1"},
        "language": "es",
    }
    submission = part_submission_id(planned.id, "visit")
    sent = chain.client(chain.sol).put(
        f"/api/v1/submissions/{submission}", data=json.dumps(body), headers={"X-Kit": "1"}
    )
    assert sent.status_code == 201, sent.text
    if photos:
        chain.upload(chain.client(chain.sol), ENTRANCE)
    chain.accept(submission)
    chain.work()
    chain.later(minutes=1)
    return submission


def take_back(chain: Chain, submission: UUID) -> None:
    """Whatever rests on a report goes once it is accepted no longer."""
    Submission.update(state="claimed").where(Submission.id == submission).execute()
    assert scores.withdraw(system(chain.clock.now()), submission)


def page(chain: Chain, address: str = "/store/") -> str:
    return html.unescape(chain.client(chain.mateo).get(address).text)


def together(chain: Chain, address: str = "/store/") -> str:
    """What stands under `Seen over several visits`, in words."""
    whole = page(chain, address)
    text = re.sub(r"<[^>]+>", " ", whole[whole.index('id="together"') :])
    return " ".join(text.split())


def everything(chain: Chain, mateo: FlaskClient, regina: FlaskClient) -> list[bytes]:
    """All that a manager and a regional head, both signed in all along, can read of the store."""
    store, api = f"/store/{chain.centro.id}", f"/api/v1/stores/{chain.centro.id}/scorecards"
    read = [mateo.get(address) for address in ("/store/", f"{store}?language=es", api)]
    read += [regina.get(address) for address in (f"/region/{chain.region.id}", store, api)]
    assert {answer.status_code for answer in read} == {200}
    return [answer.data for answer in read]


def published(chain: Chain) -> None:
    publish_form(system(chain.clock.now()), chain.programme, COMPLAINT)


def test_it_works(chain: Chain) -> None:
    for choose in (best, worst, best):
        complain(chain, choose)
    words = together(chain)
    assert "Three ways to listen to a complaint" in words
    for section in SECTIONS:
        assert re.search(rf"{section} \d+ 3 visits", words), words
    assert "Changes after every 3 visits." in words
    assert "3 visitas" in together(chain, "/store/?language=es")


def test_the_numbers_are_sums_over_the_visits(chain: Chain) -> None:
    for choose in (best, worst, worst):
        complain(chain, choose)
    found = [sum_of(section) for section in ("empathise", "act")]
    words = together(chain)
    for section, (points, possible) in zip(("Empathise", "Act"), found, strict=True):
        share = (200 * points + possible) // (2 * possible)
        assert f"{section} {share} 3 visits" in words


def sum_of(section: str) -> tuple[int, int]:
    lines = [
        line
        for score in Score.select().where(Score.current)
        for line in score.lines
        if line.section == section
    ]
    return sum(line.points for line in lines), sum(line.possible for line in lines)


def test_one_more_visit_is_seen_nowhere_until_the_group_is_full(chain: Chain) -> None:
    published(chain)
    chain.published()
    chain.work()
    readers = (chain.client(chain.mateo), chain.client(chain.regina))
    before = everything(chain, *readers)
    for _ in range(2):
        complain(chain, worst)
        assert everything(chain, *readers) == before
    complain(chain, worst)
    full = everything(chain, *readers)
    assert full != before
    for choose in (best, best):
        complain(chain, choose)
        assert everything(chain, *readers) == full
    complain(chain, best)
    assert everything(chain, *readers) != full


def test_below_that_it_says_how_it_works_and_not_how_many_there_are(chain: Chain) -> None:
    published(chain)
    none = together(chain)
    assert "Shown once 3 visits are in." in none
    complain(chain)
    assert together(chain) == none
    assert "Se muestra cuando hay 3 visitas." in together(chain, "/store/?language=es")


def test_a_programme_without_such_a_form_has_none_of_it(chain: Chain) -> None:
    chain.published()
    assert "Seen over several visits" not in page(chain)


def test_a_single_visit_has_no_scorecard_and_no_count(chain: Chain) -> None:
    score = Score.get(Score.submission == complain(chain))
    assert score.published_at is not None
    for who in (chain.mateo, chain.regina):
        client = chain.client(who)
        assert client.get(f"/store/scorecards/{score.id}.pdf").status_code == 404
        assert client.get(f"/api/v1/scorecards/{score.id}.pdf").status_code == 404
        assert client.get(f"/api/v1/stores/{chain.centro.id}/scorecards").json == []
    assert StoreMonth.select().count() == 0
    scores.rebuild(system(chain.clock.now()))
    assert StoreMonth.select().count() == 0


def test_taking_a_verdict_back_leaves_the_rollup_as_it_was(chain: Chain) -> None:
    chain.published()
    submission = complain(chain)
    counted = list(StoreMonth.select().dicts())
    take_back(chain, submission)
    assert list(StoreMonth.select().dicts()) == counted


def test_the_oldest_make_the_groups_also_when_one_of_them_is_scored_anew(chain: Chain) -> None:
    first = complain(chain, worst)
    for choose in (worst, worst, best):
        complain(chain, choose)
    before = together(chain)
    chain.later(hours=1)
    scores.score_report(system(chain.clock.now()), first)
    chain.work()
    assert together(chain) == before


def test_a_visit_that_shows_the_rest_keeps_such_a_section_out_of_its_scorecard(
    chain: Chain,
) -> None:
    full = load_shipped("full-visit", 1)
    hidden = next(section for section in full.sections if section.aggregate_of)
    score = Score.get(Score.submission == complain(chain, best, full))
    shown = page(chain)
    assert "Your store" not in shown
    drawn = chain.client(chain.mateo).get(f"/store/scorecards/{score.id}.pdf?language=en")
    assert drawn.status_code == 200
    for question in hidden.questions:
        assert question.text["en"] not in shown
    assert "Shown once 3 visits are in." in together(chain)


@pytest.mark.parametrize("undone", [1, 2])
def test_a_visit_whose_verdict_was_undone_counts_no_longer(chain: Chain, undone: int) -> None:
    made = [complain(chain, best) for _ in range(3)]
    assert "3 visits" in together(chain)
    for submission in made[:undone]:
        take_back(chain, submission)
    assert "Shown once 3 visits are in." in together(chain)
