"""Erasing one person takes every reason that may name them, whoever gave it, whatever it is of."""

from __future__ import annotations

import pytest

from server import wiring
from server.actions.models import Commendation
from server.history.commands import record
from server.history.models import HistoryEntry, HistoryReason
from server.programmes.commands import record_staff_notice
from server.programmes.models import StaffNotice
from server.retention.commands import erase_due, erase_person, lift_hold, place_hold
from server.submissions.models import Submission
from server.visits.commands import cancel_visit, reassign_visit
from server.visits.models import Visit
from tests.cast import Chain
from tests.guard.world import plan
from tests.retention.marked import Marked, leave_marks


@pytest.fixture
def marked(chain: Chain) -> Marked:
    """A chain in which two people have left marks wherever they can."""
    return leave_marks(chain)


def test_it_works(marked: Marked) -> None:
    chain = marked.chain
    ana, zyanya = chain.actor(chain.ana), marked.zyanya
    handed_on, cancelled = plan(chain, chain.norte, zyanya), plan(chain, chain.norte, zyanya)
    visit = Submission.get_by_id(marked.report).visit_id
    acts = len(HistoryEntry.select())
    reassign_visit(ana, handed_on.id, chain.sol.id, "Qxzyanya is ill.")
    cancel_visit(ana, cancelled.id, "Qxzyanya has no time.")
    thanks = Commendation.get().id
    record(ana, "commendation.withdraw", "commendation", thanks, reason="Qxzyanya asked for it.")
    record(ana, "review.take_back", "submission", marked.report, reason="Qxzyanya was wrong.")
    for kind, object in (("visit", visit), ("person", marked.person), ("shopper", zyanya.id)):
        held = place_hold(ana, kind, object, "Qxzyanya is in court.")
        lift_hold(ana, held.id, "Qxzyanya has won.")
    other = chain.plan()
    cancel_visit(ana, other.id, "The store is closed.")
    assert sum("Qxzyanya" in row.words for row in HistoryReason.select()) == 10
    erase_person(ana, wiring.ERASURES, marked.person)
    left = {row.words for row in HistoryReason.select()}
    assert not any("Qxzyanya" in words for words in left)
    assert "The store is closed." in left
    assert len(HistoryEntry.select()) > acts + 10


def test_what_staff_were_told_names_nobody_who_is_erased(marked: Marked) -> None:
    chain = marked.chain
    ana, today = chain.actor(chain.ana), chain.clock.now().date()
    record_staff_notice(ana, chain.programme, today, "Head office", "WENCESLAO QXVBORN told them.")
    record_staff_notice(ana, chain.programme, today, "Head office", "By letter.")
    erase_person(ana, wiring.ERASURES, marked.wences.id)
    told = [(row.told_by, row.how) for row in StaffNotice.select()]
    assert sorted(told) == [
        ("Head office", "By letter."), ("Head office", "[…]"), ("[…]", "[…]"),
    ]  # fmt: skip


def test_how_staff_were_told_goes_by_its_age_but_for_the_notice_in_force(marked: Marked) -> None:
    chain = marked.chain
    chain.later(days=1)
    ana, today = chain.actor(chain.ana), chain.clock.now().date()
    record_staff_notice(ana, chain.programme, today, "Head office", "By letter.")
    chain.later(days=24 * 30 + 40)
    erase_due(wiring.ERASURES, chain.clock.now())
    told = {row.how for row in StaffNotice.select()}
    assert told == {"[…]", "By letter."}


def test_a_brief_goes_once_its_visit_is_older_than_the_period(marked: Marked) -> None:
    chain = marked.chain
    chain.later(days=24 * 30)
    erase_due(wiring.ERASURES, chain.clock.now())
    assert all(visit.brief for visit in Visit.select())
    chain.later(days=40)
    young = chain.plan()
    erase_due(wiring.ERASURES, chain.clock.now())
    assert [visit.id for visit in Visit.select() if visit.brief] == [young.id]
    phone = chain.client(chain.sol)
    assert phone.get("/api/v1/phone/sync").status_code == 200
