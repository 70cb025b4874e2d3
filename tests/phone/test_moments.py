"""A moment outside a visit: logged in a minute without a network, and there when there is one."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

from playwright.sync_api import Page, Route, expect

from server.episodes.models import Episode
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.held import Held
from tests.phone.kept import wait_until_kept

MakePhone = Callable[..., Phone]
WORDS = "Two of them talked about their weekend and nobody looked up."
STORE = "Casa Tezontle Norte"


def begin(page: Page) -> UUID:
    """Open the screen from the list of visits; the id of the moment."""
    page.get_by_role("link", name="Log a moment").tap()
    page.wait_for_url(re.compile(r"#/phone/moment/[0-9a-f-]{36}$"))
    page.locator("#q-kind").wait_for()
    return UUID(page.url[-36:])


def choose(page: Page, question: str, answer: str) -> None:
    """Tap an answer."""
    page.locator(f"#q-{question}").get_by_role("radio", name=re.compile(f"^{answer}")).tap()


def fill(page: Page, place: str = STORE) -> None:
    """All that a sin needs: four taps and a sentence."""
    choose(page, "kind", "Apathy")
    choose(page, "moment", "While waiting")
    choose(page, "affected", "Several customers")
    choose(page, "store", place)
    page.locator("#q-words .words textarea").fill(WORDS)


def log(page: Page) -> None:
    """Log it, and be back at the list."""
    page.get_by_role("button", name="Log it").tap()
    page.get_by_role("heading", name="Moments").wait_for()


def arrived(hand: Phone, identity: UUID) -> Episode:
    """Wait until the phone has the receipt; what the server has."""
    for _ in range(150):
        if (hand.kept(identity) or {}).get("state") == "sent":
            break
        hand.page.wait_for_timeout(200)
    found: Episode = Episode.get_by_id(identity)
    return found


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    """Logged offline; the app is closed and opened; it goes when the network is back."""
    cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    wait_until_kept(page)
    hand.context.set_offline(True)
    identity = begin(page)
    fill(page)
    log(page)
    expect(page.locator(".moments .stage")).to_have_text(re.compile("waiting to be sent", re.I))
    page.close()

    hand = Phone(hand.context, hand.base, "en")
    page = hand.open()
    expect(page.locator(".moments .visit-name")).to_have_text("Apathy")
    assert Episode.get_or_none(Episode.id == identity) is None
    hand.context.set_offline(False)
    kept = arrived(hand, identity)
    assert (kept.kind, kept.moment, kept.affected, kept.words) == (
        "apathy",
        "waiting",
        "several",
        WORDS,
    )
    assert (kept.store_id, kept.shopper_id) == (cast.norte.id, cast.ines)
    expect(page.locator(".moments .stage")).to_have_text("Arrived")
    assert hand.kept(identity)["receipt"]["digest"] == kept.digest
    assert hand.complaints == []
    page.get_by_role("link", name="Sent", exact=True).tap()
    expect(page.locator(".sent-number")).to_contain_text(hand.kept(identity)["receipt"]["number"])


def test_without_a_visit_the_place_is_written(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.tomas)
    page = hand.open()
    identity = begin(page)
    choose(page, "kind", "A good moment")
    choose(page, "moment", "On arrival")
    choose(page, "affected", "Me")
    page.locator("#q-store_name .words textarea").fill("Panadería La Espiga")
    page.get_by_role("button", name="Log it").tap()
    kept = arrived(hand, identity)
    expect(page.locator(".moments .stage")).to_have_text("Arrived")
    assert (kept.kind, kept.store_name, kept.words) == ("good", "Panadería La Espiga", "")


def test_a_written_name_that_is_known_is_that_store(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    identity = begin(page)
    fill(page, "Another place")
    page.locator("#q-store_name .words textarea").fill(f" {STORE.upper()}")
    page.get_by_role("button", name="Log it").tap()
    assert arrived(hand, identity).store_id == cast.norte.id


def test_what_is_half_given_is_there_after_the_app_was_closed(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    identity = begin(page)
    choose(page, "kind", "Rulebook")
    page.locator("#q-words .words textarea").fill("The rule says")
    expect(page.locator(".save")).to_have_text("Saved")
    page.close()
    hand = Phone(hand.context, hand.base, "en")
    page = hand.open()
    row = page.locator(".moments li")
    expect(row).to_contain_text("Rulebook")
    expect(row).to_contain_text("Not finished")
    row.locator("a").tap()
    expect(page.locator("#q-words .words textarea")).to_have_value("The rule says")
    assert page.url.endswith(str(identity))


def test_what_is_missing_is_said_and_found(cast: Cast, phone: MakePhone) -> None:
    hand = phone(cast.ines)
    page = hand.open()
    begin(page)
    choose(page, "kind", "Coldness")
    page.locator("#q-words .words textarea").fill("Too short")
    page.get_by_role("button", name="Log it").tap()
    for question in ("moment", "affected", "store_name", "words"):
        expect(page.locator(f"#q-{question}-e")).to_be_visible()
    expect(page.locator("#q-moment input").first).to_be_focused()
    assert Episode.select().where(Episode.shopper == cast.ines).count() == 0


def test_a_moment_that_waits_is_changed(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    wait_until_kept(page)
    hand.context.set_offline(True)
    identity = begin_kept(hand)
    page.locator(".moments li a").tap()
    expect(page.locator(".lead")).to_contain_text("goes by itself")
    # It has no number yet, and nothing stands where one would.
    shown = page.locator(".frame main").inner_text().split("\n")
    assert [line for line in shown if line][-1] == WORDS
    assert "null" not in shown
    page.get_by_role("button", name="Change it").tap()
    choose(page, "kind", "Coldness")
    log(page)
    hand.context.set_offline(False)
    assert arrived(hand, identity).kind == "coldness"


def begin_kept(hand: Phone) -> UUID:
    """Log a moment that cannot be sent yet; its id."""
    identity = begin(hand.page)
    fill(hand.page)
    log(hand.page)
    return identity


def test_a_discarded_moment_is_brought_back_or_gone(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    wait_until_kept(page)
    hand.context.set_offline(True)
    identity = begin_kept(hand)
    page.locator(".moments li a").tap()
    page.get_by_role("button", name="Discard").tap()
    expect(page.locator("h1")).to_have_text("Discarded")
    assert hand.kept(identity) is None
    page.get_by_role("button", name="Bring it back").tap()
    expect(page.locator("#q-words .words textarea")).to_have_value(WORDS)
    page.get_by_role("button", name="Discard").tap()
    page.get_by_role("link", name="To my visits").tap()
    expect(page.locator(".moments li")).to_have_count(0)
    hand.context.set_offline(False)
    page.reload()
    page.get_by_role("link", name="Log a moment").wait_for()
    page.wait_for_timeout(1500)
    assert Episode.get_or_none(Episode.id == identity) is None
    assert hand.kept(identity) is None


def test_a_change_of_what_had_arrived_is_not_sent(cast: Cast, phone: MakePhone) -> None:
    """The answer was lost on the way, so the phone did not know that the moment had arrived."""
    cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    page.route("**/api/v1/episodes/*", lambda route: (route.fetch(), route.abort()))
    identity = begin_kept(hand)
    for _ in range(150):
        if Episode.get_or_none(Episode.id == identity):
            break
        page.wait_for_timeout(200)
    assert Episode.get_by_id(identity).kind == "apathy"
    page.locator(".moments li a").tap()
    page.get_by_role("button", name="Change it").tap()
    choose(page, "kind", "Coldness")
    page.unroute("**/api/v1/episodes/*")
    page.get_by_role("button", name="Log it").tap()
    row = page.locator(".moments li")
    expect(row).to_contain_text("Needs your attention")
    row.locator("a").tap()
    expect(page.locator(".lead")).to_contain_text("stays as it was")
    expect(page.get_by_role("button", name="Change it")).to_have_count(0)
    assert Episode.get_by_id(identity).kind == "apathy"
    page.get_by_role("button", name="Discard").tap()
    page.get_by_role("link", name="To my visits").tap()
    expect(page.locator(".moments li")).to_have_count(0)


def test_a_moment_that_was_discarded_while_it_was_sent_stays_gone(
    cast: Cast, phone: MakePhone
) -> None:
    """A request may hang for two minutes; what it brings then changes nothing."""
    cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    asked: list[Route] = []
    page.route("**/api/v1/episodes/*", lambda route: asked.append(route))
    identity = begin_kept(hand)
    page.locator(".moments li a").tap()
    page.get_by_role("button", name="Discard").tap()
    expect(page.locator("h1")).to_have_text("Discarded")
    assert asked
    asked[0].abort()
    page.wait_for_timeout(500)
    assert hand.kept(identity) is None

    page.unroute("**/api/v1/episodes/*")
    page.get_by_role("link", name="To my visits").tap()
    page.reload()
    page.get_by_role("link", name="Log a moment").wait_for()
    page.wait_for_timeout(2500)

    expect(page.locator(".moments li")).to_have_count(0)
    assert hand.kept(identity) is None
    assert Episode.get_or_none(Episode.id == identity) is None
    assert hand.complaints == []


# Every moment that the address has named.
NOTE_NAMES = """() => {
    const replace = history.replaceState.bind(history);
    window.named = [];
    history.replaceState = (...how) => {
        replace(...how);
        const name = /moment\\/([0-9a-f-]{36})$/.exec(location.hash);
        if (name) named.push(name[1]);
    };
}"""


def test_news_that_come_while_the_screen_comes_begin_no_second_moment(
    cast: Cast, phone: MakePhone
) -> None:
    """The address names the moment that is on the screen, so that a reload comes back to it."""
    cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines, service_workers="block")
    page = hand.open()
    page.evaluate(NOTE_NAMES)
    held = Held(page, "**/app/moments.js")
    page.get_by_role("link", name="Log a moment").tap()
    page.wait_for_url("**/moment/new")
    for _ in range(3):
        page.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    held.wait()
    held.let_come()

    page.locator("#q-kind").wait_for()
    identity = page.url[-36:]
    assert set(page.evaluate("window.named")) == {identity}
    fill(page)
    expect(page.locator(".save")).to_have_text("Saved")
    page.reload()
    expect(page.locator("#q-words .words textarea")).to_have_value(WORDS)
    log(page)
    assert arrived(hand, UUID(identity)).kind == "apathy"


def test_who_goes_back_before_the_screen_is_there_stays_there(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines, service_workers="block")
    page = hand.open()
    held = Held(page, "**/app/moments.js")
    page.get_by_role("link", name="Log a moment").tap()
    page.wait_for_url("**/moment/new")
    held.come_too_late()

    assert "moment" not in page.url
    expect(page.locator("h1")).to_have_text("My visits")


def test_a_moment_that_another_window_discarded_is_not_sent(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    hand.context.route("**/api/v1/episodes/*", lambda route: route.abort())
    identity = begin_kept(hand)
    other = Phone(hand.context, hand.base, "en")
    other.open(f"#/phone/moment/{identity}")
    other.page.get_by_role("button", name="Discard").tap()
    expect(other.page.locator("h1")).to_have_text("Discarded")
    other.page.close()

    hand.context.unroute("**/api/v1/episodes/*")
    page.get_by_role("button", name="Send now").tap()
    page.wait_for_timeout(2500)

    assert hand.kept(identity) is None
    assert Episode.get_or_none(Episode.id == identity) is None
    assert hand.complaints == []
