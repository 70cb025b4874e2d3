"""Who cannot see the page reads the same page."""

from __future__ import annotations

import io

from pypdf import PdfReader

from pdf_templates import scorecard
from tests.pdf_templates import cast
from tests.pdf_templates.reading import structure, text_of


def test_it_works() -> None:
    tree = structure(scorecard(cast.english()))
    assert tree.tag == "Document"
    assert len(tree.all("H1")) == 1
    assert len(tree.all("H2")) == 9
    assert len(tree.all("H3")) == len(cast.english().sections)


def test_title_language_and_how_it_is_shown() -> None:
    reader = PdfReader(io.BytesIO(scorecard(cast.spanish())))
    root = reader.root_object
    assert reader.metadata is not None
    assert reader.metadata.title is not None
    assert "Café Ñandú, Plaza Łódź" in reader.metadata.title
    assert root["/Lang"] == "es-MX"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is not None
    assert root["/MarkInfo"]["/Marked"]


def test_every_picture_is_told_in_words() -> None:
    figures = structure(scorecard(cast.english())).all("Figure")
    alts = [figure.alt for figure in figures]
    assert len(alts) == 1 + 5 + 2
    assert alts[0] == (
        "Overall score: 80 of 100, 9 visits, 95 percent interval 78 to 87; region 79; +3 (0 to 6)"
    )
    assert cast.english().photos[0].alt in alts
    assert all(alts)


def test_each_row_of_a_table_has_as_many_cells_as_its_header() -> None:
    tables = structure(scorecard(cast.english())).all("Table")
    assert len(tables) == 1 + len(cast.english().sections) + 1
    for table in tables:
        widths = {len(row.kids) for row in table.all("TR")}
        assert len(widths) == 1
        assert all(cell.scope == "/Column" for cell in table.all("TR")[0].kids)
        assert all(row.kids[0].scope == "/Row" for row in table.all("TR")[1:])


def test_every_question_is_one_row() -> None:
    tree = structure(scorecard(cast.english()))
    rows = sum(len(section.rows) for section in cast.english().sections)
    sections = tree.kids[1]
    assert len(sections.all("TR")) == rows + len(cast.english().sections)


def test_the_reading_order_is_the_order_of_the_page() -> None:
    text = text_of(scorecard(cast.english()))
    order = [
        "Overall score",
        "Respect for the customer",
        "What went well",
        "What costs most",
        "Agree who greets",
        "Every question",
        "The shopper's words",
        "How this score is made",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)


def test_nothing_of_the_shopper_or_the_clock_is_in_the_file() -> None:
    reader = PdfReader(io.BytesIO(scorecard(cast.english())))
    assert reader.metadata is not None
    assert reader.metadata.author is None
    assert reader.metadata.creation_date is None
