"""A long list is cut into pages, and no row is lost between them."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from server.kernel.actor import Role, system
from server.kernel.ids import new_id
from server.people.commands import add_person
from server.people.models import Person, Shopper
from server.stores.commands import add_stores
from server.web.paging import ROWS, cut
from tests.cast import Chain

USUAL = {"zone": "America/Lima", "currency": "PEN", "locale": "es_PE"}


def pages(client: FlaskClient, address: str) -> list[str]:
    """A page and all that its links to the next one lead to."""
    found = [client.get(address).text]
    while after := re.search(r'rel="next" href="([^"]+page=[^"]+)"', found[-1]):
        found.append(client.get(after.group(1).replace("&amp;", "&")).text)
    return found


def test_it_works() -> None:
    rows = list(range(250))
    shown = [cut(rows, page) for page in (1, 2, 3)]
    assert [row for each in shown for row in each.rows] == rows
    assert [(each.page, each.pages, each.total) for each in shown] == [
        (1, 3, 250),
        (2, 3, 250),
        (3, 3, 250),
    ]
    assert cut(rows, 99) == shown[2]
    assert cut([], 1).pages == 1


def test_every_store_of_a_region_is_on_one_page(chain: Chain) -> None:
    chain.published()
    rows = [{"region": chain.region, "code": f"L-{n}", "name": f"Larga {n}"} for n in range(210)]
    add_stores(system(chain.clock.now()), [row | USUAL for row in rows])
    regina = chain.client(chain.regina)
    address = f"/region/{chain.region.id}?sort=name&order=up"
    found = pages(regina, address)
    assert len(found) == 3
    named = [re.findall(r">(Larga \d+)</a>", page) for page in found]
    assert [name for each in named for name in each] == [f"Larga {n}" for n in range(210)]
    assert max(map(len, named)) <= ROWS
    assert "Page 3 of 3" in found[2]
    own = pages(regina, f"/region/{chain.region.id}/self-views")
    assert sum(len(re.findall(r"Larga \d+", page)) for page in own) == 210


def test_everybody_is_on_one_page(chain: Chain) -> None:
    now = system(chain.clock.now())
    for number in range(ROWS + 5):
        add_person(now, f"Numbered {number:03}", [Role.REVIEWER], "en")
    Shopper.insert_many(
        [
            {"id": new_id(), "code": f"Z-{n:03}", "language": "en", "created_at": now.at}
            for n in range(ROWS + 5)
        ]
    ).execute()
    ana = chain.client(chain.ana)
    for address, name in (("/desk/people", r">(Numbered \d+)<"), ("/desk/shoppers", r">(Z-\d+)<")):
        found = pages(ana, address)
        assert len(found) == 2, address
        assert len({each for page in found for each in re.findall(name, page)}) == ROWS + 5
    kept = pages(ana, "/kept/")
    assert len({each for page in kept for each in re.findall(r">(Numbered \d+)<", page)}) == 105


def test_somebody_far_down_the_list_has_a_page_and_can_be_held(chain: Chain) -> None:
    now = system(chain.clock.now())
    Person.insert_many(
        [
            {"id": new_id(), "name": f"A {n:04}", "language": "en", "created_at": now.at}
            for n in range(5)
        ]
    ).execute()
    last = add_person(now, "Zulma", [Role.REVIEWER], "en")
    ana = chain.client(chain.ana)
    assert ana.get(f"/kept/people/{last.id}").status_code == 200
    named = f"person:{last.id}"
    form = ana.get(f"/kept/holds/new?kind=person&object={named}").text
    assert f'value="{named}" selected' in form
