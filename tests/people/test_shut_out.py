"""A lost phone, or somebody who has left: signed out everywhere, at once."""

from __future__ import annotations

from datetime import timedelta

from server.people import commands as people
from tests.cast import Chain
from tests.pages import submit


def test_it_works(chain: Chain) -> None:
    phone, other = chain.client(chain.sol), chain.client(chain.sol)
    assert people.shut_out(chain.actor(chain.ana), shopper=chain.sol.id) == 2
    for each in (phone, other):
        assert each.get("/api/v1/phone/sync").json["code"] == "not_signed_in"


def test_a_link_that_was_not_used_yet_ends_too(chain: Chain) -> None:
    ana = chain.actor(chain.ana)
    token = people.issue_link(ana, timedelta(hours=1), person=chain.mateo.id)
    people.shut_out(ana, person=chain.mateo.id)
    assert chain.app.test_client().get(f"/in/{token}").status_code == 410


def test_nobody_else_is_signed_out(chain: Chain) -> None:
    rosa, mateo = chain.client(chain.rosa), chain.client(chain.mateo)
    people.shut_out(chain.actor(chain.ana), person=chain.mateo.id)
    assert rosa.get("/reviews/").status_code == 200
    assert mateo.get("/store/").status_code == 401


def test_the_desk_has_a_button_for_it(chain: Chain) -> None:
    ana, phone = chain.client(chain.ana), chain.client(chain.sol)
    assert f"/desk/shoppers/{chain.sol.id}/out" in ana.get("/desk/shoppers").text
    asked = ana.get(f"/desk/shoppers/{chain.sol.id}/out")
    assert phone.get("/api/v1/phone/sync").status_code == 200
    assert submit(ana, asked).status_code == 200
    assert phone.get("/api/v1/phone/sync").status_code == 401
    assert ana.post(f"/desk/people/{chain.mateo.id}/out", headers={"X-Kit": "1"}).status_code == 303
