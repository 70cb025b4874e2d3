"""The page's words in both languages, its numbers as each locale writes them."""

from __future__ import annotations

import string

import pytest

from pdf_templates.words import WORDS, Words


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_it_works() -> None:
    assert Words("en")("page", page=1, pages=2) == "Page 1 of 2"
    assert Words("es")("page", page=1, pages=2) == "Página 1 de 2"


def test_both_languages_say_everything_with_the_same_gaps() -> None:
    english, spanish = WORDS["en"], WORDS["es"]
    assert english.keys() == spanish.keys()
    assert [key for key in english if _gaps(english[key]) != _gaps(spanish[key])] == []


@pytest.mark.parametrize(
    ("language", "locale", "value", "written"),
    [
        ("en", "", 12345, "12,345"),
        ("es", "es-MX", 12345, "12,345"),
        ("es", "es_ES", 1234, "1234"),
        ("es", "es-ES", 12345, "12\u00a0345"),
        ("en", "", -6, "−6"),
        ("en", "", -1234, "−1,234"),
    ],
)
def test_whole_numbers(language: str, locale: str, value: int, written: str) -> None:
    assert Words(language, locale).integer(value) == written  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("locale", "written"), [("es-MX", "−79.78"), ("es-AR", "−79,78"), ("", "−79.78")]
)
def test_decimals(locale: str, written: str) -> None:
    assert Words("es", locale).decimal(-79.775, 2) in (written, written.replace("8", "7"))


def test_one_visit_is_one_visit() -> None:
    assert Words("en").visits(1) == "1 visit"
    assert Words("es").visits(0) == "0 visitas"
