"""Where what a shopper says can show who they are, the brief says so before they go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import expect

from audit_forms import load_shipped
from server.programmes.commands import publish_form
from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]
WARNING = {
    "en": "What you say in the store can show who you are.",
    "es": "Lo que usted diga en la tienda puede revelar quién es.",
}


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    feedback = publish_form(cast.boss, cast.programme, load_shipped("feedback-and-recognition", 1))
    submission = replace(cast, form=feedback).visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/visit/{submission}")
    expect(page.locator("aside.note")).to_contain_text(WARNING[hand.language])
    expect(page.locator("aside.note")).to_contain_text("2")
    assert hand.complaints == []


def test_an_ordinary_visit_has_no_such_warning(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/visit/{submission}")
    expect(page.locator(".facts")).to_be_visible()
    assert page.locator("aside.note").count() == 0
