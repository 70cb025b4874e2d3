"""What was written is on the disk when `write()` returns, and those who wait share the wait."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.app import create_app
from server.database import connect, database, disconnect, settle, write
from server.database.durability import Log
from server.kernel.settings import Settings
from server.programmes.models import Programme
from tests.conftest import migrated
from tests.database.test_migrations import SAMPLES

NOW = SAMPLES["UtcField"]()


class Disk:
    """Every sync of a log, with how much of it there was at the time."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.free = threading.Event()
        self.free.set()
        self.broken = False

    def hold(self) -> None:
        """Let nothing reach the disk until it is free again."""
        self.free.clear()

    def sync(self, handle: int) -> None:
        """Stands in the way of os.fdatasync, and does what it does."""
        size = os.fstat(handle).st_size
        assert self.free.wait(60)
        if self.broken:
            raise OSError(5, "Input/output error")
        SYNC(handle)
        self.sizes.append(size)


SYNC = os.fdatasync


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    watched = Disk()
    monkeypatch.setattr(os, "fdatasync", watched.sync)
    return watched


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A migrated SQLite file, connected: PostgreSQL does all this itself."""
    place = tmp_path / "kit.db"
    migrated(f"sqlite:///{place}")
    connect(f"sqlite:///{place}")
    yield place
    disconnect()


def add(name: str = "x") -> None:
    with write():
        Programme.create(name=name, created_at=NOW)


def log_of(file: Path) -> int:
    return file.with_name(f"{file.name}-wal").stat().st_size


def test_it_works(file: Path, disk: Disk) -> None:
    add()
    assert disk.sizes == [log_of(file)]
    add()
    assert disk.sizes[-1] == log_of(file)
    assert len(disk.sizes) == 2


def test_a_write_inside_another_waits_once(file: Path, disk: Disk) -> None:
    with write():
        add("inner")
        assert disk.sizes == []
    assert disk.sizes == [log_of(file)]


def test_what_was_taken_back_waits_for_nothing(file: Path, disk: Disk) -> None:
    assert file.exists()
    with pytest.raises(ZeroDivisionError), write():
        raise ZeroDivisionError
    assert disk.sizes == []


def test_whoever_reads_what_another_wrote_waits_for_it(file: Path, disk: Disk) -> None:
    disk.hold()
    writer = threading.Thread(target=add)
    writer.start()
    while not Programme.select().exists():
        time.sleep(0.001)
    assert disk.sizes == []
    threading.Timer(0.3, disk.free.set).start()
    settle()
    assert disk.sizes == [log_of(file)]
    writer.join()


def test_without_a_write_nobody_waits(file: Path, disk: Disk) -> None:
    assert file.exists()
    disk.hold()
    settle()
    assert disk.sizes == []


def test_those_who_wait_share_the_wait(file: Path, disk: Disk) -> None:
    assert file.exists()
    disk.hold()

    def work() -> None:
        add()
        disconnect()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    while Programme.select().count() < 8:
        time.sleep(0.001)
    disk.free.set()
    for thread in threads:
        thread.join(60)
    # One began alone, and one went for all who came meanwhile.
    assert 1 <= len(disk.sizes) <= 2
    assert disk.sizes[-1] == log_of(file)


def test_a_disk_that_fails_is_told_and_tried_again(file: Path, disk: Disk) -> None:
    disk.broken = True
    with pytest.raises(OSError, match="Input/output"):
        add()
    disk.broken = False
    settle()
    assert disk.sizes == [log_of(file)]


def test_no_answer_leaves_before_what_it_rests_on(tmp_path: Path, disk: Disk) -> None:
    settings = Settings(data=tmp_path / "data", worker=False)
    migrated(settings.database)
    client = create_app(settings).test_client()
    disk.hold()
    writer = threading.Thread(target=add)
    writer.start()
    while not Programme.select().exists():
        time.sleep(0.001)
    assert disk.sizes == []
    threading.Timer(0.3, disk.free.set).start()
    client.get("/api/v1/openapi.json")
    assert len(disk.sizes) == 1
    writer.join()
    database.close()


def test_a_log_that_is_not_there_has_been_moved_into_the_database(tmp_path: Path) -> None:
    log = Log()
    log.watch(tmp_path / "gone.db")
    log.committed()
    log.settle()
