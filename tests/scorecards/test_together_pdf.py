"""What a store sees of visits only together, as a PDF and as JSON: the same as on its page."""

from __future__ import annotations

import io
import re
from typing import Any

import page
import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from tests.actions.thankful import SAFE, accepted, thanked, thankful_in_aggregate
from tests.audit_forms.any_visit import best, worst
from tests.cast import Chain
from tests.scorecards.test_together import SECTIONS, complain, published, together


def address(chain: Chain, form: str = "complaint-handling", language: str = "en") -> str:
    return f"/store/{chain.centro.id}/together/{form}.pdf?language={language}"


def in_words(client: FlaskClient, at: str) -> str:
    answered = client.get(at)
    assert answered.status_code == 200, answered.text
    pages = PdfReader(io.BytesIO(answered.data)).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


def as_json(chain: Chain, form: str = "complaint-handling") -> dict[str, Any]:
    found = chain.client(chain.regina).get(f"/api/v1/stores/{chain.centro.id}/together").json
    assert found is not None
    (one,) = [each for each in found if each["form"] == form]
    return dict(one)


def test_it_works(chain: Chain) -> None:
    for choose in (best, worst, best):
        complain(chain, choose)
    mateo = chain.client(chain.mateo)
    words, shown = in_words(mateo, address(chain)), together(chain)
    told = as_json(chain)
    assert "Tienda Centro Quarter 4 of 2026 · 3 visits together" in words
    assert (told["first_quarter"], told["last_quarter"]) == ("2026-Q4", "2026-Q4")
    for section in told["sections"][:3]:
        beside = f"{section['name']} {section['score']} 3 visits"
        assert section["name"] in SECTIONS
        assert beside in words
        assert beside in shown
        assert f"{section['points']} {section['possible']} {section['score']}" in words
    assert f'href="{address(chain)}"'.replace("&", "&amp;") in mateo.get("/store/").text


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_is_tagged_in_both_languages(chain: Chain, profile: str) -> None:
    for choose in (best, worst, best):
        complain(chain, choose)
    mateo = chain.client(chain.mateo)
    assert "3 visitas en conjunto" in in_words(mateo, address(chain, language="es"))
    for language in ("en", "es"):
        content = mateo.get(address(chain, language=language)).data
        report = page.validate_pdf_bytes(content, profile=profile)
        assert [(each.rule_id, each.message) for each in report.failures] == []


def test_before_a_group_is_whole_there_is_none_and_no_count(chain: Chain) -> None:
    published(chain)
    none, mateo = as_json(chain), chain.client(chain.mateo)
    assert (none["visits"], none["period"], none["first_quarter"]) == (0, "", None)
    assert {each["score"] for each in none["sections"]} == {None}
    for _ in range(2):
        complain(chain)
        assert mateo.get(address(chain)).status_code == 404
        assert as_json(chain) == none


@pytest.mark.parametrize("form", ["five-qualities", "no-such-form", "..%2F..%2Fsecret", "%00"])
def test_a_form_of_which_nothing_is_seen_together_has_none(chain: Chain, form: str) -> None:
    chain.published()
    assert chain.client(chain.mateo).get(address(chain, form)).status_code == 404


def test_it_says_what_is_still_to_come_and_tells_nothing_finer_than_a_quarter(
    chain: Chain,
) -> None:
    made = [complain(chain, best) for _ in range(3)]
    words = in_words(chain.client(chain.regina), address(chain))
    assert "Still to come, once 3 visits are in: The promise." in words
    for narrower in (r"[Ww]eek", "W47", "Nov", "morning", "2026-11", chain.sol.code, str(made[0])):
        assert not re.search(narrower, words), narrower


def test_words_of_thanks_come_with_their_group(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    for number in range(3):
        assert mateo.get(address(chain, "five-qualities")).status_code == 404
        accepted(chain, thanked(chain, form=thankful_in_aggregate()))
        chain.later(minutes=number)
    words = in_words(mateo, address(chain, "five-qualities"))
    assert words.count(SAFE[:30]) == 3
    assert "Commendation: Courtesy" in words
    (first, *_) = told = as_json(chain, "five-qualities")["thanks"]
    assert first["words"] == SAFE
    assert len(told) == 3


def test_the_same_groups_are_the_same_bytes(chain: Chain) -> None:
    for choose in (best, worst, best):
        complain(chain, choose)
    mateo = chain.client(chain.mateo)
    first, again = mateo.get(address(chain)), mateo.get(address(chain))
    assert first.data == again.data
    assert first.headers["ETag"] == again.headers["ETag"]
    assert "CN-01-complaint-handling.pdf" in first.headers["Content-Disposition"]
