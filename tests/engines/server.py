"""The product as its users meet it: a process of its own, answering on a port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from server.kernel.settings import Settings, environment_name

PATIENCE = 60.0


class Server:
    """A running server. It is there once this returns, and gone after `stop`."""

    def __init__(self, settings: Settings, port: int | None = None) -> None:
        self.settings = settings
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        settings.data.mkdir(parents=True, exist_ok=True)
        self._log = settings.data / "server.log"
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_environment(settings),
                start_new_session=True,
            )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def log(self) -> str:
        """What the server has said so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End it as Ctrl-C does, and by force if it does not go."""
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def kill(self) -> None:
        """End it as a power cut does: at once, in the middle of whatever it is doing."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _command(self) -> list[str]:
        place = ["--data", str(self.settings.data), "--port", str(self.port)]
        return [sys.executable, "-m", "server.cli", "serve", *place]

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not _answers(self.url):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not come up:\n{self.log()[-3000:]}")
            time.sleep(0.05)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5):
            return True
    except HTTPError:
        return True
    except (URLError, ConnectionError, TimeoutError):
        return False


def _environment(settings: Settings) -> dict[str, str]:
    """Only what the settings say: no setting leaks in from whoever runs the tests."""
    ours = {
        environment_name(name): str(Path(value).resolve() if isinstance(value, Path) else value)
        for name in Settings.__slots__
        if (value := getattr(settings, name)) != ""
    }
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AUDIT_KIT_", "DATABASE_"))}
    return kept | ours
