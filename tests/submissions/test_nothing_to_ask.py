"""A later part that has nothing to ask in a visit never opens, and nobody waits for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from audit_forms import Form
from audit_forms.model import AnswerTest, Leaf, Part
from server.kernel.actor import system
from server.phone.api import sync_for
from server.programmes.commands import publish_form
from server.submissions.models import Submission
from server.visits import commands as visits
from server.visits.models import Visit
from tests.cast import BRIEF, Chain
from tests.later_parts import Later
from tests.scoring.small_forms import form, text, yes_no

BOUGHT = Leaf("fact", "purchase", AnswerTest("is", True))


def at_home(version: int = 1, **more: Any) -> Form:
    """A form whose second part is about what was bought."""
    made = form(
        yes_no("greeted", quality="courtesy"),
        yes_no("as_shown", quality="respect", section="home", part="after", **more),
    )
    parts = (Part("visit", text("The visit")), Part("after", text("At home"), 0, 3))
    return replace(made, version=version, parts=parts)


def planned(chain: Chain, buys: bool, many: bool = False) -> Later:
    """A visit of today, with or without a purchase."""
    now = system(chain.clock.now())
    version = publish_form(now, chain.programme, at_home(ask_when=BOUGHT))
    opens, closes = now.at - timedelta(hours=6), now.at + timedelta(days=2)
    facts, where, who = {"purchase": buys}, chain.centro, chain.sol.id
    if many:
        call = visits.Call(where.id, who, version.id, opens, closes, BRIEF, facts)
        (id,) = visits.plan_visits(now, chain.programme, [call])
        return Later(chain, Visit.get_by_id(id))
    return Later(
        chain,
        visits.plan_visit(now, chain.wave, where, who, version, opens, closes, BRIEF, facts),
    )


def listed(later: Later) -> dict[str, Any]:
    """The visit as the phone is told of it."""
    (told,) = sync_for(later.chain.actor(later.chain.sol), "en")["visits"]
    return dict(told)


@pytest.mark.parametrize("many", [False, True])
def test_with_a_purchase_it_opens_with_the_report(chain: Chain, many: bool) -> None:
    later = planned(chain, buys=True, many=many)
    assert later.part("after").opening == "awaited"
    assert [part["title"] for part in listed(later)["later"]] == ["At home"]
    later.send("visit", greeted=True)
    assert later.part("after").opening == "open"
    later.send("after", as_shown=True)
    assert Submission.select().count() == 2


@pytest.mark.parametrize("many", [False, True])
def test_without_one_it_never_does_and_the_phone_hears_nothing_of_it(
    chain: Chain, many: bool
) -> None:
    later = planned(chain, buys=False, many=many)
    assert later.part("after").opening == "never"
    assert "later" not in listed(later)
    later.send("visit", greeted=True)
    assert later.part("after").opening == "never"
    assert "later" not in listed(later)
    refused = later.put("after", {"as_shown": True})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "part_unopened")


def test_it_is_read_and_published_without_it(chain: Chain) -> None:
    later = planned(chain, buys=False)
    later.send("visit", greeted=True)
    later.accept("visit")
    chain.work()
    page = chain.client(chain.mateo).get("/store/").text
    assert "At home" not in page
    assert Submission.get_by_id(later.id("visit")).state == "accepted"


def test_a_version_that_asks_something_opens_it_after_all(chain: Chain) -> None:
    later = planned(chain, buys=False)
    now = system(chain.clock.now())
    newer = publish_form(now, chain.programme, at_home(version=2))
    assert visits.move_form(now, newer, [later.visit.id]) == 1
    sent = later.put("visit", {"greeted": True}, version=2)
    assert sent.status_code == 201
    assert later.part("after").opening == "open"
