"""Cases of forms that changed, went away or were too long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from playwright.sync_api import expect

from server.desk.commands import move_open_visits
from server.programmes.commands import publish_form
from server.visits.models import VisitPart
from tests.bench.two_hundred import two_hundred
from tests.corrected import corrected
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.offline_cases import case

MakePhone = Callable[..., Phone]
SLOW = 60_000

# How long the page works on each key, the middle of all.
_KEYS = """async (keys) => {
  const fields = document.querySelectorAll(".question textarea, .question [type=text]");
  const field = [...fields].find((one) => one.checkVisibility());
  field.scrollIntoView();
  field.focus();
  const took = [];
  for (let key = 0; key < keys; key += 1) {
    await new Promise(requestAnimationFrame);
    const began = performance.now();
    field.value += "1";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    took.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return took.sort((a, b) => a - b)[keys >> 1];
}"""


def begin(hand: Phone, submission: UUID) -> None:
    """Answer one question."""
    page = hand.report(submission)
    page.locator("#q-way_in_clear .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")


@case("enketo/enketo#986")
def test_a_form_with_a_draft_stays_usable_when_nothing_of_it_comes_any_more(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    begin(hand, submission)
    page = hand.page
    page.wait_for_timeout(2000)
    hand.sign_out()  # The shell brings no form any more,
    page.route("**/api/v1/**", lambda route: route.abort())  # and none can be had.

    hand.report(submission)

    expect(page.locator("#q-way_in_clear :checked")).to_have_count(1)
    page.locator("#q-way_in_clear").get_by_role("radio", name="No").tap()
    expect(page.locator(".save")).to_have_text("Saved")


@case("getodk/collect#5947")
def test_a_draft_moves_to_the_corrected_form_and_keeps_what_is_unchanged(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    begin(hand, submission)
    page = hand.page
    page.locator("#q-greeting .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")
    before = hand.kept(submission)["answers"]
    part = VisitPart.get(VisitPart.submission == submission)
    version = publish_form(cast.boss, cast.programme, corrected())
    assert move_open_visits(cast.boss, version, visit=part.visit_id) == 1
    hand.report(submission).locator(".offer").wait_for(timeout=SLOW)

    page.locator(".offer").get_by_role("link", name="See what changes").tap()
    page.get_by_role("button", name="Move my report").tap()

    expect(page.locator(".offer")).to_contain_text("Your report is on the corrected form.")
    kept = hand.kept(submission)
    assert kept["form"]["version"] == version.version
    assert kept["answers"]["greeting"] == before["greeting"]


@case("enketo/enketo-core#692")
def test_writing_in_a_form_of_two_hundred_questions_does_not_lag_on_a_slow_phone(
    cast: Cast, phone: MakePhone
) -> None:
    """What a key costs the page itself, processor slowed four times; tests/bench has it painted."""
    long = publish_form(cast.boss, cast.programme, two_hundred(10))
    submission = replace(cast, form=long).visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)
    page.locator(".question :is(textarea, [type=text]):visible").first.wait_for(timeout=SLOW)
    slow = hand.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    # The middle one: some presses meet the neighbours on this machine's processors.
    assert page.evaluate(_KEYS, 15) < 50
