"""A form on paper: what stands on it, where, and how it reads to who cannot see it."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations

import page
import pytest
from pypdf import PdfReader

from pdf_templates import blank_form
from pdf_templates.sheet import (
    BlankForm,
    BlankQuestion,
    Blanks,
    BlankSection,
    Choices,
    Frame,
    Lines,
)
from tests.pdf_templates.reading import boxes, ink, page_count, structure, text_of
from tests.pdf_templates.variants import EVIL, NAMES, long_comment

NAMED = "Ñandú, Łódź, Århus and 😀"
EACH = (
    BlankQuestion("Was it clean?", "Look down.", Choices(("Yes", "No")), comment="If “No”, say so"),
    BlankQuestion("Who came?", NAMED, Choices(("Staff", "Guard", "Nobody at all")), na=True),
    BlankQuestion("What did they do?", "All of it.", Choices(("Smiled", "Waved"), several=True)),
    BlankQuestion("How long?", "Guess.", Blanks(("h", "min", "s")), limits="at most 1 h", na=True),
    BlankQuestion("How many?", "Count.", Blanks(), limits="a whole number", required=False),
    BlankQuestion("What was said?", "As it was.", Lines(4), asked="Only if question 2 is “Staff”"),
    BlankQuestion("The entrance", "No faces.", Frame(), limits="1 to 3 photos"),
)
FORM = BlankForm("A visit", 3, "en", (BlankSection("At the door", EACH, part="The visit"),))


def many(count: int, options: int) -> BlankForm:
    """A form of many questions, whose texts and options tell which question they belong to."""
    questions = tuple(
        BlankQuestion(
            f"Q{number}?", "", Choices(tuple(f"Q{number} {'x' * 60} {n}" for n in range(options)))
        )
        for number in range(count)
    )
    return replace(FORM, sections=(BlankSection("Many", questions),))


VARIANTS = {
    "each kind": FORM,
    "spanish": replace(FORM, language="es", page_size="Letter"),
    "many": many(30, 7),
    "odd names": replace(
        FORM,
        title=NAMES,
        sections=(
            BlankSection(
                EVIL,
                (BlankQuestion(NAMES, EVIL, Choices((NAMES, EVIL)), asked=NAMES, comment=NAMES),),
            ),
        ),
    ),
    "endless": replace(
        FORM,
        sections=(
            BlankSection("Long", (replace(EACH[0], text=long_comment(900), tip=long_comment(99)),)),
            *many(1, 90).sections,
        ),
    ),
}


def test_it_works() -> None:
    said = text_of(blank_form(FORM))
    for words in ("A visit", "version 3", "Store", "Date", "Shopper code", "At the door"):
        assert words in said
    for number, question in enumerate(EACH, 1):
        assert f"{number} {question.text}" in said
        assert question.tip[:5] in said
    for words in ("choose one · required", "choose all", "optional", "Does not apply"):
        assert words in said
    assert "Photo: take with the phone" in said
    assert "Only if question 2 is “Staff”" in said
    assert "A visit, version 3 Page 1 of 2" in said


def test_in_spanish_its_own_words_are_spanish() -> None:
    said = text_of(blank_form(replace(FORM, language="es")))
    for words in ("Tienda", "Fecha", "obligatoria", "elija una", "No aplica", "Foto: tómela"):
        assert words in said
    for words in ("Store", "required", "choose", "apply"):
        assert words not in said


def test_the_same_form_gives_the_same_bytes() -> None:
    assert blank_form(FORM) == blank_form(replace(FORM))


def test_a_question_stands_on_one_page_with_its_options() -> None:
    made = blank_form(many(30, 7))
    assert page_count(made) > 4
    places: dict[str, set[int]] = {}
    for box in boxes(made):
        if box.text.startswith("Q"):
            places.setdefault(box.text.split()[0].strip("?"), set()).add(box.page)
    assert len(places) == 30
    assert {question for question, pages in places.items() if len(pages) > 1} == set()


def test_a_question_longer_than_a_page_is_whole_all_the_same() -> None:
    said = text_of(blank_form(VARIANTS["endless"]))
    assert all(f"w{number} " in said for number in range(899))
    assert all(f"x {number}" in said for number in range(90))


@pytest.mark.parametrize("name", VARIANTS)
def test_no_text_covers_another(name: str) -> None:
    found = boxes(blank_form(VARIANTS[name]))
    assert len(found) > 10
    for one, other in combinations(found, 2):
        wide = min(one.right, other.right) - max(one.left, other.left)
        high = min(one.top, other.top) - max(one.bottom, other.bottom)
        assert one.page != other.page or wide < 0.7 or high < 1.0, (one, other)


@pytest.mark.parametrize("name", VARIANTS)
def test_everything_stays_inside_the_margins(name: str) -> None:
    for (width, height), drawn in ink(blank_form(VARIANTS[name])):
        assert drawn is not None
        left, top, right, bottom = drawn
        assert left >= 48
        assert top >= 48
        assert right <= width - 48
        assert bottom <= height - 26


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", VARIANTS)
def test_it_keeps_to_the_standards_of_what_everybody_can_read(name: str, profile: str) -> None:
    report = page.validate_pdf_bytes(blank_form(VARIANTS[name]), profile=profile)
    assert report.rules.passed > 50
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_each_box_and_blank_says_what_it_is_for() -> None:
    tree = structure(blank_form(FORM))
    told = [each.alt for each in tree.all("Form")]
    assert told[:3] == ["Store", "Date", "Shopper code"]
    assert told[3:5] == ["Yes", "No"]
    assert told.count("Does not apply") == 2
    assert "Write here: How long? min" in told


def test_headings_go_from_part_to_section_to_question() -> None:
    tree = structure(blank_form(FORM))
    assert [len(tree.all(f"H{level}")) for level in (1, 2, 3, 4)] == [1, 1, 1, len(EACH)]
    plain = structure(blank_form(many(3, 2)))
    assert [len(plain.all(f"H{level}")) for level in (1, 2, 3, 4)] == [1, 1, 3, 0]


def test_title_and_language_are_in_the_file() -> None:
    reader = PdfReader(io.BytesIO(blank_form(replace(FORM, language="es"))))
    assert reader.metadata is not None
    assert reader.metadata.title == "A visit, versión 3"
    assert reader.metadata.creation_date is None
    assert reader.root_object["/Lang"] == "es-MX"
