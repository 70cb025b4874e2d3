"""`audit-kit serve`: a real start on an empty directory, and every start after it."""

import os
import signal
import socket
import sqlite3
import time
from pathlib import Path

import pytest

from tests.cli.browsing import Visitor
from tests.cli.started import PATIENCE, Running, audit_kit, is_over

HALF = b"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\nhalf"


def test_it_works(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path / "kit") as server:
        assert "no administrator yet" in server.output
        assert f"audit-kit serve --host 0.0.0.0 --port {server.port} --data" in server.output
        (link,) = server.links
        landed = Visitor().sign_in(link, name="Amparo Quiroz")
        assert landed.startswith(server.url)
        code = server.end()
    assert (code, server.errors.strip()) == (0, "")
    assert not (tmp_path / "kit" / "audit-kit.db-wal").exists()


def test_with_an_administrator_there_is_no_link_to_become_one(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path) as server:
        Visitor().sign_in(server.links[0], name="Amparo Quiroz")
        server.end()
    with Running("serve", "--data", tmp_path) as server:
        assert "listens on" in server.output
        assert server.links == []
        server.end()


def test_an_unused_link_is_replaced_by_the_next_start(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path) as server:
        old = server.links[0].rpartition("/")[2]
        server.end()
    with Running("serve", "--data", tmp_path) as server:
        assert server.links
        assert old not in server.output
        server.end()


def test_sigterm_ends_it_like_ctrl_c(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path) as server:
        code = server.end(signal.SIGTERM)
    assert (code, server.errors.strip()) == (0, "")
    assert server.output.endswith("Ended.\n")


def test_a_child_that_hears_of_the_end_first_waits_for_its_parent(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path) as server:
        children = server.children()
        for child in children * 2:
            os.kill(child, signal.SIGTERM)
        time.sleep(1)
        assert server.children() == children
        code = server.end(signal.SIGTERM)
    assert (code, server.errors.strip()) == (0, "")
    assert server.output.endswith("Ended.\n")


def test_a_connection_that_is_kept_open_does_not_hold_it_up(tmp_path: Path) -> None:
    with (
        Running("serve", "--data", tmp_path) as server,
        socket.create_connection(("127.0.0.1", server.port)) as open_one,
    ):
        open_one.sendall(HALF)
        # One that came after it is answered: the first is being read.
        Visitor().get(server.url)
        assert server.end() == 0


def test_a_child_that_waits_for_a_request_does_not_outlive_its_parent(tmp_path: Path) -> None:
    with (
        Running("serve", "--data", tmp_path) as server,
        socket.create_connection(("127.0.0.1", server.port)) as open_one,
    ):
        open_one.sendall(HALF)
        Visitor().get(server.url)
        children = server.children()
        for child in children:
            os.kill(child, signal.SIGTERM)
        server.kill_parent()
        deadline = time.monotonic() + PATIENCE
        while not all(map(is_over, children)):
            assert time.monotonic() < deadline, "the child is still there"
            time.sleep(0.1)


def test_a_child_does_not_outlive_a_parent_that_was_killed(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path) as server:
        server.kill_parent()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", server.port)):
                    return
            time.sleep(0.1)
    pytest.fail("the port is still answered long after the parent was killed")


def test_a_schema_that_is_behind_is_refused_with_the_command(tmp_path: Path) -> None:
    assert audit_kit("migrate", "--data", tmp_path).returncode == 0
    assert audit_kit("migrate", "--data", tmp_path, "--down", "--yes").returncode == 0
    refused = audit_kit("serve", "--data", tmp_path)
    assert refused.returncode == 1
    assert f"audit-kit migrate --data {tmp_path}" in refused.stderr


@pytest.mark.parametrize("threads", ["many", "0"])
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, threads: str) -> None:
    refused = audit_kit("serve", "--data", tmp_path, AUDIT_KIT_THREADS=threads)
    assert refused.returncode == 1
    assert "AUDIT_KIT_THREADS" in refused.stderr


def test_a_database_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    refused = audit_kit("serve", "--data", tmp_path, DATABASE_URL=url)
    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: The database cannot be used")


def test_several_processes_need_postgresql(tmp_path: Path) -> None:
    refused = audit_kit("serve", "--data", tmp_path, "--workers", "2")
    assert refused.returncode == 1
    assert "PostgreSQL" in refused.stderr


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "audit-kit.db").write_bytes(b"a letter to the landlord " * 200)
    refused = audit_kit("serve", "--data", tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: The database cannot be used")


def test_a_file_that_is_no_certificate_is_named(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    key.write_text("no key")
    command = ("serve", "--data", tmp_path / "kit", "--tls-cert", key, "--tls-key", key)
    refused = audit_kit(*command)
    assert refused.returncode == 1
    assert str(key) in refused.stderr


def test_half_of_a_certificate_is_a_usage_error(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    key.write_text("")
    refused = audit_kit("serve", "--data", tmp_path, "--tls-key", key)
    assert refused.returncode == 2
    assert "--tls-cert" in refused.stderr


def test_the_public_address_is_what_links_begin_with(tmp_path: Path) -> None:
    public = "https://kit.example.org/"
    with Running("serve", "--data", tmp_path, AUDIT_KIT_PUBLIC_URL=public) as server:
        assert server.links[0].startswith("https://kit.example.org/in/")
        server.end()


def test_what_was_written_is_in_the_one_file(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path) as server:
        Visitor().sign_in(server.links[0], name="Amparo Quiroz")
        server.end()
    connection = sqlite3.connect(f"file:{tmp_path / 'audit-kit.db'}?mode=ro", uri=True)
    assert connection.execute("SELECT name FROM person").fetchall() == [("Amparo Quiroz",)]
    connection.close()
