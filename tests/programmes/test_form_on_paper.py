"""A form as a sheet to fill in by hand: everything that is asked, nothing of what it scores."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audit_forms import Form, load, load_shipped
from pdf_templates.sheet import BlankQuestion, Blanks, Choices, Frame, Lines
from server.programmes.rules import on_paper, printable
from tests.audit_forms.yaml_texts import GOOD


@pytest.fixture
def small(tmp_path: Path) -> Form:
    """The small form that has something of everything."""
    (tmp_path / "small.yaml").write_text(GOOD, encoding="utf-8")
    return load(tmp_path / "small.yaml")


def questions(form: Form) -> dict[str, BlankQuestion]:
    """What stands on paper, by the ids of the questions."""
    asked = [each for section in on_paper(form, "en", "A4").sections for each in section.questions]
    return dict(zip((question.id for question in form.questions), asked, strict=True))


def test_it_works() -> None:
    form = load_shipped("five-qualities", 1)
    sheet = on_paper(form, "es", "A4")
    assert (sheet.title, sheet.version, sheet.language) == (form.title["es"], 1, "es")
    assert [section.title for section in sheet.sections] == [s.title["es"] for s in form.sections]
    assert [q.text for s in sheet.sections for q in s.questions] == [
        question.text["es"] for question in form.questions
    ]


def test_each_kind_is_ticked_or_written_in_its_own_way(small: Form) -> None:
    answers = {id: question.answer for id, question in questions(small).items()}
    assert answers["clean"] == Choices(("Yes", "No"))
    assert answers["mood"] == Choices(("Cold", "Fair", "Warm"))
    assert answers["who"] == Choices(("Staff", "Guard", "Nobody"))
    assert answers["extras"] == Choices(("A smile", "A name", "Rudeness"), several=True)
    assert answers["till"] == Blanks()
    assert answers["arrived"] == answers["wait"] == Blanks(("h", "min", "s"))
    assert isinstance(answers["words"], Lines)


def test_a_photo_is_a_frame() -> None:
    assert questions(load_shipped("five-qualities", 1))["entrance_photo"].answer == Frame()


def test_a_longer_text_gets_more_lines(small: Form) -> None:
    asked = small.question("words")
    section = small.sections[1]
    counts = []
    for least in (None, 30, 300, 30_000):
        one = replace(section, questions=(replace(asked, min_length=least, ask_when=None),))
        answer = (
            on_paper(replace(small, sections=(one,)), "en", "A4").sections[0].questions[0].answer
        )
        assert isinstance(answer, Lines)
        counts.append(answer.count)
    assert counts == sorted(counts)
    assert counts[0] == counts[1] < counts[2] < counts[3] <= 20


def test_what_scores_makes_no_difference_to_the_sheet(small: Form) -> None:
    plain = tuple(
        replace(
            section,
            questions=tuple(
                replace(q, points=None, bands=(), weight=1, critical=None, quality=None)
                for q in section.questions
            ),
        )
        for section in small.sections
    )
    assert on_paper(replace(small, sections=plain, critical_cap=None), "en", "A4") == on_paper(
        small, "en", "A4"
    )


def test_the_parts_of_a_visit_are_named_where_there_are_several(small: Form) -> None:
    assert [section.part for section in on_paper(small, "en", "A4").sections] == ["", ""]
    (visit,) = small.parts
    after = replace(visit, id="after", title={"en": "Afterwards", "es": "Después"})
    second = replace(small.sections[1], part="after")
    two = replace(small, parts=(visit, after), sections=(small.sections[0], second))
    assert [section.part for section in on_paper(two, "en", "A4").sections] == [
        "Visit",
        "Afterwards",
    ]


def test_a_later_part_says_when_it_is_filled_in() -> None:
    sheet = on_paper(load_shipped("honest-dealing", 1), "en", "A4")
    said = {section.part: section.opens for section in sheet.sections if section.part}
    assert said == {
        "The visit": "",
        "After the visit": "Opens on the day of the visit and stays open for 3 days.",
    }


def test_a_fact_is_told_in_words(tmp_path: Path) -> None:
    text = GOOD.replace("purchase", "night_shift")
    assert text != GOOD
    file = tmp_path / "small.yaml"
    file.write_text(text, encoding="utf-8")
    asked = " ".join(question.asked for question in questions(load(file)).values())
    assert "night shift" in asked
    assert "night_shift" not in asked


def test_a_language_with_its_country_is_printable_as_the_language(small: Form) -> None:
    assert printable(replace(small, languages=("fr", "es-MX", "es"))) == {"es": "es-MX"}
