"""PDF/UA-1 and PDF/A-2a, whatever the report holds."""

from __future__ import annotations

import page
import pytest

from pdf_templates import scorecard
from tests.pdf_templates import variants


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", variants.ALL)
def test_it_works(name: str, profile: str) -> None:
    report = page.validate_pdf_bytes(scorecard(variants.ALL[name]), profile=profile)
    assert report.rules.passed > 50
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_the_check_can_fail() -> None:
    """A file without its language is found out."""
    broken = scorecard(variants.ALL["bare"]).replace(b"pdfuaid:part>1", b"pdfuaid:part>7")
    assert not page.validate_pdf_bytes(broken, profile="ua1").is_compliant
