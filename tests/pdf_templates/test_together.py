"""What is seen over several visits: PDF/UA-1 and PDF/A-2a, whatever the form is called or asks."""

from __future__ import annotations

from dataclasses import replace

import page
import pytest

from pdf_templates import together
from pdf_templates.contract import Closing, Quote, Ruler, SeenLine, Together
from tests.pdf_templates.variants import EVIL, LONG_WORD, NAMES, long_comment

FEW = Ruler(67, 3, too_few=True)
LINES = (
    SeenLine("Empathise", Ruler(67, 9, 41.2, 92.0), 30, 45, ("Did the person hear you out?",)),
    SeenLine("Act", Ruler(83, 9, 60.0, 97.5), 44, 53, ("What was done?", "Who does it?")),
)
USUAL = Together(
    store_name="Tienda Centro",
    store_code="CN-01",
    store_address="Calle 5 de Mayo 1",
    programme="Tiendas del Sol",
    period="Quarter 4 of 2026",
    form_title="Three ways to listen to a complaint",
    language="en",
    visits=9,
    least=3,
    sentence="Best: Act (83). Most to gain: Empathise (67).",
    lines=LINES,
    digest="0123456789abcdef",
    to_come=("The promise",),
)
CLOSINGS = (Closing("Promise kept", 5, 6), Closing("No day was ever promised", 2, 9))
THANKS = tuple(Quote(long_comment(40), "at the till", "Commendation: Courtesy") for _ in range(6))
ALL = {
    "usual": USUAL,
    "Spanish, Letter": replace(
        USUAL, language="es", page_size="Letter", thanks=THANKS, closings=CLOSINGS
    ),
    "closings": replace(USUAL, closings=CLOSINGS),
    "few": replace(USUAL, lines=tuple(replace(each, ruler=FEW) for each in LINES), sentence=""),
    "strange": replace(
        USUAL,
        **dict.fromkeys(("store_name", "store_code", "store_address", "form_title"), NAMES),
        lines=(replace(LINES[0], name=LONG_WORD, asked=(EVIL, long_comment(200))),),
        thanks=(Quote(EVIL, NAMES, LONG_WORD),),
        closings=(Closing(LONG_WORD, 10_000, 12_345), Closing(EVIL, 0, 3)),
    ),
    "long": replace(
        USUAL, lines=tuple(replace(LINES[1], asked=(long_comment(30),) * 9) for _ in range(12))
    ),
}


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", ALL)
def test_it_works(name: str, profile: str) -> None:
    report = page.validate_pdf_bytes(together(ALL[name]), profile=profile)
    assert report.rules.passed > 50
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_the_same_groups_are_the_same_bytes() -> None:
    assert together(USUAL) == together(USUAL)
    assert together(USUAL) != together(replace(USUAL, visits=12))
