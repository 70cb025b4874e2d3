"""The programs from outside Python: two browsers' engines and node, or words that say how to get
them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Error, sync_playwright

NODE_AT_LEAST = 18

# Nothing of the browser's own may use the network or change what a page does.
CHROMIUM_ARGUMENTS = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


_WEBKIT_DRIVER = "/usr/bin/WebKitWebDriver"
_WEBKIT_PACKAGES = "apt-get install webkit2gtk-driver xvfb"


class Missing(Exception):
    """A program is not here; the message says how to install it."""


def chromium(kind: BrowserType, *more: str) -> Browser:
    """A running browser: Debian's, or else the one that playwright installed; `more` arguments."""
    reasons = []
    for candidate in ("/usr/bin/chromium", kind.executable_path):
        if not Path(candidate).is_file():
            continue
        try:
            return kind.launch(
                executable_path=candidate,
                args=[*CHROMIUM_ARGUMENTS, *more],
                chromium_sandbox=False,
            )
        except Error as reason:
            reasons.append(f"{candidate} does not start: {reason}")
    raise Missing(
        "\n".join(reasons) + "\nNo browser: run `apt-get install chromium` as root, "
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


@dataclass(frozen=True)
class WebKit:
    """Where Debian has put WebKit: what drives it, its smallest browser, and a screen for it."""

    driver: str
    browser: str
    screen: str


def webkit() -> WebKit:
    """The programs of which a WebKit browser on no visible screen is made."""
    browsers = sorted(glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser"))
    screen = shutil.which("Xvfb")
    if not (browsers and screen and Path(_WEBKIT_DRIVER).is_file()):
        raise Missing(f"No WebKit with a screen: run `{_WEBKIT_PACKAGES}` as root.")
    return WebKit(_WEBKIT_DRIVER, browsers[-1], screen)


def main() -> None:
    """Say whether all are here: `python -m tests.engines.programs`; `webkit` asks for it alone."""
    try:
        if sys.argv[1:] == ["webkit"]:
            print(f"webkit at {webkit().browser}")
            return
        with sync_playwright() as playwright:
            browser = chromium(playwright.chromium)
            print(f"chromium {browser.version}, node at {node()}")
            browser.close()
    except Missing as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
