"""A link for whoever asks with an address, and nothing learned by whoever only tries addresses."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient

from server.mail.models import Message
from server.people.models import Person, ShopperIdentity, SignInLink
from tests.cast import Chain
from tests.mail.postbox import KIT, Postbox, deliver, running, with_mail
from tests.pages import submit


@pytest.fixture
def postbox(chain: Chain) -> Iterator[Postbox]:
    """A mail server, and two who have an address: Mateo, and Sol as a shopper."""
    at(chain.mateo, "mateo@example.com")
    behind_sol = ShopperIdentity.get(ShopperIdentity.shopper == chain.sol.id).person
    at(behind_sol, "sol@example.com")
    with running() as box:
        with_mail(chain, box)
        yield box


def at(person: Person, address: str) -> None:
    Person.update(email=address).where(Person.id == person.id).execute()


def ask(client: FlaskClient, address: str, where: str = "/sign-in/") -> str:
    """Type an address on the sign-in page; the page that answers."""
    return submit(client, client.get(where), f"{where}address", address=address).text


class Recorded(logging.Handler):
    """Statements as peewee logs them, without their values."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.statements = list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        self.statements.append(str(record.msg[0] if isinstance(record.msg, tuple) else record.msg))


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    log, listener = logging.getLogger("peewee"), Recorded()
    before = log.level
    log.addHandler(listener)
    log.setLevel(logging.DEBUG)
    yield listener.statements
    log.setLevel(before)
    log.removeHandler(listener)


def link_in(text: str) -> str:
    """The path of the link in a letter."""
    found = re.search(re.escape(KIT) + r"(/in/\S+)", text)
    assert found
    return found[1]


def code_in(text: str) -> str:
    found = re.search(r"^[2-9A-Z]{4}-[2-9A-Z]{4}$", text, re.MULTILINE)
    assert found
    return found[0]


def test_it_works(chain: Chain, postbox: Postbox) -> None:
    client = chain.app.test_client()
    assert "If we know this address" in ask(client, " Mateo@Example.com ")
    assert deliver(chain) == 1
    assert postbox.recipients == [["mateo@example.com"]]
    page = client.get(link_in(postbox.words()))
    assert submit(client, page).status_code == 200
    assert "Mateo Luna" in client.get("/devices").text


def test_the_code_of_the_letter_does_it_too_and_both_only_once(
    chain: Chain, postbox: Postbox
) -> None:
    ask(chain.app.test_client(), "mateo@example.com")
    deliver(chain)
    app, browser = chain.app.test_client(), chain.app.test_client()
    submit(app, app.get("/sign-in/"), "/sign-in/code", code=code_in(postbox.words()).lower())
    assert "Mateo Luna" in app.get("/devices").text
    assert browser.get(link_in(postbox.words())).status_code == 410


def test_a_shopper_is_written_to_by_code_and_in_their_language(
    chain: Chain, postbox: Postbox
) -> None:
    client = chain.app.test_client()
    ask(client, "sol@example.com", "/phone/sign-in/")
    deliver(chain)
    assert postbox.letters[0]["Subject"] == "Su enlace de acceso"
    assert chain.sol.code not in postbox.letters[0].as_string()
    assert "Sol" not in postbox.words()
    sent = client.post(link_in(postbox.words()), headers={"X-Kit": "1"})
    assert sent.headers["Location"] == "/"
    assert chain.sol.code in client.get("/devices").text


@pytest.mark.usefixtures("postbox")
def test_known_or_not_the_same_is_done_and_said(chain: Chain) -> None:
    """The very same statements run, so no clock tells more than the words do."""
    told = []
    for address in ("mateo@example.com", "nobody@example.com", "sol@example.com"):
        client = chain.app.test_client()
        page = client.get("/sign-in/")
        with recorded() as statements:
            answer = submit(client, page, "/sign-in/address", address=address)
        told.append((answer.status_code, answer.text, statements))
    assert len(told[0][2]) == 3
    assert told[1] == told[0] == told[2]


def test_nobody_writes_to_an_address_that_nobody_has(chain: Chain, postbox: Postbox) -> None:
    ask(chain.app.test_client(), "nobody@example.com")
    assert Message.select().count() == 1
    deliver(chain)
    assert postbox.letters == []
    assert Message.select().count() == 0
    assert SignInLink.select().count() == 0


def test_who_was_revoked_gets_no_letter(chain: Chain, postbox: Postbox) -> None:
    Person.update(revoked_at=chain.clock.now()).where(Person.id == chain.mateo.id).execute()
    ask(chain.app.test_client(), "mateo@example.com")
    deliver(chain)
    assert postbox.letters == []


@pytest.mark.usefixtures("postbox")
def test_until_it_is_sent_no_row_holds_a_link(chain: Chain) -> None:
    ask(chain.app.test_client(), "mateo@example.com")
    assert Message.get().payload == {"address": "mateo@example.com"}
    assert SignInLink.select().count() == 0
    deliver(chain)
    assert Message.select().count() == 0


def test_a_link_by_mail_is_short_lived(chain: Chain, postbox: Postbox) -> None:
    client = chain.app.test_client()
    ask(client, "mateo@example.com")
    deliver(chain)
    chain.later(minutes=31)
    late = client.get(link_in(postbox.words()))
    assert (late.status_code, late.json["code"]) == (410, "link_late")
    typed = submit(client, client.get("/sign-in/"), "/sign-in/code", code=code_in(postbox.words()))
    assert typed.status_code == 422


@pytest.mark.usefixtures("postbox")
@pytest.mark.parametrize("typed", ["", "mateo", "mateo@", "@example.com", "a b@example.com"])
def test_what_is_no_address_is_said_to_be_none(chain: Chain, typed: str) -> None:
    client = chain.app.test_client()
    page = submit(client, client.get("/sign-in/"), "/sign-in/address", address=typed)
    assert page.status_code == 422
    assert "Write an e-mail address such as" in page.text
    assert Message.select().count() == 0


@pytest.mark.usefixtures("postbox")
def test_one_address_is_not_flooded(chain: Chain) -> None:
    client = chain.app.test_client()
    for address in ("mateo@example.com", "nobody@example.com"):
        for _ in range(4):
            assert "If we know this address" in ask(client, address)
        refused = submit(client, client.get("/sign-in/"), "/sign-in/address", address=address)
        assert refused.status_code == 429
        assert "Try again in 30 min" in refused.text
    assert Message.select().count() == 8
    chain.later(minutes=31)
    assert "If we know this address" in ask(client, "mateo@example.com")


def test_without_e_mail_nobody_is_asked_for_an_address(chain: Chain) -> None:
    client = chain.app.test_client()
    page = client.get("/sign-in/")
    assert "address" not in page.text
    assert "ask your administrator" in page.text
    sent = {"address": "mateo@example.com"}
    refused = client.post("/sign-in/address", data=sent, headers={"X-Kit": "1"})
    assert (refused.status_code, refused.json["code"]) == (409, "mail_not_set_up")


def test_a_stranger_s_own_address_of_the_server_is_in_no_letter(
    chain: Chain, postbox: Postbox
) -> None:
    client = chain.app.test_client()
    sent = {"address": "mateo@example.com"}
    client.post(
        "/sign-in/address", data=sent, headers={"X-Kit": "1"}, base_url="https://evil.example"
    )
    deliver(chain)
    assert "evil" not in postbox.letters[0].as_string()


def test_who_is_both_gets_one_letter_with_a_link_each(chain: Chain, postbox: Postbox) -> None:
    ShopperIdentity.update(person=chain.rosa.id).execute()
    at(chain.rosa, "rosa@example.com")
    ask(chain.app.test_client(), "rosa@example.com")
    deliver(chain)
    assert len(postbox.letters) == 1
    assert postbox.words().count(f"{KIT}/in/") == 2
    kinds = {(bool(link.person_id), bool(link.shopper_id)) for link in SignInLink.select()}
    assert kinds == {(True, False), (False, True)}
