"""A link signs one device in, once, within its time, and only when somebody presses the button."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from server.app import create_app
from server.database import disconnect
from server.kernel.actor import Role, system
from server.kernel.ids import token_hash
from server.kernel.problems import Problem
from server.kernel.settings import Settings
from server.people import commands
from server.people.models import DeviceSession, Person, RoleGrant, SignInLink
from server.people.queries import roles_of
from server.people.rules import SessionLengths
from tests.cast import Chain
from tests.pages import form_on, submit

HOUR = timedelta(hours=1)
LENGTHS = SessionLengths(HOUR, HOUR, HOUR)
PIXEL = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)


def link_for(chain: Chain, person: Person) -> str:
    """The address of a fresh sign-in link."""
    token = commands.issue_link(system(chain.clock.now()), HOUR, person=person.id)
    return f"/in/{token}"


def test_it_works(chain: Chain) -> None:
    client = chain.app.test_client()
    page = client.get(link_for(chain, chain.mateo))
    assert page.status_code == 200
    assert submit(client, page).status_code == 200
    assert "Mateo Luna" in client.get("/devices").text


def test_signing_in_again_leaves_no_second_device(chain: Chain) -> None:
    client = chain.client(chain.mateo)
    client.post(link_for(chain, chain.mateo), headers={"X-Kit": "1"})
    assert client.get("/devices").text.count("This device") == 1
    assert "Sign out there" not in client.get("/devices").text
    client.post(link_for(chain, chain.rosa), headers={"X-Kit": "1"})
    assert "Rosa" in client.get("/devices").text
    living = DeviceSession.select().where(DeviceSession.revoked_at.is_null())
    assert [session.person_id for session in living] == [chain.rosa.id]


def test_opening_a_link_signs_nobody_in(chain: Chain) -> None:
    address, client = link_for(chain, chain.mateo), chain.app.test_client()
    for _ in range(3):
        seen = client.get(address)
        assert seen.status_code == 200
        assert "Set-Cookie" not in seen.headers
    assert client.get("/devices").status_code == 401
    assert DeviceSession.select().count() == 0


def test_a_link_works_once(chain: Chain) -> None:
    address = link_for(chain, chain.mateo)
    first, second = chain.app.test_client(), chain.app.test_client()
    assert first.post(address, headers={"X-Kit": "1"}).status_code == 303
    refused = second.post(address, headers={"X-Kit": "1"})
    assert (refused.status_code, refused.json["code"]) == (410, "link_used")
    assert second.get(address).status_code == 410
    assert second.get("/devices").status_code == 401


def test_of_two_at_the_same_moment_one_gets_in(chain: Chain) -> None:
    now = system(chain.clock.now())
    token = commands.issue_link(now, HOUR, person=chain.mateo.id)
    start = Barrier(2)

    def use() -> str:
        start.wait()
        try:
            return commands.use_link(now, token, "", LENGTHS).token
        except Problem as problem:
            return problem.code
        finally:
            disconnect()

    with ThreadPoolExecutor(2) as both:
        got = [each.result() for each in [both.submit(use), both.submit(use)]]
    assert got.count("link_used") == 1
    assert DeviceSession.select().count() == 1


def test_a_link_ends(chain: Chain) -> None:
    address, client = link_for(chain, chain.mateo), chain.app.test_client()
    chain.later(minutes=61)
    assert client.get(address).status_code == 410
    assert client.post(address, headers={"X-Kit": "1"}).status_code == 410


def test_a_link_that_does_not_work_says_why(chain: Chain) -> None:
    """Whoever has a link's token was given it: saying what became of it betrays nothing."""
    used, late = link_for(chain, chain.mateo), link_for(chain, chain.mateo)
    chain.app.test_client().post(used, headers={"X-Kit": "1"})
    chain.later(minutes=61)
    stranger = chain.app.test_client()
    told = {where: stranger.get(where).json for where in ("/in/invented", used, late)}
    assert [each["code"] for each in told.values()] == ["link_unusable", "link_used", "link_late"]
    assert "perhaps by you on another device" in told[used]["detail"]
    assert "Ask for a new one" in told[late]["detail"]


def test_a_link_opened_again_where_it_was_used_leads_on(chain: Chain) -> None:
    address = link_for(chain, chain.mateo)
    here, elsewhere = chain.app.test_client(), chain.client(chain.rosa)
    here.post(address, headers={"X-Kit": "1"})
    again = here.get(address)
    assert (again.status_code, again.headers["Location"]) == (303, "/")
    assert elsewhere.get(address).status_code == 410


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_the_cookie_is_out_of_reach_of_scripts(chain: Chain, scheme: str, secure: bool) -> None:
    address = link_for(chain, chain.mateo)
    client = chain.app.test_client()
    sent = client.post(address, headers={"X-Kit": "1"}, base_url=f"{scheme}://kit.example")
    cookie = sent.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure


def test_what_is_stored_opens_nothing(chain: Chain) -> None:
    token = commands.issue_link(system(chain.clock.now()), HOUR, person=chain.mateo.id)
    client = chain.app.test_client()
    client.post(f"/in/{token}", headers={"X-Kit": "1", "User-Agent": PIXEL})
    cookie = client.get_cookie("kit_session")
    assert cookie is not None
    session, link = DeviceSession.get(), SignInLink.get()
    assert (session.token_hash, link.token_hash) == (token_hash(cookie.value), token_hash(token))
    assert session.device == "Chrome/Android"


def set_up_link(chain: Chain) -> str:
    """The token of a set-up link, in a chain that nobody administers yet."""
    RoleGrant.delete().where(RoleGrant.role == Role.ADMINISTRATOR).execute()
    return commands.issue_setup_link(system(chain.clock.now()), HOUR)


def test_the_set_up_link_makes_the_first_administrator(chain: Chain) -> None:
    token = set_up_link(chain)
    client = chain.app.test_client()
    page = client.get(f"/in/{token}?language=es")
    assert "Su nombre" in page.text
    home = submit(client, page, name="  Inés   Ibarra ")
    made = Person.get(Person.name == "Inés Ibarra")
    assert roles_of(made.id) == {Role.ADMINISTRATOR}
    assert made.language == "es"
    assert "Inés Ibarra" in home.text


def test_it_makes_nobody_once_there_is_an_administrator(chain: Chain) -> None:
    token, client = set_up_link(chain), chain.app.test_client()
    page = client.get(f"/in/{token}")
    commands.add_person(system(chain.clock.now()), "Inés Ibarra", [Role.ADMINISTRATOR])
    refused = submit(client, page, name="Somebody else")
    assert refused.status_code == 410
    assert "there is one by now" in refused.text
    assert client.get(f"/in/{token}?language=es").status_code == 410
    assert not Person.select().where(Person.name == "Somebody else").exists()
    assert client.get("/devices").status_code != 200


def test_a_set_up_without_a_name_leaves_the_link_usable(chain: Chain) -> None:
    token = set_up_link(chain)
    client = chain.app.test_client()
    refused = client.post(f"/in/{token}", data={"name": " "}, headers={"X-Kit": "1"})
    assert (refused.status_code, refused.json["code"]) == (422, "name_unusable")
    assert client.get(f"/in/{token}").status_code == 200


def test_a_new_set_up_link_ends_the_one_before(chain: Chain) -> None:
    old, new, client = set_up_link(chain), set_up_link(chain), chain.app.test_client()
    assert client.get(f"/in/{new}").status_code == 200
    assert client.get(f"/in/{old}").status_code == 410


def test_another_site_signs_nobody_in_with_a_link_of_its_own(chain: Chain) -> None:
    """All strangers have one form token; the browser says which site the form came from."""
    client = chain.app.test_client()
    page = client.get(link_for(chain, chain.mateo))
    form = form_on(page)
    sent = client.post(form.action, data=form.fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert (sent.status_code, sent.json["code"]) == (403, "request_not_ours")
    assert "Set-Cookie" not in sent.headers
    ours = client.post(form.action, data=form.fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert ours.status_code == 303


def test_behind_a_proxy_the_cookie_travels_by_https_only(database_url: str, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=database_url, public_url="https://kit.example")
    client = create_app(settings).test_client()
    token = commands.issue_setup_link(system(datetime.now(UTC)), HOUR)
    sent = client.post(f"/in/{token}", data={"name": "Ana"}, headers={"X-Kit": "1"})
    assert "; Secure;" in sent.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "back", ["//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example", "/x\r\nX: y"]
)
def test_the_language_leads_back_to_no_other_site(chain: Chain, back: str) -> None:
    sent = chain.client(chain.ana).post(
        "/language", data={"language": "es", "back": back}, headers={"X-Kit": "1"}
    )
    assert (sent.status_code, sent.headers["Location"]) == (303, "/")


def test_what_breaks_while_signing_in_leaves_no_token_in_the_log(
    chain: Chain, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, client = link_for(chain, chain.mateo), chain.app.test_client()
    monkeypatch.setitem(chain.app.config, "PROPAGATE_EXCEPTIONS", False)
    DeviceSession.drop_table()
    assert client.post(address, headers={"X-Kit": "1"}).status_code == 500
    assert "/in/<token>" in caplog.text
    assert address.rpartition("/")[2] not in caplog.text
