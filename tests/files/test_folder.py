"""A folder holds exactly what the names say, or nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from server.files import Folder
from server.kernel.ids import sha256_hex


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "media")


def test_it_works(folder: Folder) -> None:
    name = folder.keep(b"bytes")
    assert name == sha256_hex(b"bytes")
    assert folder.has(name)
    assert folder.read(name) == b"bytes"


def test_the_same_again_is_one(folder: Folder, tmp_path: Path) -> None:
    assert folder.keep(b"bytes") == folder.keep(b"bytes")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_what_is_not_there(folder: Folder) -> None:
    assert not folder.has("ab" * 32)
    with pytest.raises(FileNotFoundError):
        folder.read("ab" * 32)
    folder.remove("ab" * 32)
    folder.drop("upload")
    assert (folder.received("upload"), folder.length("upload")) == (b"", 0)


def test_removed_is_gone(folder: Folder) -> None:
    name = folder.keep(b"bytes")
    folder.remove(name)
    assert not folder.has(name)


def test_an_upload_grows_and_becomes_content(folder: Folder) -> None:
    folder.append("up", b"by", 0)
    folder.append("up", b"tes", 2)
    assert (folder.received("up"), folder.length("up")) == (b"bytes", 5)
    folder.finish("up", sha256_hex(b"bytes"))
    assert folder.read(sha256_hex(b"bytes")) == b"bytes"
    assert folder.length("up") == 0


def test_what_lay_behind_a_chunk_goes(folder: Folder) -> None:
    folder.append("up", b"bytes of an attempt that broke off", 0)
    folder.append("up", b"new", 0)
    assert folder.received("up") == b"new"


def test_nobody_else_reads_it(folder: Folder, tmp_path: Path) -> None:
    name = folder.keep(b"bytes")
    (place,) = tmp_path.rglob(name)
    assert place.stat().st_mode & 0o077 == 0


def test_many_keep_the_same_at_once(folder: Folder, tmp_path: Path) -> None:
    content = b"x" * 200_000
    threads = [threading.Thread(target=folder.keep, args=(content,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert folder.read(sha256_hex(content)) == content
    assert not list((tmp_path / "media" / "incoming").iterdir())


def test_one_at_a_time(folder: Folder) -> None:
    inside, most = [0], [0]

    def work() -> None:
        for _ in range(20):
            with folder.alone("ab12"):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
