"""Two phones report one visit: the same is one report, another is the shopper's to choose."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from server.submissions.models import Revision
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]


# The finger stays where it is and presses once more, whatever stands there by then.
_TWICE = """(first) => new Promise((resolve) => {
  const { x, y, width, height } = first.getBoundingClientRect();
  first.click();
  const again = () => {
    if (first.isConnected) return requestAnimationFrame(again);
    document.elementFromPoint(x + width / 2, y + height / 2).click();
    return resolve();
  };
  again();
})"""


def revisions(submission: UUID) -> list[Revision]:
    """What has arrived of a report."""
    mine = Revision.select().where(Revision.submission == submission)
    return list(mine.order_by(Revision.number))


def two_reasons(cast: Cast, phone: MakePhone, submission: UUID) -> Phone:
    """One phone says the store was closed; the other, which is returned, that it was not safe."""
    first, second = phone(cast.ines), phone(cast.ines)
    second.open(f"#/not-done/{submission}")
    first.could_not(submission)
    first.receipt_number()
    second.page.get_by_role("radio", name="It was not safe").tap()
    second.page.get_by_role("button", name="Send").tap()
    return second


def compare(page: Page) -> None:
    """From the screen that says that there are two."""
    page.get_by_role("link", name="Compare the two").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two reports of one visit")


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = two_reasons(cast, phone, submission)
    compare(hand.page)
    row = hand.page.locator(".differs")
    expect(row).to_contain_text("It was not safe")
    expect(row).to_contain_text("The store was closed")

    hand.page.get_by_role("button", name="Send the one on this phone").tap()

    hand.receipt_number()
    first, second = revisions(submission)
    assert (first.outcome, second.outcome) == ("closed", "unsafe")
    assert second.replaces == first.digest
    assert hand.complaints == []


def test_the_other_takes_the_place_of_mine_only_when_asked_twice(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = two_reasons(cast, phone, submission)
    compare(hand.page)

    hand.page.get_by_role("button", name="Leave the one that was sent").tap()
    expect(hand.page.get_by_text("Nobody can bring it back")).to_be_visible()
    assert hand.kept(submission)["outcome"] == "unsafe"
    hand.page.get_by_role("button", name="Replace what is on this phone").tap()

    hand.receipt_number()
    (only,) = revisions(submission)
    kept = hand.kept(submission)
    assert (kept["state"], kept["outcome"]) == ("sent", "closed")
    assert kept["receipt"]["digest"] == only.digest


@pytest.mark.parametrize(
    ("first", "asked"),
    [
        ("link", "Discard it"),
        ("button", "Replace what is on this phone"),
    ],
)
def test_a_finger_that_presses_twice_destroys_nothing(
    cast: Cast, phone: MakePhone, first: str, asked: str
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = two_reasons(cast, phone, submission)
    if first == "button":
        compare(hand.page)
    name = "Discard this report" if first == "link" else "Leave the one that was sent"
    hand.page.get_by_role(first, name=name).evaluate(_TWICE)

    button = hand.page.get_by_role("button", name=asked)
    expect(button).to_be_enabled()  # To whoever has read it.
    kept = hand.kept(submission)
    assert (kept["state"], kept["outcome"]) == ("needs_attention", "unsafe")


def test_the_same_content_from_two_phones_is_one_report_with_one_receipt(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    first, second = phone(cast.ines), phone(cast.ines)
    second.open(f"#/not-done/{submission}")
    first.could_not(submission)
    number = first.receipt_number()

    second.page.get_by_role("radio", name="The store was closed").tap()
    second.page.get_by_role("button", name="Send").tap()

    assert second.receipt_number() == number
    (only,) = revisions(submission)
    assert second.kept(submission)["receipt"]["digest"] == only.digest


def test_what_a_reviewer_reads_cannot_be_replaced_and_mine_is_kept(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = two_reasons(cast, phone, submission)
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("Needs your attention")
    cast.claim(submission)

    compare(hand.page)

    expect(hand.page.get_by_text("A reviewer is already reading")).to_be_visible()
    assert hand.page.get_by_role("button", name="Send the one on this phone").count() == 0
    assert hand.page.get_by_role("button", name="Leave the one that was sent").count() == 0
    assert hand.kept(submission)["state"] == "needs_attention"


def test_without_a_network_nothing_is_chosen_and_nothing_lost(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = two_reasons(cast, phone, submission)
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("Needs your attention")
    hand.page.route("**/api/v1/**", lambda route: route.abort())

    compare(hand.page)
    expect(hand.page.get_by_role("alert")).to_contain_text("did not load")
    hand.page.unroute("**/api/v1/**")
    hand.page.get_by_role("button", name="Try again").tap()

    expect(hand.page.locator(".differs")).to_have_count(1)


def test_only_the_answers_that_differ_stand_side_by_side(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    photos = [picture("door"), picture("shelf")]
    first, second = phone(cast.ines), phone(cast.ines)
    second.report(submission)
    second.fill_report([*photos])
    second.page.evaluate(f"location.hash = '#/report/{submission}/arrival/way_in_clear'")
    second.page.locator("#q-way_in_clear").get_by_role("radio", name="No").tap()
    expect(second.page.locator(".save")).to_have_text("Saved")
    first.report(submission)
    first.send_report([*photos])

    second.page.evaluate(f"location.hash = '#/review/{submission}'")
    second.page.get_by_role("button", name="Send the report").tap()
    compare(second.page)

    expect(second.page.locator(".differs")).to_have_count(1)
    expect(second.page.locator(".differs .answer")).to_have_text(["No", "Yes"])
    expect(second.page.locator(".same summary")).to_contain_text("are the same in both")
    second.page.locator(".same summary").tap()
    expect(second.page.locator(".same img[src]").first).to_be_visible()


def test_ones_own_begun_report_is_kept_beside_one_that_was_sent_back(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    """Another phone has sent the visit and a reviewer asks: what is here is not written over."""
    submission = cast.visit(cast.centro, cast.ines)
    photos = [picture("door"), picture("shelf")]
    first, second = phone(cast.ines), phone(cast.ines)
    second.report(submission)
    second.fill_report([*photos])
    second.page.evaluate(f"location.hash = '#/report/{submission}/arrival/way_in_clear'")
    second.page.locator("#q-way_in_clear").get_by_role("radio", name="No").tap()
    expect(second.page.locator(".save")).to_have_text("Saved")
    first.report(submission)
    first.send_report([*photos])
    cast.send_back(submission, "Which door?")

    second.open(f"#/visit/{submission}")
    expect(second.page.locator("h1")).to_have_text("Yours is not sent")
    compare(second.page)
    second.page.get_by_role("button", name="Send the one on this phone").tap()
    second.page.get_by_role("button", name="Send the correction").tap()
    second.receipt_number()

    one, two = revisions(submission)
    assert two.replaces == one.digest
    assert json.loads(bytes(two.body))["answers"]["way_in_clear"] == {"value": False}


def test_a_photo_that_the_server_lacks_of_the_other_report_goes_from_here(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    photos = [picture("door"), picture("shelf")]
    first, second = phone(cast.ines), phone(cast.ines)
    second.report(submission)
    second.fill_report([*photos])
    second.page.evaluate(f"location.hash = '#/report/{submission}/arrival/way_in_clear'")
    second.page.locator("#q-way_in_clear").get_by_role("radio", name="No").tap()
    expect(second.page.locator(".save")).to_have_text("Saved")
    first.report(submission)
    first.page.route("**/api/v1/media/**", lambda route: route.abort())
    first.fill_report([*photos])
    first.page.get_by_role("button", name="Send the report").tap()
    for _ in range(100):
        if revisions(submission):
            break
        first.page.wait_for_timeout(100)
    first.page.close()
    second.page.evaluate(f"location.hash = '#/review/{submission}'")
    second.page.get_by_role("button", name="Send the report").tap()
    compare(second.page)

    second.page.get_by_role("button", name="Leave the one that was sent").tap()
    second.page.get_by_role("button", name="Replace what is on this phone").tap()
    second.page.wait_for_function("() => location.hash.startsWith('#/send/')")
    second.open()

    for _ in range(100):
        if (receipt := second.kept(submission)["receipt"])["photos"]["missing"] == []:
            break
        second.page.wait_for_timeout(200)
    assert sorted(receipt["photos"]["present"]) == sorted(receipt["photos"]["announced"])
    assert len(receipt["photos"]["present"]) == 2
    (only,) = revisions(submission)
    assert receipt["digest"] == only.digest
    assert json.loads(bytes(only.body))["answers"]["way_in_clear"] == {"value": True}
