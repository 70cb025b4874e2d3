"""Once opened with a network, the app opens without one, cold, and shows what it kept."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from server.people import commands as people
from server.programmes import commands as programmes
from tests.corrected import corrected
from tests.engines.server import Server
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.kept import Pocket, caches_of, sign_in, wait_until, wait_until_kept
from tests.phone.line import Line

MakePhone = Callable[..., Phone]


@pytest.fixture
def pocket(browser: Browser, line: Line, tmp_path: Path) -> Iterator[Pocket]:
    """A phone whose browser can be killed."""
    made = Pocket(browser.browser_type, tmp_path / "profile", line.url)
    yield made
    made.put_away()


def link_for(cast: Cast) -> str:
    """A sign-in link for Inés."""
    return people.issue_link(cast.boss, timedelta(hours=1), shopper=cast.ines)


def test_it_works(pocket: Pocket, line: Line, cast: Cast, phone_server: Server) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    own = Server(phone_server.settings)
    line.lead(own.port)
    hand = pocket.take_out()
    sign_in(hand.page, line.url, link_for(cast))
    wait_until_kept(hand.open())
    expect(hand.page.locator(".visit")).to_be_visible()

    # The browser itself takes a few seconds to write down that there is a worker.
    hand.page.wait_for_timeout(5000)
    own.stop()
    pocket.kill()
    hand = pocket.take_out()
    page = hand.open()

    expect(page.locator(".visit")).to_contain_text("Casa Tezontle Centro Histórico")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.locator(".visit").tap()
    expect(page.get_by_text("You look for a gift for a colleague")).to_be_visible()
    page.get_by_role("link", name="Start in the store").tap()
    page.locator(".lap").first.tap()
    expect(page.locator(".lap-time").first).to_contain_text(":")
    hand.report(submission)
    page.locator("#q-way_in_clear .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")

    pocket.kill()
    hand = pocket.take_out()
    page = hand.report(submission)
    expect(page.locator("#q-way_in_clear input:checked")).to_have_count(1)
    assert hand.complaints == []


def test_every_visit_opens_not_only_the_next(line: Line, cast: Cast, phone: MakePhone) -> None:
    first = cast.visit(cast.centro, cast.ines)
    cast.form = programmes.publish_form(cast.boss, cast.programme, corrected(40))
    second = cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines, base=line.url)
    wait_until_kept(hand.open())
    wait_until(hand.page, _FORMS, 2)

    line.lead(None)

    expect(hand.report(first).locator("#q-way_in_clear")).to_be_visible()
    expect(hand.report(second).locator("#q-lights_on")).to_be_visible()
    for submission in (first, second):
        expect(hand.open(f"#/visit/{submission}").locator("h1")).to_have_text("The visit")


def test_it_speaks_the_language_spoken_last_and_the_one_asked_for(
    line: Line, cast: Cast, phone: MakePhone
) -> None:
    cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, "es", base=line.url, timezone_id="America/Mexico_City")
    wait_until_kept(hand.open())
    page = hand.page
    wait_until(page, _ENGLISH_TOO)

    line.lead(None)

    page.goto(f"{line.url}/phone/")
    expect(page.get_by_role("heading", name="Pendientes")).to_be_visible()
    page.get_by_role("link", name="English").tap()
    expect(page.get_by_role("heading", name="To do")).to_be_visible()
    page.locator(".visit").tap()
    expect(page.locator("h1")).to_have_text("The visit")


def test_the_kept_shell_has_its_policy_and_says_nothing_of_anybody(
    line: Line, cast: Cast, phone: MakePhone
) -> None:
    cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, base=line.url)
    wait_until_kept(hand.open())
    kept = caches_of(hand.page)
    line.lead(None)

    answer = hand.page.goto(f"{line.url}/phone/?language=en")

    assert answer is not None
    assert answer.from_service_worker
    policy = answer.headers["content-security-policy"]
    within = re.findall(r"<(?:script|style)>(.*?)</", answer.text(), re.DOTALL)
    assert len(within) == 3
    digests = [b64encode(sha256(text.encode()).digest()).decode() for text in within]
    assert sorted(re.findall(r"'sha256-([^']+)'", policy)) == sorted(digests)
    assert "unsafe" not in policy
    every = "".join(text for cache in kept.values() for text in cache.values())
    assert len(every) > 50_000
    assert not [word for word in ("Tezontle", str(cast.ines), "gift for") if word in every]
    assert hand.complaints == []


def test_only_the_page_and_its_files_are_kept(line: Line, cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, base=line.url)
    wait_until_kept(hand.open())
    hand.report(submission).locator("#q-way_in_clear .segment").first.tap()
    hand.open("#/phone")

    addresses = {address for cache in caches_of(hand.page).values() for address in cache}

    ours = r"/phone/(static/\w+/.*|shell/\w+/(en|es)|whole|using|newest|language)"
    assert [each for each in addresses if not re.fullmatch(ours, each)] == []


def test_signed_out_is_said_when_the_server_says_so(
    line: Line, cast: Cast, phone: MakePhone, phone_server: Server
) -> None:
    cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, base=line.url)
    wait_until_kept(hand.open())
    hand.sign_out()
    line.lead(None)
    page = hand.open()
    expect(page.locator(".visit")).to_be_visible()
    page.wait_for_timeout(1500)
    expect(page.get_by_role("alert")).to_have_count(0)

    line.lead(phone_server.port)
    hand.open()

    expect(page.get_by_role("alert")).to_contain_text("You are signed out")
    expect(page.locator(".visit")).to_be_visible()


def test_who_signs_in_sees_their_own_list_also_where_the_network_goes(
    line: Line, cast: Cast, phone: MakePhone
) -> None:
    cast.visit(cast.centro, cast.ines)
    cast.visit(cast.norte, cast.tomas)
    hand = phone(cast.ines, base=line.url)
    wait_until_kept(hand.open())
    link = people.issue_link(cast.boss, timedelta(hours=1), shopper=cast.tomas)
    hand.page.goto(f"{line.url}/in/{link}")
    hand.page.route("**/api/**", lambda route: route.abort())

    hand.page.locator("form button.primary").click()

    expect(hand.page.get_by_role("alert")).to_have_text("Connect once to load your visits.")
    assert "Centro" not in hand.page.content()
    hand.page.unroute("**/api/**")
    hand.page.evaluate("dispatchEvent(new Event('online'))")
    expect(hand.page.locator(".visit")).to_contain_text("Casa Tezontle Norte")
    line.lead(None)
    page = hand.open()
    expect(page.locator(".visit")).to_contain_text("Casa Tezontle Norte")
    assert "Centro" not in page.content()


def test_another_session_on_the_same_phone_brings_its_own_list(
    line: Line, cast: Cast, phone: MakePhone
) -> None:
    """Where nothing but the server can tell: the session changed without a word to the phone."""
    cast.visit(cast.centro, cast.ines)
    cast.visit(cast.norte, cast.tomas)
    hand = phone(cast.ines, base=line.url)
    wait_until_kept(hand.open())
    cookie = {"name": "kit_session", "value": cast.session(cast.tomas), "url": line.url}
    hand.context.add_cookies([cookie])

    page = hand.open()

    expect(page.locator(".visit")).to_contain_text("Casa Tezontle Norte", timeout=20_000)
    assert "Centro" not in page.content()


_FORMS = """(count) => new Promise((resolve) => {
  const opened = indexedDB.open("kit");
  opened.onsuccess = () => {
    opened.result.transaction("forms").objectStore("forms").count().onsuccess = ({ target }) => {
      opened.result.close();
      resolve(target.result >= count);
    };
  };
})"""
_ENGLISH_TOO = """async () => {
  const [name] = (await caches.keys()).filter((one) => one !== "kit-using");
  const addresses = (await (await caches.open(name)).keys()).map(({ url }) => url);
  return ["/en", "/more.en.js"].every((end) => addresses.some((one) => one.endsWith(end)));
}"""
