"""What travels is small: the shell alone, and the whole app in one language."""

from __future__ import annotations

from urllib.request import Request, urlopen

import brotli
import pytest

from server.phone.pages import assets
from tests.engines.server import Server

SHELL, WHOLE = 25_000, 60_000
# What comes beside, when the first moment outside a visit is logged.
MOMENTS = 4_500
# What the data of the first report takes of the shell.
DATA = 4_500


def packed(server: Server, address: str) -> int:
    """Bytes of the body as a browser gets it that has come over HTTPS, as every phone has."""
    request = Request(server.url + address, headers={"Accept-Encoding": "gzip, deflate, br"})
    with urlopen(request, timeout=60) as answer:
        body: bytes = answer.read()
        assert answer.headers["Content-Encoding"] == "br"
        assert brotli.decompress(body)
    return len(body)


def table(sizes: dict[str, int]) -> str:
    """The parts, largest first, and their sum."""
    parts = sorted(sizes.items(), key=lambda part: -part[1])
    rows = [f"{size:8,}  {name}" for name, size in [*parts, ("in all", sum(sizes.values()))]]
    return "\n" + "\n".join(rows)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_works(phone_server: Server, language: str) -> None:
    """Everything that the app loads before each of its screens has been open once.

    Not the pictures of the home screen: the system fetches those, once, when the app is put there.
    """
    version = assets.version
    names = ["app/further.js", "app/care.js", "further.css"]
    names += [f"app/lib/{table}.{language}.js" for table in ("more", "care")]
    addresses = {name: f"/phone/static/{version}/{name}" for name in names}
    addresses["the shell"] = f"/phone/shell/{version}/{language}"
    addresses["sw.js"] = "/phone/sw.js"
    addresses["the manifest"] = f"/phone/manifest.webmanifest?language={language}"
    sizes = {name: packed(phone_server, address) for name, address in addresses.items()}

    assert sum(sizes.values()) < WHOLE, table(sizes)


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_logs_a_moment_comes_apart(phone_server: Server, language: str) -> None:
    names = ("app/moments.js", f"app/lib/moments.{language}.js")
    static = f"/phone/static/{assets.version}"
    sizes = {name: packed(phone_server, f"{static}/{name}") for name in names}
    assert sum(sizes.values()) < MOMENTS, table(sizes)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_shell_leaves_room_for_the_data_it_brings(phone_server: Server, language: str) -> None:
    assert packed(phone_server, f"/phone/shell/{assets.version}/{language}") < SHELL - DATA


def test_all_that_is_kept_to_open_offline_is_counted_here() -> None:
    later = {
        name
        for name in assets.entries
        if not name.startswith(("app/early.", "app/start.", "sw.js"))
    }
    spoken = {
        f"app/lib/{table}.{each}.js"
        for table in ("more", "care", "moments")
        for each in ("en", "es")
    }
    assert later == {"app/further.js", "app/care.js", "app/moments.js"} | spoken
