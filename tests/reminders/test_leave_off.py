"""A shopper wants no reminders, and wants them again."""

from __future__ import annotations

import pytest

from server.history.models import HistoryEntry
from server.people.models import Person
from server.reminders.models import Refusal
from tests.cast import Chain
from tests.mail.postbox import Postbox, deliver
from tests.pages import submit
from tests.reminders.reminding import look, settle


@pytest.mark.usefixtures("postbox")
def test_it_works(chain: Chain) -> None:
    sol = chain.client(chain.sol)
    page = sol.get("/devices?language=en")
    assert "Send me no reminders" in page.text
    assert "No recibe ninguno" in submit(sol, page, "/reminders/", wanted="no").text
    chain.plan()
    assert settle(chain) == 0
    sol.post("/reminders/", data={"wanted": "yes"}, headers={"X-Kit": "1"})
    # What still waits is told then.
    assert settle(chain) == 1
    acts = ["shopper.remind_not", "shopper.remind"]
    noted = HistoryEntry.select().where(HistoryEntry.act.startswith("shopper.remind"))
    assert [(each.act, each.actor) for each in noted.order_by(HistoryEntry.id)] == [
        (act, chain.sol.id) for act in acts
    ]


def test_a_letter_that_is_on_its_way_is_not_sent_either(chain: Chain, postbox: Postbox) -> None:
    chain.plan()
    look(chain)
    chain.later(minutes=5)
    assert look(chain) == 1
    chain.client(chain.sol).post("/reminders/", data={"wanted": "no"}, headers={"X-Kit": "1"})
    deliver(chain)
    assert postbox.letters == []


@pytest.mark.usefixtures("postbox")
def test_twice_is_once(chain: Chain) -> None:
    sol = chain.client(chain.sol)
    for wanted in ("no", "no"):
        sol.post("/reminders/", data={"wanted": wanted}, headers={"X-Kit": "1"})
    assert Refusal.select().count() == 1
    assert HistoryEntry.select().where(HistoryEntry.act == "shopper.remind_not").count() == 1


@pytest.mark.usefixtures("postbox")
def test_where_none_can_be_sent_the_page_says_so_or_nothing(chain: Chain) -> None:
    Person.update(email=None).execute()
    assert "knows no e-mail address" in chain.client(chain.sol).get("/devices?language=en").text
    assert "Reminders" not in chain.client(chain.mateo).get("/devices?language=en").text


def test_without_e_mail_nobody_is_asked(chain: Chain) -> None:
    assert "Reminders" not in chain.client(chain.sol).get("/devices?language=en").text
