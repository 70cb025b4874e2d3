"""Over plain HTTP from another device there is no secure context; the app fills and sends there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]

_BARE = """
Object.defineProperty(crypto, "subtle", { value: undefined });
Object.defineProperty(crypto, "randomUUID", { value: undefined });
delete Navigator.prototype.serviceWorker;
delete Navigator.prototype.geolocation;
"""


def test_it_works(cast: Cast, phone: MakePhone, picture: MakePicture) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(_BARE)
    page = hand.report(submission)
    assert page.evaluate("crypto.subtle === undefined && !('serviceWorker' in navigator)")

    hand.fill_report([picture("door"), picture("shelf")])
    page.get_by_role("button", name="Send the report").tap()

    hand.receipt_number()
    expect(page.locator(".receipt")).to_contain_text("2/2")
    assert hand.complaints == []
