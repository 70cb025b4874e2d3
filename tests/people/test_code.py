"""A code does what its link does, typed on another device: once, for a short time, not guessed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.kernel.actor import Role, system
from server.kernel.ids import code_hash, new_code, plain_code
from server.people import commands
from server.people.commands import Given
from server.people.models import DeviceSession, RoleGrant, SignInLink
from tests.cast import Chain
from tests.pages import submit

HOUR = timedelta(hours=1)


def given(chain: Chain, lasts: timedelta = 72 * HOUR) -> Given:
    """A link and a code of Sol's."""
    return commands.give_link(system(chain.clock.now()), lasts, HOUR, shopper=chain.sol.id)


def type_in(client: FlaskClient, code: str, where: str = "/phone/sign-in/") -> TestResponse:
    """Type a code on the sign-in page, as it is reached from the app."""
    return submit(client, client.get(where), f"{where}code", code=code)


def shown(page: TestResponse) -> str:
    """The code that a page shows."""
    found = re.search(r">([2-9A-Z]{4}-[2-9A-Z]{4})<", page.text)
    assert found
    return found[1]


def test_it_works(chain: Chain) -> None:
    phone = chain.app.test_client()
    opened = type_in(phone, given(chain).code)
    # The app is not left on the way: an installed one would go on in the browser.
    assert [each.request.path for each in (*opened.history, opened)][-1] == "/phone/"
    assert len(opened.history) == 1
    assert chain.sol.code in phone.get("/devices").text
    assert phone.get_cookie("kit_shopper") is not None


@pytest.mark.parametrize("spelled", ["{0} {1}", " {0}-{1} ", "{0}{1}", "{0}–{1}"])
def test_it_may_be_spelled_as_people_do(chain: Chain, spelled: str) -> None:
    code = given(chain).code.lower()
    phone = chain.app.test_client()
    assert type_in(phone, spelled.format(code[:4], code[4:])).status_code == 200
    assert phone.get("/devices").status_code == 200


def test_from_the_browser_it_leads_to_the_first_page(chain: Chain) -> None:
    code = commands.code_for_another_device(chain.actor(chain.mateo), HOUR)
    browser = chain.app.test_client()
    sent = browser.post("/sign-in/code", data={"code": code}, headers={"X-Kit": "1"})
    assert (sent.status_code, sent.headers["Location"]) == (303, "/")


def test_it_works_once_and_takes_its_link_along(chain: Chain) -> None:
    link = given(chain)
    assert type_in(chain.app.test_client(), link.code).status_code == 200
    again = type_in(chain.app.test_client(), link.code)
    assert again.status_code == 422
    assert "A code works once" in again.text
    assert chain.app.test_client().get(f"/in/{link.token}").status_code == 410


def test_a_used_link_takes_its_code_along(chain: Chain) -> None:
    link = given(chain)
    chain.app.test_client().post(f"/in/{link.token}", headers={"X-Kit": "1"})
    assert type_in(chain.app.test_client(), link.code).status_code == 422


def test_it_ends_before_its_link_which_gives_a_new_one(chain: Chain) -> None:
    link, browser, phone = given(chain), chain.app.test_client(), chain.app.test_client()
    chain.later(minutes=61)
    assert type_in(phone, link.code).status_code == 422
    page = browser.get(f"/in/{link.token}")
    fresh = shown(submit(browser, page, f"/in/{link.token}/code"))
    assert browser.get("/devices").status_code == 401
    assert type_in(phone, fresh).status_code == 200
    assert chain.sol.code in phone.get("/devices").text


def test_a_new_one_ends_the_one_before(chain: Chain) -> None:
    link, phone = given(chain), chain.app.test_client()
    phone.post(f"/in/{link.token}/code", headers={"X-Kit": "1"})
    assert type_in(phone, link.code).status_code == 422


def test_it_lasts_no_longer_than_its_link(chain: Chain) -> None:
    link = given(chain, lasts=HOUR / 2)
    chain.later(minutes=31)
    assert type_in(chain.app.test_client(), link.code).status_code == 422


def test_opening_a_link_draws_no_code(chain: Chain) -> None:
    link = given(chain)
    before = SignInLink.get().code_hash
    chain.app.test_client().get(f"/in/{link.token}")
    assert SignInLink.get().code_hash == before


def test_the_link_that_makes_an_administrator_has_none(chain: Chain) -> None:
    RoleGrant.delete().where(RoleGrant.role == Role.ADMINISTRATOR).execute()
    token = commands.issue_setup_link(system(chain.clock.now()), HOUR)
    client = chain.app.test_client()
    assert "Show a code" not in client.get(f"/in/{token}").text
    assert client.post(f"/in/{token}/code", headers={"X-Kit": "1"}).status_code == 410


def test_from_a_signed_in_browser_into_the_app(chain: Chain) -> None:
    browser, phone = chain.client(chain.sol), chain.app.test_client()
    page = browser.get("/devices?language=en")
    drawn = shown(submit(browser, page, "/devices/code"))
    assert type_in(phone, drawn).status_code == 200
    assert phone.get("/devices").status_code == 200
    assert browser.get("/devices").status_code == 200


def test_signing_out_everywhere_ends_codes_too(chain: Chain) -> None:
    link = given(chain)
    commands.shut_out(chain.actor(chain.ana), shopper=chain.sol.id)
    assert type_in(chain.app.test_client(), link.code).status_code == 422
    assert DeviceSession.select().where(DeviceSession.revoked_at.is_null()).count() == 0


def test_nobody_tries_codes_out(chain: Chain) -> None:
    link, thief = given(chain), chain.app.test_client()
    for _ in range(10):
        assert type_in(thief, new_code(8)).status_code == 422
    refused = type_in(thief, link.code)
    assert refused.status_code == 429
    assert "Try again in 15 min" in refused.text
    elsewhere = chain.app.test_client()
    page = elsewhere.get("/sign-in/", environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert page.status_code == 200
    sent = elsewhere.post(
        "/sign-in/code",
        data={"code": link.code},
        headers={"X-Kit": "1"},
        environ_base={"REMOTE_ADDR": "198.51.100.7"},
    )
    assert sent.status_code == 303


def test_after_a_while_one_may_try_again(chain: Chain) -> None:
    link, phone = given(chain), chain.app.test_client()
    for _ in range(11):
        type_in(phone, new_code(8))
    chain.later(minutes=15)
    assert type_in(phone, link.code).status_code == 200


def test_what_is_stored_of_it_is_a_slow_hash(chain: Chain) -> None:
    link = given(chain)
    stored = SignInLink.get().code_hash
    assert stored == code_hash(link.code)
    assert link.code not in stored
    assert code_hash("AAAAAAAA") != stored


@pytest.mark.parametrize("typed", ["", "7K3F", "7K3F-29QDX", "ññññññññ"])
def test_what_is_no_code_is_said_to_be_none(chain: Chain, typed: str) -> None:
    refused = type_in(chain.app.test_client(), typed)
    assert refused.status_code == 422
    assert "Write the eight letters and digits" in refused.text


def test_a_code_has_no_letter_that_is_mistaken_for_another() -> None:
    letters = set("".join(new_code(8) for _ in range(300)))
    assert letters.isdisjoint("0O1IL5SU8B")
    assert plain_code("7k3f – 29qd") == "7K3F29QD"
