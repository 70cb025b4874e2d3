"""Two windows of one phone on one report: what either says is saved is sent, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from playwright.sync_api import expect

from server.submissions.models import Revision
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]


def second(hand: Phone, submission: UUID) -> Phone:
    """Another window of the same phone, with the report open."""
    window = Phone(hand.context, hand.base, hand.language)
    window.open(f"#/report/{submission}/arrival/way_in_clear")
    return window


def say_no(window: Phone) -> None:
    """Answer the first question anew, and see that it is saved."""
    window.page.locator("#q-way_in_clear").get_by_role("radio", name="No").tap()
    expect(window.page.locator(".save")).to_have_text("Saved")


def sent_answers(submission: UUID) -> dict[str, object]:
    """The answers of the one report that has arrived."""
    answers: dict[str, object] = json.loads(
        bytes(Revision.get(Revision.submission == submission).body)
    )["answers"]
    return answers


def test_it_works(cast: Cast, phone: MakePhone, picture: MakePicture) -> None:
    """The window that sends has not heard of what the other one wrote."""
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    hand.fill_report([picture("door"), picture("shelf")])
    other = second(hand, submission)
    say_no(other)

    page.get_by_role("button", name="Send the report").tap()
    hand.receipt_number()

    assert sent_answers(submission)["way_in_clear"] == {"value": False}
    assert hand.kept(submission)["answers"]["way_in_clear"] == {"value": False}
    page.get_by_role("link", name="Read what I sent").tap()
    row = page.locator(".read .row", has_text="way in")
    expect(row.locator(".answer").first).to_have_text("No")
    assert hand.complaints == other.complaints == []


def test_what_an_answer_of_the_other_window_opens_is_sent_as_well(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    """Which questions are asked is worked out anew, from what is stored."""
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    hand.fill_report([picture("door"), picture("shelf")])
    other = second(hand, submission)
    say_no(other)
    comment = other.page.locator("#q-way_in_clear textarea")
    if not comment.is_visible():
        other.page.locator("#q-way_in_clear").get_by_role("button", name="Add a comment").tap()
    comment.fill("Two crates stood in the doorway.")
    expect(other.page.locator(".save")).to_have_text("Saved")

    page.get_by_role("button", name="Send the report").tap()
    hand.receipt_number()

    kept = hand.kept(submission)["answers"]["way_in_clear"]
    assert sent_answers(submission)["way_in_clear"] == kept
    assert kept["comment"] == "Two crates stood in the doorway."


def test_a_window_that_was_overtaken_writes_nothing_more_and_says_so(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    hand.fill_report([picture("door"), picture("shelf")])
    other = second(hand, submission)
    expect(other.page.locator("#q-way_in_clear input:checked")).to_have_count(1)
    page.get_by_role("button", name="Send the report").tap()
    hand.receipt_number()
    before = hand.kept(submission)

    other.page.locator("#q-way_in_clear").get_by_role("radio", name="No").tap()

    expect(other.page.get_by_role("alert")).to_contain_text("Meanwhile this was sent")
    expect(other.page.locator("h1")).to_have_text("Sent")
    expect(other.page.locator(".save")).to_have_text("")
    after = hand.kept(submission)
    assert (after["answers"], after["body"]) == (before["answers"], before["body"])
    assert after["state"] == "sent"
    assert other.complaints == []


def test_a_discarded_report_is_not_written_back(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.report(submission)
    say_no(hand)
    other = second(hand, submission)
    other.open(f"#/discard/{submission}")
    other.page.get_by_role("button", name="Discard it").tap()
    expect(other.page.locator("h1")).not_to_have_text("Discard this report?")
    assert other.kept(submission) is None

    hand.page.locator("#q-way_in_clear").get_by_role("radio", name="Yes").tap()

    expect(hand.page.get_by_role("alert")).to_contain_text("Meanwhile this was sent")
    assert hand.kept(submission) is None


_ABSENT = """async (files) => {
  const { Records } = await import(`${files}/app/store/records.js`);
  const { SealedRecords, newLock } = await import(`${files}/app/store/sealed.js`);
  const plain = await Records.open();
  const { seal } = await newLock("three green lamps");
  const found = [];
  for (const records of [plain, new SealedRecords(plain, seal)]) {
    const gone = { shopper: "nobody", submission: "gone", answers: {} };
    const change = (draft) => { draft.answers.greeted = { value: true }; };
    found.push(await records.change(gone, change, { existing: true }));
    found.push(await records.draft("nobody", "gone"));
  }
  return found.map((one) => one === undefined);
}"""


def test_what_is_not_there_any_more_stays_gone_locked_or_not(cast: Cast, phone: MakePhone) -> None:
    page = phone(cast.ines).open()
    opening = "JSON.parse(document.getElementById('opening').textContent)"
    files = page.evaluate(f"{opening}.files")
    assert page.evaluate(_ABSENT, files) == [True] * 4
