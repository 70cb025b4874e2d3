"""What the server does not take stays on the phone, with a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from server.submissions.models import Revision
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    first, second = phone(cast.ines), phone(cast.ines)
    second.open(f"#/not-done/{submission}")
    first.could_not(submission)
    first.receipt_number()

    second.page.get_by_role("radio", name="It was not safe").tap()
    second.page.get_by_role("button", name="Send").tap()

    heading = second.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Needs your attention")
    expect(
        second.page.get_by_text("Another report of this visit has already arrived")
    ).to_be_visible()
    assert second.kept(submission)["state"] == "needs_attention"
    assert second.kept(submission)["outcome"] == "unsafe"
    assert Revision.select().where(Revision.submission == submission).count() == 1
    assert second.complaints == []


def test_a_page_that_is_closed_while_sending_goes_on_when_opened(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/not-done/{submission}")
    page.get_by_role("radio", name="The store was closed").tap()
    page.route("**/api/v1/submissions/*", lambda route: route.abort())
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")

    page.unroute("**/api/v1/submissions/*")
    page.reload()

    hand.receipt_number()
    assert Revision.select().where(Revision.submission == submission).count() == 1


def test_an_answer_that_was_lost_on_the_way_back_brings_the_same_receipt(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/not-done/{submission}")
    page.get_by_role("radio", name="The store was closed").tap()
    lost = []

    def lose_first(route: object) -> None:
        if lost:
            route.continue_()  # type: ignore[attr-defined]
        else:
            lost.append(route.fetch())  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]

    page.route("**/api/v1/submissions/*", lose_first)
    page.get_by_role("button", name="Send").tap()

    number = hand.receipt_number()
    assert lost[0].json()["number"] == number
    assert Revision.select().where(Revision.submission == submission).count() == 1


def test_a_page_that_answers_for_the_server_is_not_believed(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/not-done/{submission}")
    page.get_by_role("radio", name="The store was closed").tap()
    page.route(
        "**/api/v1/submissions/*",
        lambda route: route.fulfill(status=200, body="<h1>Welcome to Free Wi-Fi</h1>"),
    )

    page.get_by_role("button", name="Send").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")
    # Or already trying again.
    kept = hand.kept(submission)
    assert kept["state"] in {"waiting", "sending"}
    assert kept["receipt"] is None
