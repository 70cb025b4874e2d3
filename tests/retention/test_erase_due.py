"""What is older than the programme's period is erased by itself, and nothing that is younger."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from peewee import Database

from server import wiring
from server.history.models import HistoryReason
from server.kernel.actor import system
from server.people.commands import add_shopper
from server.people.models import DeviceSession, Person, ShopperIdentity
from server.programmes.models import Programme
from server.retention.commands import erase_due, lift_hold, place_hold
from server.retention.models import Erasure
from server.retention.queries import cut_off, due
from server.retention.rules import months_before
from server.submissions.models import Submission
from tests.cast import START, Chain
from tests.retention.marked import NAME, OF_THE_MANAGER, OF_THE_SHOPPER, Marked, found, leave_marks

MONTHS = 24


@pytest.fixture
def marked(chain: Chain) -> Marked:
    """A chain in which two people have left marks wherever they can."""
    return leave_marks(chain)


def chore(marked: Marked) -> tuple[int, int]:
    done = erase_due(wiring.ERASURES, marked.chain.clock.now())
    return done.reports, done.people


def test_it_works(marked: Marked) -> None:
    marks = set(OF_THE_SHOPPER.values())
    marked.chain.later(days=MONTHS * 30)
    assert chore(marked) == (0, 0)
    assert found(marked, marks) == marks
    marked.chain.later(days=40)
    before = cut_off(marked.chain.clock.now())
    assert before is not None
    assert due(before, marked.chain.clock.now()).reports == 1
    assert chore(marked)[0] == 1
    assert found(marked, marks) == set()
    assert chore(marked) == (0, 0)


def test_a_manager_who_is_still_there_keeps_the_name_and_loses_old_words(marked: Marked) -> None:
    marked.chain.later(days=MONTHS * 30 + 40)
    chore(marked)
    left = found(marked, OF_THE_MANAGER.values())
    assert left == {OF_THE_MANAGER["name"], OF_THE_MANAGER["address"]}
    assert HistoryReason.select().count() == 0
    assert DeviceSession.select().count() == 0


def test_whoever_lost_access_long_ago_is_erased(marked: Marked) -> None:
    now = marked.chain.clock.now()
    Person.update(revoked_at=now).where(Person.id == marked.wences.id).execute()
    marked.chain.later(days=MONTHS * 30 + 40)
    chore(marked)
    left = found(marked, OF_THE_MANAGER.values())
    # Who told the staff is part of what was recorded, until that person asks.
    assert left <= {OF_THE_MANAGER["name"]}
    assert Person.get_by_id(marked.wences.id).name != OF_THE_MANAGER["name"]


def test_whoever_lost_access_and_still_shops_keeps_the_name(marked: Marked) -> None:
    """One person may have been a manager, and be the one behind a code that is in use."""
    chain, now = marked.chain, marked.chain.clock.now()
    code = add_shopper(system(now), NAME, staff=marked.wences.id)
    Person.update(revoked_at=now).where(Person.id == marked.wences.id).execute()
    chain.later(days=MONTHS * 30 + 40)
    assert chain.client(code).get("/api/v1/phone/sync").status_code == 200
    chore(marked)
    assert Person.get_by_id(marked.wences.id).name == OF_THE_MANAGER["name"]
    assert ShopperIdentity.select().where(ShopperIdentity.shopper == code.id).exists()


def test_a_shopper_with_something_to_do_keeps_the_name(marked: Marked) -> None:
    chain = marked.chain
    chain.later(days=MONTHS * 30 + 40)
    phone = chain.client(marked.zyanya)
    assert phone.get("/api/v1/phone/sync").status_code == 200
    chore(marked)
    assert found(marked, [NAME]) == {NAME}
    assert found(marked, [OF_THE_SHOPPER["comment"]]) == set()
    assert ShopperIdentity.select().where(ShopperIdentity.shopper == marked.zyanya.id).exists()
    assert phone.get("/api/v1/phone/sync").status_code == 200


def test_what_is_younger_stays(marked: Marked) -> None:
    chain = marked.chain
    chain.later(days=MONTHS * 30 + 40)
    chain.send(chain.plan(), outcome="closed")
    assert Submission.select().count() == 2
    assert chore(marked)[0] == 1
    assert Erasure.select().where(Erasure.kind == "report").count() == 1


@pytest.mark.parametrize("kind", ["programme", "shopper", "visit"])
def test_a_legal_hold_stops_it(marked: Marked, kind: str) -> None:
    chain = marked.chain
    ana = chain.actor(chain.ana)
    visit = Submission.get_by_id(marked.report).visit_id
    objects = {"shopper": marked.zyanya.id, "visit": visit}
    hold = place_hold(ana, kind, objects.get(kind), "A court asked for it.")
    chain.later(days=MONTHS * 30 + 40)
    chore(marked)
    held = {"comment", "note", "photo", "thanks", "thanked"}
    marks = {OF_THE_SHOPPER[each] for each in held}
    assert found(marked, marks) == marks
    if kind != "visit":
        assert found(marked, OF_THE_SHOPPER.values()) == set(OF_THE_SHOPPER.values())
    lift_hold(chain.actor(chain.ana), hold.id, "It is over.")
    chore(marked)
    assert found(marked, OF_THE_SHOPPER.values()) == set()


def test_no_months_keep_everything(marked: Marked) -> None:
    chain = marked.chain
    Programme.update(retention_months=0).execute()
    chain.later(days=5000)
    assert chore(marked) == (0, 0)
    marks = {*OF_THE_SHOPPER.values(), *OF_THE_MANAGER.values()}
    assert found(marked, marks) == marks
    assert cut_off(chain.clock.now()) is None
    page = chain.client(chain.ana).get("/kept/").text
    assert "Personal data is kept for good" in page
    assert "Older than that by now" not in page


def test_an_installation_without_a_programme_erases_nothing(database: Database) -> None:
    assert database.get_tables()
    assert erase_due(wiring.ERASURES, START).reports == 0


@pytest.mark.parametrize(
    ("at", "months", "expected"),
    [
        ((2026, 11, 21), 24, (2024, 11, 21)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 1, 15), 13, (2024, 12, 15)),
    ],
)
def test_months_before(
    at: tuple[int, int, int], months: int, expected: tuple[int, int, int]
) -> None:
    assert months_before(datetime(*at, tzinfo=UTC), months) == datetime(*expected, tzinfo=UTC)
