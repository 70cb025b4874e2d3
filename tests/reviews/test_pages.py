"""The queue and the report as pages: usable without a script, and only by reviewers."""

from __future__ import annotations

import hashlib
import html
import io
import re

import pytest
from PIL import Image

from server.people.models import ShopperIdentity
from server.reviews import commands, queries
from tests.cast import ENTRANCE, Chain

PHOTO = hashlib.sha256(ENTRANCE).hexdigest()


def _form(page: str, action: str) -> dict[str, str]:
    """What a browser without script would post from the form with this action."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert form is not None, f"no form for {action}"
    hidden = re.search(r'name="csrf" value="([^"]+)"', form.group())
    assert hidden is not None
    return {"csrf": hidden.group(1)}


def test_it_works(chain: Chain) -> None:
    """From the queue through the report to the verdict and back, as a browser without script."""
    submission = chain.send(chain.plan(), {"asked_need": False})
    rosa, at = chain.client(chain.rosa), f"/reviews/{submission}"
    queue = rosa.get("/reviews/").text
    assert "Tienda Centro" in queue
    assert "1 report waits" in queue
    opened = rosa.post(f"{at}/claim", data=_form(queue, f"{at}/claim"), follow_redirects=True)
    assert opened.request.path == at
    assert "0 of 2" in opened.text
    settled = rosa.post(f"{at}/accept", data=_form(opened.text, f"{at}/accept"))
    assert settled.status_code == 303
    queue = rosa.get("/reviews/").text
    assert "Undo (60 seconds left)" in queue
    again = rosa.post(f"{at}/undo", data=_form(queue, f"{at}/undo"), follow_redirects=True)
    note = _form(again.text, f"{at}/send-back") | {"note": "Which lamp?"}
    rosa.post(f"{at}/send-back", data=note)
    assert "Sent back" in rosa.get("/reviews/").text


def test_the_queue_shows_codes_and_never_names(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    rosa = chain.client(chain.rosa)
    for address in ("/reviews/", f"/reviews/{submission}", "/api/v1/reviews"):
        page = html.unescape(rosa.get(address).text)
        assert chain.sol.code in page
        assert "Sol Méndez" not in page


def test_one_s_own_report_is_not_in_the_queue(chain: Chain) -> None:
    chain.send(chain.plan())
    assert queries.queue(chain.actor(chain.rosa), 1, "en").total == 1
    ShopperIdentity.update(person=chain.rosa.id).execute()
    assert queries.queue(chain.actor(chain.rosa), 1, "en").total == 0


def test_the_oldest_waits_first_and_pages_go_on(chain: Chain) -> None:
    sent = []
    for _ in range(3):
        sent.append(chain.send(chain.plan()))
        chain.later(minutes=1)
    queries_page = queries.queue(chain.actor(chain.rosa), 1, "en")
    assert [row.submission for row in queries_page.waiting] == sent
    assert queries.queue(chain.actor(chain.rosa), 99, "en").page == 1


def test_a_long_queue_has_pages(chain: Chain) -> None:
    for _ in range(queries.PAGE + 1):
        chain.send(chain.plan(), outcome="closed")
    rosa = chain.client(chain.rosa)
    first, second = rosa.get("/reviews/").text, rosa.get("/reviews/?page=2").text
    assert (first.count(">Claim<"), second.count(">Claim<")) == (queries.PAGE, 1)
    assert "Page 1 of 2" in first
    assert 'rel="prev"' in second
    assert rosa.get("/reviews/?page=x").status_code == 200


def test_what_needs_attention_is_said(chain: Chain) -> None:
    submission = chain.send(chain.plan(), photos=False)
    page = chain.client(chain.rosa).get(f"/reviews/{submission}").text
    assert "2 photos have not arrived yet" in page
    commands.claim(chain.actor(chain.rosa), submission)
    page = chain.client(chain.rosa).get(f"/reviews/{submission}").text
    assert f"/reviews/{submission}/accept" not in page
    assert "once all photos are here" in page


def test_an_empty_queue_says_so(chain: Chain) -> None:
    assert "Nothing waits" in chain.client(chain.rosa).get("/reviews/").text


def test_a_visit_that_could_not_be_made_can_be_acknowledged(chain: Chain) -> None:
    submission = chain.send(chain.plan(), outcome="closed")
    rosa = chain.client(chain.rosa)
    assert "the store was closed" in rosa.get("/reviews/").text
    commands.claim(chain.actor(chain.rosa), submission)
    page = rosa.get(f"/reviews/{submission}").text
    assert "Acknowledge" in page
    assert "The shutter was down." in page
    assert "What it would score" not in page


def test_a_photo_is_served_through_its_report(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    rosa = chain.client(chain.rosa)
    sent = rosa.get(f"/reviews/{submission}/photos/{PHOTO}")
    assert (sent.mimetype, sent.data) == ("image/jpeg", ENTRANCE)
    small = rosa.get(f"/reviews/{submission}/photos/{PHOTO}?size=small")
    assert Image.open(io.BytesIO(small.data)).getexif() == {}
    assert rosa.get(f"/reviews/{submission}/photos/{'ab' * 32}").status_code == 404


@pytest.mark.parametrize("name", ["mateo", "regina", "ana", "sol"])
def test_nobody_but_reviewers_comes_in(chain: Chain, name: str) -> None:
    submission = chain.send(chain.plan())
    other = chain.client(getattr(chain, name))
    for address in ("/reviews/", f"/reviews/{submission}", f"/reviews/{submission}/photos/{PHOTO}"):
        assert other.get(address).status_code == 403
    assert chain.client(chain.rosa).get(f"/reviews/{submission}").status_code == 200


def test_the_phone_s_wrong_clock_is_corrected(chain: Chain) -> None:
    """A phone a year ahead: the stamps are shown as our clock would have said them."""
    submission = chain.send(chain.plan(), device_time="2027-11-21T18:00:00.000Z")
    rosa = chain.client(chain.rosa)
    page = rosa.get(f"/reviews/{submission}").text
    assert "clock was wrong" in page
    reading = queries.reading(chain.actor(chain.rosa), submission, "en", "en_US")
    assert reading.stamps[0].at.year == 2025


def test_a_photo_says_when_it_was_taken_by_our_clock(chain: Chain) -> None:
    """One from another day is none of this visit."""
    pages = [
        chain.client(chain.rosa).get(f"/reviews/{submission}").text
        for submission in (
            chain.send(chain.plan()),
            chain.send(chain.plan(), device_time="2027-11-21T18:00:00.000Z"),
        )
    ]
    for page, day in zip(pages, ("Sat, Nov 21", "Fri, Nov 21"), strict=True):
        assert len(re.findall(rf"Taken {day}, \d\d:\d\d:20", page)) == 2
