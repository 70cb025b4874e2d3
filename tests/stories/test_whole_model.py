"""The other systems, each from the phone to what the store reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from audit_forms import say
from tests.phone.hands import camera_picture
from tests.stories.conftest import Begin
from tests.stories.visiting import NAME, THANKS, WORDS, Answer, Given, Visiting

OVER = {"en": "Charged above the price on the tag", "es": "Cobrado por encima de la etiqueta"}
AT_HOME = {"en": "At home, unwrapped", "es": "En casa, ya abierto"}
AFTER = {"en": "After the visit", "es": "Después de la visita"}
PRICES: dict[str, Answer] = {"price_said": "100", "price_on_tag": "100", "price_charged": "120"}


def pictures(folder: Path, *names: str) -> list[Path]:
    """A photo for each question that asks for one."""
    return [camera_picture(folder / f"{name}.jpg", name, (400, 300)) for name in names]


def titles(told: Visiting, *sections: str) -> list[str]:
    """What these sections are called in the story's language."""
    found = {section.id: section.title for section in told.form.sections}
    return [say(found[id], told.language) for id in sections]


@pytest.mark.parametrize("language", ["en", "es"])
def test_three_prices_are_compared_and_what_came_home_is_told_later(
    begin: Begin, tmp_path: Path, language: str
) -> None:
    told = begin("honest-dealing", language)
    told.report(PRICES, pictures(tmp_path, "shelf"))
    told.accept()
    assert AT_HOME[language] not in told.scorecard(tmp_path)
    hidden = {"as_shown": ("something_hidden", "The lower half of the box held paper only.")}
    told.report(hidden, pictures(tmp_path, "box", "paper"), part="after")
    told.accept("after")
    card = told.scorecard(tmp_path)
    assert OVER[language] in card
    assert "$20.00" in card
    assert AT_HOME[language] in card
    assert told.asked("as_shown") in card
    # What was paid would tell which customer it was.
    assert told.asked("price_charged") not in card
    assert told.phone.complaints == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_price_that_was_said_is_held_against_the_tag_also_without_a_purchase(
    begin: Begin, tmp_path: Path, language: str
) -> None:
    told = begin("honest-dealing", language, buys=False)
    # A price of which nothing is said here is filled in as 2.
    told.report({"price_said": "22"}, pictures(tmp_path, "shelf"))
    told.phone.open()
    # Nothing was bought, so nothing about it is to come.
    expect(told.phone.page.locator(".visits").first).to_be_visible()
    assert AT_HOME[language] not in told.phone.page.locator("main").inner_text()
    assert AFTER[language] not in told.phone.page.locator("main").inner_text()
    told.accept()
    card = told.scorecard(tmp_path)
    assert told.asked("said_above_tag") in card
    assert "$20.00" in card
    for id in ("overcharge", "above_said", "as_shown"):
        assert told.asked(id) not in card
    assert AFTER[language] not in card
    assert told.phone.complaints == []


def test_complaints_are_seen_together_and_none_by_itself(begin: Begin, tmp_path: Path) -> None:
    promised: Given = {
        "complaint_made": ("as_planned", ""),
        "promise": ("dated", ""),
        "promised_in_days": "0",
    }
    told = begin("complaint-handling", "es")
    for turn in range(3):
        told = told if turn == 0 else begin("complaint-handling", "es")
        told.report(promised)
        told.accept()
        told.report({"promise_kept": ("kept", "")}, part="follow_up")
        told.accept("follow_up")
        page = told.at_the_store()
        assert ("Se muestra" in page) is (turn < 2)
    card = told.scorecard(tmp_path)
    for title in titles(told, "empathise", "understand", "act", "kept"):
        assert re.search(rf"{re.escape(title)} \d+ 3 visitas", page), page
        assert title in card
    assert told.asked("complaint_words") not in page + card
    assert told.phone.complaints == []


def test_the_reaction_to_praise_is_seen_together_and_thanks_reach_the_store(begin: Begin) -> None:
    given = THANKS | {"feedback_kind": ("praise", ""), "reaction": ("thanked", "")}
    for turn in range(3):
        told = begin("feedback-and-recognition", "es")
        told.report(given)
        told.accept()
        passed_on = told.at_the_store("/commendations/")
        assert (WORDS in passed_on) is (turn == 2)
    assert NAME not in passed_on
    (title,) = titles(told, "feedback")
    assert title in told.at_the_store()
    assert told.phone.complaints == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_whether_a_shopper_would_come_back_stands_with_its_visits(
    begin: Begin, language: str
) -> None:
    told = begin("loyalty", language)
    told.report({"would_recommend": "9"})
    told.accept()
    page = told.at_the_store()
    few = {"en": "Too few visits to say (1)", "es": "Muy pocas visitas para decirlo (1)"}
    assert page.count(few[language]) == 2
    assert "NPS" not in page
    assert told.phone.complaints == []


def test_a_full_visit_goes_from_the_phone_to_one_scorecard(begin: Begin, tmp_path: Path) -> None:
    told = begin("full-visit", "es")
    told.report(PRICES | THANKS, pictures(tmp_path, "shelf"))
    told.accept()
    told.report({"as_shown": ("wholly", "")}, part="after")
    told.accept("after")
    card = told.scorecard(tmp_path)
    for title in titles(told, "seven_sins", "listening", "loyalty", "unwrapped"):
        assert title in card, title
    (feedback,) = titles(told, "feedback")
    assert feedback not in card
    assert NAME not in card
    assert told.phone.complaints == []
