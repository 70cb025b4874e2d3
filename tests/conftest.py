"""What any test may ask for: a database of either engine, a browser, node, a running server.

A test that asks for `database_url` (or for anything made of it) runs once per engine.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from server.app import unsettled_app
from server.database import connect, disconnect
from server.database.schema import migrate_up
from server.kernel.settings import Settings
from server.translations.build import compile_all
from tests.cast import Chain, build
from tests.engines import programs
from tests.engines.databases import Databases, PostgresqlDatabases, SqliteFiles
from tests.engines.folders import scratch
from tests.engines.postgresql import Cluster, Unavailable
from tests.engines.server import Server

if TYPE_CHECKING:
    from flask import Flask
    from peewee import Database

# No deadline: on a machine with two busy cores it measures the neighbours, not our code. On top of
# hypothesis's own choice, which in CI is the same examples each time.
_chosen = hypothesis.settings.get_profile(hypothesis.settings.get_current_profile_name())
hypothesis.settings.register_profile("kit", _chosen, deadline=None)
hypothesis.settings.load_profile("kit")

ENGINES = ("sqlite", "postgresql")
# Folders whose tests hold a phone for most of their time.
WITH_A_PHONE = frozenset({"phone", "phone_faults", "stories", "webkit"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """--engine sqlite for a quick run; both is what counts."""
    parser.addoption("--engine", choices=(*ENGINES, "both"), default="both")


def pytest_configure() -> None:
    """Let `kill` end a run as Ctrl-C does: what was started is stopped, not left running."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run whatever touches a database once per engine, one engine after the other."""
    if "databases" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--engine")
        engines = ENGINES if chosen == "both" else (chosen,)
        if metafunc.definition.get_closest_marker("one_engine"):
            engines = engines[:1]
        metafunc.parametrize("databases", engines, indirect=True, scope="session")


class Shares(LoadScopeScheduling):  # type: ignore[misc]
    """Where several processes share the tests: a file's stay together, and one phone at a time.

    Two browsers beside each other would measure each other. (The plugin's own groups by marker
    have no effect with this pytest.)
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, name = nodeid.partition("::")
        if Path(file).parts[1] in WITH_A_PHONE:
            return "phones"
        return f"{file} {next((engine for engine in ENGINES if engine in name), '')}"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Shares:
    """Who runs what."""
    return Shares(config, log)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Pages speak both languages also where nobody has built the package since the last edit."""
    # Once, also where several processes share the tests.
    if not hasattr(session.config, "workerinput"):
        compile_all()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server, started when the first test needs it."""
    try:
        running = Cluster()
    except Unavailable as reason:
        pytest.fail(str(reason), pytrace=False)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def sqlite() -> Iterator[Databases]:
    """Databases that are files."""
    folder = scratch("kit-sqlite-")
    yield SqliteFiles(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql(cluster: Cluster) -> Databases:
    """Databases of a PostgreSQL."""
    return PostgresqlDatabases(cluster)


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Databases:
    """Where databases of the engine under test come from; both live as long as the session."""
    found: Databases = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def empty_database_url(databases: Databases) -> Iterator[str]:
    """The address of a database without tables, as migrations meet it."""
    url = databases.empty()
    yield url
    disconnect()
    databases.discard(url)


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The address of a fresh database with the newest schema and no rows."""
    url = databases.copy_of(migrated)
    yield url
    disconnect()
    databases.discard(url)


@pytest.fixture
def database(database_url: str) -> Database:
    """A fresh migrated database, connected: models can be used at once."""
    return connect(database_url)


@pytest.fixture(scope="session")
def routes() -> Flask:
    """The product's routes, made once: a third of a second, for thousands of tests.

    Whoever changes something about the app puts it back: monkeypatch.setitem(chain.app.config, …).
    """
    return unsettled_app()


@pytest.fixture
def chain(database_url: str, tmp_path: Path, routes: Flask) -> Chain:
    """A small chain with its people; see tests/cast.py."""
    return build(database_url, tmp_path / "data", routes)


def migrated(url: str) -> None:
    """Give the database at `url` the newest schema. Pass it, or one that calls it, to copy_of."""
    connect(url)
    migrate_up()
    disconnect()


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """An installation of its own: a fresh database and an empty data directory."""
    return Settings(data=tmp_path / "data", database_url=database_url)


@pytest.fixture
def live_server(settings: Settings) -> Iterator[Server]:
    """The real server on a port of its own, over the same database as the test."""
    running = Server(settings)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, one for the session; each test opens contexts of its own."""
    # A loaded machine is slow; nothing that waits here measures speed.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        try:
            opened = programs.chromium(playwright.chromium)
        except programs.Missing as reason:
            pytest.fail(str(reason), pytrace=False)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def node() -> str:
    """The path of node, for what must agree between Python and JavaScript."""
    try:
        return programs.node()
    except programs.Missing as reason:
        pytest.fail(str(reason), pytrace=False)
