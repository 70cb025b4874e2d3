"""An installation of the first schema, with its data, becomes one of today.

`first_issue.backup` holds what the product of that time wrote: a chain with two published reports,
one that waits, one that could not be made, and a visit to come; without the PDFs.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.app import SchemaBehind, create_app
from server.backups.rules import Manifest, from_line, read_manifest
from server.database import connect, database, disconnect, is_sqlite
from server.database.schema import migrate_up, pending
from server.files import Folder
from server.kernel.actor import system
from server.kernel.clock import MovableClock
from server.kernel.ids import part_submission_id
from server.kernel.settings import Settings
from server.people.models import Person, Shopper
from server.scores.commands import rebuild
from server.scores.models import Score, ScoreLine, StoreMonth
from server.stores.models import Region, Store
from server.submissions.models import Submission
from server.visits.models import Visit
from tests.backups.rows import everything
from tests.cast import START, Chain
from tests.cli.started import audit_kit
from tests.engines.databases import Databases

FIRST = Path(__file__).with_name("first_issue.backup")


@contextmanager
def first() -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    with zipfile.ZipFile(FIRST) as archive:
        yield archive, read_manifest(archive.read("manifest.json"))


@pytest.fixture
def settings(databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    """The installation as its own version left it: schema, rows and photos."""
    settings = Settings(data=tmp_path / "data", database_url=databases.empty())
    connect(settings.database)
    with first() as (archive, manifest):
        migrate_up(manifest.schema)
        mark = "?" if is_sqlite() else "%s"
        for table in manifest.tables:
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            marks = ", ".join([mark] * len(table.columns))
            for line in archive.open(table.entry):
                values = from_line(table, line)
                statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'
                database.execute_sql(statement, values)
            if table.counted and not is_sqlite():
                database.execute_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{table.counted}'), "
                    f'(SELECT COALESCE(MAX("{table.counted}"), 0) + 1 FROM "{table.name}"), false)'
                )
        for name in manifest.entries:
            if name.startswith("media/"):
                Folder(settings.media).keep(archive.read(name))
    disconnect()
    yield settings
    disconnect()


def opened(settings: Settings) -> Chain:
    """The chain, some days later, as the product of today opens it."""
    clock = MovableClock(START)
    app = create_app(settings, clock)
    chain = Chain.__new__(Chain)
    chain.app, chain.clock = app, clock
    chain.later(days=3)
    people = {person.name: person for person in Person.select()}
    chain.ana, chain.rosa = people["Ana Torres"], people["Rosa Ibáñez"]
    chain.mateo, chain.regina = people["Mateo Luna"], people["Regina Paz"]
    chain.region = Region.get()
    chain.centro = Store.get(Store.code == "CN-01")
    chain.norte = Store.get(Store.code == "NT-02")
    chain.sol = Shopper.get()
    return chain


def upgraded(settings: Settings) -> Chain:
    """After the one command that the product asks for."""
    done = audit_kit(
        "migrate", "--data", settings.data, "--yes", DATABASE_URL=settings.database_url
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "applied: 0005" in done.stdout
    return opened(settings)


def test_it_works(settings: Settings) -> None:
    with pytest.raises(SchemaBehind):
        create_app(settings)
    chain = upgraded(settings)
    assert pending() == []
    with first() as (archive, manifest):
        for table in manifest.tables:
            if table.name not in {"history_entry", "task"}:
                (rows,) = database.execute_sql(f'SELECT COUNT(*) FROM "{table.name}"').fetchone()
                assert rows == table.rows, table.name
        old = next(table for table in manifest.tables if table.name == "score")
        names = [column.name for column in old.columns]
        scored = [dict(zip(names, json.loads(row), strict=True)) for row in archive.open(old.entry)]
    for was in scored:
        score = Score.get_by_id(was["id"])
        told = (score.overall, score.points, score.possible, score.week)
        assert told == tuple(was[name] for name in ("overall", "points", "possible", "week"))
    assert len(scored) == 2
    before = everything(StoreMonth)
    rebuild(system(chain.clock.now()))
    assert everything(StoreMonth) == before


def test_every_page_of_every_role_answers(settings: Settings) -> None:
    chain = upgraded(settings)
    waiting = Submission.get(Submission.state == "received")
    scores = [score.id for score in Score.select()]
    pages = {
        chain.ana: [
            "/desk/",
            "/desk/visits",
            "/desk/people",
            "/desk/shoppers",
            "/desk/stores",
            "/desk/programme",
            "/desk/forms",
            "/episodes/",
            "/kept/",
            "/devices",
        ],
        chain.rosa: ["/reviews/", f"/reviews/{waiting.id}"],
        chain.mateo: [
            f"/store/{chain.centro.id}",
            "/commendations/",
            f"/sins/store/{chain.centro.id}",
        ],
        chain.regina: [
            f"/region/{chain.region.id}",
            f"/region/{chain.region.id}.csv",
            *[f"/store/scorecards/{score}.pdf" for score in scores],
        ],
        chain.sol: ["/phone/", "/api/v1/phone/sync", "/devices"],
    }
    for who, addresses in pages.items():
        client = chain.client(who)
        for address in addresses:
            assert client.get(address).status_code == 200, address


def test_work_goes_on(settings: Settings) -> None:
    """The report that waited is accepted and published; the visit to come is reported."""
    chain = upgraded(settings)
    waiting = Submission.get((Submission.state == "received") & (Submission.visit.is_null(False)))
    chain.accept(waiting.id)
    chain.later(days=30)
    chain.work()
    assert Score.get(Score.submission == waiting.id).published_at is not None
    assert (
        ScoreLine.select()
        .where(ScoreLine.score == Score.get(Score.submission == waiting.id).id)
        .count()
        > 0
    )
    reported = Submission.select(Submission.visit)
    visit = Visit.get(Visit.id.not_in(reported))
    chain.form = visit.form_version
    sent = chain.client(chain.sol).put(
        f"/api/v1/submissions/{part_submission_id(visit.id, 'visit')}",
        data=chain.body(visit),
        headers={"X-Kit": "1"},
    )
    assert sent.status_code == 201, sent.text


def test_a_backup_of_that_time_is_restored_as_one_of_today(
    databases: Databases, tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path / "data", database_url=databases.empty())
    done = audit_kit("restore", FIRST, "--data", settings.data, DATABASE_URL=settings.database_url)
    assert (done.returncode, done.stderr) == (0, "")
    chain = opened(settings)
    assert pending() == []
    assert chain.client(chain.mateo).get(f"/store/{chain.centro.id}").status_code == 200
    disconnect()
