"""A backup, put back anywhere, is the installation that it was made of."""

from __future__ import annotations

import json
import shlex
import sqlite3
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import psycopg
import pytest

from server import wiring
from server.app import create_app
from server.backups.queries import kind_of
from server.database import connect, disconnect
from server.database.schema import migrate_up, migrations, pending
from server.kernel.ids import sha256_hex
from server.kernel.settings import Settings
from server.media.models import Media
from server.tasks.commands import add
from server.tasks.models import Task
from tests.backups.chains import damaged, environment_of, furnish, whole
from tests.cast import START, Chain
from tests.cli.started import Ended, audit_kit, environment
from tests.engines.databases import Databases


@pytest.fixture
def settings(chain: Chain) -> Settings:
    """An installation with something of everything, which nobody has open."""
    return furnish(chain)


@pytest.fixture
def file(settings: Settings, tmp_path: Path) -> Path:
    """A backup of it."""
    made = tmp_path / "monday.backup"
    done = audit_kit("backup", made, "--data", settings.data, **environment_of(settings))
    assert (done.returncode, done.stderr) == (0, "")
    return made


def restored(file: Path, settings: Settings, *more: str) -> Ended:
    return audit_kit("restore", file, "--data", settings.data, *more, **environment_of(settings))


def elsewhere(databases: Databases, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "elsewhere", database_url=databases.empty())


def test_it_works(file: Path, settings: Settings, databases: Databases, tmp_path: Path) -> None:
    other = elsewhere(databases, tmp_path)
    done = restored(file, other)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Restored" in done.stdout
    was = whole(settings)
    assert whole(other) == was
    assert sum(bool(rows) for rows in was.values()) > 20
    assert any(name.startswith("media/") for name in was)
    assert {"secret", "forms/window-check/1.yaml"} <= set(was)


def test_the_product_opens_what_was_restored(
    file: Path, databases: Databases, tmp_path: Path, chain: Chain
) -> None:
    other = elsewhere(databases, tmp_path)
    assert restored(file, other).returncode == 0
    chain.app = create_app(other, chain.clock)
    for who, address in (
        (chain.ana, "/desk/visits"),
        (chain.mateo, f"/store/{chain.centro.id}"),
        (chain.regina, f"/region/{chain.region.id}"),
    ):
        assert chain.client(who).get(address).status_code == 200
    # What is written from now on has a number of its own.
    chain.published()
    add("scores.publish", {}, chain.clock.now())
    assert Task.select().count() > 2


def test_moving_to_another_engine_and_back(
    file: Path, settings: Settings, databases: Databases, tmp_path: Path
) -> None:
    """From either into a file in the directory, and from there into either."""
    here = Settings(data=tmp_path / "file")
    assert audit_kit("restore", file, "--data", here.data).returncode == 0
    assert (here.data / "audit-kit.db").exists()
    was = whole(settings)
    assert whole(here) == was
    again = tmp_path / "again.backup"
    assert audit_kit("backup", again, "--data", here.data).returncode == 0
    back = elsewhere(databases, tmp_path)
    assert restored(again, back).returncode == 0
    assert whole(back) == was


def test_only_its_owner_may_read_it(file: Path, settings: Settings, tmp_path: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    there = audit_kit("backup", file, "--data", settings.data, **environment_of(settings))
    assert (there.returncode, "--replace" in there.stderr) == (1, True)
    nowhere = tmp_path / "none" / "x.backup"
    assert audit_kit("backup", nowhere, "--data", settings.data).returncode == 1
    assert [each.name for each in tmp_path.glob(".*")] == []


def test_an_older_backup_gets_the_newest_schema(
    settings: Settings, file: Path, databases: Databases, tmp_path: Path
) -> None:
    """As the version made it that did not know the last step yet."""
    url = databases.empty()
    older = connect(url)
    migrate_up(migrations()[-2])
    columns = {t: {c.name for c in older.get_columns(t)} for t in older.get_tables()}
    disconnect()
    old = made_before(file, tmp_path / "old.backup", migrations()[-2], columns)
    here = elsewhere(databases, tmp_path)
    done = restored(old, here)
    assert (done.returncode, done.stderr) == (0, "")
    was, found = whole(settings), whole(here)
    assert {name: len(rows) for name, rows in found.items() if name in columns} == {
        name: len(rows) for name, rows in was.items() if name in columns
    }
    assert found["person"] == was["person"]
    connect(here.database)
    assert pending() == []
    disconnect()


def made_before(file: Path, into: Path, schema: str, columns: dict[str, set[str]]) -> Path:
    """The backup as it was written when tables had only these columns."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(into, "w") as new:
        told = json.loads(old.read("manifest.json")) | {"schema": schema}
        told["tables"] = [each for each in told["tables"] if each["name"] in columns]
        entries = {n: e for n, e in told["entries"].items() if not n.startswith("rows/")}
        for name in entries:
            new.writestr(name, old.read(name))
        for table in told["tables"]:
            kept = [
                n for n, c in enumerate(table["columns"]) if c["name"] in columns[table["name"]]
            ]
            table["columns"] = [table["columns"][n] for n in kept]
            rows = [json.loads(line) for line in old.open(f"rows/{table['name']}.jsonl")]
            raw = "".join(json.dumps([row[n] for n in kept]) + "\n" for row in rows).encode()
            new.writestr(f"rows/{table['name']}.jsonl", raw)
            entries[f"rows/{table['name']}.jsonl"] = {"size": len(raw), "sha256": sha256_hex(raw)}
        new.writestr("manifest.json", json.dumps(told | {"entries": entries}))
    return into


def test_what_is_there_is_not_overwritten(file: Path, settings: Settings) -> None:
    was = whole(settings)
    refused = restored(file, settings)
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert whole(settings) == was
    connect(settings.database)
    add("scores.publish", {"later": True}, START)
    disconnect()
    (settings.data / "forms" / "window-check" / "1.yaml").unlink()
    assert whole(settings) != was
    assert restored(file, settings, "--replace").returncode == 0
    assert whole(settings) == was
    left = {path.name for path in settings.data.iterdir()}
    assert not any("restoring" in name for name in left)
    assert len(left) <= 8


@pytest.mark.parametrize("at", [0.1, 0.999])
def test_a_damaged_one_changes_nothing(file: Path, settings: Settings, at: float) -> None:
    was = whole(settings)
    refused = restored(damaged(file, at), settings, "--replace")
    assert refused.returncode == 1
    assert "backup" in refused.stderr
    assert whole(settings) == was


def test_half_of_one_changes_nothing(file: Path, settings: Settings, tmp_path: Path) -> None:
    was = whole(settings)
    half = tmp_path / "half.backup"
    half.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    refused = restored(half, settings, "--replace")
    assert (refused.returncode, "damaged, or only part of it" in refused.stderr) == (1, True)
    half.write_bytes(b"")
    assert restored(half, settings, "--replace").returncode == 1
    assert whole(settings) == was


def rewritten(file: Path, into: Path, change: dict[str, object], **entries: bytes) -> Path:
    """A backup with other words in its manifest, or other entries."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(into, "w") as new:
        told = json.loads(old.read("manifest.json")) | change
        for name in old.namelist():
            if name != "manifest.json":
                new.writestr(name, entries.pop(name, old.read(name)))
        for name, content in entries.items():
            new.writestr(name, content)
        new.writestr("manifest.json", json.dumps(told))
    return into


def test_a_photo_that_was_changed_is_found(file: Path, settings: Settings, tmp_path: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        photo = next(name for name in archive.namelist() if name.startswith("media/"))
    other = rewritten(file, tmp_path / "other", {}, **{photo: b"not that photo"})
    refused = restored(other, settings, "--replace")
    assert (refused.returncode, photo in refused.stderr) == (1, True)
    more = rewritten(file, tmp_path / "more", {}, **{"../outside": b"x"})
    assert restored(more, settings, "--replace").returncode == 1
    assert not (settings.data.parent / "outside").exists()


def test_one_of_a_newer_version_says_so(file: Path, settings: Settings, tmp_path: Path) -> None:
    newer = rewritten(file, tmp_path / "newer", {"schema": "9999_tomorrow"})
    assert "Install the version" in restored(newer, settings, "--replace").stderr
    other = rewritten(file, tmp_path / "format", {"format": 2})
    assert "newer version" in restored(other, settings, "--replace").stderr


def test_what_is_rotten_or_missing_is_said_and_hinders_nothing(
    settings: Settings, databases: Databases, tmp_path: Path
) -> None:
    """One bad sector must not make every later backup useless."""
    connect(settings.database)
    hashes = sorted(media.sha256 for media in Media.select())
    disconnect()
    rotten, missing = (next(settings.data.glob(f"media/whole/??/{each}")) for each in hashes[:2])
    rotten.write_bytes(b"rot" + rotten.read_bytes())
    missing.unlink()
    made = tmp_path / "rotten.backup"
    done = audit_kit("backup", made, "--data", settings.data, **environment_of(settings))
    assert done.returncode == 0
    left_out, not_there = done.stderr.splitlines()
    assert "damaged on this disk" in left_out
    assert rotten.name in left_out
    assert "not on this disk" in not_there
    assert missing.name in not_there
    assert restored(made, elsewhere(databases, tmp_path)).returncode == 0


def test_check_only_reads(file: Path, settings: Settings) -> None:
    was = whole(settings)
    done = restored(file, settings, "--check")
    assert (done.returncode, "is whole" in done.stdout) == (0, True)
    assert restored(damaged(file, 0.5), settings, "--check").returncode == 1
    assert whole(settings) == was


def test_while_somebody_has_it_open(file: Path, settings: Settings) -> None:
    if settings.database_url.startswith("sqlite"):
        other = sqlite3.connect(settings.database_url.removeprefix("sqlite://"))
        other.execute("SELECT COUNT(*) FROM person").fetchone()
    else:
        other = psycopg.connect(settings.database_url)
    refused = restored(file, settings, "--replace")
    assert (refused.returncode, "Stop the server" in refused.stderr) == (1, True)
    other.close()
    assert restored(file, settings, "--replace").returncode == 0


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_full_disk_leaves_all_as_it_was(
    file: Path, settings: Settings, tmp_path: Path, command: str
) -> None:
    """As on a disk that takes no further byte: files may not grow beyond a few."""
    was = whole(settings)
    before = sorted(path.name for path in settings.data.iterdir())
    more = (tmp_path / "none.backup",) if command == "backup" else (file, "--replace")
    words = [sys.executable, "-m", "server.cli", command, *more, "--data", settings.data]
    limited = f"ulimit -f 100; exec {shlex.join(map(str, words))}"
    ran = subprocess.run(
        ["sh", "-c", limited],
        check=False,
        capture_output=True,
        text=True,
        env=environment(**environment_of(settings)),
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "File too large" in ran.stderr
    assert not (tmp_path / "none.backup").exists()
    assert sorted(path.name for path in settings.data.iterdir()) == before
    assert whole(settings) == was


def test_every_column_of_every_table_can_be_held() -> None:
    kinds = {kind_of(f) for table in wiring.TABLES for f in table._meta.sorted_fields}
    assert {"text", "int", "bool", "uuid", "instant", "date", "bytes", "real"} == kinds
