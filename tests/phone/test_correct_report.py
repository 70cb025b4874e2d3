"""A report that was sent back comes with the reviewer's note, and goes again as a revision."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from server.media.models import ExpectedPhoto
from server.submissions.models import Revision, Submission
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]


def test_it_works(cast: Cast, phone: MakePhone, picture: MakePicture) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    hand.send_report([picture("door"), picture("shelf")])
    cast.send_back(submission, "Which door was blocked?")

    hand.open()
    expect(page.locator(".stage-sent_back")).to_contain_text("Sent back to you")
    page.locator(".visit").tap()
    expect(page.locator(".note")).to_contain_text("Which door was blocked?")
    page.get_by_role("button", name="Correct the report").tap()
    expect(page.locator(".note")).to_contain_text("Which door was blocked?")
    page.locator("#q-way_in_clear").get_by_role("radio", name="No").tap()
    expect(page.locator(".save")).to_have_text("Saved")
    hand.open(f"#/review/{submission}")
    page.get_by_role("button", name="Send the correction").tap()
    hand.receipt_number()

    first, second = (
        Revision.select().where(Revision.submission == submission).order_by(Revision.number)
    )
    assert second.replaces == first.digest
    before, after = (json.loads(bytes(each.body))["answers"] for each in (first, second))
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {"way_in_clear"}
    expect(page.locator(".receipt")).to_contain_text("2/2")
    assert hand.complaints == []


def test_what_a_reviewer_is_reading_cannot_be_changed(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.could_not(submission)
    hand.receipt_number()
    cast.claim(submission)

    page = hand.open(f"#/visit/{submission}")

    expect(page.get_by_role("heading", level=1)).to_have_text("Being reviewed")
    expect(page.get_by_text("cannot be changed now")).to_be_visible()
    assert page.get_by_role("button", name="Correct the report").count() == 0


def test_what_another_phone_has_sent_is_never_opened_blank(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    first = phone(cast.ines)
    first.could_not(submission)
    first.receipt_number()

    page = phone(cast.ines).report(submission)

    expect(page.locator(".question")).to_have_count(0)
    assert page.get_by_role("heading", level=1).inner_text() in ("Sent", "Sent: not done")


def test_a_report_is_corrected_on_another_phone(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    first = phone(cast.ines)
    first.report(submission)
    first.send_report([picture("door"), picture("shelf")])
    cast.send_back(submission, "Which door was blocked?")

    second = phone(cast.ines)
    second.correct(submission, "way_in_clear", "No")

    expect(second.page.locator(".receipt")).to_contain_text("2/2")
    before, after = (
        json.loads(bytes(each.body))
        for each in Revision.select()
        .where(Revision.submission == submission)
        .order_by(Revision.number)
    )
    changed = {key for key in before["answers"] if before["answers"][key] != after["answers"][key]}
    assert changed == {"way_in_clear"}
    assert (after["photos"], after["started"]) == (before["photos"], before["started"])
    away = second.open(f"#/read/{submission}").locator(".thumbs .away")
    expect(away).to_have_text(["Not on this phone"] * 2)
    assert second.complaints == []


def test_what_was_sent_is_corrected_until_a_reviewer_has_it(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    number = hand.send_report([picture("door"), picture("shelf")])

    def correct(answer: str) -> None:
        page.evaluate(f"location.hash = '#/visit/{submission}'")
        page.get_by_role("button", name="Correct the report").tap()
        page.locator("#q-way_in_clear").get_by_role("radio", name=answer).tap()
        expect(page.locator(".save")).to_have_text("Saved")
        page.evaluate(f"location.hash = '#/review/{submission}'")

    correct("No")
    page.get_by_role("button", name="Send the correction").tap()
    assert hand.receipt_number() == number
    first, second = (
        Revision.select().where(Revision.submission == submission).order_by(Revision.number)
    )
    assert second.replaces == first.digest
    correct("Yes")
    cast.claim(submission)
    page.get_by_role("button", name="Send the correction").tap()

    expect(page.get_by_text("A reviewer has begun to read the report")).to_be_visible(
        timeout=30_000
    )
    kept = hand.kept(submission)
    assert (kept["state"], kept["revision"]) == ("needs_attention", 3)
    assert kept["answers"]["way_in_clear"] == {"value": True}
    # What was refused keeps its bytes until something else is written.
    assert json.loads(kept["body"])["replaces"] == second.digest
    hand.open(f"#/report/{submission}")
    page.locator("#q-way_in_clear").get_by_role("radio", name="No").tap()
    page.wait_for_timeout(500)
    assert hand.kept(submission)["body"] is None


def test_a_correction_of_what_the_server_lost_comes_as_the_first(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    """A server that was set back to a copy of yesterday has nothing that could be replaced."""
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    hand.send_report([picture("door"), picture("shelf")])
    page.evaluate(f"location.hash = '#/visit/{submission}'")
    page.get_by_role("button", name="Correct the report").tap()
    page.locator("#q-way_in_clear").get_by_role("radio", name="No").tap()
    expect(page.locator(".save")).to_have_text("Saved")
    page.evaluate(f"location.hash = '#/review/{submission}'")
    Submission.delete().where(Submission.id == submission).execute()
    ExpectedPhoto.delete().where(ExpectedPhoto.submission == submission).execute()

    page.get_by_role("button", name="Send the correction").tap()
    hand.receipt_number()

    only = Revision.get(Revision.submission == submission)
    assert (only.number, only.replaces) == (1, None)
    assert json.loads(bytes(only.body))["answers"]["way_in_clear"] == {"value": False}
    kept = hand.kept(submission)
    assert (kept["state"], kept["receipt"]["digest"]) == ("sent", only.digest)


def test_a_half_written_correction_is_not_shut_in_by_a_reviewer(
    cast: Cast, phone: MakePhone, picture: MakePicture
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    number = hand.send_report([picture("door"), picture("shelf")])
    page.evaluate(f"location.hash = '#/visit/{submission}'")
    page.get_by_role("button", name="Correct the report").tap()
    page.locator("#q-way_in_clear").get_by_role("radio", name="No").tap()
    expect(page.locator(".save")).to_have_text("Saved")
    cast.claim(submission)

    hand.open()
    expect(page.locator(".stage-overtaken")).to_have_text("Yours is not sent")
    page.locator(".visit").tap()
    expect(page.locator(".standing")).to_contain_text("cannot be sent now")
    expect(page.locator(".standing")).to_contain_text(number)
    expect(page.get_by_role("link", name="Keep it as a file")).to_be_visible()
    assert page.get_by_role("link", name="Read what I sent").count() == 0
    page.evaluate(f"location.hash = '#/read/{submission}'")
    expect(page.locator("h1")).to_have_text("Yours is not sent")
    page.get_by_role("link", name="Compare the two").tap()
    expect(page.locator(".differs .answer")).to_have_text(["No", "Yes"])
    hand.open(f"#/visit/{submission}")
    page.get_by_role("link", name="Discard this report").tap()
    page.get_by_role("button", name="Discard it").tap()

    expect(page.locator(".stage")).to_have_text("Being reviewed")
    kept = hand.kept(submission)
    assert (kept["state"], kept["receipt"]["number"]) == ("sent", number)
    assert hand.complaints == []
