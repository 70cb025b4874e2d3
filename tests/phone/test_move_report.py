"""A begun report moves to the corrected form when its shopper says so, and loses nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import expect

from server.desk.commands import move_open_visits
from server.programmes.commands import publish_form
from server.submissions.models import Revision
from server.visits.models import VisitPart
from tests.corrected import NEW_WORDS, corrected
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]
Begun = tuple[Phone, UUID]


@pytest.fixture
def begun(cast: Cast, phone: MakePhone, picture: MakePicture) -> Begun:
    """Inés has answered the first section; then the form is corrected."""
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    hand.fill_section([picture("door")])
    expect(page.locator(".save")).to_have_text("Saved")
    part = VisitPart.get(VisitPart.submission == submission)
    version = publish_form(cast.boss, cast.programme, corrected())
    assert move_open_visits(cast.boss, version, visit=part.visit_id) == 1
    # The phone asks what is new some seconds after it was opened.
    hand.report(submission).locator(".offer").wait_for(timeout=60_000)
    return hand, submission


def test_it_works(begun: Begun) -> None:
    hand, submission = begun
    before = hand.kept(submission)["answers"]
    page = hand.page
    offer = page.locator(".offer")
    expect(offer).to_contain_text("This form was corrected. 3 answers are kept.")
    expect(offer).to_contain_text("2 questions need another look.")
    offer.get_by_role("link", name="See what changes").tap()
    expect(page.locator("h1")).to_have_text("This form was corrected")
    for said in (NEW_WORDS["en"], "Before: Was the way in clean and free of obstacles?", "Yes"):
        expect(page.locator("main")).to_contain_text(said)
    for said in ("Were the lights on?", "Photo of the entrance from outside", "1 photo"):
        expect(page.locator("main")).to_contain_text(said)

    page.get_by_role("button", name="Move my report").tap()

    expect(page.locator(".offer")).to_contain_text("Your report is on the corrected form.")
    expect(page.get_by_text(NEW_WORDS["en"])).to_be_in_viewport()
    draft = hand.kept(submission)
    gone = {"way_in_clear", "entrance_photo"}
    assert draft["form"]["version"] == 2
    assert draft["answers"] == {id: each for id, each in before.items() if id not in gone}
    assert draft["moved_from"]["form"]["version"] == 1
    assert draft["moved_from"]["answers"] == before
    assert hand.complaints == []


def test_a_report_that_stays_is_sent_on_its_own_form(begun: Begun, picture: MakePicture) -> None:
    hand, submission = begun
    page = hand.page
    page.get_by_role("link", name="See what changes").tap()
    page.get_by_role("button", name="Stay with the old form").tap()
    expect(page.locator(".offer")).to_have_text("There is a corrected form")
    assert hand.kept(submission)["form"]["version"] == 1
    hand.send_report([picture("shelf")])
    revision = Revision.get(Revision.submission == submission)
    assert revision.form_version.version == 1
    assert json.loads(bytes(revision.body))["version"] == 1


def test_a_moved_report_is_sent_on_the_corrected_form(begun: Begun, picture: MakePicture) -> None:
    hand, submission = begun
    page = hand.open(f"#/move/{submission}")
    page.get_by_role("button", name="Move my report").tap()
    hand.fill_report([picture("shelf")])
    expect(page.get_by_role("button", name="Send the report")).to_be_visible()
    page.get_by_role("button", name="Send the report").tap()
    hand.receipt_number()
    revision = Revision.get(Revision.submission == submission)
    assert revision.form_version.version == 2
    assert "lights_on" in json.loads(bytes(revision.body))["answers"]


def test_a_move_is_undone_with_every_answer_back(begun: Begun) -> None:
    hand, submission = begun
    before = hand.kept(submission)["answers"]
    page = hand.open(f"#/move/{submission}")
    page.get_by_role("button", name="Move my report").tap()
    lights = page.get_by_role("radiogroup", name="Were the lights on?")
    lights.get_by_role("radio", name="No").tap()
    expect(page.locator(".save")).to_have_text("Saved")
    expect(page.locator(".offer")).to_contain_text("2 questions need another look.")
    page.reload()
    expect(page.locator(".offer")).to_contain_text("1 question needs another look.")
    page.get_by_role("link", name="See your answers from before").tap()
    expect(page.locator("main")).to_contain_text("1 photo")
    page.get_by_role("button", name="Back to the old form").tap()
    expect(page.locator(".offer")).to_contain_text("This form was corrected.")
    draft = hand.kept(submission)
    assert draft["form"]["version"] == 1
    assert draft["answers"] == before
    assert draft["moved_from"]["answers"]["lights_on"] == {"value": False}


def test_the_brief_makes_the_offer_too(begun: Begun) -> None:
    hand, submission = begun
    page = hand.open(f"#/visit/{submission}")
    expect(page.locator(".offer")).to_contain_text("This form was corrected.")
    page.get_by_role("link", name="See what changes").tap()
    expect(page.get_by_role("button", name="Move my report")).to_be_visible()


def test_the_form_of_a_draft_opens_without_a_network(begun: Begun) -> None:
    hand, submission = begun
    hand.open()
    expect(hand.page.get_by_text("Begun")).to_be_visible()
    page = hand.report(submission)
    expect(page.get_by_text("Was the way in clean and free of obstacles?")).to_be_visible()
    expect(page.locator(".offer")).to_be_visible()
    assert hand.kept(submission)["form"]["version"] == 1


def test_in_spanish_it_says_the_same(begun: Begun) -> None:
    hand, submission = begun
    hand.language = "es"
    page = hand.report(submission)
    expect(page.locator(".offer")).to_contain_text("Se conservan 3 respuestas.")
    page.get_by_role("link", name="Ver qué cambia").tap()
    expect(page.locator("main")).to_contain_text(NEW_WORDS["es"])
