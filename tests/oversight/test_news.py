"""What is new since the last visit is marked on each role's first page, and nothing else is."""

from __future__ import annotations

import html

from flask.testing import FlaskClient

from server.kernel.actor import Role, system
from server.oversight.commands import end_shopper
from server.people.commands import add_person, come_by
from server.people.models import PlaceSeen
from server.stores.commands import add_region, let_head, let_manage
from tests.cast import Chain

NEW = ' <strong class="new">New</strong>'
SINCE = "since your last visit"


def opened(client: FlaskClient, address: str) -> str:
    answered = client.get(address, follow_redirects=True)
    assert answered.status_code == 200, answered.text
    return html.unescape(answered.text)


def test_it_works(chain: Chain) -> None:
    """The reviewer's queue: what came while away is new, for as long as the visit lasts."""
    rosa = chain.client(chain.rosa)
    assert SINCE not in opened(rosa, "/reviews/")
    chain.later(hours=2)
    chain.send(chain.plan())
    for _ in range(3):
        page = opened(rosa, "/reviews/")
        assert "1 report has come since your last visit." in page
        assert f"Tienda Centro · {chain.sol.code}</a>" in page
        chain.later(minutes=20)
    chain.later(hours=1)
    assert SINCE not in opened(rosa, "/reviews/")


def test_a_store_is_told_of_what_is_published_and_of_nothing_before(chain: Chain) -> None:
    chain.programme.publish_delay_minutes = 60 * 24
    chain.programme.save()
    mateo, regina = chain.client(chain.mateo), chain.client(chain.regina)
    pages = ((mateo, "/store/"), (regina, f"/region/{chain.region.id}"))
    for client, address in pages:
        assert SINCE not in opened(client, address)
    chain.later(hours=2)
    submission = chain.send(chain.plan())
    for client, address in pages:
        assert SINCE not in opened(client, address)
    chain.accept(submission)
    for client, address in pages:
        assert SINCE not in opened(client, address)
    chain.later(days=30)
    chain.work()
    chain.later(hours=1)
    mateo, regina = chain.client(chain.mateo), chain.client(chain.regina)
    assert "1 scorecard has been published since your last visit." in opened(mateo, "/store/")
    head = opened(regina, f"/region/{chain.region.id}")
    assert "Tienda Centro (1)</a>" in head


def test_a_store_of_others_is_no_news(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    opened(mateo, "/store/")
    chain.published(store=chain.norte)
    chain.later(days=30)
    chain.work()
    chain.later(hours=1)
    assert SINCE not in opened(chain.client(chain.mateo), "/store/")


def test_a_link_to_another_store_or_region_says_that_there_is_news(chain: Chain) -> None:
    """A first page shows one store or region; whoever has several is led to the others."""
    now = system(chain.clock.now())
    let_manage(now, chain.norte, chain.mateo.id)
    other = add_region(now, "Norte")
    let_head(now, other, chain.regina.id)
    chain.later(hours=2)
    chain.published()
    chain.published(store=chain.norte)
    chain.later(days=30)
    chain.work()
    chain.later(hours=1)
    mateo, regina = chain.client(chain.mateo), chain.client(chain.regina)
    page = opened(mateo, f"/store/{chain.norte.id}")
    assert f"{chain.centro.name}{NEW}</a>" in page
    assert f"{chain.norte.name}</a>" in page
    opened(mateo, f"/store/{chain.centro.id}")
    assert NEW not in opened(mateo, f"/store/{chain.norte.id}").split("<table")[0]
    assert f"{chain.region.name}{NEW}</a>" in opened(regina, f"/region/{other.id}")
    opened(regina, f"/region/{chain.region.id}")
    assert f"{chain.region.name}</a>" in opened(regina, f"/region/{other.id}")


def test_the_desk_says_what_others_did(chain: Chain) -> None:
    chain.plan()
    ana = chain.client(chain.ana)
    assert SINCE not in opened(ana, "/desk/")
    chain.later(hours=2)
    chain.send(chain.plan())
    page = opened(ana, "/desk/")
    assert "Done by others since your last visit:" in page
    assert "Visits (1)</a>" in page
    assert "Reports (1)</a>" in page
    assert "/desk/history/?subject=visits&since=2026-11-21" in page


def test_a_sign_in_is_no_news_of_whose_it_is(chain: Chain) -> None:
    chain.plan()
    ana = chain.client(chain.ana)
    opened(ana, "/desk/")
    chain.later(hours=2)
    chain.client(chain.mateo)
    page = opened(ana, "/desk/")
    assert "People (2)</a>" in page
    assert NEW not in page
    add_person(system(chain.clock.now()), "Nora Peña", {Role.REVIEWER})
    assert f"people</a>{NEW}" in opened(ana, "/desk/")


def test_visits_of_somebody_who_left_are_told_until_somebody_has_them(chain: Chain) -> None:
    visit = chain.plan()
    ana = chain.client(chain.ana)
    for address in ("/desk/", "/desk/visits"):
        assert "sent out no longer" not in opened(ana, address)
    end_shopper(chain.actor(chain.ana), chain.sol.id)
    for address in ("/desk/", "/desk/visits"):
        assert f"{chain.sol.code} (1)</a>" in opened(ana, address)
    ana.post(f"/desk/visits/{visit.id}/cancel", data={"reason": "Left"}, headers={"X-Kit": "1"})
    assert "sent out no longer" not in opened(ana, "/desk/")


def test_a_shopper_leaves_no_mark(chain: Chain) -> None:
    assert come_by(chain.actor(chain.sol), "phone") is None
    assert PlaceSeen.select().count() == 0


def test_each_row_that_is_new_says_so(chain: Chain) -> None:
    """In the queue, on the desk, in the list of visits, of the store and of the region: a word."""
    people = [chain.client(who) for who in (chain.rosa, chain.ana, chain.ana, chain.mateo)]
    places = ["/reviews/", "/desk/", "/desk/visits", "/store/"]
    pages = [*zip(people, places, strict=True)]
    pages.append((chain.client(chain.regina), f"/region/{chain.region.id}"))
    chain.published()
    chain.published(store=chain.norte)
    chain.work()
    before = chain.send(chain.plan())
    for client, address in pages:
        assert NEW not in opened(client, address)
    chain.later(hours=2)
    chain.send(chain.plan())
    chain.published()
    chain.work()
    queue, desk, visits, store, region = (opened(*page) for page in pages)
    assert queue.count(NEW) == 2  # What waits, and what was accepted a moment ago.
    old = queue[queue.index(f'/reviews/{before}"') - 900 : queue.index(f'/reviews/{before}"')]
    assert NEW not in old
    assert f"visits</a>{NEW}" in desk
    assert f"people</a>{NEW}" not in desk
    assert visits.count(f"Tienda Centro{NEW}") == 2
    assert f"Tienda Norte{NEW}" not in visits
    assert store.count(NEW) == 1
    assert f">Tienda Centro</a>{NEW}" in region
    assert f">Tienda Norte</a>{NEW}" not in region


def test_nothing_is_new_while_a_store_may_not_know_of_it(chain: Chain) -> None:
    chain.programme.publish_delay_minutes = 60 * 24
    chain.programme.save()
    mateo, regina = chain.client(chain.mateo), chain.client(chain.regina)
    pages = ((mateo, "/store/"), (regina, f"/region/{chain.region.id}"))
    for client, address in pages:
        opened(client, address)
    chain.later(hours=2)
    chain.published()
    chain.work()
    for client, address in pages:
        assert NEW not in opened(client, address)
