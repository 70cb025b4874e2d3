"""The sample chain's directory: whose it is, and what may be thrown away."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from server.demo.directory import Directory, NotOurs, Seats

SEATS = Seats(uuid4(), uuid4(), uuid4(), uuid4(), uuid4())


def test_it_works(tmp_path: Path) -> None:
    directory = Directory(tmp_path / "chain")
    directory.check()
    assert not directory.begun
    directory.begin()
    assert (directory.begun, directory.seats()) == (True, None)
    directory.finish(SEATS)
    assert directory.seats() == SEATS


def test_a_chain_of_another_edition_is_made_anew(tmp_path: Path) -> None:
    directory = Directory(tmp_path)
    directory.begin()
    directory.finish(SEATS)
    (mark,) = tmp_path.glob("*.json")
    mark.write_text(json.dumps(json.loads(mark.read_text()) | {"edition": 0}))
    assert directory.seats() is None


def test_wiping_removes_all_and_the_mark_last(tmp_path: Path) -> None:
    directory = Directory(tmp_path)
    directory.begin()
    (tmp_path / "media" / "whole").mkdir(parents=True)
    (tmp_path / "media" / "whole" / "photo").write_bytes(b"jpeg")
    directory.wipe()
    assert list(tmp_path.iterdir()) == []


def test_what_a_link_points_to_is_not_wiped(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years of work")
    directory = Directory(tmp_path / "chain")
    directory.begin()
    (tmp_path / "chain" / "media").symlink_to(tmp_path / "home")
    directory.wipe()
    assert (tmp_path / "home" / "thesis.txt").read_text() == "years of work"


def test_a_directory_without_the_mark_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "audit-kit.db").write_bytes(b"a real installation")
    directory = Directory(tmp_path)
    for act in (directory.check, directory.wipe):
        with pytest.raises(NotOurs):
            act()
    assert (tmp_path / "audit-kit.db").read_bytes() == b"a real installation"
