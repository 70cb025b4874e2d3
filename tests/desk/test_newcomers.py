"""New links at once for all who were invited and never signed in: page, API and terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from server.cli import main
from server.database import connect
from server.desk.queries import newcomers
from server.history.models import HistoryEntry
from server.kernel.actor import Role, system
from server.kernel.ids import new_id
from server.mail.models import Message
from server.people.commands import add_person, add_shopper, keep_address, revoke_person
from server.people.models import Person, Shopper
from tests.cast import Chain
from tests.pages import submit

MAIL = {
    "smtp_host": "localhost",
    "mail_sender": "kit@example.com",
    "public_url": "https://kit.example.com",
}


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    """The administrator's browser; all but Rita, Rosa and one shopper have signed in."""
    for who in (chain.mateo, chain.regina, chain.sol):
        chain.client(who)
    now = system(chain.clock.now())
    add_shopper(now, "Zyanya Qxzadkari", "es")
    gone = add_person(now, "Gone Again", [Role.REVIEWER], "en")
    revoke_person(now, gone.id)
    chain.later(minutes=30)
    return chain.client(chain.ana)


@pytest.fixture
def mailing(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    """The installation with a mail server."""
    settings = replace(chain.app.extensions["settings"], **MAIL)
    monkeypatch.setitem(chain.app.extensions, "settings", settings)


def code(chain: Chain) -> str:
    """The code of the shopper who never signed in."""
    return str(Shopper.get(Shopper.id != chain.sol.id).code)


def links(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r"<output>([^<]+)</output>", page)]


def opens(chain: Chain, link: str) -> int:
    """What comes of opening a link on a new device."""
    client = chain.app.test_client()
    return client.post(urlsplit(link).path, headers={"X-Kit": "1"}).status_code


def names(chain: Chain, kind: str) -> list[str]:
    return [each.name for each in newcomers(kind, chain.clock.now())]


def test_it_works(chain: Chain, ana: FlaskClient) -> None:
    assert "2 never signed in: new links for all" in ana.get("/desk/people").text
    asked = ana.get("/desk/people/links")
    assert ["Rita" in asked.text, "Rosa" in asked.text] == [True, True]
    assert ["Mateo" in asked.text, "Gone" in asked.text] == [False, False]
    shown = submit(ana, asked)
    assert shown.text.count("<svg") >= 2
    found = links(shown.text)
    assert len(found) == 2
    assert [opens(chain, link) for link in found] == [303, 303]
    assert names(chain, "people") == []
    assert "never signed in" not in ana.get("/desk/people").text
    assert "Everybody has signed in once." in ana.get("/desk/people/links").text
    entry = HistoryEntry.get(HistoryEntry.act == "person.link_all")
    assert entry.details == {"people": 2, "shoppers": 0}
    told = ana.get("/desk/history/?act=person.link_all").text
    assert "had never signed in; people: 2, shoppers: 0." in told


def test_shoppers_are_codes(chain: Chain, ana: FlaskClient) -> None:
    asked = ana.get("/desk/shoppers/links")
    assert [code(chain) in asked.text, chain.sol.code in asked.text] == [True, False]
    shown = submit(ana, asked)
    assert code(chain) in shown.text
    assert "Zyanya" not in asked.text + shown.text
    assert "Whose code is whose" not in shown.text
    (link,) = links(shown.text)
    assert opens(chain, link) == 303


def test_a_device_left_open_makes_none(chain: Chain, ana: FlaskClient) -> None:
    chain.later(minutes=21)
    asked = ana.get("/desk/people/links")
    assert asked.location.startswith("/confirm?back=/desk/people/links")
    refused = ana.post("/api/v1/people/links", headers={"X-Kit": "1"})
    assert (refused.status_code, refused.json["code"]) == (403, "confirm_first")
    assert names(chain, "people") == ["Rita Solís", "Rosa Ibáñez"]


@pytest.mark.usefixtures("mailing")
def test_sent_twice_letters_go_once(chain: Chain, ana: FlaskClient) -> None:
    keep_address(system(chain.clock.now()), "rosa@example.com", person=chain.rosa.id)
    asked = ana.get("/desk/people/links")
    assert "is sent a link by e-mail as well" in asked.text
    first, second = submit(ana, asked), submit(ana, asked)
    assert "1 is also sent by e-mail" in first.text
    assert set(links(first.text)).isdisjoint(links(second.text))
    assert Message.select().where(Message.kind == "people.invited").count() == 1


def test_as_json(chain: Chain, ana: FlaskClient) -> None:
    listed = ana.get("/api/v1/people/links").json
    assert {each["id"] for each in listed} == {str(chain.rosa.id), str(chain.rita.id)}
    identity = new_id()

    def post(kind: str) -> list[dict[str, Any]]:
        address = f"/api/v1/{kind}/links?identity={identity}"
        made = ana.post(address, headers={"X-Kit": "1"})
        assert made.status_code == 201, made.text
        return list(made.json)

    made = post("people")
    assert [opens(chain, each["link"]) for each in made] == [303, 303]
    assert post("people") == []
    (shopper,) = post("shoppers")
    assert (shopper["name"], shopper["mailed"]) == (code(chain), False)
    typed = {"code": shopper["code"]}
    coming = chain.app.test_client().post("/sign-in/code", data=typed, headers={"X-Kit": "1"})
    assert coming.status_code == 303
    assert ana.get("/api/v1/shoppers/links").json == []


def test_from_a_terminal(chain: Chain, ana: FlaskClient, database_url: str) -> None:
    settings = {"DATABASE_URL": database_url, "AUDIT_KIT_DATA": str(chain.data)}

    def run(*words: str) -> str:
        done = CliRunner().invoke(main, ["people", "links", *words], env=settings)
        connect(database_url)
        return done.output

    asked = run()
    assert asked.startswith("Rita")
    assert "Make 2 new links, of 2 who never signed in?" in asked
    assert "/in/" not in asked
    made = run("--yes")
    assert made.count("/in/") == 2
    assert ana.get("/api/v1/people/links").status_code == 200
    assert f"For {code(chain)}; works once" in run("--shoppers", "--yes")


def test_who_was_just_given_a_link_comes_last(chain: Chain, ana: FlaskClient) -> None:
    first, second = names(chain, "people")
    one = Person.get(Person.name == first)
    made = ana.post(f"/api/v1/people/{one.id}/link", headers={"X-Kit": "1"})
    assert made.status_code == 201
    assert names(chain, "people") == [second, first]
    chain.later(hours=2)
    assert names(chain, "people") == [first, second]


def test_in_spanish(chain: Chain, ana: FlaskClient) -> None:
    page = ana.get("/desk/people/links?language=es").text
    assert "Hacer 2 enlaces nuevos" in page
    assert code(chain) in ana.get("/desk/shoppers/links?language=es").text
