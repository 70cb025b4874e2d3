"""A visit belongs to one store and one shopper, who is a stranger there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from peewee import fn

from server.kernel.actor import Role, system
from server.kernel.ids import part_submission_id
from server.kernel.problems import Problem
from server.people import commands as people
from server.people.models import RoleGrant, ShopperIdentity
from server.stores import commands as stores
from server.visits import commands as visits
from server.visits.models import Visit, VisitPart, Wave
from server.visits.queries import MOST_VISITS, assigned_to, planned_for
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    visit = chain.plan()
    (part,) = visit.parts
    assert part.submission == part_submission_id(visit.id, "visit")
    (planned,) = planned_for(chain.actor(chain.sol))
    assert (planned.visit.id, planned.store.code, planned.form) == (
        visit.id,
        "CN-01",
        "five-qualities",
    )
    assigned = assigned_to(chain.actor(chain.sol), part.submission, visit.id)
    assert (assigned.visit, assigned.part, assigned.cancelled) == (visit.id, "visit", False)


def test_a_manager_does_not_shop_their_own_store(chain: Chain) -> None:
    boss = system(chain.clock.now())
    person = ShopperIdentity.get(ShopperIdentity.shopper == chain.sol.id).person_id
    RoleGrant.create(person=person, role=Role.STORE_MANAGER)
    stores.let_manage(boss, chain.centro, person)
    with pytest.raises(Problem) as refused:
        chain.plan(chain.centro)
    assert refused.value.code == "shops_own_store"
    assert Visit.select().count() == 0
    assert chain.plan(chain.norte).store_id == chain.norte.id


def test_a_head_does_not_shop_in_their_own_region(chain: Chain) -> None:
    boss = system(chain.clock.now())
    person = ShopperIdentity.get(ShopperIdentity.shopper == chain.sol.id).person_id
    below = stores.add_region(boss, "Below", chain.region)
    far = stores.add_store(boss, below, "B-1", "Tienda Abajo")
    elsewhere = stores.add_store(boss, stores.add_region(boss, "Elsewhere"), "E-1", "Tienda Lejos")
    stores.let_head(boss, chain.region, person)
    for store in (chain.centro, far):
        with pytest.raises(Problem) as refused:
            chain.plan(store)
        assert refused.value.code == "shops_own_store"
    assert chain.plan(elsewhere).store_id == elsewhere.id


def test_another_shopper_sees_nothing_of_it(chain: Chain) -> None:
    visit = chain.plan()
    luz = people.add_shopper(system(chain.clock.now()), "Luz Vega")
    assert planned_for(chain.actor(luz)) == []
    with pytest.raises(Problem) as refused:
        assigned_to(chain.actor(luz), part_submission_id(visit.id, "visit"), visit.id)
    assert refused.value.code == "visit_unknown"


def test_a_visit_stays_on_the_phone_for_a_while(chain: Chain) -> None:
    chain.plan()
    chain.later(days=50)
    assert len(planned_for(chain.actor(chain.sol))) == 1
    chain.later(days=20)
    assert planned_for(chain.actor(chain.sol)) == []


def test_a_visit_is_cancelled_once(chain: Chain) -> None:
    visit, ana = chain.plan(), chain.actor(chain.ana)
    visits.cancel_visit(ana, visit.id, "The store moves.")
    assert Visit.get_by_id(visit.id).cancelled_at == chain.clock.now()
    with pytest.raises(Problem) as refused:
        visits.cancel_visit(ana, visit.id, "Twice.")
    assert refused.value.code == "not_found"


@pytest.mark.parametrize(
    ("opens", "name", "begins", "ends"),
    [
        ((2026, 1, 1), "2026-Q1", (2026, 1, 1), (2026, 4, 1)),
        ((2026, 9, 30), "2026-Q3", (2026, 7, 1), (2026, 10, 1)),
        ((2026, 12, 31), "2026-Q4", (2026, 10, 1), (2027, 1, 1)),
    ],
)
def test_the_wave_of_a_quarter(
    chain: Chain,
    opens: tuple[int, int, int],
    name: str,
    begins: tuple[int, int, int],
    ends: tuple[int, int, int],
) -> None:
    boss, first = system(chain.clock.now()), datetime(*opens, 12, tzinfo=UTC)
    wave = visits.wave_of_quarter(boss, chain.programme, first)
    again = visits.wave_of_quarter(boss, chain.programme, first + timedelta(hours=1))
    assert wave.id == again.id
    assert Wave.select().where(Wave.name == name).count() == 1
    assert wave.opens_at == datetime(*begins, tzinfo=UTC)
    assert wave.closes_at == datetime(*ends, tzinfo=UTC)


def test_a_part_is_reported_once(chain: Chain) -> None:
    visit = chain.plan()
    assert VisitPart.select().where(VisitPart.visit == visit.id).count() == 1


def test_of_too_many_visits_the_newest_are_on_the_phone(chain: Chain) -> None:
    chain.plan()
    chain.later(minutes=1)
    for _ in range(MOST_VISITS - 1):
        chain.plan()
    chain.later(minutes=1)
    last = chain.plan()
    found = planned_for(chain.actor(chain.sol))
    assert len(found) == MOST_VISITS
    assert found[-1].visit.id == last.id
    assert found[0].visit.opens_at > Visit.select(fn.MIN(Visit.opens_at)).scalar()


def test_a_page_that_was_sent_twice_plans_one_visit(chain: Chain) -> None:
    first = chain.plan()
    again = visits.plan_visit(
        chain.actor(chain.ana),
        chain.wave,
        chain.centro,
        chain.sol.id,
        chain.form,
        first.opens_at,
        first.closes_at,
        {},
        {},
        first.id,
    )
    assert again == first
    assert Visit.select().count() == 1
