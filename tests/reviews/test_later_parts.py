"""The reviewer sees which part of a visit a report is of, and how far the other parts are."""

from __future__ import annotations

import re

import pytest

from server.kernel.actor import Actor
from server.reviews import commands as reviews
from server.reviews.queries import Reading, queue, reading
from tests.cast import Chain
from tests.later_parts import Later, plan


@pytest.fixture
def later(chain: Chain) -> Later:
    """A visit in three parts, not reported yet."""
    return plan(chain)


def rosa(later: Later) -> Actor:
    return later.chain.actor(later.chain.rosa)


def read(later: Later, part: str) -> Reading:
    """The report of a part as Rosa reads it."""
    return reading(rosa(later), later.id(part), "en", "en_US")


def standings(found: Reading) -> list[tuple[str, str]]:
    """Each part and how far it has come."""
    return [(part.title, part.standing) for part in found.parts]


def page(later: Later, part: str, language: str = "en") -> str:
    """The words of the page on which Rosa reads it."""
    client = later.chain.client(later.chain.rosa)
    answer = client.get(f"/reviews/{later.id(part)}?language={language}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.text))


def test_it_works(later: Later) -> None:
    later.promise(5)
    later.send("after", as_shown=True)
    waiting = queue(rosa(later), 1, "en").waiting
    assert {each.part for each in waiting} == {"The visit", "At home"}
    found = read(later, "visit")
    assert found.part == "The visit"
    assert standings(found) == [
        ("The visit", "received"),
        ("Follow-up", "ahead"),
        ("At home", "received"),
    ]
    text = page(later, "visit")
    assert "Opens on Thu, Nov 26" in text
    assert "Se abre el jue 26 de nov" in page(later, "visit", "es")
    assert [section.title for section in found.sections] == ["hall"]
    assert [section.title for section in read(later, "after").sections] == ["home"]


def test_a_part_tells_its_own_window(later: Later) -> None:
    later.promise(0)
    later.send("follow_up", kept=True)
    found = read(later, "follow_up")
    assert found.window == later.window("follow_up")[1:]
    assert found.window != read(later, "visit").window


def test_how_far_a_part_is_without_a_report(later: Later) -> None:
    later.promise(0)
    assert dict(standings(read(later, "visit")))["Follow-up"] == "open"
    assert "Open until Fri, Nov 27" in page(later, "visit")
    later.chain.later(days=7)
    assert dict(standings(read(later, "visit")))["Follow-up"] == "closed"
    assert "Closed on Fri, Nov 27 without a report" in page(later, "visit")


def test_what_it_would_score_counts_what_was_accepted_before(later: Later) -> None:
    later.promise(0)
    later.accept("visit")
    later.send("follow_up", kept=False)
    assert read(later, "follow_up").score == 33


def test_each_part_is_decided_on_apart(later: Later) -> None:
    later.promise(0)
    digest = later.send("follow_up", kept=True)
    later.accept("visit")
    reviews.claim(rosa(later), later.id("follow_up"))
    reviews.send_back(rosa(later), later.id("follow_up"), "Who told you so?")
    assert dict(standings(read(later, "visit")))["Follow-up"] == "sent_back"
    again = later.put("follow_up", {"kept": False}, replaces=digest, number=2)
    assert again.status_code == 201
    later.accept("follow_up")
    assert dict(standings(read(later, "visit"))) == {
        "The visit": "accepted",
        "Follow-up": "accepted",
        "At home": "open",
    }


def test_a_promise_that_was_taken_back_is_told_with_the_report_on_it(later: Later) -> None:
    first = later.promise(0)
    later.send("follow_up", kept=True)
    later.correct(first, promised=False)
    assert read(later, "follow_up").taken_back
    assert "counts for nothing in the score" in page(later, "follow_up")
    assert not read(later, "visit").taken_back


def test_a_form_of_one_part_says_nothing_of_parts(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    found = reading(chain.actor(chain.rosa), submission, "en", "en_US")
    assert (found.part, len(found.parts)) == ("", 1)
