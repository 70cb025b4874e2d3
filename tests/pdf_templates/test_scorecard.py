"""The ordinary scorecard: two pages, everything on them, the same bytes each time."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from pypdf import PdfReader

from pdf_templates import scorecard
from pdf_templates.contract import PageSize, QualityLine, Ruler, Scorecard
from tests.pdf_templates import cast, variants
from tests.pdf_templates.reading import page_count, spaced, text_of

READERS = {"en": cast.english, "es": cast.spanish}
PARTIES = (("Who served, Łucja", 83), ("The customer", 100), ("The product", 62))


def strings(data: Scorecard) -> list[str]:
    """Every text a reader must find."""
    found = [data.store_name, data.store_code, data.store_address, data.programme, data.period]
    found += [data.form_title, data.number, data.sentence, data.digest[:12], data.published]
    found += [str(data.overall.score), data.overall.change or ""]
    found += [t for line in data.qualities for t in (line.name, str(line.ruler.score))]
    found += [t for quote in (*data.went_well, *data.comments) for t in (quote.text, quote.source)]
    found += [t for loss in data.costs_most for t in (loss.question, f"−{loss.lost}")]
    found += [t for step in data.next_steps for t in (step.text, step.due, step.owner)]
    for section in data.sections:
        found.append(section.title)
        found += [t for row in section.rows for t in (row.question, row.answer, row.reason)]
    return found + [photo.caption for photo in data.photos]


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("language", READERS)
def test_it_works(language: str, size: PageSize) -> None:
    data = replace(READERS[language](), page_size=size)
    made = scorecard(data)
    text = text_of(made)
    assert page_count(made) == 2
    assert [said for said in strings(data) if spaced(said) not in text] == []


def test_the_same_data_gives_the_same_bytes() -> None:
    assert scorecard(cast.english()) == scorecard(cast.english())


def test_other_data_gives_another_file() -> None:
    first = PdfReader(io.BytesIO(scorecard(cast.english())))
    other = PdfReader(io.BytesIO(scorecard(replace(cast.english(), number="7K3F-29QE"))))
    assert first.trailer["/ID"] != other.trailer["/ID"]


def test_the_photos_pass_through_untouched() -> None:
    made = scorecard(cast.english())
    assert all(photo.jpeg in made for photo in cast.english().photos)


def test_the_words_of_the_page_are_in_its_language() -> None:
    spanish = text_of(scorecard(cast.spanish()))
    assert "Lo que salió bien" in spanish
    assert "Página 1 de 2" in spanish
    assert "What went well" not in spanish


@pytest.mark.parametrize(("size", "width"), [("A4", 595), ("Letter", 612)])
def test_the_paper_is_the_one_asked_for(size: PageSize, width: int) -> None:
    made = PdfReader(io.BytesIO(scorecard(replace(cast.english(), page_size=size))))
    assert {int(page.mediabox.width) for page in made.pages} == {width}


def test_pages_made_at_the_same_time_do_not_mix() -> None:
    """Also when they take glyphs from the same larger faces."""
    one = variants.ALL["names of the world"]
    alone = scorecard(one), scorecard(cast.english())
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(scorecard, [one, cast.english()] * 8))
    assert set(made) == set(alone)


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "The conversation of three"), ("es", "La conversación de tres")],
)
def test_each_party_of_the_conversation_has_a_line_of_its_own(language: str, heading: str) -> None:
    data = READERS[language]()
    parties = tuple(QualityLine(name, Ruler(score, 1)) for name, score in PARTIES)
    said = text_of(scorecard(replace(data, parties=parties)))
    assert heading in said
    for name, score in PARTIES:
        assert re.search(rf"{re.escape(name)} {score}\b", said), name
    assert heading not in text_of(scorecard(data))
