"""The page to hang up: PDF/UA-1 and PDF/A-2a, the same bytes for the same thanks."""

from __future__ import annotations

from dataclasses import replace

import page
import pytest

from pdf_templates import thank_you
from pdf_templates.contract import ThankYou

THANKS = ThankYou(
    words="She walked with me to the shelf, although it was late.",
    quality="Cortesía",
    to="En la caja",
    store_name="Tienda Centro",
    programme="Tiendas del Sol",
    period="Semana 47",
    language="es",
)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize(
    "data", [THANKS, replace(THANKS, to="", edited=True, language="en", page_size="Letter")]
)
def test_it_works(data: ThankYou, profile: str) -> None:
    report = page.validate_pdf_bytes(thank_you(data), profile=profile)
    assert report.rules.passed > 50
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_the_same_thanks_are_the_same_bytes() -> None:
    assert thank_you(THANKS) == thank_you(THANKS)
    assert thank_you(THANKS) != thank_you(replace(THANKS, edited=True))
