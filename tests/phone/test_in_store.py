"""In the store: a clock with laps, to anyone who looks over the shopper's shoulder."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.kept import wait_until_stored

MakePhone = Callable[..., Phone]
CLOCK = re.compile(r"\d\d:\d\d:\d\d")


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/store/{submission}")

    page.get_by_role("button", name="I arrived").tap()
    page.get_by_role("button", name="I was greeted").tap()

    expect(page.locator(".lap.pressed .lap-time")).to_have_text([CLOCK, CLOCK])
    page.locator(".lap-done").tap()
    expect(page.locator("#q-arrived [type=time]")).to_have_value(CLOCK)
    stamp = hand.kept(submission)["answers"]["arrived"]["value"]
    assert stamp["zone"] == "America/Mexico_City"
    assert stamp["offset"] == -360
    assert hand.complaints == []


def test_a_press_is_kept_when_the_page_is_gone_at_once(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/store/{submission}")
    page.get_by_role("button", name="I arrived").tap()
    wait_until_stored(page, submission, "kept?.answers.arrived")

    page.reload()

    expect(page.locator(".lap.pressed")).to_have_count(1)
    expect(page.get_by_role("button", name="Undo: I arrived")).to_be_visible()


def test_a_second_press_does_not_move_a_stamp(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).open(f"#/store/{submission}")
    page.get_by_role("button", name="I arrived").tap()
    first = page.locator(".lap.pressed .lap-time").inner_text()
    page.wait_for_timeout(1100)

    page.locator(".lap").first.tap(force=True)

    assert page.locator(".lap.pressed .lap-time").inner_text() == first


def test_the_last_presses_can_be_taken_back_one_by_one(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).open(f"#/store/{submission}")
    for name in ("I arrived", "I was greeted", "I was served"):
        page.get_by_role("button", name=name).tap()

    page.get_by_role("button", name="Undo: I was served").tap()
    page.get_by_role("button", name="Undo: I was greeted").tap()

    expect(page.locator(".lap.pressed")).to_have_count(1)


def test_nothing_on_it_says_what_it_is(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).open(f"#/store/{submission}")

    text = page.locator("body").inner_text()
    assert page.title() == "Clock"
    assert "I arrived" in text
    for word in ("Casa Tezontle", "Cuatro Vientos", "visit", "report", "shopper", "audit"):
        assert word.lower() not in text.lower()
    assert page.locator(".instore").evaluate("e => getComputedStyle(e).backgroundColor") == (
        "rgb(0, 0, 0)"
    )


def test_a_stamp_can_be_corrected_in_the_report(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)

    page.locator("#q-arrived [type=time]").fill("16:05:00")
    page.locator("#q-arrived [type=time]").blur()

    expect(page.locator(".save")).to_have_text("Saved")
    stamp = hand.kept(submission)["answers"]["arrived"]["value"]
    assert stamp["zone"] == "America/Tijuana"
    assert stamp["at"].endswith(":05:00.000Z")
    assert stamp["offset"] in (-480, -420)


def test_stamps_out_of_order_are_said_where_they_are(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).report(submission)

    for question, time in (("arrived", "10:30:00"), ("greeted", "10:10:00")):
        page.locator(f"#q-{question} [type=time]").fill(time)
        page.locator(f"#q-{question} [type=time]").blur()

    expect(page.locator("#q-greeted .problem").first).to_contain_text("before “I arrived”")
