"""Who is let in no longer: out at once, everywhere, and in again with what they held."""

from __future__ import annotations

import html
import threading
from datetime import UTC, datetime, timedelta

import pytest

from server.database import disconnect
from server.history.models import HistoryEntry
from server.kernel.actor import Role, system
from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.people import commands as people
from server.people.queries import grants_of, roles_of
from server.people.rules import session_lengths
from server.stores.queries import responsible_for
from tests.cast import Chain

KIT = {"X-Kit": "1"}


def page(chain: Chain, address: str) -> str:
    return html.unescape(chain.client(chain.ana).get(address).text)


def test_it_works(chain: Chain) -> None:
    ana, mateo = chain.client(chain.ana), chain.client(chain.mateo)
    token = people.issue_link(chain.actor(chain.ana), timedelta(hours=1), person=chain.mateo.id)
    assert "Signed out at once on 1 device" in page(chain, f"/desk/people/{chain.mateo.id}/revoke")
    assert ana.post(f"/desk/people/{chain.mateo.id}/revoke", headers=KIT).status_code == 303
    assert mateo.get("/store/").status_code == 401
    assert mateo.get(f"/in/{token}").status_code == 410
    listed = page(chain, "/desk/people")
    assert listed.index("Revoked") < listed.index("Mateo Luna")
    assert "Store manager" in page(chain, f"/desk/people/{chain.mateo.id}")
    assert "Ana Torres" in page(chain, "/desk/history/?act=person.revoke")


def test_no_link_lets_them_in_until_they_are_taken_back(chain: Chain) -> None:
    ana, whose = chain.actor(chain.ana), {"person": chain.mateo.id}
    early = people.issue_link(ana, timedelta(hours=1), **whose)
    people.revoke_person(ana, chain.mateo.id)
    with pytest.raises(Problem, match="access_ended"):
        people.issue_link(ana, timedelta(hours=1), **whose)
    with pytest.raises(Problem, match="link_used"):
        people.usable_link(ana, early)
    assert (roles_of(chain.mateo.id), grants_of(chain.mateo.id)) == (
        frozenset(),
        {Role.STORE_MANAGER},
    )
    people.restore_person(ana, chain.mateo.id)
    assert chain.client(chain.mateo).get("/store/").status_code == 200


def test_twice_is_as_if_they_were_not_there(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    address = f"/api/v1/people/{chain.mateo.id}"
    assert ana.post(f"{address}/restore", headers=KIT).status_code == 404
    assert ana.post(f"{address}/revoke", headers=KIT).json["revoked"] is True
    assert ana.post(f"{address}/revoke", headers=KIT).status_code == 404
    assert ana.post(f"{address}/restore", headers=KIT).json == {
        "id": str(chain.mateo.id),
        "name": "Mateo Luna",
        "roles": ["store_manager"],
        "stores": [str(chain.centro.id)],
        "regions": [],
        "revoked": False,
    }


def test_roles_stores_and_regions_change_together(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    given = {"roles": "store_manager", "stores": str(chain.norte.id)}
    sent = ana.post(f"/desk/people/{chain.mateo.id}", data=given, headers=KIT)
    assert sent.status_code == 303
    assert responsible_for(chain.mateo.id) == ({chain.norte.id}, frozenset())
    head = {"roles": ["regional_head"], "regions": [str(chain.region.id)]}
    told = ana.put(f"/api/v1/people/{chain.mateo.id}/access", json=head, headers=KIT).json
    assert (told["roles"], told["stores"]) == (["regional_head"], [])
    history = page(chain, f"/desk/history/?who={chain.ana.id}")
    assert "Mateo Luna" in page(chain, f"/desk/history/?kind=store&object={chain.norte.id}")
    assert "changed what" in history


def test_what_does_not_go_together_is_refused_and_kept_on_the_page(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    both = {"roles": ["reviewer", "store_manager"], "stores": str(chain.norte.id)}
    refused = ana.post(f"/desk/people/{chain.mateo.id}", data=both, headers=KIT)
    assert refused.status_code == 422
    assert "Choose one side." in refused.text
    assert roles_of(chain.mateo.id) == {Role.STORE_MANAGER}
    odd = ana.put(f"/api/v1/people/{chain.mateo.id}/access", json={"roles": ["king"]}, headers=KIT)
    assert odd.json["code"] == "fields_wrong"


def test_the_last_administrator_stays(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    for answered in (
        ana.post(f"/api/v1/people/{chain.ana.id}/revoke", headers=KIT),
        ana.put(f"/api/v1/people/{chain.ana.id}/access", json={"roles": ["reviewer"]}, headers=KIT),
        ana.post(f"/desk/people/{chain.ana.id}/revoke", headers=KIT),
    ):
        assert (answered.status_code, answered.json["code"]) == (409, "last_administrator")
    own = ana.post(f"/desk/people/{chain.ana.id}", data={"roles": "reviewer"}, headers=KIT)
    assert "Make another person administrator first." in own.text
    with pytest.raises(Problem, match="last_administrator"):
        people.revoke_person(system(chain.clock.now()), chain.ana.id)
    assert roles_of(chain.ana.id) == {Role.ADMINISTRATOR}


def test_one_who_was_revoked_does_not_count_as_another(chain: Chain) -> None:
    now = system(chain.clock.now())
    eva = people.add_person(now, "Eva Ríos", [Role.ADMINISTRATOR])
    people.revoke_person(now, eva.id)
    with pytest.raises(Problem, match="last_administrator"):
        people.change_roles(now, chain.ana.id, [Role.REVIEWER], session_lengths(Settings()))
    people.restore_person(now, eva.id)
    people.revoke_person(now, chain.ana.id)


def test_of_two_who_revoke_each_other_one_stays(chain: Chain) -> None:
    now = system(chain.clock.now())
    eva = people.add_person(now, "Eva Ríos", [Role.ADMINISTRATOR])
    for _ in range(5):
        refused = _at_once(chain, eva.id)
        left = [who for who in (chain.ana.id, eva.id) if roles_of(who)]
        assert (refused, len(left)) == (["last_administrator"], 1)
        gone = eva.id if left == [chain.ana.id] else chain.ana.id
        people.restore_person(now, gone)


def _at_once(chain: Chain, eva: object) -> list[str]:
    start, refused = threading.Barrier(2), list[str]()

    def revoke(whom: object) -> None:
        start.wait()
        try:
            people.revoke_person(system(chain.clock.now()), whom)  # type: ignore[arg-type]
        except Problem as problem:
            refused.append(problem.code)
        disconnect()

    both = [threading.Thread(target=revoke, args=(whom,)) for whom in (chain.ana.id, eva)]
    for each in both:
        each.start()
    for each in both:
        each.join(60)
    return refused


def test_a_shopper_s_work_ends_and_the_visits_are_told_of(chain: Chain) -> None:
    phone = chain.client(chain.sol)
    chain.send(chain.plan())
    chain.plan(chain.norte)
    asked = page(chain, f"/desk/shoppers/{chain.sol.id}/end")
    assert "1 visit is still open" in asked
    assert "Tienda Norte" in asked
    ana = chain.client(chain.ana)
    told = ana.post(f"/api/v1/shoppers/{chain.sol.id}/end", headers=KIT).json
    assert told == {
        "id": str(chain.sol.id),
        "code": chain.sol.code,
        "active": False,
        "open_visits": 1,
    }
    assert phone.get("/api/v1/phone/sync").status_code == 401
    assert "Nobody will make these visits" in page(chain, f"/desk/shoppers/{chain.sol.id}")
    assert "open visits: 1" in page(chain, "/desk/history/?act=shopper.deactivate")
    with pytest.raises(Problem, match="access_ended"):
        people.issue_link(chain.actor(chain.ana), timedelta(hours=1), shopper=chain.sol.id)
    ana.post(f"/desk/shoppers/{chain.sol.id}/restore", headers=KIT)
    assert chain.client(chain.sol).get("/api/v1/phone/sync").status_code == 200


def test_a_sign_in_that_was_under_way_does_not_pass(chain: Chain) -> None:
    """Between the look at the link and its use somebody is revoked, and the link with them."""
    now = chain.actor(chain.ana)
    with pytest.raises(Problem, match="link_used"):
        people.revoke_person(now, chain.mateo.id)
        people.open_session(now, chain.mateo.id, None, "", session_lengths(Settings()))
    assert HistoryEntry.select().where(HistoryEntry.act == "session.open").count() == 0


def test_a_shopper_s_open_visit_ends_on_the_day_of_its_store(chain: Chain) -> None:
    visit = chain.plan()
    # Eight in the evening in Mexico City is two of the next day in UTC.
    visit.closes_at = datetime(2026, 12, 2, 2, tzinfo=UTC)
    visit.save()
    for act in ("", "/end"):
        assert "until December 1, 2026" in page(chain, f"/desk/shoppers/{chain.sol.id}{act}")
