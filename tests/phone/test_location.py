"""How far from the store the phone was: asked once, told as a distance, never in anybody's way."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect

from server.stores import commands as stores
from server.stores.models import Store
from server.submissions.models import Revision
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]
PLACE = (19.0433, -98.1981)
# 334 metres north of it.
NEAR = {"latitude": 19.0463, "longitude": -98.1981, "accuracy": 12}
_FACT = """name => new Promise((resolve) => {
  indexedDB.open("kit").onsuccess = ({ target }) => {
    const asked = target.result.transaction("meta").objectStore("meta").get(name);
    asked.onsuccess = () => { resolve(asked.result); target.result.close(); };
  };
})"""


@pytest.fixture
def placed(cast: Cast) -> Store:
    """A store of this test alone, of which it is known where it is."""
    code = uuid4().hex[:8]
    return stores.add_store(cast.boss, cast.centro.region, code, f"Casa {code}", place=PLACE)


def fact(page: Page, name: str) -> Any:
    """What the phone keeps under a name."""
    return page.evaluate(_FACT, name)


def brief(hand: Phone, submission: UUID) -> Page:
    """Open the brief, and wait until the server was heard: what it says shows the brief again."""
    page = hand.open(f"#/visit/{submission}")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function(f"async () => Boolean(await ({_FACT})('clock'))", timeout=30_000)
    page.wait_for_timeout(300)
    return page


def arrive(hand: Phone, submission: UUID) -> Page:
    """Press the first stamp."""
    page = hand.open(f"#/store/{submission}")
    page.get_by_role("button", name="I arrived").tap()
    expect(page.locator(".lap.pressed")).to_have_count(1)
    return page


def location_of(hand: Phone, submission: UUID, until: Callable[[Any], bool]) -> Any:
    """What the phone's record says of where it was, once it says what is awaited."""
    for _ in range(100):
        found = (hand.kept(submission) or {}).get("location")
        if found and until(found):
            return found
        hand.page.wait_for_timeout(100)
    raise AssertionError(f"never came: {found}")


def given(location: Any) -> bool:
    return bool(location["given"])


def because(reason: str) -> Callable[[Any], bool]:
    return lambda location: location.get("reason") == reason


def test_it_works(cast: Cast, phone: MakePhone, placed: Store) -> None:
    submission = cast.visit(placed, cast.ines)
    hand = phone(cast.ines, permissions=["geolocation"], geolocation=NEAR)
    page = brief(hand, submission)
    page.get_by_role("button", name="Allow, when the phone asks").tap()
    expect(page.get_by_text("Allowed. Only the first press in the store uses it.")).to_be_visible()

    arrive(hand, submission)

    found = location_of(hand, submission, given)
    assert (found["distance"], found["accuracy"]) == (334, 12)
    assert found["at"]["zone"] == "America/Mexico_City"
    kept = json.dumps(hand.kept(submission))
    assert "19.046" not in kept, "where the phone was is dropped"
    assert hand.complaints == []


def test_the_report_brings_it_and_the_measured_clock(
    cast: Cast, phone: MakePhone, placed: Store
) -> None:
    submission = cast.visit(placed, cast.ines)
    hand = phone(cast.ines, permissions=["geolocation"], geolocation=NEAR)
    page = brief(hand, submission)
    page.get_by_role("button", name="Allow, when the phone asks").tap()
    arrive(hand, submission)
    location_of(hand, submission, given)

    hand.could_not(submission)
    hand.receipt_number()

    body = json.loads(bytes(Revision.get(Revision.submission == submission).body))
    assert body["location"]["distance"] == 334
    assert set(body["location"]) == {"given", "distance", "accuracy", "at"}
    assert abs(body["clock"]["skew_ms"]) < 60_000


def test_a_no_is_kept_and_nothing_is_asked(cast: Cast, phone: MakePhone, placed: Store) -> None:
    submission = cast.visit(placed, cast.ines)
    hand = phone(cast.ines, permissions=["geolocation"], geolocation=NEAR)
    page = brief(hand, submission)
    page.get_by_role("button", name="No, thanks").tap()
    expect(page.get_by_role("status").filter(has_text="not given")).to_be_focused()
    assert fact(page, "place")["consent"] == "no"

    arrive(hand, submission)

    assert location_of(hand, submission, because("refused"))["given"] is False
    page = hand.open(f"#/visit/{cast.visit(placed, cast.ines)}")
    expect(page.get_by_role("heading", name="How far you are from the store")).to_have_count(0)


def test_a_browser_that_says_no_is_told_so_and_noted(
    cast: Cast, phone: MakePhone, placed: Store
) -> None:
    submission = cast.visit(placed, cast.ines)
    hand = phone(cast.ines)
    page = brief(hand, submission)
    page.get_by_role("button", name="Allow, when the phone asks").tap()
    expect(page.get_by_text("The browser does not allow it on this page.")).to_be_visible()

    arrive(hand, submission)

    location_of(hand, submission, because("refused"))


def test_who_was_never_asked_stamps_all_the_same(
    cast: Cast, phone: MakePhone, placed: Store
) -> None:
    submission = cast.visit(placed, cast.ines)
    hand = phone(cast.ines, permissions=["geolocation"], geolocation=NEAR)

    arrive(hand, submission)

    location_of(hand, submission, because("not_asked"))


def test_a_store_without_a_place_asks_nothing(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, permissions=["geolocation"], geolocation=NEAR)
    page = hand.open(f"#/visit/{submission}")
    expect(page.locator(".place")).to_have_count(0)

    arrive(hand, submission)

    location_of(hand, submission, because("no_store_place"))


def test_a_stamp_waits_for_no_position(cast: Cast, phone: MakePhone, placed: Store) -> None:
    submission = cast.visit(placed, cast.ines)
    hand = phone(cast.ines, permissions=["geolocation"], geolocation=NEAR)
    page = brief(hand, submission)
    page.get_by_role("button", name="Allow, when the phone asks").tap()
    expect(page.get_by_text("Allowed.")).to_be_visible()
    # A phone in a basement: it looks for satellites and finds none.
    page.evaluate("navigator.geolocation.getCurrentPosition = () => {}")
    page.evaluate(f"location.hash = '#/store/{submission}'")

    page.get_by_role("button", name="I arrived").tap()

    expect(page.locator(".lap.pressed")).to_have_count(1)
    expect(page.locator(".clock-save")).to_have_text("")
    location_of(hand, submission, because("timeout"))
    assert "location" not in page.locator("body").inner_text().lower()


def test_a_first_press_taken_back_leaves_nothing(
    cast: Cast, phone: MakePhone, placed: Store
) -> None:
    submission = cast.visit(placed, cast.ines)
    hand = phone(cast.ines, permissions=["geolocation"], geolocation=NEAR)
    page = arrive(hand, submission)
    location_of(hand, submission, because("not_asked"))

    page.get_by_role("button", name="Undo: I arrived").tap()

    expect(page.locator(".lap.pressed")).to_have_count(0)
    page.wait_for_timeout(500)
    kept = hand.kept(submission)
    assert (kept["started"], kept.get("location"), kept.get("clock")) == (None, None, None)


def test_the_choice_can_be_changed_on_the_phone_s_own_screen(
    cast: Cast, phone: MakePhone, placed: Store
) -> None:
    hand = phone(cast.ines, permissions=["geolocation"], geolocation=NEAR)
    page = brief(hand, cast.visit(placed, cast.ines))
    page.get_by_role("button", name="No, thanks").tap()
    page.get_by_role("link", name="You can change this").tap()

    chosen = page.locator(".place [aria-pressed=true]")
    expect(chosen).to_have_text("No, thanks")
    page.get_by_role("button", name="Allow, when the phone asks").tap()

    expect(chosen).to_have_text("Allow, when the phone asks")
    page.wait_for_function(f"async () => (await ({_FACT})('place')).consent === 'yes'")
    assert hand.complaints == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_asked_in_words_that_fit_and_that_a_thumb_can_answer(
    cast: Cast, phone: MakePhone, placed: Store, language: str
) -> None:
    page = phone(cast.ines, language).open(f"#/visit/{cast.visit(placed, cast.ines)}")

    buttons = page.locator(".place button")
    expect(buttons).to_have_count(2)
    expect(buttons.first).to_be_visible()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.place button')]"
        ".every((one) => one.offsetHeight >= 48)"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
