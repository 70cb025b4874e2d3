"""What a legal hold names stays, whatever would take it: age, a request, or clearing up."""

from __future__ import annotations

from uuid import UUID

import pytest

from server import wiring
from server.actions.models import Commendation
from server.history.commands import record
from server.history.models import HistoryReason
from server.kernel.problems import Problem
from server.mail.commands import sweep
from server.mail.models import Message
from server.people.models import Person, ShopperIdentity
from server.people.queries import codes_of
from server.retention.commands import erase_due, erase_person, lift_hold, place_hold, unless_held
from server.retention.models import LegalHold
from server.reviews.models import Review
from server.submissions.models import Submission
from server.visits.commands import cancel_visit
from server.visits.models import Visit
from tests.cast import Chain
from tests.retention.marked import NAME, OF_THE_SHOPPER, Marked, found, leave_marks
from tests.retention.test_mail import put

OVER_24_MONTHS = 24 * 30 + 40


@pytest.fixture
def marked(chain: Chain) -> Marked:
    """A chain in which two people have left marks wherever they can."""
    return leave_marks(chain)


def chore(chain: Chain) -> None:
    erase_due(wiring.ERASURES, chain.clock.now())


def hold(chain: Chain, kind: str, object: UUID | None, why: str = "A court.") -> LegalHold:
    return place_hold(chain.actor(chain.ana), kind, object, why)


def reasons() -> set[str]:
    return {row.words for row in HistoryReason.select()}


@pytest.mark.parametrize("kind", ["programme", "person", "visit"])
def test_what_could_not_be_delivered_stays(chain: Chain, kind: str) -> None:
    visit = chain.plan()
    about = {"programme": None, "person": chain.mateo.id, "visit": visit.id}[kind]
    put(chain, person=str(chain.mateo.id), about=[str(visit.id)])
    put(chain, person=str(chain.regina.id))
    placed = hold(chain, kind, about)
    chain.later(days=31)
    assert unless_held(sweep, chain.clock.now()) == (0 if kind == "programme" else 1)
    held = {row.payload["person"] for row in Message.select()}
    assert str(chain.mateo.id) in held
    lift_hold(chain.actor(chain.ana), placed.id, "It is over.")
    unless_held(sweep, chain.clock.now())
    assert Message.select().count() == 0


def test_the_worker_clears_mail_up_by_the_same_rule(chain: Chain) -> None:
    put(chain, person=str(chain.mateo.id))
    hold(chain, "person", chain.mateo.id)
    chain.later(days=31)
    for tidy in wiring.CHORES:
        tidy(chain.clock.now())
    assert Message.select().count() == 1


def test_a_letter_to_the_address_of_whoever_is_held_stays(chain: Chain) -> None:
    Person.update(email="m.qx@example.com").where(Person.id == chain.mateo.id).execute()
    put(chain, address="m.qx@example.com")
    put(chain, address="another.qx@example.com")
    hold(chain, "person", chain.mateo.id)
    chain.later(days=31)
    assert unless_held(sweep, chain.clock.now()) == 1
    assert Message.get().payload == {"address": "m.qx@example.com"}


def test_the_shopper_of_a_held_visit_keeps_name_and_code(marked: Marked) -> None:
    chain = marked.chain
    visit = Submission.get_by_id(marked.report).visit_id
    placed = hold(chain, "visit", visit)
    chain.later(days=OVER_24_MONTHS)
    chore(chain)
    assert found(marked, [NAME]) == {NAME}
    assert ShopperIdentity.get(ShopperIdentity.shopper == marked.zyanya.id).person_id
    # What else the shopper said goes: only who made the held visit is kept.
    assert found(marked, [OF_THE_SHOPPER["moment"]]) == set()
    lift_hold(chain.actor(chain.ana), placed.id, "It is over.")
    chore(chain)
    assert found(marked, [NAME]) == set()
    assert codes_of([marked.person]) == []


def test_nobody_is_erased_whose_visit_to_come_is_held(marked: Marked) -> None:
    chain = marked.chain
    hold(chain, "visit", marked.to_come.id)
    with pytest.raises(Problem) as refused:
        erase_person(chain.actor(chain.ana), wiring.ERASURES, marked.person)
    assert refused.value.code == "erasing_held"


@pytest.mark.parametrize("by_age", [True, False])
def test_what_a_reviewer_wrote_of_a_held_visit_outlasts_the_reviewer(
    marked: Marked, by_age: bool
) -> None:
    chain, ana = marked.chain, marked.chain.actor(marked.chain.ana)
    rosa, thanks = chain.actor(chain.rosa), Commendation.get()
    record(rosa, "review.take_back", "submission", marked.report, reason="Of the report.")
    record(rosa, "commendation.withdraw", "commendation", thanks.id, reason="Of the thanks.")
    record(rosa, "visit.cancel", "visit", marked.to_come.id, reason="Of another visit.")
    visit = Submission.get_by_id(marked.report).visit_id
    place_hold(rosa, "visit", visit, "Of the hold.")
    if by_age:
        now = chain.clock.now()
        Person.update(revoked_at=now).where(Person.id == chain.rosa.id).execute()
        chain.later(days=OVER_24_MONTHS)
        chore(chain)
    else:
        erase_person(ana, wiring.ERASURES, chain.rosa.id)
    assert Person.get_by_id(chain.rosa.id).name != chain.rosa.name
    held = {"Of the report.", "Of the thanks.", "Of the hold."}
    assert reasons() >= held
    assert "Of another visit." not in reasons()
    assert {row.note for row in Review.select()} == {OF_THE_SHOPPER["note"], None}


def test_reasons_of_a_held_shopper_s_visits_stay_at_any_age(marked: Marked) -> None:
    chain = marked.chain
    ana = chain.actor(chain.ana)
    other = chain.plan()
    cancel_visit(ana, marked.to_come.id, "She is ill.")
    cancel_visit(ana, other.id, "He is ill.")
    record(ana, "commendation.withdraw", "commendation", Commendation.get().id, reason="Not so.")
    hold(chain, "shopper", marked.zyanya.id)
    chain.later(days=OVER_24_MONTHS)
    chore(chain)
    assert reasons() >= {"She is ill.", "Not so.", "A court."}
    assert "He is ill." not in reasons()
    assert Visit.get_by_id(marked.to_come.id).brief != {}
    assert Visit.get_by_id(other.id).brief == {}
