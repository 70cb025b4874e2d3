"""The server that stories run against is the real one."""

from urllib.request import urlopen

from playwright.sync_api import Browser

from tests.engines.server import Server


def test_it_works(live_server: Server) -> None:
    with urlopen(live_server.url) as answer:
        assert answer.status == 200
        assert "text/html" in answer.headers["Content-Type"]


def test_a_browser_sees_its_first_page(live_server: Server, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(live_server.url)
    assert page.locator("main, body").first.inner_text()
    context.close()


def test_it_ends_when_told(live_server: Server) -> None:
    live_server.stop()
    try:
        urlopen(live_server.url, timeout=2)
    except OSError:
        return
    raise AssertionError("it still answers")
