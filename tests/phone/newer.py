"""A newer version of the whole product: a copy of it with other words on the phone's screens."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from server.kernel.settings import Settings
from tests.engines.server import Server

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("server", "audit_forms", "pdf_templates")
_LIB = "server/phone/static/app/lib"
# Said on the list of visits, and on a screen of each of the other two parts of the app.
NEW_WORDS = {
    f"{_LIB}/words.en.js": ('visits_title: "My visits"', 'visits_title: "Your visits"'),
    f"{_LIB}/more.en.js": ('brief_title: "The visit"', 'brief_title: "Your visit"'),
    f"{_LIB}/care.en.js": ('phone_title: "This phone"', 'phone_title: "Your phone"'),
}


def copy_newer(folder: Path) -> Path:
    """The product as it will be one day."""
    for package in _PACKAGES:
        shutil.copytree(_ROOT / package, folder / package, ignore=shutil.ignore_patterns("*.pyc"))
    for name, (before, after) in NEW_WORDS.items():
        source = (folder / name).read_text("utf-8")
        assert before in source
        (folder / name).write_text(source.replace(before, after), "utf-8")
    return folder


class NewerServer(Server):
    """The copy, running over the data that the product of today has."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._folder = folder
        super().__init__(settings)

    def _command(self) -> list[str]:
        _, *rest = super()._command()
        program = "import os, sys; os.chdir(sys.argv[1]); os.execv(sys.executable, sys.argv[2:])"
        return [sys.executable, "-c", program, str(self._folder), sys.executable, *rest]
