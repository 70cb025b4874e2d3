"""What the browser's own files hold: words without a lock, none with a lock set from the start."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from playwright.sync_api import expect

from server.visits import commands as visits
from server.visits.models import VisitPart
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.test_camera import start
from tests.phone.test_lock import MARKER, PASSPHRASE, set_lock, unlock, write_marker

__all__ = ["start"]

SECRET = "Huitzilopochtli-1815"
PATIENCE = 60_000
Start = Callable[[Path], Phone]


def visit_with_a_secret(cast: Cast) -> UUID:
    """A visit whose brief holds a word that stands nowhere else."""
    opens = cast.boss.at - timedelta(hours=1)
    wave = visits.wave_of_quarter(cast.boss, cast.programme, opens)
    brief = {"scenario": f"Ask for {SECRET}.", "buy": "", "rules": []}
    planned = visits.plan_visit(
        cast.boss,
        wave,
        cast.centro,
        cast.ines,
        cast.form,
        opens,
        opens + timedelta(days=3),
        {"en": brief, "es": brief},
        {"purchase": True},
    )
    submission: UUID = VisitPart.get(VisitPart.visit == planned).submission
    return submission


def on_disk(profile: Path, word: str) -> set[str]:
    """Which files of the profile hold a word, as letters of one byte or of two, packed or not."""
    found = set()
    for path in (each for each in profile.rglob("*") if each.is_file()):
        raw = path.read_bytes()
        for content in (raw, *unpacked(raw)):
            if word.encode() in content or word.encode("utf-16-le") in content:
                found.add(path.relative_to(profile).as_posix())
    return found


def unpacked(raw: bytes) -> list[bytes]:
    """Every gzip stream that begins somewhere in a file, as the browser's cache keeps them."""
    out = []
    for begin in re.finditer(rb"\x1f\x8b\x08", raw):
        try:
            out.append(zlib.decompressobj(31).decompress(raw[begin.start() :]))
        except zlib.error:
            continue
    return out


def write_and_leave(hand: Phone, submission: UUID, *, passphrase: str | None) -> None:
    """Read the brief, write an answer, and close the browser as one does."""
    page = hand.open(f"#/visit/{submission}")
    if passphrase:
        unlock(page, passphrase)
    expect(page.locator("main")).to_contain_text(SECRET, timeout=PATIENCE)
    page.evaluate("id => { location.hash = `#/report/${id}` }", str(submission))
    write_marker(page)
    page.wait_for_timeout(6000)
    hand.context.close()


def test_it_works(start: Start, cast: Cast, tmp_path: Path) -> None:
    """Without a lock the words are found: otherwise the next test would prove nothing."""
    profile = tmp_path / "profile"
    hand = start(profile)
    hand.open("#/phone")

    write_and_leave(hand, visit_with_a_secret(cast), passphrase=None)

    assert any("IndexedDB" in name for name in on_disk(profile, MARKER))
    assert any("IndexedDB" in name for name in on_disk(profile, SECRET))


def test_with_a_lock_from_the_start_no_file_holds_a_word(
    start: Start, cast: Cast, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    hand = start(profile)
    page = hand.open("#/phone")
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.wait_for_timeout(3000)
    set_lock(page)

    write_and_leave(hand, visit_with_a_secret(cast), passphrase=PASSPHRASE)

    assert on_disk(profile, MARKER) == set()
    assert on_disk(profile, SECRET) == set()


def test_packed_words_are_found(tmp_path: Path) -> None:
    (tmp_path / "entry").write_bytes(b"head" + gzip.compress(SECRET.encode()) + b"tail")
    assert on_disk(tmp_path, SECRET) == {"entry"}
