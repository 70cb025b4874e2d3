"""`audit-kit demo`: one command, one link per role, the same chain on the next start."""

import shutil
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.browsing import Visitor
from tests.cli.started import Running, audit_kit, first_start


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[Path]:
    """A directory as the first start left it."""
    copy = tmp_path / "chain"
    shutil.copytree(first_start().data, copy)
    yield copy
    shutil.rmtree(copy)


def count(data: Path, table: str) -> int:
    """How many rows a table has."""
    connection = sqlite3.connect(data / "audit-kit.db")
    try:
        return int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


def test_it_works() -> None:
    start = first_start()
    for role in ("Shopper", "Reviewer", "Store manager", "Regional head", "Administrator"):
        assert f"  {role}: " in start.output
    assert start.output.count("/in/") == 5
    assert count(start.data, "score") > 100


def test_ctrl_c_ends_it_cleanly() -> None:
    start = first_start()
    assert (start.code, start.errors.strip()) == (0, "")
    assert start.output.rstrip().endswith("The next start finds everything as you left it.")
    # Nothing is left in SQLite's log: a copy of the one file is a copy of all.
    assert not (start.data / "audit-kit.db-wal").exists()


def test_a_second_start_uses_the_same_chain_and_prints_links_that_work(chain: Path) -> None:
    before = count(chain, "submission"), count(chain, "visit")
    with Running("demo", "--data", chain, AUDIT_KIT_WORKER="0") as demo:
        links = demo.links
        assert len(set(links)) == 5
        assert not set(links) & set(first_start().output.split())
        landed = [Visitor().sign_in(link) for link in links]
        assert demo.end() == 0
    assert len(set(landed)) >= 4
    assert landed[0].endswith("/phone/")
    assert (count(chain, "submission"), count(chain, "visit")) == before


def test_fresh_asks_and_no_leaves_all_as_it_was(chain: Path) -> None:
    scores = count(chain, "score")
    refused = audit_kit("demo", "--data", chain, "--fresh", typed="n\n")
    assert refused.returncode == 1
    assert "Throw away the sample chain" in refused.stdout
    assert count(chain, "score") == scores


def test_a_directory_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    for arguments in ((), ("--fresh", "--yes")):
        refused = audit_kit("demo", "--data", tmp_path, *arguments)
        assert refused.returncode == 1
        assert "left alone" in refused.stderr
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_port_in_use_is_a_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = audit_kit("demo", "--data", tmp_path / "new", "--port", port)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Error: Port {port} is in use.")
    assert "--port" in refused.stderr
    assert not (tmp_path / "new").exists()


def test_two_in_one_directory_do_not_meet(chain: Path) -> None:
    with Running("demo", "--data", chain, AUDIT_KIT_WORKER="0") as demo:
        second = audit_kit("demo", "--data", chain, "--fresh", "--yes", "--port", demo.port + 1)
        assert demo.end() == 0
    assert second.returncode == 1
    assert "Another demo runs" in second.stderr


def test_a_phone_in_the_network_gets_a_code_to_scan(chain: Path) -> None:
    with Running("demo", "--data", chain, "--host", "0.0.0.0", AUDIT_KIT_WORKER="0") as demo:
        output = demo.output
        assert demo.end() == 0
    assert "0.0.0.0" not in output
    assert "offline needs HTTPS" in output
    assert output.count("▀") > 50


def test_the_environment_of_a_real_installation_is_not_touched(chain: Path) -> None:
    elsewhere = "postgresql://nobody@127.0.0.1:1/nothing"
    with Running("demo", "--data", chain, DATABASE_URL=elsewhere, AUDIT_KIT_WORKER="0") as demo:
        assert len(demo.links) == 5
        assert demo.end() == 0
