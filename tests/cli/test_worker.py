"""`audit-kit worker`: the tasks alone."""

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from tests.cli.started import PATIENCE, PROGRAM, environment, first_start


def waiting(data: Path) -> int:
    """How many tasks wait; those done long ago are swept and could not be counted."""
    connection = sqlite3.connect(data / "audit-kit.db", timeout=30)
    found = connection.execute("SELECT COUNT(*) FROM task WHERE state = 'waiting'").fetchone()[0]
    connection.close()
    return int(found)


def test_it_works(tmp_path: Path) -> None:
    data = tmp_path / "chain"
    shutil.copytree(first_start().data, data)
    before = waiting(data)
    assert before > 0
    worker = subprocess.Popen(
        [*PROGRAM, "worker", "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    deadline = time.monotonic() + PATIENCE
    while waiting(data) == before and time.monotonic() < deadline:
        time.sleep(0.1)
    os.kill(worker.pid, signal.SIGTERM)
    output, errors = worker.communicate(timeout=PATIENCE)
    assert (worker.returncode, errors) == (0, "")
    assert output.endswith("Ended.\n")
    assert waiting(data) < before
    shutil.rmtree(data)
