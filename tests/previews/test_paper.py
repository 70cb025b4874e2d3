"""A form's preview and its sheet to fill in by hand, of a draft and of what is published."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from server.programmes.commands import change_programme, keep_draft
from tests.cast import Chain
from tests.own_form import OWN_FORM
from tests.pdf_templates.reading import text_of


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    keep_draft(chain.actor(chain.ana), OWN_FORM.encode(), "own.yaml")
    return chain.client(chain.ana)


def test_it_works(ana: FlaskClient) -> None:
    sent = ana.get("/desk/forms/window-check/1/blank.pdf?in=es")
    assert sent.content_type == "application/pdf"
    assert "¿Estaba limpio el vidrio?" in text_of(sent.data)
    assert ana.get("/desk/forms/window-check/1/blank.pdf?in=fr").status_code == 404
    assert ana.get("/desk/forms/window-check/2/blank.pdf").status_code == 404


def paper_of(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page, in points."""
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(box.width), round(box.height)


def test_a_sheet_is_drawn_on_the_paper_of_the_programme(ana: FlaskClient, chain: Chain) -> None:
    address = "/desk/forms/window-check/1/blank.pdf"
    assert paper_of(ana.get(address).data) == (595, 842)
    change_programme(chain.actor(chain.ana), chain.programme, {"page_size": "Letter"})
    assert paper_of(ana.get(address).data) == (612, 792)


def test_a_form_that_no_page_has_words_for_says_why_it_has_no_sheet(
    ana: FlaskClient, chain: Chain
) -> None:
    said = "There is no version to fill in by hand"
    assert said not in ana.get("/desk/forms/window-check/1/preview").text
    french = OWN_FORM.replace("window-check", "vitrine").replace("[en, es]", "[fr, pt]")
    french = french.replace("{en: ", "{fr: ").replace(", es: ", ", pt: ")
    keep_draft(chain.actor(chain.ana), french.encode(), "vitrine.yaml")
    page = ana.get("/desk/forms/vitrine/1/preview").text
    assert "blank.pdf" not in page
    assert said in page
    assert ana.get("/desk/forms/vitrine/1/blank.pdf").status_code == 404


def test_a_preview_leads_to_its_languages_its_file_and_its_sheets(ana: FlaskClient) -> None:
    page = ana.get("/desk/forms/window-check/1/preview?in=es").text
    assert '<html lang="es">' in page
    for address in ("preview?in=en", "blank.pdf?in=en", "blank.pdf?in=es"):
        assert f"/desk/forms/window-check/1/{address}" in page
    assert ana.get("/desk/forms/window-check/1.yaml").data == OWN_FORM.encode()


def test_the_program_comes_from_here_and_is_kept(ana: FlaskClient) -> None:
    page = ana.get("/desk/forms/five-qualities/1/preview")
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    address = page.text.partition('type="module" src="')[2].partition('"')[0]
    sent = ana.get(address)
    assert sent.content_type.startswith("text/javascript")
    assert "immutable" in sent.headers["Cache-Control"]


def test_what_is_published_stands_before_a_draft(ana: FlaskClient, chain: Chain) -> None:
    other = OWN_FORM.replace("form: window-check", "form: five-qualities")
    place = chain.data / "forms/five-qualities/1.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(other)
    assert "The shop window" not in ana.get("/desk/forms/five-qualities/1/preview").text
