"""Parts that open after a visit: the list names their day, and what is due stands first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from server.kernel.ids import part_submission_id
from server.programmes.commands import publish_form
from server.submissions.models import Submission
from server.visits.models import VisitPart
from tests.later_parts import promises
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]


@pytest.fixture
def promised(cast: Cast) -> Iterator[UUID]:
    """A visit of Inés's on the form of three parts; the identity of its first report."""
    usual = cast.form
    cast.form = publish_form(cast.boss, cast.programme, promises())
    planned = VisitPart.get(VisitPart.submission == cast.visit(cast.centro, cast.ines))
    yield part_submission_id(planned.visit_id, "visit")
    cast.form = usual


def part_of(visit: UUID, part: str) -> VisitPart:
    """Another part of the visit that a report is of."""
    first = VisitPart.get(VisitPart.submission == visit)
    return VisitPart.get((VisitPart.visit == first.visit_id) & (VisitPart.part == part))


def report_visit(hand: Phone, visit: UUID, days: int) -> Page:
    """The visit is reported: help is promised in so many days."""
    page = hand.report(visit)
    page.locator("#q-promised").get_by_role("radio", name="Yes").tap()
    page.locator("#q-promised_in_days [type=text]").fill(str(days))
    page.locator("#q-promised_in_days [type=text]").blur()
    expect(page.locator(".save")).to_have_text("Saved")
    page.locator(".foot .primary").tap()
    page.get_by_role("button", name="Send the report").tap()
    hand.receipt_number()
    return page


def opens_in(visit: UUID, part: str, **by: float) -> None:
    """The window of a part is moved, as if time had passed."""
    found = part_of(visit, part)
    found.opens_at, found.closes_at = (
        found.opens_at + timedelta(**by),
        found.closes_at + timedelta(**by),
    )
    found.save()


def test_it_works(cast: Cast, phone: MakePhone, promised: UUID) -> None:
    """Another visit is planned for today; the promise of the first is due and stands before it."""
    hand = phone(cast.ines)
    report_visit(hand, promised, 5)
    cast.visit(cast.norte, cast.ines)
    hand.open()
    page = hand.page
    follow_up, after = part_of(promised, "follow_up"), part_of(promised, "after")
    coming = page.locator(".coming li")
    expect(coming).to_have_count(1)
    expect(coming).to_contain_text("Casa Tezontle Centro Histórico · Follow-up")
    expect(coming).to_contain_text("Opens ")
    assert coming.get_by_role("link").count() == 0
    first = page.locator(".visits").first.locator("li")
    expect(first).to_have_count(2)
    expect(first.nth(0)).to_contain_text("At home")
    expect(first.nth(0).locator(".stage")).to_contain_text("Due: open until ")

    opens_in(promised, "follow_up", days=-5)
    hand.open()
    expect(page.locator(".coming")).to_have_count(0)
    expect(first).to_have_count(3)
    expect(first.nth(0)).to_contain_text("Follow-up")
    expect(first.nth(2)).to_contain_text("Casa Tezontle Norte")

    first.nth(0).locator("a").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Follow-up")
    assert page.get_by_role("link", name="Start in the store").count() == 0
    assert page.get_by_role("link", name="I could not do this visit").count() == 0
    page.get_by_role("link", name="Write the report").tap()
    expect(page.locator(".question")).to_have_count(1)
    page.locator("#q-kept").get_by_role("radio", name="No").tap()
    page.locator(".foot .primary").tap()
    page.get_by_role("button", name="Send the report").tap()
    hand.receipt_number()
    assert Submission.get_by_id(follow_up.submission).state == "received"
    assert Submission.get_or_none(Submission.id == after.submission) is None
    assert hand.complaints == []


def test_the_brief_says_what_comes_afterwards(cast: Cast, phone: MakePhone, promised: UUID) -> None:
    hand = phone(cast.ines)
    page = hand.open(f"#/visit/{promised}")
    said = page.locator(".facts")
    expect(said).to_contain_text(
        "Follow-up · Opens on the day that is promised to you. You then have 7 days."
    )
    expect(said).to_contain_text(
        "At home · Opens when your report of the visit has arrived. You then have 7 days."
    )
    report_visit(hand, promised, 5)
    hand.open(f"#/visit/{promised}")
    expect(said).to_contain_text("Follow-up · Opens ")
    expect(said).to_contain_text("At home · Due: open until ")


def test_its_day_comes_without_a_network(cast: Cast, phone: MakePhone, promised: UUID) -> None:
    """The window is known from the last answer; the phone's clock says that it has come."""
    hand = phone(cast.ines)
    hand.page.clock.install()
    report_visit(hand, promised, 1)
    page = hand.open()
    expect(page.locator(".coming li")).to_have_count(1)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    hand.context.set_offline(True)
    page.clock.fast_forward("36:00:00")
    page.evaluate("dispatchEvent(new Event('focus'))")
    due = page.locator(".visits").first.locator("li", has_text="Follow-up")
    expect(due).to_contain_text("Due: open until ")
    expect(page.locator(".coming")).to_have_count(0)
    # What is kept says so too.
    submission = part_of(promised, "follow_up").submission
    page.reload()
    expect(due.locator("a")).to_have_attribute("href", f"#/visit/{submission}")


def test_the_calendar_gets_an_entry_that_betrays_nothing(
    cast: Cast, phone: MakePhone, promised: UUID, tmp_path: Path
) -> None:
    hand = phone(cast.ines, language="es")
    page = hand.report(promised)
    page.locator("#q-promised").get_by_role("radio", name="Sí").tap()
    page.locator("#q-promised_in_days [type=text]").fill("5")
    page.locator("#q-promised_in_days [type=text]").blur()
    page.locator(".foot .primary").tap()
    page.get_by_role("button", name="Enviar el informe").tap()
    hand.receipt_number()
    hand.open()
    with page.expect_download() as begun:
        page.get_by_role("button", name="Agregar al calendario").tap()
    begun.value.save_as(tmp_path / "entry.ics")
    text = (tmp_path / "entry.ics").read_text(encoding="utf-8")
    day = part_of(promised, "follow_up").opens_at
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in text
    assert "SUMMARY:Notas por terminar" in text
    assert begun.value.suggested_filename == "Notas.ics"
    for word in ("Tezontle", "Centro", "Follow", "promised", "Cuatro Vientos", cast.centro.code):
        assert word not in text


def test_where_nothing_was_promised_nothing_comes(
    cast: Cast, phone: MakePhone, promised: UUID
) -> None:
    hand = phone(cast.ines)
    page = hand.report(promised)
    page.locator("#q-promised").get_by_role("radio", name="No").tap()
    page.locator(".foot .primary").tap()
    page.get_by_role("button", name="Send the report").tap()
    hand.receipt_number()
    hand.open(f"#/visit/{promised}")
    expect(page.locator(".facts")).to_contain_text(
        "Follow-up · Nothing to do: no day was promised."
    )
    assert part_of(promised, "follow_up").opening == "never"
