"""A screen that nobody sees, browsers on it, and a server that can go away and come back."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from server.database import connect, disconnect
from server.kernel.settings import Settings
from server.people import commands as people
from tests.conftest import migrated
from tests.engines import programs
from tests.engines.server import Server
from tests.phone.cast import Cast, add_ines, bring_on
from tests.phone.hands import camera_picture
from tests.webkit.hands import Hand


class Place:
    """The server at one address, there or away."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._running = Server(settings)
        self.url = self._running.url
        self._port = self._running.port

    def goes_away(self) -> None:
        """Nobody answers any more."""
        self._running.stop()

    def comes_back(self) -> None:
        """It answers again where it did before."""
        self._running = Server(self.settings, self._port)


@pytest.fixture(scope="session")
def engine() -> Iterator[programs.WebKit]:
    """WebKit's programs, with a screen for as long as the tests run."""
    try:
        found = programs.webkit()
    except programs.Missing as reason:
        pytest.fail(str(reason), pytrace=False)
    before = os.environ.get("DISPLAY")
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        [found.screen, "-displayfd", str(writing), "-screen", "0", "800x1000x24"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        os.environ["DISPLAY"] = f":{told.readline().strip()}"
    yield found
    screen.terminate()
    screen.wait(timeout=15)
    os.environ.pop("DISPLAY")
    if before is not None:
        os.environ["DISPLAY"] = before


@pytest.fixture(scope="session")
def webkit_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A server that no other test talks to."""
    settings = Settings(data=tmp_path_factory.mktemp("webkit"))
    migrated(settings.database)
    connect(settings.database)
    there = Place(settings)
    yield there
    there.goes_away()


@pytest.fixture(scope="session")
def webkit_world(webkit_place: Place) -> Cast:
    """The programme and its stores."""
    connect(webkit_place.settings.database)
    brought = bring_on()
    disconnect()
    return brought


@pytest.fixture
def place(webkit_place: Place) -> Place:
    """The server."""
    return webkit_place


@pytest.fixture
def cast(webkit_place: Place, webkit_world: Cast) -> Iterator[Cast]:
    """The world, with a shopper of this test alone; the server's database is connected."""
    connect(webkit_place.settings.database)
    yield replace(webkit_world, ines=add_ines(webkit_world.boss))
    disconnect()


@pytest.fixture(scope="session")
def session(engine: programs.WebKit, webkit_place: Place) -> Iterator[Hand]:
    """The browser. Starting one takes as long as a test does, so all of them share it."""
    hand = Hand(engine, webkit_place.url)
    yield hand
    hand.close()


@pytest.fixture
def webkit(session: Hand, cast: Cast) -> Hand:
    """The browser, in which this test's shopper has signed in."""
    session.sign_in(people.issue_link(cast.boss, timedelta(hours=1), shopper=cast.ines))
    return session


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a photo as a camera would."""
    return lambda name: camera_picture(tmp_path / f"{name}.jpg", name, (2400, 1800))
