"""From a file with mistakes to a visit that is reported on it, in a browser and by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from audit_forms import load
from server.kernel.actor import system
from server.people import commands
from server.previews.rules import Around, page, program, style
from server.visits.models import Visit
from tests.cast import Chain
from tests.engines.server import Server
from tests.own_form import MISTAKEN, OWN_FORM


@pytest.fixture
def ana(chain: Chain, live_server: Server, browser: Browser) -> Iterator[Page]:
    """The administrator's browser, which minds what the page complains of."""
    context = browser.new_context(base_url=live_server.url, locale="en-US")
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    token = commands.issue_link(system(datetime.now(UTC)), timedelta(hours=1), person=chain.ana.id)
    tab.goto(f"/in/{token}")
    tab.locator("main button.primary").click()
    yield tab
    # That a file was refused is said with a status of its own.
    assert [each for each in complaints if "422" not in each] == []
    context.close()


@pytest.fixture
def alone(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The file that `forms preview` writes, opened from the disk."""
    place = tmp_path / "form.html"
    html = page(load(OWN_FORM), "en", Around(style(), program(), inside=True))
    place.write_text(html, encoding="utf-8")
    context = browser.new_context(locale="en-US")
    tab = context.new_page()
    tab.goto(place.as_uri())
    yield tab
    context.close()


def of(tab: Page, question: str) -> Locator:
    """A question with what stands beside it."""
    return tab.locator(f'[data-of="{question}"]')


def choose(tab: Page, path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    tab.set_input_files("#file", path)
    tab.get_by_role("button", name="Check and keep as a draft").click()


def test_it_works(ana: Page, tmp_path: Path) -> None:
    ana.goto("/desk/forms")
    ana.get_by_role("link", name="Upload a form").click()
    choose(ana, tmp_path / "window.yaml", MISTAKEN)
    expect(ana.get_by_role("heading", name="2 mistakes in window.yaml")).to_be_visible()
    expect(ana.locator("mark").first).to_have_text("wieght: 2")
    choose(ana, tmp_path / "window.yaml", OWN_FORM)
    ana.get_by_role("link", name="Preview and try it out").click()
    tries_it_out(ana)
    ana.goto("/desk/forms/drafts/window-check/1")
    ana.get_by_role("link", name="Publish…").click()
    ana.get_by_role("button", name="Publish version 1").click()
    ana.goto("/desk/visits/new?form=window-check")
    ana.locator("#store").select_option(label="Tienda Centro · CN-01")
    ana.locator("#shopper").select_option(index=1)
    for box in ana.locator("textarea[required], input[type=text][required]").all():
        box.fill("A window.")
    ana.locator("select[name^=fact], input[name^=fact]").first.select_option("true")
    ana.locator("main button.primary").click()
    expect(ana).to_have_url(f"{ana.url.partition('/desk')[0]}/desk/visits")
    assert Visit.select().get().form_version.form == "window-check"


def tries_it_out(tab: Page) -> None:
    """What depends on an answer comes and goes with it, as on the phone."""
    expect(of(tab, "dirt")).to_be_visible()
    expect(of(tab, "dirt").locator(".pv-now").first).to_have_text("Not asked just now.")
    tab.get_by_label("Only what the phone asks now").check()
    expect(of(tab, "dirt")).to_be_hidden()
    expect(of(tab, "clean").locator(".pv-points")).to_have_text(["2", "0"])
    of(tab, "clean").get_by_role("radio").nth(1).check()
    expect(of(tab, "dirt")).to_be_visible()
    expect(of(tab, "clean").get_by_text("Please say what happened")).to_be_visible()
    expect(of(tab, "paid")).to_be_visible()
    tab.get_by_label("The shopper buys something").select_option("false")
    expect(of(tab, "paid")).to_be_hidden()


def test_what_is_missing_is_said_in_the_phone_s_words(alone: Page) -> None:
    alone.get_by_role("button", name="Say what is missing").click()
    expect(of(alone, "clean").get_by_text("Choose an answer.")).to_be_visible()
    expect(of(alone, "paid").get_by_text("Write the amount.")).to_be_visible()
    of(alone, "paid").locator("input").fill("12.50")
    expect(of(alone, "paid").get_by_text("Write the amount.")).to_be_hidden()


def test_a_wait_is_worked_out_from_its_two_times(alone: Page) -> None:
    of(alone, "arrived").locator("[type=time]").fill("10:00:00")
    of(alone, "greeted").locator("[type=time]").fill("10:02:05")
    expect(of(alone, "wait").locator(".pv-now").first).to_contain_text("2 min 5 s")
    expect(of(alone, "wait").locator(".pv-earned")).to_have_text("This answer earns 0 of 3.")


def test_the_score_goes_with_the_answers(alone: Page) -> None:
    score = alone.locator("#score")
    expect(score).to_contain_text("Score so far None yet")
    of(alone, "clean").get_by_role("radio").first.check()
    expect(score.locator("summary")).to_have_text("Score so far 100 Points: 4 of 4")
    of(alone, "clean").get_by_role("radio").nth(1).check()
    expect(score.locator("summary")).to_have_text(
        "Score so far 0 Points: 0 of 4 Critical: at most 50"
    )
    expect(score.locator("[data-quality=respect] td")).to_have_text(["0", "0 of 4"])
    expect(of(alone, "clean")).to_contain_text("This answer is a critical fault.")


def test_a_new_start_forgets_every_answer(alone: Page) -> None:
    of(alone, "clean").get_by_role("radio").nth(1).check()
    expect(alone.locator(".pv-count")).to_contain_text("of 7 answered")
    alone.get_by_role("button", name="Start anew").click()
    expect(alone.locator(".pv-count")).to_have_text("0 of 6 answered")
    expect(of(alone, "clean").locator("input:checked")).to_have_count(0)


def test_by_keyboard_alone(alone: Page) -> None:
    of(alone, "clean").locator("input").first.focus()
    alone.keyboard.press("ArrowRight")
    expect(of(alone, "dirt").locator(".pv-now").first).to_be_hidden()
    alone.keyboard.press("ArrowLeft")
    expect(of(alone, "dirt").locator(".pv-now").first).to_be_visible()


def test_without_a_script_all_questions_stand_there(browser: Browser, tmp_path: Path) -> None:
    place = tmp_path / "form.html"
    html = page(load(OWN_FORM), "es", Around(style(), program(), inside=True))
    place.write_text(html, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(place.as_uri())
    assert tab.locator(".pv-pair").count() == 7
    expect(of(tab, "dirt")).to_contain_text("Marcas de manos")
    expect(of(tab, "clean")).to_contain_text("Cuenta 2 veces.")
    expect(tab.locator("noscript .notice")).to_be_visible()
    context.close()
