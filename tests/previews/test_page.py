"""A preview shows every question with all that the form says of it, in one language at a time."""

from __future__ import annotations

import re
from html import unescape

import pytest

from audit_forms import Form, load, load_shipped, shipped
from server.previews.rules import Around, page, program, style
from tests.own_form import OWN_FORM, WITH_TIER

HERE = Around(style="/x.css", program="/x.js")


@pytest.fixture
def own() -> Form:
    return load(OWN_FORM)


def words(html: str) -> str:
    """What a page says."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_it_works(own: Form) -> None:
    said = words(page(own, "en", HERE))
    for question in own.questions:
        assert question.text["en"] in said
        assert question.tip["en"] in said
        assert question.id in said
    assert "Only if question 3 is “No”." in said
    assert "7 questions · at most 7 points" in said


def test_what_an_answer_scores_and_sets_off(own: Form) -> None:
    said = words(page(own, "en", HERE))
    assert "Yes 2 No 0" in said
    assert "clean · Respect · 4 points" in said
    assert "Counts 2 times." in said
    assert "Points: up to 1 min: 3, above that: 0." in said
    assert "Critical: if the answer is “No”, the whole visit scores at most 50." in said
    assert "If the answer is “No”, the store is told what to do: “Clean it every morning.”" in said
    assert "If you answer “No”, say what happened." in said
    assert "Only the programme sees the answer, never the store." in said
    assert "Your opinion Optional" in said
    assert "Only if you buy something." in said


def test_in_spanish_all_of_it_is_spanish(own: Form) -> None:
    said = words(page(own, "es", HERE))
    assert "Solo si en la pregunta 3 respondió “No”." in said
    assert "Crítica: si la respuesta es “No”, toda la visita obtiene como máximo 50." in said
    assert "Sí 2 No 0" in said
    for english in ("Only", "Points", "Show", "question", "visit scores"):
        assert english not in said


def test_what_is_known_beforehand_is_called_as_the_form_says(own: Form) -> None:
    html = page(load(WITH_TIER), "es", HERE)
    assert "Tipo de cliente Oro Nuevo" in words(html)
    assert """<option value="&#34;new_here&#34;">Nuevo</option>""" in html
    assert "Solo si la visita se planeó con “Tipo de cliente: Nuevo”." in words(html)
    assert "El comprador compra algo Sí No" in words(page(own, "es", HERE))


def test_what_only_some_forms_have() -> None:
    text = (
        OWN_FORM.replace(
            "  - id: inside\n    part: visit\n",
            "  - {use: loyalty@1, part: later}\n"
            "  - id: inside\n    part: later\n    party: product\n    aggregate_of: 3\n",
        )
        .replace(
            "in_store:",
            "  - {id: later, title: {en: Later, es: Después}, opens_after_days: 2,"
            " open_for_days: 7}\nin_store:",
        )
        .replace(
            "        critical:",
            "        lowers: {respect: 2}\n        lowers_when: {is: false}\n        critical:",
        )
    )
    said = words(page(load(text), "en", HERE))
    assert "Opens 2 days after the visit and stays open for 7 days." in said
    assert "From the module loyalty@1." in said
    assert "The store sees it only over 3 visits together" in said
    assert "Has a result of its own: what is offered." in said
    assert "If the answer is “No”, it takes away: Respect 2." in said


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_form_that_ships_has_one(language: str) -> None:
    for id, version, _path in shipped():
        form = load_shipped(id, version)
        said = words(page(form, language, HERE))
        assert all(" ".join(each.text[language].split()) in said for each in form.questions)


def test_nothing_of_a_form_becomes_part_of_the_page() -> None:
    evil = OWN_FORM.replace("{en: Dust, es: Polvo}", '{en: "</script><img src=x>", es: "<b>"}')
    html = page(load(evil), "en", HERE)
    assert "<img" not in html
    assert html.count("</script>") == 2


def test_a_file_of_its_own_has_all_it_needs_inside(own: Form) -> None:
    html = page(own, "en", Around(style(), program(), inside=True))
    assert "import " not in re.findall(r'<script type="module">(.*?)</script>', html, re.DOTALL)[0]
    assert not re.search(r'(?:src|href)="(?!data:,)', html)


def test_a_language_that_we_do_not_speak_has_english_notes() -> None:
    text = OWN_FORM.replace("languages: [en, es]", "languages: [en, es, pt]")
    text = re.sub(r"\{en: (.*?), es: (.*?)\}", r"{en: \1, es: \2, pt: \2}", text)
    html = page(load(text), "pt", HERE)
    assert '<html lang="pt">' in html
    assert "Counts 2 times." in words(html)
