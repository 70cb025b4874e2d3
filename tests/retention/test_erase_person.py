"""Whoever asks to be erased is gone from every row and every file; what was scored stays."""

from __future__ import annotations

import pytest

from server import wiring
from server.actions.models import Commendation
from server.history.models import HistoryEntry
from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.kernel.problems import Problem
from server.media.models import ExpectedPhoto, Media
from server.people.models import Person, RoleGrant, Shopper
from server.retention.commands import erase_person, lift_hold, place_hold
from server.scores.models import ScoreLine, StoreMonth
from server.selfviews.models import SelfView
from server.stores.models import StoreManager
from server.submissions.models import Answer, Submission
from server.visits.models import Visit
from tests.backups.rows import everything
from tests.cast import Chain
from tests.retention.marked import (
    OF_THE_MANAGER,
    OF_THE_SHOPPER,
    Marked,
    found,
    leave_marks,
    score_of,
)


@pytest.fixture
def marked(chain: Chain) -> Marked:
    """A chain in which two people have left marks wherever they can."""
    return leave_marks(chain)


def erase(marked: Marked, person: object) -> None:
    ana = marked.chain.actor(marked.chain.ana)
    erase_person(ana, wiring.ERASURES, person)  # type: ignore[arg-type]


def test_it_works(marked: Marked) -> None:
    marks = set(OF_THE_SHOPPER.values())
    assert found(marked, marks) == marks
    erase(marked, marked.person)
    assert found(marked, marks) == set()


def test_a_manager(marked: Marked) -> None:
    marks = set(OF_THE_MANAGER.values())
    assert found(marked, marks) == marks
    erase(marked, marked.wences.id)
    assert found(marked, marks) == set()
    assert not RoleGrant.select().where(RoleGrant.person == marked.wences.id).exists()
    assert not StoreManager.select().where(StoreManager.person == marked.wences.id).exists()
    kept = SelfView.get(SelfView.person == marked.wences.id)
    assert kept.ratings
    assert kept.note is None


def test_scores_and_coded_answers_stay(marked: Marked) -> None:
    scores = [everything(table) for table in (ScoreLine, StoreMonth)]
    score = score_of(marked)
    coded = {(a.question, a.choice, a.number) for a in Answer.select() if "photo" not in a.question}
    erase(marked, marked.person)
    assert [everything(table) for table in (ScoreLine, StoreMonth)] == scores
    assert score_of(marked).__data__ == score.__data__
    left = {(a.question, a.choice, a.number) for a in Answer.select() if "photo" not in a.question}
    assert left == coded
    assert any(choice for _question, choice, _number in coded)


def test_the_store_still_opens_what_was_published(marked: Marked) -> None:
    chain, score = marked.chain, score_of(marked)
    mateo = chain.client(chain.mateo)
    pdf = f"/api/v1/scorecards/{score.id}.pdf"
    before = mateo.get(pdf).data
    erase(marked, marked.person)
    drawn = mateo.get(pdf)
    assert (drawn.status_code, drawn.mimetype) == (200, "application/pdf")
    assert len(drawn.data) < len(before)
    assert found(marked, OF_THE_SHOPPER.values()) == set()
    assert mateo.get(f"/store/{chain.centro.id}").status_code == 200
    assert mateo.get("/commendations/").status_code == 200
    rosa = chain.client(chain.rosa)
    assert rosa.get(f"/reviews/{marked.report}").status_code == 200
    assert rosa.get("/reviews/").status_code == 200
    ana = chain.client(chain.ana)
    for address in ("/desk/visits", "/desk/people", "/desk/shoppers", "/desk/", "/episodes/"):
        assert ana.get(address).status_code == 200, address


def test_nobody_signs_in_as_the_erased_any_more(marked: Marked) -> None:
    phone = marked.chain.client(marked.zyanya)
    assert phone.get("/api/v1/phone/sync").status_code == 200
    erase(marked, marked.person)
    assert phone.get("/api/v1/phone/sync").status_code == 401
    assert not Shopper.get_by_id(marked.zyanya.id).active
    assert Person.get_by_id(marked.person).revoked_at is not None


def test_a_visit_to_come_is_there_for_somebody_else(marked: Marked) -> None:
    erase(marked, marked.person)
    assert Visit.get_by_id(marked.to_come.id).shopper_id is None
    done = Submission.get_by_id(marked.report).visit
    assert done.shopper_id == marked.zyanya.id


def test_the_history_stays_without_a_reason(marked: Marked) -> None:
    before = HistoryEntry.select().count()
    erase(marked, marked.person)
    entries = list(HistoryEntry.select().order_by(HistoryEntry.id))
    assert len(entries) > before
    looked = next(each for each in entries if each.act == "shopper.look")
    assert (looked.object, list(looked.reasons)) == (str(marked.zyanya.id), [])
    gone = next(each for each in entries if each.act == "person.erase")
    assert (gone.actor, gone.object) == (marked.chain.ana.id, str(marked.person))


def test_photos_that_another_report_shows_as_well_stay(marked: Marked) -> None:
    chain = marked.chain
    shared = ExpectedPhoto.select().where(ExpectedPhoto.submission == marked.report).first()
    other = part_submission_id(chain.plan().id, "visit")
    row = dict(shared.__data__) | {"submission": other, "shopper": chain.sol.id}
    row.pop("id")
    ExpectedPhoto.insert(row).execute()
    erase(marked, marked.person)
    left = {row.sha256 for row in Media.select()}
    assert left == {shared.sha256}
    ExpectedPhoto.delete().execute()


def test_a_commendation_loses_its_words(marked: Marked) -> None:
    erase(marked, marked.person)
    row = Commendation.get()
    assert (row.words, row.role, row.person_name) == ("", None, None)
    assert row.erased_at is not None


@pytest.mark.parametrize("kind", ["programme", "person", "shopper", "visit"])
def test_a_legal_hold_stops_it(marked: Marked, kind: str) -> None:
    ana = marked.chain.actor(marked.chain.ana)
    visit = Submission.get_by_id(marked.report).visit_id
    objects = {"person": marked.person, "shopper": marked.zyanya.id, "visit": visit}
    hold = place_hold(ana, kind, objects.get(kind), "A court asked for it.")
    before = found(marked, OF_THE_SHOPPER.values())
    with pytest.raises(Problem) as refused:
        erase(marked, marked.person)
    assert refused.value.code == "erasing_held"
    assert found(marked, OF_THE_SHOPPER.values()) == before
    lift_hold(ana, hold.id, "The court has closed it.")
    erase(marked, marked.person)
    assert found(marked, OF_THE_SHOPPER.values()) == set()


def test_the_only_administrator_stays(marked: Marked) -> None:
    with pytest.raises(Problem) as by_herself:
        erase(marked, marked.chain.ana.id)
    assert by_herself.value.code == "not_oneself"
    in_a_terminal = system(marked.chain.clock.now())
    with pytest.raises(Problem) as refused:
        erase_person(in_a_terminal, wiring.ERASURES, marked.chain.ana.id)
    assert refused.value.code == "last_administrator"
    with pytest.raises(Problem) as gone:
        erase(marked, marked.to_come.id)
    assert gone.value.code == "not_found"


def test_twice_is_not_found(marked: Marked) -> None:
    erase(marked, marked.person)
    with pytest.raises(Problem) as refused:
        erase(marked, marked.person)
    assert refused.value.code == "not_found"
