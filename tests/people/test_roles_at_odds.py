"""Whoever answers for a store does not sit on the programme's side."""

from __future__ import annotations

import pytest

from server.kernel.actor import Role
from server.kernel.problems import Problem
from server.people import commands as people
from server.people.models import Person
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    both = people.add_person(
        chain.actor(chain.ana), "Nora Vega", [Role.STORE_MANAGER, Role.REGIONAL_HEAD]
    )
    assert both.name == "Nora Vega"


@pytest.mark.parametrize("store_side", [Role.STORE_MANAGER, Role.REGIONAL_HEAD])
@pytest.mark.parametrize("programme_side", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_a_role_of_each_side_is_refused_and_nobody_is_added(
    chain: Chain, store_side: Role, programme_side: Role
) -> None:
    before = Person.select().count()
    with pytest.raises(Problem) as said:
        people.add_person(chain.actor(chain.ana), "Nora Vega", [store_side, programme_side])
    assert said.value.code == "roles_at_odds"
    assert Person.select().count() == before
