"""A newer version of the app comes when nothing is half filled, or when the shopper says so."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from server.people import commands as people
from tests.engines.server import Server
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.kept import caches_of, noted, sign_in, wait_for_newer, wait_until, wait_until_kept
from tests.phone.line import Line
from tests.phone.newer import NewerServer, copy_newer

MakePhone = Callable[..., Phone]


# The worker that could not take all of the newer version in has given up.
_INSTALLED = """async () => {
  const { installing, waiting } = await navigator.serviceWorker.ready;
  return !installing && !waiting;
}"""


@pytest.fixture(scope="session")
def newer(phone_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewerServer]:
    """The next version of the product, over the same data."""
    folder = copy_newer(tmp_path_factory.mktemp("newer"))
    running = NewerServer(phone_server.settings, folder)
    yield running
    running.stop()


def opened(phone: MakePhone, cast: Cast, line: Line) -> tuple[Phone, str]:
    """A phone that keeps the version of today; the version."""
    hand = phone(cast.ines, base=line.url)
    wait_until_kept(hand.open())
    expect(hand.page.get_by_text("My visits").last).to_be_visible()
    return hand, noted(hand.page, "using") or ""


def begin(hand: Phone, submission: UUID) -> None:
    """Fill a report in half."""
    page = hand.report(submission)
    page.locator("#q-way_in_clear .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")


def test_it_works(line: Line, cast: Cast, phone: MakePhone, newer: NewerServer) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand, before = opened(phone, cast, line)

    line.lead(newer.port)
    page = hand.open()

    expect(page.locator(".store-name")).to_have_text("Your visits", timeout=30_000)
    assert noted(page, "using") == noted(page, "newest") != before
    line.lead(None)
    expect(hand.open().locator(".store-name")).to_have_text("Your visits")
    expect(hand.open(f"#/visit/{submission}").locator("h1")).to_have_text("Your visit")
    assert hand.complaints == []


def test_what_the_network_did_not_carry_is_asked_for_at_the_next_use(
    line: Line, cast: Cast, phone: MakePhone, newer: NewerServer
) -> None:
    cast.visit(cast.centro, cast.ines)
    hand, _ = opened(phone, cast, line)
    line.refuse("sw.js")
    line.lead(newer.port)
    page = hand.open()
    wait_for_refusal(page, line)

    line.refuse(None)
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(page.locator(".store-name")).to_have_text("Your visits", timeout=30_000)


def wait_for_refusal(page: Page, line: Line) -> None:
    """Wait until the line has cut a request, as a network that comes and goes."""
    deadline = time.monotonic() + 40
    while not line.refusals:
        assert time.monotonic() < deadline
        page.wait_for_timeout(100)


def newer_is_here(hand: Phone, line: Line, newer: NewerServer, before: str) -> Page:
    """The phone has the newer version whole, and time enough has gone by to open it."""
    line.lead(newer.port)
    page = hand.open()
    wait_for_newer(page, before)
    page.wait_for_timeout(2000)
    return page


def test_the_code_under_a_half_filled_report_stays_as_it_is(
    line: Line, cast: Cast, phone: MakePhone, newer: NewerServer
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand, before = opened(phone, cast, line)
    begin(hand, submission)

    page = newer_is_here(hand, line, newer, before)

    assert noted(page, "using") == before
    expect(hand.open().locator(".store-name")).to_have_text("My visits")
    # Both other parts of the app: files that the server has no more come from the phone.
    expect(hand.open(f"#/visit/{submission}").locator("h1")).to_have_text("The visit")
    expect(hand.open("#/phone").locator("h1")).to_have_text("This phone")
    page = hand.report(submission)
    expect(page.locator("#q-way_in_clear input:checked")).to_have_count(1)
    assert hand.complaints == []


def test_the_code_under_a_refused_report_stays_as_it_is(
    line: Line, cast: Cast, phone: MakePhone, newer: NewerServer
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand, before = opened(phone, cast, line)
    refused = {"status": 422, "json": {"code": "fields_wrong", "fields": []}}
    hand.context.route("**/api/v1/submissions/*", lambda route: route.fulfill(**refused))
    hand.could_not(submission)
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("Needs your attention")

    page = newer_is_here(hand, line, newer, before)

    assert noted(page, "using") == before


def test_another_shoppers_half_filled_report_counts_too(
    line: Line, cast: Cast, phone: MakePhone, newer: NewerServer
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    cast.visit(cast.norte, cast.tomas)
    hand, before = opened(phone, cast, line)
    begin(hand, submission)
    link = people.issue_link(cast.boss, timedelta(hours=1), shopper=cast.tomas)
    sign_in(hand.page, line.url, link)

    page = newer_is_here(hand, line, newer, before)

    expect(hand.open().locator(".visit")).to_contain_text("Norte")
    assert noted(page, "using") == before


def test_once_the_report_is_sent_the_newer_version_opens(
    line: Line, cast: Cast, phone: MakePhone, newer: NewerServer
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand, before = opened(phone, cast, line)
    begin(hand, submission)
    line.lead(newer.port)
    newest = wait_for_newer(hand.open(), before)

    hand.could_not(submission)
    hand.receipt_number()

    wait_until(
        hand.page,
        "async (newest) => (await (await caches.match('using')).text()) === newest",
        newest,
    )
    # Not under the eyes of somebody who reads a receipt.
    expect(hand.page.locator(".number")).to_be_visible()
    hand.page.get_by_role("link", name="To my visits").tap()
    expect(hand.page.locator(".store-name")).to_have_text("Your visits")


def test_the_shopper_can_use_it_now_and_a_form_with_a_draft_stays_usable_offline(
    line: Line, cast: Cast, phone: MakePhone, newer: NewerServer
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand, before = opened(phone, cast, line)
    begin(hand, submission)
    line.lead(newer.port)
    wait_for_newer(hand.open(), before)

    page = hand.open("#/phone")
    expect(page.get_by_text("A newer version is ready.")).to_be_visible()
    page.get_by_role("button", name="Use it now").tap()

    expect(page.locator("h1")).to_have_text("Your phone")
    expect(page.get_by_role("button", name="Use it now")).to_have_count(0)
    line.lead(None)
    page = hand.report(submission)
    expect(page.locator("#q-way_in_clear input:checked")).to_have_count(1)


def test_a_version_that_came_in_half_replaces_nothing(
    line: Line, cast: Cast, phone: MakePhone, newer: NewerServer
) -> None:
    cast.visit(cast.centro, cast.ines)
    hand, before = opened(phone, cast, line)
    line.refuse("/care.js")
    line.lead(newer.port)
    page = hand.open()
    wait_for_refusal(page, line)
    wait_until(page, _INSTALLED)

    assert (noted(page, "using"), noted(page, "newest")) == (before, before)
    assert set(caches_of(page)) == {"kit-using", f"kit-{before}"}
    expect(hand.open("#/phone").locator("h1")).to_have_text("This phone")

    line.refuse(None)
    page = hand.open()
    # Not waited for: the page starts again when the newer version is whole.
    page.evaluate("() => { navigator.serviceWorker.ready.then((ready) => ready.update()); }")
    expect(hand.open().locator(".store-name")).to_have_text("Your visits", timeout=30_000)


def test_versions_that_nobody_uses_are_dropped(
    line: Line, cast: Cast, phone: MakePhone, newer: NewerServer, phone_server: Server
) -> None:
    cast.visit(cast.centro, cast.ines)
    hand, before = opened(phone, cast, line)
    line.lead(newer.port)
    expect(hand.open().locator(".store-name")).to_have_text("Your visits", timeout=30_000)
    now = noted(hand.page, "using")
    hand.page.evaluate("() => caches.open('kit-000000000000')")

    line.lead(phone_server.port)  # a version back is an update too
    expect(hand.open().locator(".store-name")).to_have_text("My visits", timeout=30_000)

    assert set(caches_of(hand.page)) == {"kit-using", f"kit-{before}", f"kit-{now}"}


def test_without_the_worker_an_old_page_says_that_it_must_be_loaded_again(
    line: Line, cast: Cast, phone: MakePhone, newer: NewerServer
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, base=line.url, service_workers="block")
    begin(hand, submission)

    line.lead(newer.port)
    hand.page.evaluate("() => { location.hash = '#/phone'; }")

    expect(hand.page.get_by_role("alert")).to_contain_text("Your answers are safe on this phone")
    hand.page.get_by_role("button", name="Load again").tap()
    expect(hand.page.locator("h1")).to_have_text("Your phone")
    page = hand.report(submission)
    expect(page.locator("#q-way_in_clear input:checked")).to_have_count(1)
