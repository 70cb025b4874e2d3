"""What a page has asked for and does not get yet."""

from __future__ import annotations

import time

from playwright.sync_api import Page, Route


class Held:
    """Holds back the answers to requests of one kind.

    Only of a page without a service worker: what a worker asks for is not seen here.
    """

    def __init__(self, page: Page, what: str) -> None:
        self._page = page
        self._held: list[Route] = []
        self._over = False
        page.route(what, self._hold)

    def _hold(self, route: Route) -> None:
        if self._over:
            route.continue_()
        else:
            self._held.append(route)

    def wait(self) -> None:
        """Wait until the page has asked, and a little longer."""
        end = time.monotonic() + 20
        while not self._held:
            assert time.monotonic() < end, "the page did not ask"
            self._page.wait_for_timeout(100)
        self._page.wait_for_timeout(300)

    def let_come(self) -> None:
        """What was held back comes now, and what is asked for later comes at once."""
        self._over = True
        for route in self._held:
            route.continue_()

    def come_too_late(self) -> None:
        """Go back before what was held back comes, and see what that brings about."""
        self.wait()
        self._page.go_back()
        self.let_come()
        self._page.wait_for_timeout(1000)
