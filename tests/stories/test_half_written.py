"""What is half written beside a verdict outlives what loads the page anew."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from server.reviews import commands
from tests.cast import Chain
from tests.engines.server import Server
from tests.stories.people import Desk

NOTE = "Please say which shelf it was, and "
TELLING = {"way_in_clear": {"value": False, "comment": "At 14:35 boxes stood there."}}


@pytest.fixture
def rosa(town: tuple[Chain, Server], browser: Browser) -> Iterator[tuple[Desk, UUID]]:
    """Rosa with a report that she has claimed, and the beginning of a note to its shopper."""
    chain, _ = town
    submission = chain.send(chain.plan(), TELLING)
    commands.claim(chain.actor(chain.rosa), submission)
    desk = Desk(browser, town, chain.rosa.id, "en")
    desk.open(f"/reviews/{submission}").locator("#note").fill(NOTE)
    yield desk, submission
    desk.context.close()


def test_it_works(rosa: tuple[Desk, UUID]) -> None:
    page = rosa[0].page
    page.get_by_role("button", name="Keep the comment from the store").first.click()
    expect(page.locator("main")).to_contain_text("Kept from the store")
    expect(page.locator("#note")).to_have_value(NOTE)
    assert rosa[0].complaints == []


def test_sent_it_is_forgotten(rosa: tuple[Desk, UUID]) -> None:
    desk, submission = rosa
    desk.page.get_by_role("button", name="Send back").click()
    expect(desk.page.locator("h1")).to_have_text("Reports to review")
    kept = f"sessionStorage.getItem('written:/reviews/{submission}')"
    assert desk.page.evaluate(kept) is None
