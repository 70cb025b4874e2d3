"""Sending works without a network, and what waits leaves by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page, Route, expect

from server.submissions.models import Revision
from server.visits.models import Visit, VisitPart
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]

SOON = 30_000
NOTHING_WENT = "It could not be sent just now. It is tried again by itself, and nothing is lost."


def ready(hand: Phone) -> Page:
    """The list of visits, with everything that the other screens need on the phone."""
    page = hand.open()
    page.evaluate("location.hash = '#/sent'")
    expect(page.locator(".frame")).to_contain_text("from this phone")
    page.evaluate("location.hash = '#/'")
    expect(page.locator(".visit").first).to_be_visible()
    return page


def send_without_network(hand: Phone, *submissions: UUID) -> None:
    """Say of some visits that they could not be done, while there is no network."""
    for submission in submissions:
        hand.page.evaluate(f"location.hash = '#/not-done/{submission}'")
        hand.page.get_by_role("radio", name="The store was closed").tap()
        hand.page.get_by_role("button", name="Send").tap()
        expect(hand.page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")


def another_tab(hand: Phone, submission: UUID) -> Page:
    """The same report, being sent, in a second tab."""
    tab = hand.context.new_page()
    tab.goto(f"{hand.base}/phone/?language=en#/send/{submission}")
    return tab


def leave_the_list(submission: UUID) -> None:
    """The visit was over so long ago that the server's list has it no more."""
    visit = VisitPart.get(VisitPart.submission == submission).visit
    past = visit.closes_at - timedelta(days=100)
    days = {"opens_at": past - timedelta(days=2), "closes_at": past}
    Visit.update(days).where(Visit.id == visit.id).execute()
    VisitPart.update(days).where(VisitPart.visit == visit.id).execute()


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    both = [cast.visit(cast.centro, cast.ines), cast.visit(cast.norte, cast.ines)]
    hand = phone(cast.ines)
    page = ready(hand)
    hand.context.set_offline(True)
    send_without_network(hand, *both)
    fixed = [hand.kept(submission)["body"] for submission in both]

    page.get_by_role("link", name="To my visits").tap()
    expect(page.locator(".stage-waiting")).to_have_count(2)
    expect(page.get_by_role("heading", name="On their way")).to_be_visible()
    hand.context.set_offline(False)

    expect(page.locator(".stage-not_done")).to_have_count(2, timeout=SOON)
    sent = [Revision.get(Revision.submission == submission) for submission in both]
    assert [bytes(each.body).decode() for each in sent] == fixed
    assert [hand.kept(submission)["receipt"]["digest"] for submission in both] == [
        hashlib.sha256(body.encode()).hexdigest() for body in fixed
    ]
    assert hand.complaints == []


def test_send_now_says_when_it_brought_nothing(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = ready(hand)
    hand.context.set_offline(True)
    send_without_network(hand, submission)
    tried = page.locator(".tried")
    expect(tried).to_be_hidden()
    now = page.get_by_role("button", name="Send now")

    now.press("Enter")

    expect(tried).to_have_text(NOTHING_WENT)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("link", name="To my visits").tap()
    expect(tried).to_be_hidden()
    # It comes late, and the list is put anew for it.
    expect(page.locator(".notice", has_text="only on this phone")).to_be_visible()
    now.press("Enter")
    expect(tried).to_have_text(NOTHING_WENT)
    hand.context.set_offline(False)
    expect(page.locator(".stage-not_done")).to_be_visible(timeout=SOON)
    expect(tried).to_have_count(0)
    assert hand.complaints == []


def test_it_leaves_by_itself_though_nothing_says_that_the_network_is_back(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = ready(hand)
    tries: list[str] = []

    def fail_twice(route: Route) -> None:
        tries.append(route.request.method)
        route.abort() if len(tries) < 3 else route.continue_()

    page.route("**/api/v1/submissions/*", fail_twice)
    send_without_network(hand, submission)

    hand.receipt_number()
    assert len(tries) == 3


def test_send_now_stands_on_the_list_while_something_waits(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = ready(hand)
    assert page.get_by_role("button", name="Send now").count() == 0
    page.route("**/api/v1/**", lambda route: route.abort())
    send_without_network(hand, submission)
    page.get_by_role("link", name="To my visits").tap()
    page.unroute("**/api/v1/**")

    page.get_by_role("button", name="Send now").tap()

    expect(page.locator(".stage-not_done")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("button", name="Send now")).to_have_count(0)


def test_a_refused_record_steps_aside_and_is_discarded_alone(cast: Cast, phone: MakePhone) -> None:
    refused, other = cast.visit(cast.centro, cast.ines), cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = ready(hand)
    page.route(
        f"**/api/v1/submissions/{refused}",
        lambda route: route.fulfill(
            status=422,
            content_type="application/problem+json",
            body='{"code": "form_wrong", "detail": "This visit is reported on another form."}',
        ),
    )
    page.evaluate(f"location.hash = '#/not-done/{refused}'")
    page.get_by_role("radio", name="It was not safe").tap()
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Needs your attention")
    expect(page.get_by_text("This visit is reported on another form.")).to_be_visible()
    hand.could_not(other)
    number = hand.receipt_number()

    page.evaluate(f"location.hash = '#/visit/{refused}'")
    page.get_by_role("link", name="Discard this report").tap()
    expect(page.get_by_text("nobody can bring it back")).to_be_visible()
    page.get_by_role("button", name="Discard it").tap()

    expect(page.locator(".stage-to_do")).to_have_count(1)
    assert hand.kept(refused) is None
    assert hand.kept(other)["receipt"]["number"] == number


def test_what_was_sent_is_listed_also_when_the_visit_has_left_the_list(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.could_not(submission)
    number = hand.receipt_number()
    leave_the_list(submission)

    page = hand.open("#/sent")
    hand.context.set_offline(True)

    row = page.locator(".visit")
    expect(row).to_contain_text("Casa Tezontle Centro Histórico")
    expect(row).to_contain_text(number)
    row.tap()
    expect(page.locator(".standing")).to_contain_text(number)


def test_a_draft_whose_visit_has_left_the_list_is_shown_and_sent(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/not-done/{submission}")
    page.get_by_role("radio", name="The store was closed").tap()
    expect(page.locator(".save")).to_have_text("Saved")
    leave_the_list(submission)

    hand.open()
    expect(page.locator(".visit")).to_contain_text("No longer in your list")
    page.locator(".visit").tap()
    expect(page.locator(".standing")).to_contain_text("is no longer in your list")
    page.evaluate(f"location.hash = '#/not-done/{submission}'")
    page.get_by_role("button", name="Send").tap()

    hand.receipt_number()
    assert Revision.select().where(Revision.submission == submission).count() == 1


def test_two_tabs_send_once(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = ready(hand)
    hand.context.route("**/api/v1/submissions/*", lambda route: route.abort())
    send_without_network(hand, submission)
    other = another_tab(hand, submission)
    expect(other.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")

    hand.context.unroute("**/api/v1/submissions/*")
    for tab in (page, other):
        tab.evaluate("dispatchEvent(new Event('focus'))")

    number = hand.receipt_number()
    expect(other.locator(".number")).to_contain_text(number, timeout=SOON)
    assert Revision.select().where(Revision.submission == submission).count() == 1
    assert page.url.endswith(f"#/send/{submission}")


def test_a_tab_that_was_told_to_wait_learns_what_another_has_sent(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = ready(hand)
    later = {"Retry-After": "600"}
    page.route("**/api/v1/submissions/*", lambda route: route.fulfill(status=503, headers=later))
    send_without_network(hand, submission)
    other = another_tab(hand, submission)
    expect(other.locator(".number")).to_be_visible(timeout=SOON)

    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(other.locator(".number")).to_contain_text(hand.receipt_number())


def test_a_photo_goes_on_at_the_chunk_it_had_reached(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    hand.fill_report([picture("door"), picture("shelf")])
    seen: list[tuple[str, str]] = []

    def break_at_the_second_chunk(route: Route) -> None:
        told = route.request.headers.get("content-range", "")
        seen.append((route.request.url[-64:], told))
        route.abort() if len(seen) == 2 else route.continue_()

    page.route("**/api/v1/media/*", break_at_the_second_chunk)
    page.get_by_role("button", name="Send the report").tap()

    hand.receipt_number()
    first = [told for name, told in seen if name == seen[0][0]]
    starts = [int(told.split()[1].split("-")[0]) for told in first]
    # The chunk that was lost comes once more; what had arrived before it does not.
    assert starts[1] == starts[2] == 65_536
    assert sorted(starts) == starts
    expect(page.locator(".receipt")).to_contain_text("2/2")
