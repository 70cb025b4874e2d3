"""The reviewer reads why an answer costs what it costs, and what of a report has no score here."""

from __future__ import annotations

import html
import re
from uuid import UUID

import pytest

from audit_forms import Question, load_shipped
from tests.audit_forms.any_visit import best
from tests.audit_forms.five_qualities_shopper import Answer
from tests.cast import Chain
from tests.scorecards.test_together import complain

COLD: dict[str, Answer] = {
    "sin_coldness": {"value": "waiting", "comment": "She sighed when the man asked once more."},
    "sin_affected": {"value": ["other_customer"]},
    "price_said": {"value": 100},
    "price_on_tag": {"value": 100},
    "price_charged": {"value": 120},
}


def cold(question: Question) -> Answer:
    """The best visit, in which one sin was seen and the till asked for more than the tag."""
    return COLD.get(question.id) or best(question)


def told(chain: Chain, submission: UUID, language: str) -> str:
    """The words of the page on which Rosa reads a report."""
    answer = chain.client(chain.rosa).get(f"/reviews/{submission}?language={language}")
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.mark.parametrize(
    ("language", "takes", "worked_out", "stamps", "together"),
    [
        (
            "en",
            "Takes 1 point from Enthusiasm and 1 point from Respect.",
            "worked out from the amounts",
            "by the stamps",
            "seen by the store only over 3 visits or more together: Telling them what you thought.",
        ),
        (
            "es",
            "Resta 1 punto a Entusiasmo y 1 punto a Respeto.",
            "calculado con las cantidades",
            "según las marcas de hora",
            "la tienda solo lo ve junto, en 3 visitas o más: Decirles lo que le pareció.",
        ),
    ],
)
def test_it_works(
    chain: Chain, language: str, takes: str, worked_out: str, stamps: str, together: str
) -> None:
    page = told(chain, complain(chain, cold, load_shipped("full-visit", 2)), language)
    assert takes in page
    # Three amounts and three times were worked out, each from its own.
    assert page.count(worked_out) == 3
    assert page.count(stamps) == 3
    assert together in page


def test_what_takes_nothing_says_nothing_of_it(chain: Chain) -> None:
    page = told(chain, complain(chain, best, load_shipped("seven-sins", 1)), "en")
    assert "Takes " not in page
    assert "together" not in page
