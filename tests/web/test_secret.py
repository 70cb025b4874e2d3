"""The secret behind form tokens is made once, also by processes that start together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from server.app import _secret


def test_it_works(tmp_path: Path) -> None:
    made = _secret(tmp_path / "data")
    assert len(made) == 32
    assert _secret(tmp_path / "data") == made
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o077 == 0


def test_all_who_start_together_read_one(tmp_path: Path) -> None:
    start = Barrier(8)

    def begin(_: int) -> bytes:
        start.wait()
        return _secret(tmp_path)

    with ThreadPoolExecutor(8) as processes:
        assert len(set(processes.map(begin, range(8)))) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]
