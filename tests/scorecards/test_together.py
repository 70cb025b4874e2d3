"""Where the scenario itself shows who came, a store sees only what several visits tell together."""

from __future__ import annotations

import hashlib
import html
import json
import re
import threading
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from audit_forms import Form, Section, load_shipped
from server.database import disconnect
from server.database.schema import migrate_down, migrate_up
from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.programmes.commands import publish_form
from server.programmes.models import Programme
from server.scores import commands as scores
from server.scores.models import Score, ScoreLine, SeenGroup, SeenInGroup, StoreMonth
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
    store, api = f"/store/{chain.centro.id}", f"/api/v1/stores/{chain.centro.id}"
    of_both = (f"{api}/scorecards", f"{api}/together", f"{api}/commendations", "/commendations/")
    read = [mateo.get(address) for address in ("/store/", f"{store}?language=es", *of_both)]
    read += [regina.get(address) for address in (f"/region/{chain.region.id}", store, *of_both)]
    assert {answer.status_code for answer in read} == {200}
    drawn = [each.get(f"{store}/together/complaint-handling.pdf") for each in (mateo, regina)]
    assert {answer.status_code for answer in drawn} <= {200, 404}
    return [answer.data for answer in (*read, *drawn)]


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


@pytest.mark.parametrize("undone", [1, 2, 3])
def test_a_group_that_has_been_shown_stays_when_verdicts_are_undone(
    chain: Chain, undone: int
) -> None:
    """Also the next groups are of other visits: one that comes back is not counted again."""
    made = [complain(chain, choose) for choose in (best, worst, best)]
    readers = (chain.client(chain.mateo), chain.client(chain.regina))
    before = everything(chain, *readers)
    for submission in made[:undone]:
        take_back(chain, submission)
    assert everything(chain, *readers) == before
    for submission in made[:undone]:
        Submission.update(state="accepted").where(Submission.id == submission).execute()
        scores.score_report(system(chain.clock.now()), submission)
    chain.work()
    assert everything(chain, *readers) == before
    assert SeenInGroup.select().where(SeenInGroup.section == "act").count() == 3


def test_before_a_group_is_whole_an_undone_visit_is_none_of_it(chain: Chain) -> None:
    gone = complain(chain, worst)
    take_back(chain, gone)
    for _ in range(2):
        complain(chain, best)
    assert "Shown once 3 visits are in." in together(chain)
    complain(chain, best)
    assert "Empathise 100 3 visits" in together(chain)


def test_a_group_that_has_been_shown_stays_when_a_visit_is_scored_otherwise(chain: Chain) -> None:
    made = [complain(chain, worst) for _ in range(3)]
    before = together(chain)
    ScoreLine.update(points=ScoreLine.possible).execute()
    chain.later(hours=1)
    scores.score_report(system(chain.clock.now()), made[0])
    chain.work()
    assert together(chain) == before


def test_a_stricter_version_asks_for_more_of_what_is_to_come(chain: Chain) -> None:
    """And takes nothing back that was shown."""
    for _ in range(3):
        complain(chain, best)
    stricter = replace(COMPLAINT, version=2, sections=tuple(map(of_five, COMPLAINT.sections)))
    for number in range(1, 6):
        assert "Empathise 100 3 visits" in together(chain)
        complain(chain, best, stricter if number % 2 else COMPLAINT)
    assert "Empathise 100 8 visits" in together(chain)


def of_five(section: Section) -> Section:
    return replace(section, aggregate_of=5) if section.aggregate_of else section


def test_from_three_groups_on_there_is_an_interval_between_groups(chain: Chain) -> None:
    for number in range(9):
        complain(chain, worst if number in {0, 1, 2, 4} else best)
        whole = page(chain)
        assert ("95 percent interval" in whole[whole.index('id="together"') :]) == (number == 8)


def test_groups_that_were_seen_before_they_were_kept_are_the_same_afterwards(chain: Chain) -> None:
    for choose in (worst, best, worst, best, best, worst, best):
        complain(chain, choose)
    before, groups = together(chain), kept()
    inside = set(SeenInGroup.select(SeenInGroup.submission, SeenInGroup.section).tuples())
    migrate_down("0016_places_seen")
    migrate_up()
    assert together(chain) == before
    assert kept() == groups
    assert set(SeenInGroup.select(SeenInGroup.submission, SeenInGroup.section).tuples()) == inside


def kept() -> list[dict[str, object]]:
    rows = SeenGroup.select().order_by(SeenGroup.section, SeenGroup.number).dicts()
    return [{**row, "id": 0} for row in rows]


def test_what_two_servers_publish_at_once_makes_one_group(chain: Chain) -> None:
    """Each counts the other's visit, and neither counts one twice."""
    Programme.update(publish_delay_minutes=60).execute()
    for _ in range(6):
        complain(chain, best)
    chain.later(minutes=90)
    waiting = [score.id for score in Score.select().where(Score.published_at.is_null())]
    assert len(waiting) == 6

    def publish(score: UUID) -> None:
        scores.publish(system(chain.clock.now()), score)
        disconnect()

    threads = [threading.Thread(target=publish, args=(score,)) for score in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    groups = list(SeenGroup.select().where(SeenGroup.section == "act"))
    assert sorted(group.number for group in groups) == [1, 2]
    assert {group.visits for group in groups} == {3}
    assert SeenInGroup.select().where(SeenInGroup.section == "act").count() == 6
