"""The real program, started in a process of its own as a person at a terminal would."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType

from click.testing import CliRunner

from server.cli import main

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-m", "server.cli")
# Loaded machines are slow; nothing here measures speed.
PATIENCE = 120


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """An environment without settings of ours, from which the program can be imported."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("AUDIT_KIT_")}
    kept.pop("DATABASE_URL", None)
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **more}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def process(*arguments: object) -> Ended:
    """Run a command to its end in a process of its own."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env=environment(),
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def audit_kit(*arguments: object, typed: str = "", **settings: str) -> Ended:
    """Run a command to its end in this process, which saves loading the product each time.

    `typed` is what the person types. What would have been a traceback is raised.
    """
    kept = environment(**settings)
    changed = {name: kept.get(name) for name in {*kept, *os.environ}}
    runner = CliRunner(env=changed)
    done = runner.invoke(main, [*map(str, arguments)], input=typed, prog_name="audit-kit")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ended(done.exit_code, done.stdout, done.stderr)


class Running:
    """A server that the program runs, from its first line of output to its last."""

    def __init__(
        self, *arguments: object, trusting: ssl.SSLContext | None = None, **settings: str
    ) -> None:
        self.port = free_port()
        self.trusting = trusting
        self.url = f"http{'s' if trusting else ''}://127.0.0.1:{self.port}"
        self._process = subprocess.Popen(
            [*PROGRAM, *map(str, arguments), "--port", str(self.port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(**settings),
            start_new_session=True,
        )
        self._ended = False
        self._lines: list[str] = []
        self._errors: list[str] = []
        self._readers = [
            threading.Thread(target=self._read, args=each, daemon=True)
            for each in ((self._process.stdout, self._lines), (self._process.stderr, self._errors))
        ]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> Running:
        try:
            self._wait_until_it_answers()
        except BaseException:
            self._process.kill()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._ended:
            return
        # The group is a session of its own: whatever of it is left, and nothing else.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)

    @property
    def output(self) -> str:
        """What it has printed so far."""
        return "".join(self._lines)

    @property
    def errors(self) -> str:
        """What it has printed on stderr so far."""
        return "".join(self._errors)

    @property
    def links(self) -> list[str]:
        """The sign-in links that it has printed."""
        return re.findall(r"https?://\S+/in/[\w-]+", self.output)

    def end(self, how: int = signal.SIGINT) -> int:
        """End it as Ctrl-C does, parent and child at once: the exit code."""
        os.killpg(self._process.pid, how)
        code = self._process.wait(PATIENCE)
        self._ended = True
        for reader in self._readers:
            reader.join(PATIENCE)
        return code

    def children(self) -> list[int]:
        """The processes that the one that was started has started, without those that ended."""
        pid = self._process.pid
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in found if not is_over(int(child))]

    def kill_parent(self) -> None:
        """Kill the process that was started, and only that one."""
        self._process.kill()
        self._process.wait(PATIENCE)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AssertionError(f"it ended: {self.output}{self.errors}")
            try:
                urllib.request.urlopen(self.url, timeout=PATIENCE, context=self.trusting).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"no answer in {PATIENCE} s: {self.output}{self.errors}")

    @staticmethod
    def _read(stream: object, into: list[str]) -> None:
        into.extend(iter(stream.readline, ""))  # type: ignore[attr-defined]


def is_over(process: int) -> bool:
    """Whether a process has ended, also where nobody has asked for its exit code yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@dataclass(frozen=True, slots=True)
class FirstStart:
    """How the very first `audit-kit demo` went, and the directory that it left behind."""

    data: Path
    output: str
    errors: str
    code: int


@cache
def first_start() -> FirstStart:
    """Start the demo in a new directory, and end it; done once for the whole session."""
    data = Path(_session_directory().name) / "chain"
    with Running("demo", "--data", data, AUDIT_KIT_WORKER="0") as demo:
        code = demo.end()
        return FirstStart(data, demo.output, demo.errors, code)


@cache
def _session_directory() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="kit-demo-")
