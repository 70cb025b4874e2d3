"""What is said to be saved in WebKit is there after the page was loaded again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.phone.cast import Cast
from tests.webkit.hands import Hand


def test_it_works(cast: Cast, webkit: Hand) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    webkit.open(f"#/report/{submission}")
    webkit.tap(".segments .segment input")
    webkit.saved()
    chosen = webkit.kept(submission)["draft"]["answers"]

    webkit.reload()

    assert webkit.kept(submission)["draft"]["answers"] == chosen
    assert len(webkit.all(".segments :checked")) == 1
    assert webkit.complaints == []


def test_a_photo_is_kept_as_plain_bytes(
    cast: Cast, webkit: Hand, picture: Callable[[str], Path]
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    webkit.open(f"#/report/{submission}")
    webkit.all("[type=file]", 1)[0].send_keys(str(picture("door")))
    webkit.all(".thumbs img[src]", 1)
    webkit.saved()

    webkit.reload()

    webkit.all(".thumbs img[src]", 1)
    (photo,) = webkit.kept(submission)["photos"]
    assert photo["kind"] == "ArrayBuffer"
    assert photo["begins"] == [0xFF, 0xD8, 0xFF]
    assert photo["sha256"] == webkit.kept(submission)["draft"]["photos"][0]["sha256"]
    assert webkit.complaints == []


def test_where_the_browser_promises_nothing_the_phone_says_so(cast: Cast, webkit: Hand) -> None:
    """This engine has no word for whether it keeps things, and this session is a private one."""
    submission = cast.visit(cast.centro, cast.ines)
    webkit.open(f"#/report/{submission}")
    webkit.tap(".segments .segment input")
    webkit.saved()

    webkit.open("#/phone")

    webkit.until(lambda: "1 report not sent yet" in webkit.text, "what is only on this phone")
    assert "The browser has promised" not in webkit.text
    assert "To be safe: send soon" in webkit.text
    assert webkit.complaints == []


# A page that reads or writes without end, as far as the browser lets it.
_WORKING = """
const [mode] = arguments;
indexedDB.open("kit").onsuccess = (event) => {
  const transaction = event.target.result.transaction(["drafts", "meta"], mode);
  const again = () => { transaction.objectStore("meta").get("x").onsuccess = again; };
  again();
};
"""


@pytest.mark.parametrize("mode", ["readwrite", "readonly"])
def test_a_page_that_was_left_while_it_worked_does_not_hold_up_the_next(
    cast: Cast, webkit: Hand, mode: str
) -> None:
    """This engine keeps the page that was left, and for ever all that it was reading or writing."""
    submission = cast.visit(cast.centro, cast.ines)
    webkit.open(f"#/report/{submission}")
    webkit.tap(".segments .segment input")
    webkit.saved()
    webkit.rest()
    webkit.driver.execute_script(_WORKING, mode)

    webkit.leave_for(f"#/report/{submission}")

    assert len(webkit.all(".segments :checked", 1)) == 1
    # What is written from now on is stored.
    webkit.tap(".segments .segment:last-child input")
    webkit.saved()
    assert webkit.complaints == []
