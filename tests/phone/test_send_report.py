"""From the first tap to the receipt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from server.submissions.models import Revision
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]
MakePicture = Callable[[str], Path]


def test_it_works(cast: Cast, phone: MakePhone, picture: MakePicture) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.report(submission)

    hand.fill_report([picture("door"), picture("shelf")])
    assert page.locator(".missing li").all_inner_texts() == []
    page.get_by_role("button", name="Send the report").tap()

    hand.receipt_number()
    expect(page.locator(".receipt")).to_contain_text("2/2")
    sent = Revision.get(Revision.submission == submission)
    digest = page.locator(".receipt code").text_content()
    assert digest == hashlib.sha256(bytes(sent.body)).hexdigest()
    assert len(json.loads(bytes(sent.body))["photos"]) == 2
    assert hand.complaints == []
