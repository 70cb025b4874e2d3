"""Passkeys, recovery codes and the sign-ins of others are changed only by whoever has just shown
who they are: a device that was left open is not enough."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.history.models import HistoryEntry
from server.kernel.actor import Role, system
from server.kernel.ids import new_id, plain_code
from server.kernel.settings import Settings
from server.people import commands
from server.people.models import DeviceSession, Passkey, Person, RecoveryCode
from server.people.queries import roles_of
from tests.cast import Chain
from tests.pages import form_on, submit
from tests.people.authenticator import OURS, Authenticator, add, bring, options

SHOWN_CODE = re.compile(r'class="code[^"]*">([^<]+)<')


def confirm(client: FlaskClient, key: Authenticator, **more: str) -> TestResponse:
    """Show a passkey again."""
    signed = key.sign(options(client, "/passkeys/confirm"))
    return bring(client, "/passkeys/confirm", signed, **more)


def refused(answer: TestResponse) -> bool:
    """Whether it was asked first who sits there."""
    return (answer.status_code, answer.json["code"]) == (403, "confirm_first")


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    key = add(ana)
    chain.later(minutes=21)
    assert "Confirm that it is you" in ana.get("/passkeys").text
    assert refused(ana.post("/passkeys/options", json={}, headers=OURS))
    leads = ana.get("/passkeys/codes")
    assert leads.location == "/confirm?back=/passkeys/codes"
    assert "Use your passkey" in ana.get(leads.location).text
    assert confirm(ana, key, back="/passkeys/codes").json == {"next": "/passkeys/codes"}
    assert "Make ten new codes" in ana.get("/passkeys/codes").text
    assert options(ana, "/passkeys")["user"]["name"] == "Ana Torres"
    noted = HistoryEntry.get(HistoryEntry.act == "session.confirm")
    assert noted.actor == chain.ana.id


def test_it_lasts_twenty_minutes(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    chain.later(minutes=20)
    add(ana)
    chain.later(seconds=1)
    assert refused(ana.post("/passkeys/options", json={}, headers=OURS))


def test_a_passkey_begun_in_time_and_brought_too_late_is_not_kept(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    chain.later(minutes=18)
    made = Authenticator().make(options(ana, "/passkeys"))
    chain.later(minutes=3)
    assert refused(bring(ana, "/passkeys", made, name="Late"))
    assert Passkey.select().count() == 0


def test_nothing_that_is_worth_stealing_goes_without(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    add(ana)
    ana.post("/passkeys/codes", headers=OURS)
    there = RecoveryCode.select().count(), DeviceSession.select().count()
    phone = chain.client(chain.sol)
    chain.later(minutes=21)
    key = Passkey.get()
    for address in (
        f"/passkeys/{key.id}/remove",
        "/passkeys/codes",
        f"/desk/people/{chain.rita.id}/out",
        f"/desk/shoppers/{chain.sol.id}/out",
        f"/desk/people/{chain.rita.id}/revoke",
        f"/api/v1/people/{chain.rita.id}/revoke",
    ):
        assert refused(ana.post(address, headers=OURS)), address
    for address in (f"/passkeys/{key.id}/remove", f"/desk/people/{chain.rita.id}/revoke"):
        assert ana.get(address).location == f"/confirm?back={address}"
    assert Passkey.select().count() == 1
    assert (RecoveryCode.select().count(), DeviceSession.select().count() - 1) == there
    assert phone.get("/api/v1/phone/sync").status_code == 200


def test_nor_does_what_makes_or_opens_the_way_of_somebody_else(chain: Chain) -> None:
    """A desk left open lets nobody in who would be a confirmed administrator then."""
    ana = chain.client(chain.ana)
    chain.later(minutes=21)
    rita, sol, kept = f"people/{chain.rita.id}", f"shoppers/{chain.sol.id}", Person.select().count()
    newcomer = {"identity": str(new_id()), "name": "Eva", "language": "en"}
    for address, sent in (
        ("/desk/people/new", newcomer | {"roles": "administrator"}),
        # The identity of somebody who is there already must not show a link of theirs.
        ("/desk/people/new", newcomer | {"identity": str(chain.rita.id), "roles": "reviewer"}),
        (f"/desk/{rita}", {"roles": "administrator"}),
        (f"/desk/{rita}/link", {}),
        (f"/desk/{rita}/send", {"email": "thief@example.com"}),
        (f"/desk/{rita}/address", {"email": "thief@example.com"}),
        (f"/desk/{sol}/address", {"email": "thief@example.com"}),
        (f"/desk/{sol}/name", {"reason": "She is in hospital"}),
        (f"/kept/{sol}/data", {"reason": "She asked for it"}),
        (f"/kept/{sol}/erase", {"sure": "yes"}),
        (f"/kept/{rita}/erase", {"sure": "yes"}),
    ):
        assert refused(ana.post(address, data=sent, headers=OURS)), address
    for address, told in (
        (f"{rita}/access", {"roles": ["administrator"]}),
        (f"{rita}/address", {"address": "thief@example.com"}),
        (f"{sol}/address", {"address": "thief@example.com"}),
    ):
        assert refused(ana.put(f"/api/v1/{address}", json=told, headers=OURS)), address
    why = {"reason": "She is in hospital"}
    assert refused(ana.post(f"/api/v1/{sol}/name", json=why, headers=OURS))
    assert Person.select().count() == kept
    assert roles_of(chain.rita.id) == {Role.REVIEWER}
    assert Person.get_by_id(chain.rita.id).email is None


def test_nor_a_list_with_an_administrator_in_it(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    chain.later(minutes=21)
    content = "name,roles\nEva Ríos,administrator\n".encode()
    preview = ana.post("/api/v1/imports/people", data=content, headers=OURS).json
    address = f"/api/v1/imports/people?seen={preview['digest']}"
    assert refused(ana.post(address, data=content, headers=OURS))
    assert not Person.select().where(Person.name == "Eva Ríos").exists()


def test_whoever_is_new_and_no_administrator_gets_a_link_without_more_ado(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    chain.later(minutes=21)
    page = submit(ana, ana.get("/desk/people/new"), name="Iván Cruz", roles=["reviewer"])
    assert "/in/" in page.text
    made = Person.get(Person.name == "Iván Cruz")
    assert ana.post(f"/desk/people/{made.id}/link", headers=OURS).status_code == 200
    chain.later(minutes=21)
    assert refused(ana.post(f"/desk/people/{made.id}/link", headers=OURS))


def test_what_was_entered_is_kept_on_the_page_that_asks(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    chain.later(minutes=21)
    ana.environ_base |= {"HTTP_ACCEPT": "text/html", "HTTP_SEC_FETCH_SITE": "same-origin"}
    new = ana.get("/desk/people/new")
    asked = submit(ana, new, name="Eva Ríos", roles=["administrator"])
    assert asked.status_code == 403
    assert "Confirm in another tab that it is you" in asked.text
    assert form_on(asked).fields["name"] == ["Eva Ríos"]
    assert 'href="/confirm" target="_blank"' in asked.text


def test_whoever_becomes_an_administrator_is_signed_in_for_as_short_as_one(chain: Chain) -> None:
    rita, ana = chain.client(chain.rita), chain.client(chain.ana)
    changed = ana.put(
        f"/api/v1/people/{chain.rita.id}/access", json={"roles": ["administrator"]}, headers=OURS
    )
    assert changed.status_code == 200
    hours = Settings().administrator_session_hours
    chain.later(hours=hours, minutes=-1)
    assert rita.get("/desk/people").status_code == 200
    chain.later(minutes=2)
    assert rita.get("/desk/people").status_code == 401


def test_a_page_says_what_to_do_and_leads_there(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    asked = ana.get(f"/desk/people/{chain.rita.id}/out")
    chain.later(minutes=21)
    ana.environ_base["HTTP_ACCEPT"] = "text/html"
    page = submit(ana, asked)
    assert page.status_code == 403
    assert 'href="/confirm"' in page.text
    assert "Show your passkey on the page /confirm, or sign in with a new link" in page.text


def test_a_new_link_shows_it_too(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    chain.later(hours=2)
    assert "Open a new sign-in link on this device, or type its code" in mateo.get("/confirm").text
    token = commands.issue_link(system(chain.clock.now()), timedelta(hours=1), chain.mateo.id)
    mateo.post(f"/in/{token}", headers=OURS)
    assert "That is done" in mateo.get("/confirm").text
    add(mateo)


def test_a_code_of_one_s_own_shows_nothing(chain: Chain) -> None:
    """Else whoever finds a device open would make one there and type it."""
    mateo = chain.client(chain.mateo)
    drawn = SHOWN_CODE.search(mateo.post("/devices/code", headers={"X-Kit": "1"}).text)
    assert drawn is not None
    elsewhere = chain.app.test_client()
    code = plain_code(drawn.group(1))
    assert elsewhere.post("/sign-in/code", data={"code": code}, headers=OURS).status_code == 303
    assert elsewhere.get("/devices").status_code == 200
    assert refused(elsewhere.post("/passkeys/options", json={}, headers=OURS))


def test_nor_does_a_link_that_an_administrator_makes_for_herself(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    chain.later(minutes=21)
    page = ana.post(f"/desk/people/{chain.ana.id}/link", headers={"X-Kit": "1"}).text
    found = re.search(r"/in/([\w-]+)", page)
    assert found is not None
    other = chain.app.test_client()
    assert other.post(f"/in/{found.group(1)}", headers=OURS).location == "/"
    assert refused(other.post("/passkeys/options", json={}, headers=OURS))
    # Nor one that is sent to whatever address somebody types at a device left open.
    sent = ana.post(
        f"/desk/people/{chain.ana.id}/send", data={"email": "thief@example.com"}, headers=OURS
    )
    assert refused(sent)


def test_anybody_else_s_passkey_confirms_nothing(chain: Chain) -> None:
    ana, mateo = chain.client(chain.ana), chain.client(chain.mateo)
    add(ana)
    key = add(mateo)
    chain.later(minutes=21)
    assert confirm(ana, key).json["code"] == "passkey_refused"
    assert refused(ana.post("/passkeys/options", json={}, headers=OURS))


def test_an_answer_for_signing_in_confirms_nothing(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    key = add(ana)
    chain.later(minutes=21)
    signed = key.sign(options(ana, "/passkeys/sign-in"))
    assert bring(ana, "/passkeys/confirm", signed).json["code"] == "passkey_too_late"


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_it_leads_back_to_nowhere_else(chain: Chain, back: str) -> None:
    ana = chain.client(chain.ana)
    key = add(ana)
    assert confirm(ana, key, back=back).json == {"next": "/"}
    page = ana.get("/confirm", query_string={"back": back}).text
    assert '<a class="button primary" href="/">' in page


def test_the_command_line_needs_none(chain: Chain) -> None:
    assert commands.shut_out(system(chain.clock.now()), person=chain.rita.id) == 0
