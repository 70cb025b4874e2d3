"""A shelf holds whole documents under plain names, and nothing outside of it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from server.files import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "forms", ".yaml")


def test_it_works(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put("window-check", "1", b"form: window-check\n")
    assert shelf.read("window-check", "1") == b"form: window-check\n"
    assert (tmp_path / "forms/window-check/1.yaml").read_bytes() == b"form: window-check\n"
    assert shelf.names() == [("window-check", "1")]


def test_another_takes_its_place_whole(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put("window-check", "1", b"a long one")
    shelf.put("window-check", "1", b"short")
    assert shelf.read("window-check", "1") == b"short"
    assert [path.name for path in (tmp_path / "forms/window-check").iterdir()] == ["1.yaml"]


def test_what_is_not_there(shelf: Shelf) -> None:
    assert shelf.names() == []
    assert shelf.read("window-check", "1") is None
    shelf.remove("window-check", "1")


def test_removed_is_gone(shelf: Shelf) -> None:
    shelf.put("window-check", "1", b"one")
    shelf.put("window-check", "2", b"two")
    shelf.remove("window-check", "1")
    assert shelf.names() == [("window-check", "2")]


@pytest.mark.parametrize(
    "name", ["..", "../1", "a/b", "", ".hidden", "A", "ñ", "1.yaml", "a\0", "x" * 65, "a\n"]
)
def test_no_name_leads_elsewhere(shelf: Shelf, tmp_path: Path, name: str) -> None:
    (tmp_path / "1.yaml").write_bytes(b"not on the shelf")
    shelf.put("window-check", "1", b"mine")
    for place in ((name, "1"), ("window-check", name)):
        assert shelf.read(*place) is None
        with pytest.raises(ValueError, match="no document"):
            shelf.put(*place, b"yours")
        with pytest.raises(ValueError, match="no document"):
            shelf.remove(*place)
    assert (tmp_path / "1.yaml").read_bytes() == b"not on the shelf"


def test_what_is_not_ours_is_not_listed(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put("window-check", "1", b"mine")
    (tmp_path / "forms/window-check/.1.yaml.abc").write_bytes(b"unfinished")
    (tmp_path / "forms/window-check/Notes.yaml").write_bytes(b"a person's")
    (tmp_path / "forms/window-check/2.yaml").mkdir()
    assert shelf.names() == [("window-check", "1")]


def test_who_looks_and_then_changes_is_alone(shelf: Shelf) -> None:
    shelf.put("count", "1", b"0")

    def add() -> None:
        for _ in range(20):
            with shelf.alone():
                shelf.put("count", "1", str(int(shelf.read("count", "1") or 0) + 1).encode())

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shelf.read("count", "1") == b"80"
