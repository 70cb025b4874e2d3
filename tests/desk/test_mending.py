"""What was entered wrongly is explained beside its field, and nothing entered is lost."""

from __future__ import annotations

import html

import pytest

from server.people.models import Person
from server.stores.models import Region, Store, StoreManager
from server.visits.models import Visit
from tests.cast import BRIEF, Chain
from tests.pages import form_on, submit

STORE = {"name": "Tienda Sur", "code": "SR-03", "address": "Calle Ñ 1"}


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    page = ana.get("/desk/stores/new")
    region = str(chain.region.id)
    taken = submit(ana, page, **STORE | {"code": "CN-01", "region": region})
    assert taken.status_code == 409
    assert 'href="#code"' in taken.text
    assert "Another store has the code CN-01." in taken.text
    assert form_on(taken).fields["address"] == ["Calle Ñ 1"]
    assert form_on(taken).fields["region"] == [region]
    assert submit(ana, taken, code="SR-03").status_code == 200
    assert Store.get(Store.code == "SR-03").address == "Calle Ñ 1"


@pytest.mark.parametrize(
    ("field", "entered"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("code", "SR 03"),
        ("code", "x" * 25),
        ("region", "nowhere"),
        ("region", "00000000-0000-4000-8000-000000000000"),
        ("zone", "Mars/Olympus"),
        ("currency", "XXX"),
        ("locale", "tlh"),
        ("address", "x" * 241),
    ],
)
def test_each_field_of_a_store_says_what_to_enter(chain: Chain, field: str, entered: str) -> None:
    ana, before = chain.client(chain.ana), Store.select().count()
    given = STORE | {"region": str(chain.region.id), field: entered}
    answered = submit(ana, ana.get("/desk/stores/new"), **given)
    assert answered.status_code in {404, 422}
    assert f'id="{field}-wrong"' in answered.text
    assert Store.select().count() == before


def test_a_manager_needs_a_store_and_a_head_a_region(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    roles = ["store_manager", "regional_head"]
    answered = submit(ana, ana.get("/desk/people/new"), name="Lía", roles=roles)
    assert answered.status_code == 422
    assert "Choose the stores that this person manages." in answered.text
    mended = submit(ana, answered, stores=str(chain.norte.id), regions=str(chain.region.id))
    assert mended.status_code == 200
    lia = Person.get(Person.name == "Lía")
    assert [row.store_id for row in StoreManager.select().where(StoreManager.person == lia)] == [
        chain.norte.id
    ]


def test_a_region_s_name_is_its_own_among_its_neighbours(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    page = ana.get("/desk/stores/regions")
    assert submit(ana, page, name="Centro Sur").status_code == 409
    assert submit(ana, page, name="Centro Sur", parent=str(chain.region.id)).status_code == 200
    assert Region.select().where(Region.name == "Centro Sur").count() == 2


VISIT = {
    "fact-purchase": "true",
    "scenario-en": BRIEF["en"]["scenario"],
    "scenario-es": BRIEF["es"]["scenario"],
}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"closes": "2026-11-20T09:00"}, "closes"),
        ({"opens": "2026-11-01T09:00", "closes": "2026-11-20T09:00"}, "closes"),
        ({"opens": "soon"}, "opens"),
        ({"fact-purchase": "perhaps"}, "fact-purchase"),
        ({"scenario-es": " "}, "scenario-es"),
        ({"scenario-en": "x" * 2001}, "scenario-en"),
        ({"shopper": ""}, "shopper"),
    ],
)
def test_each_field_of_a_visit_says_what_to_enter(
    chain: Chain, wrong: dict[str, str], field: str
) -> None:
    ana = chain.client(chain.ana)
    given = VISIT | {"store": str(chain.norte.id), "shopper": str(chain.sol.id)} | wrong
    answered = submit(ana, ana.get("/desk/visits/new"), **given)
    assert answered.status_code == 422
    assert f'id="{field}-wrong"' in answered.text
    assert Visit.select().count() == 0


def test_nobody_is_sent_to_a_store_that_they_manage(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    sol = Person.get(Person.name == "Sol Méndez")
    StoreManager.create(store=chain.norte, person=sol)
    given = VISIT | {"store": str(chain.norte.id), "shopper": str(chain.sol.id)}
    answered = submit(ana, ana.get("/desk/visits/new"), **given)
    assert answered.status_code == 422
    assert "Nobody shops a store that they manage." in html.unescape(answered.text)
    assert "Sol Méndez" not in answered.text


def test_the_sentences_come_in_the_reader_s_language(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    ana.post("/language", data={"language": "es"}, headers={"X-Kit": "1"})
    answered = submit(ana, ana.get("/desk/stores/regions"), name="")
    assert "Escriba el nombre de la región" in answered.text


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_window_at_the_end_of_the_calendar_is_explained(chain: Chain, moment: str) -> None:
    ana = chain.client(chain.ana)
    answered = submit(ana, ana.get("/desk/visits/new"), opens=moment, closes=moment)
    assert answered.status_code == 422
    assert 'id="opens-wrong"' in answered.text
    assert 'id="closes-wrong"' in answered.text


def test_a_nul_is_left_out(chain: Chain) -> None:
    """PostgreSQL cannot keep one, and no person writes one."""
    ana = chain.client(chain.ana)
    assert submit(ana, ana.get("/desk/stores/regions"), name="Sur\0este").status_code == 200
    assert Region.get(Region.name == "Sureste")
    assert (
        submit(ana, ana.get("/desk/people/new"), name="Lía\0", roles="reviewer").status_code == 200
    )
    assert Person.get(Person.name == "Lía")
