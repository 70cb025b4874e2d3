"""Cases of people who could not tell where their reports stood."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Route, expect

from server.submissions.models import Revision
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.offline_cases import case
from tests.phone.offline_cases.ready import put_in_outbox

MakePhone = Callable[..., Phone]
REPORT = "**/api/v1/submissions/*"
SLOW = 60_000
LIB = Path(__file__).parents[3] / "server" / "phone" / "static" / "app" / "lib"
# What programmers say, in both languages.
JARGON = re.compile(
    r"\b(queue\w*|upload\w*|submi\w+|sync\w*|cache\w*|record\w*"
    r"|cola|subid\w*|sincroniz\w*|caché|registro\w*)\b",
    re.IGNORECASE,
)


@case("enketo/enketo#1003")
def test_each_report_shows_that_it_waits_is_being_sent_has_arrived(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    heading = page.get_by_role("heading", level=1)
    page.route(REPORT, lambda route: route.abort())
    put_in_outbox(hand, cast, submission)
    hand.open(f"#/send/{submission}")
    expect(heading).to_have_text("Waiting to be sent")

    held: list[Route] = []
    page.unroute(REPORT)
    page.route("**/api/v1/media/*", lambda route: held.append(route))
    # Not the button: the app's own timer may be faster and take it away.
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(heading).to_have_text("Sending", timeout=SLOW)
    expect(page.locator(".steps")).to_contain_text(re.compile(r"\d of \d.* of [\d.,]+ .?B", re.S))

    page.unroute("**/api/v1/media/*")  # What was held goes on.
    hand.receipt_number()
    expect(heading).to_have_text("The report has arrived")


@case("enketo/enketo-express#136")
def test_where_a_report_stands_is_said_in_plain_words_in_both_languages() -> None:
    said = {}
    for language in ("en", "es"):
        text = "".join((LIB / f"{name}.{language}.js").read_text("utf-8") for name in NAMES)
        said[language] = dict(re.findall(r"^  (\w+): \"(.*)\",$", text, re.MULTILINE))
        stages = {key: words for key, words in said[language].items() if STAGE.match(key)}
        assert len(stages) >= 10
        assert [words for words in stages.values() if JARGON.search(words)] == []
    assert {key for key in said["en"] if STAGE.match(key)} == {
        key for key in said["es"] if STAGE.match(key)
    }


NAMES = ("words", "more", "care")
STAGE = re.compile(r"(stage|explain|receipt|refused|step)_")


@case("enketo/enketo#1072")
def test_nothing_is_called_unsaved_or_unsent_after_it_has_arrived(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.could_not(submission)
    hand.receipt_number()

    page = hand.open()
    expect(page.locator(".stage-not_done")).to_have_text("Sent: not done")
    expect(page.locator(".notice")).to_have_count(0)
    hand.open("#/phone")

    expect(page.locator(".panel").first).to_contain_text("Only on this phoneNothing", timeout=SLOW)


@case("getodk/collect#6140")
def test_what_was_sent_can_be_corrected_until_a_reviewer_takes_it(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    put_in_outbox(hand, cast, submission)
    hand.open(f"#/send/{submission}")
    hand.receipt_number()

    hand.correct(submission, "way_in_clear", "No")

    mine = Revision.select().where(Revision.submission == submission)
    first, second = mine.order_by(Revision.number)
    assert second.replaces == first.digest
    cast.claim(submission)
    hand.open(f"#/visit/{submission}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Being reviewed", timeout=SLOW)
    expect(page.get_by_role("button", name="Correct the report")).to_have_count(0)


@case("getodk/collect#235")
def test_what_was_sent_is_listed_with_its_receipt_also_without_a_network(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.could_not(submission)
    number = hand.receipt_number()
    page = hand.open("#/sent")
    expect(page.get_by_text(number)).to_be_visible(timeout=SLOW)

    page.evaluate("location.hash = '#/'")
    hand.context.set_offline(True)
    page.evaluate("location.hash = '#/sent'")

    expect(page.get_by_text(number)).to_be_visible()
