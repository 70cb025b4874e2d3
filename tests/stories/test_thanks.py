"""A reviewer settles words of thanks beside the verdict, in a browser, and the store reads them."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from server.actions.models import Commendation
from server.reviews import commands as reviews
from tests.actions.thankful import SAFE, thanked
from tests.cast import Chain
from tests.engines.server import Server
from tests.stories.people import Desk


def test_it_works(town: tuple[Chain, Server], browser: Browser) -> None:
    chain, _server = town
    submission = thanked(chain)
    reviews.claim(chain.actor(chain.rosa), submission)
    rosa = Desk(browser, town, chain.rosa.id, "en")
    page = rosa.open(f"/reviews/{submission}")
    accept = page.get_by_role("button", name="Accept")
    why_not, words = page.get_by_label("Why not"), page.get_by_label("Words", exact=True)
    expect(why_not).to_be_hidden()
    page.get_by_label("Do not pass them on").check()
    expect(words).to_be_hidden()
    expect(why_not).to_be_visible()
    page.get_by_label("Pass them on to the store", exact=True).check()
    accept.click()
    # The name stands in the words, and nothing is ticked: both are said, in sight.
    wrong = page.get_by_role("alert")
    expect(wrong).to_contain_text("Take out “Lucía Qxzamora”")
    expect(wrong).to_be_in_viewport()
    words.fill(SAFE)
    page.get_by_role("checkbox").check()
    accept.click()
    page.wait_for_url(lambda url: "/reviews/#" in url or url.endswith("/reviews/"))
    assert Commendation.get().words == SAFE
    mateo = Desk(browser, town, chain.mateo.id, "es")
    expect(mateo.open("/commendations/").locator("blockquote")).to_contain_text(SAFE)
    link = mateo.page.get_by_role("link", name="Español").first.get_attribute("href")
    drawn = mateo.page.request.get(f"{mateo.base}{link}")
    assert drawn.headers["content-type"] == "application/pdf"
    assert drawn.body().startswith(b"%PDF-")
