""" "I could not do this visit" ends a visit with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import expect

from server.submissions.models import Revision
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.open(f"#/visit/{submission}")
    page = hand.page
    page.get_by_role("link", name="I could not do this visit").tap()
    page.get_by_role("radio", name="It was not safe").tap()
    page.get_by_label("What happened, in a few words").fill("Police had closed the street.")
    page.get_by_role("button", name="Send").tap()

    hand.receipt_number()
    body = json.loads(bytes(Revision.get(Revision.submission == submission).body))
    assert (body["outcome"], body["answers"]) == ("unsafe", {})
    assert body["outcome_note"] == "Police had closed the street."
    page.get_by_role("link", name="To my visits").tap()
    expect(page.locator(".stage-not_done")).to_be_visible()
    assert hand.complaints == []


def test_without_a_reason_it_asks_for_one(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).open(f"#/not-done/{submission}")

    page.get_by_role("button", name="Send").tap()

    expect(page.get_by_text("Choose the reason that fits best.")).to_be_visible()
    assert "#/not-done/" in page.url


def test_a_reason_chosen_by_mistake_does_not_stick_to_the_report(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).open(f"#/not-done/{submission}")
    page.get_by_role("radio", name="The store was closed").tap()
    expect(page.locator(".save")).to_have_text("Saved")

    page.get_by_role("link", name="Back").tap()

    expect(page.get_by_role("link", name="Write the report")).to_be_visible()
