"""A form of one's own that was written in a spreadsheet, uploaded on the same page."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit_forms import digest, load
from server.programmes import queries
from server.spreadsheets import to_xlsx
from tests.cast import Chain
from tests.pages import form_on
from tests.xlsform.books import Book, imported, newcomer


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    """The administrator's browser."""
    return chain.client(chain.ana)


def upload(ana: FlaskClient, book: Book | bytes) -> TestResponse:
    """Choose a workbook and press the button."""
    form = form_on(ana.get("/desk/forms/new"))
    content = book if isinstance(book, bytes) else to_xlsx(book)
    data = form.fields | {"file": (io.BytesIO(content), "Coffee shop.xlsx")}
    return ana.post(form.action, data=data, follow_redirects=True)


def test_it_works(chain: Chain, ana: FlaskClient) -> None:
    book = newcomer("coffee_shop")
    page = upload(ana, book)
    assert "nothing is wrong with it" in page.text
    written = (chain.data / "forms/coffee-shop/1.yaml").read_text(encoding="utf-8")
    assert "From Coffee shop.xlsx" in written
    assert digest(load(written)) == digest(imported(book).form)
    assert ana.get("/desk/forms/coffee-shop/1/preview").status_code == 200
    # What could be carried only in another way is said once, with the place in the workbook.
    for notice in imported(book).notices:
        assert str(notice.place) in page.text


def test_what_cannot_be_carried_is_told_with_its_cell(ana: FlaskClient) -> None:
    book = newcomer("coffee_shop")
    kinds = book["survey"][0].index("type")
    book["survey"][1][kinds] = "barcode"
    page = upload(ana, book)
    assert page.status_code == 422
    assert "survey!" in page.text
    assert "Nothing was kept." in page.text
    assert queries.drafts() == []


def test_what_is_no_workbook_is_told_so(ana: FlaskClient) -> None:
    page = upload(ana, b"no workbook at all")
    assert page.status_code == 422
    assert "In the whole file" in page.text
