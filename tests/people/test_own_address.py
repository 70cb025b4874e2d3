"""Everybody gives an e-mail address of their own; it counts once the code of its letter is back."""

from __future__ import annotations

import html

import pytest
from flask.testing import FlaskClient

from server.history.models import HistoryEntry
from server.mail.models import Message
from server.people.models import AddressClaim, Person, Shopper, ShopperIdentity
from tests.cast import Chain
from tests.mail.conftest import postbox
from tests.mail.postbox import KIT, Postbox, deliver
from tests.pages import submit
from tests.people.test_link_by_mail import code_in

__all__ = ["postbox"]


def address_of(who: Person | Shopper) -> str | None:
    if isinstance(who, Shopper):
        who = ShopperIdentity.get(ShopperIdentity.shopper == who.id).person
    found: str | None = Person.get_by_id(who.id).email
    return found


def claim(client: FlaskClient, address: str) -> None:
    page = client.get("/address")
    assert submit(client, page, "/address", address=address).status_code == 200


def confirm(client: FlaskClient, code: str) -> str:
    sent = client.post("/address/confirm", data={"code": code}, headers={"X-Kit": "1"})
    return html.unescape(sent.text)


@pytest.mark.parametrize("who", ["mateo", "sol"])
def test_it_works(chain: Chain, postbox: Postbox, who: str) -> None:
    somebody = getattr(chain, who)
    client = chain.client(somebody)
    assert "/address" in client.get("/devices").text
    claim(client, " New@Example.com ")
    assert address_of(somebody) is None
    assert deliver(chain) == 1
    assert postbox.recipients == [["new@example.com"]]
    code = code_in(postbox.words())
    opened = client.get(f"/address?code={code}")
    assert f'value="{code}"' in opened.text
    # A mail scanner opens it, too: nothing has happened by that.
    assert address_of(somebody) is None
    assert submit(client, opened, "/address/confirm").status_code == 200
    assert address_of(somebody) == "new@example.com"
    assert AddressClaim.select().count() == 0
    # What a shopper has given stands beside the code nowhere, and on no screen.
    assert ("new@example.com" in client.get("/address").text) == (who == "mateo")
    told = HistoryEntry.get(HistoryEntry.act == "address.confirm")
    assert told.object == str(somebody.id)
    assert "example.com" not in str([row.__data__ for row in HistoryEntry.select()])


def test_only_whoever_gave_it_confirms_it(chain: Chain, postbox: Postbox) -> None:
    mateo, regina = chain.client(chain.mateo), chain.client(chain.regina)
    claim(mateo, "new@example.com")
    deliver(chain)
    assert "This code does not work" not in (said := confirm(regina, code_in(postbox.words())))
    assert "Compare it with the one you were given." in said
    assert address_of(chain.regina) is None
    assert "Compare it with" in confirm(mateo, "AAAA-AAAA")
    chain.later(minutes=31)
    assert "Compare it with" in confirm(mateo, code_in(postbox.words()))
    assert address_of(chain.mateo) is None


def test_nobody_learns_who_is_known(chain: Chain, postbox: Postbox) -> None:
    Person.update(email="taken@example.com").where(Person.id == chain.rosa.id).execute()
    mateo = chain.client(chain.mateo)
    claim(mateo, "taken@example.com")
    known = mateo.get("/address").text
    mateo.post("/address/remove", headers={"X-Kit": "1"})
    claim(mateo, "other@example.com")
    assert mateo.get("/address").text == known
    claim(mateo, "taken@example.com")
    deliver(chain)
    # Whoever reads its letters is told.
    assert "already leads to another sign-in here" in confirm(mateo, code_in(postbox.words()))
    assert address_of(chain.rosa) == "taken@example.com"


def test_a_stranger_is_not_flooded_with_letters(chain: Chain, postbox: Postbox) -> None:
    mateo = chain.client(chain.mateo)
    for _ in range(4):
        claim(mateo, "stranger@example.com")
    page = mateo.get("/address")
    assert submit(mateo, page, "/address", address="stranger@example.com").status_code == 429
    deliver(chain)
    assert len(postbox.letters) == 1, "of what was given up no letter is written"
    assert Message.select().count() == 0


def test_the_letter_is_in_their_language_and_leads_to_us(chain: Chain, postbox: Postbox) -> None:
    sol = chain.client(chain.sol)
    claim(sol, "sol@example.com")
    deliver(chain)
    assert postbox.letters[0]["Subject"] == "Confirme su correo electrónico"
    assert f"{KIT}/address?code=" in postbox.words()
    assert chain.sol.code not in postbox.letters[0].as_string()
    assert "Sol" not in postbox.words()


def test_an_administrator_s_word_ends_what_waits(chain: Chain, postbox: Postbox) -> None:
    mateo, ana = chain.client(chain.mateo), chain.client(chain.ana)
    claim(mateo, "new@example.com")
    deliver(chain)
    page = ana.get(f"/desk/people/{chain.mateo.id}")
    where = f"/desk/people/{chain.mateo.id}/address"
    assert submit(ana, page, where, email="desk@example.com").status_code == 200
    assert address_of(chain.mateo) == "desk@example.com"
    assert "Compare it with" in confirm(mateo, code_in(postbox.words()))


def test_without_e_mail_the_administrator_keeps_it(chain: Chain) -> None:
    mateo, ana = chain.client(chain.mateo), chain.client(chain.ana)
    assert "Your administrator can keep an address" in mateo.get("/address").text
    given = {"address": "m@example.com"}
    refused = mateo.post("/address", data=given, headers={"X-Kit": "1"})
    assert refused.json["code"] == "mail_not_set_up"
    page = ana.get(f"/desk/shoppers/{chain.sol.id}")
    where = f"/desk/shoppers/{chain.sol.id}/address"
    kept = submit(ana, page, where, email="sol@example.com")
    assert "sol@example.com" not in kept.text
    assert address_of(chain.sol) == "sol@example.com"
    where = f"/api/v1/people/{chain.rosa.id}/address"
    refused = ana.put(where, json={"address": "sol@example.com"}, headers={"X-Kit": "1"})
    assert (refused.status_code, refused.json["code"]) == (409, "address_of_shopper")
    removed = ana.put(
        f"/api/v1/shoppers/{chain.sol.id}/address", json={"address": None}, headers={"X-Kit": "1"}
    )
    assert removed.json == {"kept": False}
    assert address_of(chain.sol) is None


def test_one_s_own_is_removed(chain: Chain) -> None:
    Person.update(email="m@example.com").where(Person.id == chain.mateo.id).execute()
    mateo = chain.client(chain.mateo)
    assert "m@example.com" in mateo.get("/address").text
    mateo.post("/address/remove", headers={"X-Kit": "1"})
    assert address_of(chain.mateo) is None


@pytest.mark.parametrize("who", ["mateo", "sol"])
def test_the_address_before_is_told_of_a_change(chain: Chain, postbox: Postbox, who: str) -> None:
    somebody = getattr(chain, who)
    client = chain.client(somebody)
    claim(client, "first@example.com")
    deliver(chain)
    confirm(client, code_in(postbox.words()))
    deliver(chain)
    assert len(postbox.letters) == 1, "there was none before to be told"
    claim(client, "second@example.com")
    deliver(chain)
    confirm(client, code_in(postbox.words()))
    assert deliver(chain) == 1
    assert postbox.recipients[-1] == ["first@example.com"]
    told, words = postbox.letters[-1], postbox.words()
    subject = {"mateo": "A change to your sign-in", "sol": "Un cambio en su acceso"}[who]
    assert told["Subject"] == subject
    for hidden in ("second@example.com", chain.sol.code, "Tienda", "Mateo", "Méndez"):
        assert hidden not in words, hidden
    assert Message.select().count() == 0


def test_so_it_is_where_none_is_kept_any_more(chain: Chain, postbox: Postbox) -> None:
    Person.update(email="m@example.com").where(Person.id == chain.mateo.id).execute()
    chain.client(chain.mateo).post("/address/remove", headers={"X-Kit": "1"})
    assert deliver(chain) == 1
    assert postbox.recipients == [["m@example.com"]]
    assert "tell your administrator at once" in postbox.words()
