"""Every page of every role, in a real browser: nothing hinders, nothing hangs over the edge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from server.kernel.actor import Role, system
from server.people import commands
from server.people.models import Person
from server.people.reveal import reveal
from server.programmes.commands import keep_draft
from server.visits.models import Visit
from tests.cast import Chain
from tests.engines.server import Server
from tests.own_form import OWN_FORM

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# The narrowest phone in the light, a wide screen in the dark.
SCREENS = [(360, 740, "light", "es-MX"), (1440, 900, "dark", "en-US")]

DESK = (
    "/desk/",
    "/desk/programme",
    "/desk/forms",
    "/desk/forms/five-qualities/1/visits",
    "/desk/forms/five-qualities/1/preview",
    "/desk/forms/five-qualities/2/publish",
    "/desk/forms/new",
    "/desk/forms/drafts/window-check/1",
    "/desk/forms/drafts/window-check/1/publish",
    "/desk/forms/drafts/window-check/1/discard",
    "/desk/forms/window-check/1/preview",
    "/desk/stores",
    "/desk/stores/regions",
    "/desk/stores/new",
    "/desk/stores/import",
    "/desk/mail",
    "/desk/people",
    "/desk/people/new",
    "/desk/people/import",
    "/desk/shoppers",
    "/desk/shoppers/new",
    "/desk/visits",
    "/desk/visits/new",
    "/desk/visits/import",
    "/desk/history/",
    "/confirm",
    "/devices",
    "/address",
    "/confirm",
    "/passkeys",
    "/passkeys/codes",
    "/kept/",
    "/kept/holds/new",
    "/rights/",
    "/rights/all",
)


def filled(chain: Chain) -> dict[str, tuple[Person | None, list[str]]]:
    """A chain in which every page has something to show: who, and the pages."""
    for store in (chain.centro, chain.centro, chain.centro, chain.norte):
        chain.published({"asked_need": False}, store=store)
    waiting = chain.send(chain.plan())
    chain.work()
    visit = chain.plan()
    keep_draft(chain.actor(chain.ana), OWN_FORM.encode(), "own.yaml")
    return {
        "nobody": (None, ["/", "/sign-in/sent", "/in/nothing", "/api/", "/problems/not_found"]),
        "administrator": (chain.ana, [*DESK, *_asking(chain, visit), *_about(chain)]),
        "reviewer": (chain.rosa, ["/reviews/", f"/reviews/{waiting}"]),
        "manager": (chain.mateo, ["/store/"]),
        "head": (chain.regina, [f"/region/{chain.region.id}", f"/store/{chain.norte.id}"]),
    }


def _asking(chain: Chain, visit: Visit) -> list[str]:
    """Pages about one visit, store or region."""
    return [
        f"/desk/visits/{visit.id}/cancel",
        f"/desk/visits/{visit.id}/shopper",
        f"/desk/stores/{chain.centro.id}",
        f"/desk/stores/{chain.centro.id}/close",
        f"/desk/stores/regions/{chain.region.id}",
        f"/desk/stores/regions/{chain.region.id}/delete",
    ]


def _about(chain: Chain) -> list[str]:
    """The pages about one person and one shopper, let in and let in no longer."""
    ana = chain.actor(chain.ana)
    gone = commands.add_person(ana, "Teo Ruiz", [Role.REVIEWER])
    commands.revoke_person(ana, gone.id)
    reveal(ana, chain.sol.id, "Her family calls")
    return [
        f"/desk/people/{chain.mateo.id}",
        f"/desk/people/{chain.mateo.id}/revoke",
        f"/desk/people/{gone.id}",
        f"/desk/shoppers/{chain.sol.id}",
        f"/desk/shoppers/{chain.sol.id}/end",
    ]


@pytest.fixture
def pages(chain: Chain, live_server: Server, browser: Browser) -> Iterator[list[tuple[Page, str]]]:
    """For each screen and each of the cast a browser, on its first page."""
    opened: list[tuple[Page, str]] = []
    for who, addresses in filled(chain).values():
        for width, height, scheme, locale in SCREENS:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                locale=locale,
                base_url=live_server.url,
            )
            page = context.new_page()
            if who is not None:
                sign_in(page, who)
            language = f"?language={locale[:2]}"
            opened += [(page, address + language) for address in addresses]
    yield opened
    for page, _address in opened:
        page.context.close()


def sign_in(page: Page, who: Person) -> None:
    """Open a link and press its button, in the language of the screen."""
    now = system(datetime.now(UTC))
    token = commands.issue_link(now, timedelta(hours=1), person=who.id)
    page.goto(f"/in/{token}")
    page.locator("main button.primary").click()


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with a page for eyes, fingers, keyboards and readers."""
    page.goto(address)
    width = page.viewport_size["width"] if page.viewport_size else 0
    found = [
        f"{address} at {width}: {each['id']} {[node['target'] for node in each['nodes']][:3]}"
        for each in Axe().run(page, options=RULES).response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append(f"{address} at {width}: hangs over the edge")
    return found


# What stands on a page is tried on both engines elsewhere; how it looks is the same.
@pytest.mark.one_engine
def test_it_works(pages: list[tuple[Page, str]]) -> None:
    assert len(pages) > 40
    assert [fault for page, address in pages for fault in faults(page, address)] == []


def test_a_fault_would_be_found(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.route("**/*", lambda route: route.fulfill(body=BAD, content_type="text/html"))
    found = " ".join(faults(page, "http://bad.example/"))
    assert "color-contrast" in found
    assert "label" in found
    assert "hangs over the edge" in found
    page.close()


BAD = """<!doctype html><html lang="en"><title>Bad</title><main><h1>Bad</h1><input>
<p style="color:#bbb;background:#fff">Hard to read</p><div style="width:900px">Wide</div></main>"""
