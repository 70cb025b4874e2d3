"""People and shoppers are added once, and a list of people gives no shopper away."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

from server.database import disconnect
from server.kernel.actor import Role
from server.people import commands, queries
from server.people.models import Person, Shopper
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    ana, identity = chain.actor(chain.ana), uuid4()
    added = commands.add_person(ana, " Lía  Gómez", [Role.REVIEWER], identity=identity)
    assert (added.id, added.name) == (identity, "Lía Gómez")
    assert queries.member(identity).name == "Lía Gómez"


def test_a_page_sent_twice_adds_one_person(chain: Chain) -> None:
    ana, identity = chain.actor(chain.ana), uuid4()
    for _ in range(2):
        commands.add_person(ana, "Lía Gómez", [Role.REVIEWER], identity=identity)
    assert Person.select().where(Person.name == "Lía Gómez").count() == 1


def test_a_double_click_adds_one_person(chain: Chain) -> None:
    ana, start = chain.actor(chain.ana), Barrier(2)
    for _ in range(5):
        identity = uuid4()

        def add(identity: UUID = identity) -> UUID:
            start.wait()
            try:
                return commands.add_person(ana, "Ada", [Role.REVIEWER], identity=identity).id
            finally:
                disconnect()

        with ThreadPoolExecutor(2) as clicks:
            both = [clicks.submit(add), clicks.submit(add)]
        assert [click.result() for click in both] == [identity, identity]
    assert Person.select().where(Person.name == "Ada").count() == 5


def test_a_page_sent_twice_adds_one_shopper(chain: Chain) -> None:
    ana, identity, before = chain.actor(chain.ana), uuid4(), Shopper.select().count()
    codes = {commands.add_shopper(ana, "Noé Ríos", identity=identity).code for _ in range(2)}
    assert len(codes) == 1
    assert Shopper.select().count() == before + 1


def test_who_is_only_a_shopper_is_not_among_the_people(chain: Chain) -> None:
    assert Person.select().where(Person.name == "Sol Méndez").exists()
    names = [person.name for person, _roles in queries.members()]
    assert chain.ana.name in names
    assert "Sol Méndez" not in names
