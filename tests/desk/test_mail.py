"""An administrator sends links by e-mail, is told what could not be delivered, and mends it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from server.history.models import HistoryEntry
from server.kernel.ids import new_id
from server.mail.models import Message
from server.people.models import Person, Shopper, ShopperIdentity
from tests.cast import Chain
from tests.mail.postbox import Postbox, deliver, running, with_mail
from tests.pages import submit


@pytest.fixture
def postbox(chain: Chain) -> Iterator[Postbox]:
    """A mail server that the chain sends its letters through."""
    with running() as box:
        with_mail(chain, box)
        yield box


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    """The administrator's browser."""
    return chain.client(chain.ana)


def test_it_works(chain: Chain, ana: FlaskClient, postbox: Postbox) -> None:
    link = f"/desk/people/{chain.mateo.id}/link"
    page = submit(ana, ana.get("/desk/people"), link)
    send = f"/desk/people/{chain.mateo.id}/send"
    told = submit(ana, page, send, email="Mateo@example.com")
    assert "on its way to Mateo Luna" in told.text
    assert deliver(chain) == 1
    assert postbox.recipients == [["mateo@example.com"]]
    assert "within 72 hours" in postbox.words()
    assert Person.get_by_id(chain.mateo.id).email == "mateo@example.com"
    acts = [entry.act for entry in HistoryEntry.select().order_by(HistoryEntry.id.desc()).limit(3)]
    assert acts == ["link.issue", "link.send", "address.keep"]


def test_the_address_is_kept_for_the_next_time(
    chain: Chain, ana: FlaskClient, postbox: Postbox
) -> None:
    send = f"/desk/people/{chain.mateo.id}/send"
    ana.post(send, data={"email": "mateo@example.com"}, headers={"X-Kit": "1"})
    page = submit(ana, ana.get("/desk/people"), f"/desk/people/{chain.mateo.id}/link")
    assert "mateo@example.com" in page.text
    submit(ana, page, send)
    assert deliver(chain) == 2
    assert postbox.recipients == [["mateo@example.com"]] * 2


def test_a_person_is_added_with_an_address(
    chain: Chain, ana: FlaskClient, postbox: Postbox
) -> None:
    new = ana.get("/desk/people/new")
    page = submit(ana, new, name="Iván Cruz", email="ivan@example.com", roles=["reviewer"])
    made = Person.get(Person.name == "Iván Cruz")
    submit(ana, page, f"/desk/people/{made.id}/send")
    deliver(chain)
    assert postbox.recipients == [["ivan@example.com"]]


def test_a_shopper_s_address_is_shown_on_no_page(
    chain: Chain, ana: FlaskClient, postbox: Postbox
) -> None:
    page = submit(ana, ana.get("/desk/shoppers/new"), name="Luz Vega", email="luz@example.com")
    luz = Shopper.get(Shopper.id != chain.sol.id)
    told = submit(ana, page, f"/desk/shoppers/{luz.id}/send")
    again = submit(ana, ana.get("/desk/shoppers"), f"/desk/shoppers/{luz.id}/link")
    for seen in (page, told, again, ana.get("/desk/shoppers"), ana.get("/desk/mail")):
        assert "luz@" not in seen.text
    assert "the address that is kept" in again.text
    deliver(chain)
    assert postbox.recipients == [["luz@example.com"]]
    assert luz.code not in postbox.letters[0].as_string()
    behind = ShopperIdentity.get(ShopperIdentity.shopper == luz.id).person
    assert behind.email == "luz@example.com"


@pytest.mark.usefixtures("postbox")
@pytest.mark.parametrize("where", ["people", "shoppers"])
def test_an_address_is_one_person_s(chain: Chain, ana: FlaskClient, where: str) -> None:
    chain_send = f"/desk/people/{chain.mateo.id}/send"
    ana.post(chain_send, data={"email": "mateo@example.com"}, headers={"X-Kit": "1"})
    new = ana.get(f"/desk/{where}/new")
    entered = {"roles": ["reviewer"]} if where == "people" else {}
    refused = submit(ana, new, name="Iván Cruz", email="MATEO@example.com", **entered)
    assert refused.status_code == 409
    assert "Mateo Luna has this address already." in refused.text
    assert "Iván Cruz" in refused.text
    # Of a shopper's it is only said that it is one.
    kept = {"email": "sol@example.com"}
    ana.post(f"/desk/shoppers/{chain.sol.id}/send", data=kept, headers={"X-Kit": "1"})
    refused = submit(ana, new, name="Iván Cruz", email="sol@example.com", **entered)
    assert "A shopper has this address already" in refused.text
    assert "Méndez" not in refused.text
    assert chain.sol.code not in refused.text
    other = f"/desk/people/{chain.rosa.id}/send"
    sent = ana.post(other, data={"email": "mateo@example.com"}, headers={"X-Kit": "1"})
    assert sent.status_code == 409
    assert Person.get_by_id(chain.rosa.id).email is None


@pytest.mark.usefixtures("postbox")
def test_an_invitation_sent_twice_adds_one(ana: FlaskClient) -> None:
    new = ana.get("/desk/people/new")
    for _ in range(2):
        entered = {"name": "Iván Cruz", "email": "ivan@example.com", "roles": ["reviewer"]}
        assert submit(ana, new, **entered).status_code == 200
    assert Person.select().where(Person.email == "ivan@example.com").count() == 1


@pytest.mark.usefixtures("postbox")
def test_without_an_address_it_asks_for_one(chain: Chain, ana: FlaskClient) -> None:
    refused = ana.post(f"/desk/people/{chain.mateo.id}/send", headers={"X-Kit": "1"})
    assert refused.status_code == 422
    assert "Write the e-mail address that the link goes to" in refused.text
    assert Message.select().count() == 0


def test_what_could_not_be_delivered_is_shown_with_a_reason(
    chain: Chain, ana: FlaskClient, postbox: Postbox
) -> None:
    send = f"/desk/people/{chain.mateo.id}/send"
    ana.post(send, data={"email": "matteo@example.com"}, headers={"X-Kit": "1"})
    postbox.refuses_address = ["550 <matteo@example.com> unknown"]
    deliver(chain)
    assert "1 message could not be delivered" in ana.get("/desk/").text
    page = ana.get("/desk/mail")
    assert "Mateo Luna" in page.text
    assert "Ask the person how it is spelled" in page.text
    assert "550" in page.text
    assert "matteo@" not in page.text
    message = Message.get()
    ana.post(send, data={"email": "mateo@example.com"}, headers={"X-Kit": "1"})
    submit(ana, ana.get(f"/desk/mail/{message.id}/discard"))
    deliver(chain)
    assert postbox.recipients == [["mateo@example.com"]]
    assert "could not be delivered." not in ana.get("/desk/").text


def test_it_is_tried_again(chain: Chain, ana: FlaskClient, postbox: Postbox) -> None:
    at = chain.clock.now()
    payload = {"person": str(chain.rosa.id)}
    Person.update(email="rosa@example.com").where(Person.id == chain.rosa.id).execute()
    message = Message.create(
        kind="people.invited", payload=payload, state="parked", run_at=at, created_at=at
    )
    submit(ana, ana.get("/desk/mail"), f"/desk/mail/{message.id}/retry")
    assert deliver(chain) == 1
    assert len(postbox.letters) == 1


def test_whoever_is_gone_is_not_named(chain: Chain, ana: FlaskClient) -> None:
    at = chain.clock.now()
    for payload in ({"person": str(new_id())}, {"shopper": str(new_id())}, {"address": "a@b.c"}):
        Message.create(kind="x", payload=payload, state="parked", run_at=at, created_at=at)
    page = ana.get("/desk/mail").text
    assert page.count("<strong>Somebody who is no longer here</strong>") == 2
    assert page.count("<strong>Somebody who asked for a link on the sign-in page</strong>") == 1
    assert "a@b.c" not in page


def test_without_e_mail_the_desk_says_so_and_links_are_shown(
    chain: Chain, ana: FlaskClient
) -> None:
    assert "E-mail is not set up" in ana.get("/desk/").text
    page = ana.get("/desk/mail").text
    for name in ("AUDIT_KIT_SMTP_HOST", "AUDIT_KIT_MAIL_SENDER", "AUDIT_KIT_PUBLIC_URL"):
        assert f"<code>{name}</code>" in page
    shown = submit(ana, ana.get("/desk/people"), f"/desk/people/{chain.mateo.id}/link")
    assert "/in/" in shown.text
    assert "hand the link over yourself" in shown.text
