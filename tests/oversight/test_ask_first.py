"""Nothing that cannot be had back is lost by one press: a page asks first."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from server.history.models import HistoryEntry
from server.kernel.ids import new_id
from server.mail.models import Message
from server.people.commands import register_device
from server.people.models import Person
from tests.cast import Chain
from tests.pages import form_on, submit
from tests.rescue.keys import key_of, new_key


def a_phone(chain: Chain, _ana: FlaskClient) -> str:
    """The desk's address of the key of Sol's phone."""
    phone = new_id()
    register_device(chain.actor(chain.sol), phone, key_of(new_key()))
    return f"/desk/shoppers/{chain.sol.id}/phones/{phone}/forget"


def a_letter(chain: Chain, _ana: FlaskClient) -> str:
    """The desk's address of a message that could not be delivered."""
    now = chain.clock.now()
    about = {"kind": "people.invited", "payload": {"person": str(chain.mateo.id)}}
    parked = Message.create(**about, state="parked", created_at=now, run_at=now)
    return f"/desk/mail/{parked.id}/discard"


def another_device(_chain: Chain, ana: FlaskClient) -> str:
    """The address of another device of Ana's."""
    page = ana.get("/devices").text
    found = re.search(r'href="(/devices/[0-9a-f-]+/revoke)"', page)
    assert found is not None
    return found.group(1)


def an_address(chain: Chain, _ana: FlaskClient) -> str:
    """Where Ana's own e-mail address is given up."""
    Person.update(email="ana@example.com").where(Person.id == chain.ana.id).execute()
    return "/address/remove"


ASKED: dict[str, tuple[str, Any, str]] = {
    "out": (
        "/desk/people",
        lambda chain, _: f"/desk/people/{chain.mateo.id}/out",
        "session.revoke_all",
    ),
    "shopper out": (
        "/desk/shoppers",
        lambda chain, _: f"/desk/shoppers/{chain.sol.id}/out",
        "session.revoke_all",
    ),
    "key": ("/desk/shoppers/{sol}", a_phone, "device.forget"),
    "message": ("/desk/mail", a_letter, "message.discard"),
    "device": ("/devices", another_device, "session.revoke"),
    "others": ("/devices", lambda _chain, _: "/devices/others/revoke", "session.revoke_others"),
    "address": ("/address", an_address, "address.drop"),
}


def acts(chain: Chain, of: str) -> int:
    """How often Ana did something."""
    mine = (HistoryEntry.act == of) & (HistoryEntry.actor == chain.ana.id)
    return int(HistoryEntry.select().where(mine).count())


@pytest.mark.parametrize("what", ASKED)
def test_it_works(chain: Chain, what: str) -> None:
    page, address, act = ASKED[what]
    ana, _other = chain.client(chain.ana), chain.client(chain.ana)
    where = address(chain, ana)
    listed = ana.get(page.format(sol=chain.sol.id))
    assert f'href="{where}"' in listed.text
    with pytest.raises(AssertionError, match="no form goes to"):
        form_on(listed, where)
    spanish, asked = ana.get(f"{where}?language=es"), ana.get(where)
    assert (spanish.status_code, "<h1>¿" in spanish.text) == (200, True)
    assert acts(chain, act) == 0
    assert submit(ana, asked).status_code == 200
    assert acts(chain, act) == 1


def test_new_recovery_codes_ask_before_the_old_ones_end(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    assert "Your ten recovery codes" in submit(ana, ana.get("/passkeys/codes")).text
    page = ana.get("/passkeys/codes")
    with pytest.raises(AssertionError, match="no form goes to"):
        form_on(page, "/passkeys/codes")
    asked = ana.get("/passkeys/codes/new")
    assert "the old ones stop working" in asked.text
    made = submit(ana, asked, "/passkeys/codes")
    assert "Your ten recovery codes" in made.text


def test_whoever_signs_themselves_out_everywhere_is_told(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    assert "This is you." in ana.get(f"/desk/people/{chain.ana.id}/out").text
    assert "This is you." not in ana.get(f"/desk/people/{chain.mateo.id}/out").text
