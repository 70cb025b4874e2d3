"""The programs from outside Python, a Chromium and a node, or words that say how to get them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

NODE_AT_LEAST = 18

# Nothing of the browser's own may use the network or change what a page does.
CHROMIUM_ARGUMENTS = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Missing(Exception):
    """A program is not here; the message says how to install it."""


def chromium(playwrights_own: str) -> str:
    """The path of Debian's chromium, or else of the one that playwright installed."""
    for candidate in ("/usr/bin/chromium", playwrights_own):
        if Path(candidate).is_file():
            return candidate
    raise Missing(
        "No browser: run `apt-get install chromium` as root, "
        "or `.venv-test/bin/playwright install chromium`."
    )


def node() -> str:
    """The path of node, new enough for the phone's modules."""
    found = shutil.which("node")
    if found is None:
        raise Missing(f"No node: run `apt-get install nodejs` as root ({NODE_AT_LEAST} or newer).")
    version = subprocess.run([found, "--version"], check=True, capture_output=True, text=True)
    if int(version.stdout.strip().lstrip("v").split(".")[0]) < NODE_AT_LEAST:
        raise Missing(
            f"node {version.stdout.strip()} is too old: install {NODE_AT_LEAST} or newer."
        )
    return found
