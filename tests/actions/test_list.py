"""What stores and regions read of commendations: a list, a file, a page to hang up."""

from __future__ import annotations

import csv
import html
import io
from datetime import date

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from server.actions import queries
from server.reviews import commands as reviews
from server.scores.models import Score
from server.stores.commands import let_manage
from tests.actions.thankful import (
    NAME,
    ROLE,
    SAFE,
    accepted,
    entry,
    newest,
    thanked,
    thankful_in_aggregate,
    told,
)
from tests.cast import Chain


def page(client: FlaskClient, address: str = "/commendations/") -> str:
    return html.unescape(client.get(address).text)


def pdf(client: FlaskClient, address: str) -> PdfReader:
    answered = client.get(address)
    assert answered.mimetype == "application/pdf"
    return PdfReader(io.BytesIO(answered.data))


def test_it_works(chain: Chain) -> None:
    accepted(chain, thanked(chain))
    told_to = page(chain.client(chain.mateo))
    for words in (SAFE, "Courtesy", ROLE, "Tienda Centro", "Week 47, Nov 16", "1 commendation"):
        assert words in told_to, words
    assert chain.sol.code not in told_to


def test_an_empty_list_says_where_they_come_from(chain: Chain) -> None:
    assert "No commendation yet." in page(chain.client(chain.mateo))
    assert "Todavía no hay" in page(chain.client(chain.regina), "/commendations/?language=es")


def test_it_is_narrowed_by_store_and_quality(chain: Chain) -> None:
    accepted(chain, thanked(chain))
    second = entry(words="He told me the truth about the lamp.", quality="response")
    accepted(chain, thanked(chain, chain.norte), second)
    regina = chain.client(chain.regina)
    assert "2 commendations" in page(regina)
    one = page(regina, f"/commendations/?store={chain.norte.id}")
    assert "He told me" in one
    assert SAFE not in one
    assert SAFE in page(regina, "/commendations/?quality=courtesy&store=")
    assert "No commendation fits" in page(
        regina, f"/commendations/?quality=courtesy&store={chain.norte.id}"
    )
    file = regina.get("/commendations/list.csv?quality=response").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file)))
    assert rows[1][:5] == [
        "Tienda Norte",
        "NT-02",
        "2026-W47",
        "Timely and truthful response",
        second.words,
    ]
    assert len(rows) == 2


@pytest.mark.parametrize("address", ["?store=moon", "?store=%00", "?page=-1", "?quality=%00x"])
def test_an_address_made_up_breaks_nothing(chain: Chain, address: str) -> None:
    assert chain.client(chain.regina).get(f"/commendations/{address}").status_code in {200, 404}


def test_a_manager_s_filter_reaches_no_other_store(chain: Chain) -> None:
    accepted(chain, thanked(chain, chain.norte))
    assert SAFE not in page(chain.client(chain.mateo), f"/commendations/?store={chain.norte.id}")


def test_a_long_list_has_pages(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(3):
        accepted(chain, thanked(chain), entry(words=f"Number {number} was kind."))
    regina = chain.client(chain.regina)
    first, second = page(regina), page(regina, "/commendations/?page=2")
    assert (first.count("<blockquote>Number"), second.count("<blockquote>Number")) == (2, 1)
    assert "Page 1 of 2" in first
    assert page(regina, "/commendations/?page=99").count("<blockquote>Number") == 1


def test_a_formula_in_the_file_is_none(chain: Chain) -> None:
    accepted(chain, thanked(chain), entry(words="=1+1 was what she said"))
    file = chain.client(chain.regina).get("/commendations/list.csv").data.decode("utf-8-sig")
    assert "'=1+1" in file


@pytest.mark.parametrize(("language", "thanks"), [("en", "Thank you"), ("es", "Gracias")])
def test_a_page_to_hang_up(chain: Chain, language: str, thanks: str) -> None:
    told(chain)
    row = accepted(chain, thanked(chain), entry(name=NAME))
    found = pdf(chain.client(chain.mateo), f"/commendations/{row.id}.pdf?language={language}")
    text = " ".join(found.pages[0].extract_text().split())
    assert len(found.pages) == 1
    for words in (thanks, SAFE, NAME, ROLE, "Tienda Centro", "47"):
        assert words in text, words
    assert "Lucía" in (found.metadata or {})["/Title"]


def test_the_longest_words_are_one_page(chain: Chain) -> None:
    row = accepted(chain, thanked(chain), entry(words=("mmmmmmmm " * 112)[:1000]))
    found = pdf(chain.client(chain.mateo), f"/commendations/{row.id}.pdf")
    assert len(found.pages) == 1


def test_another_store_s_page_is_not_there(chain: Chain) -> None:
    row = accepted(chain, thanked(chain, chain.norte))
    assert chain.client(chain.mateo).get(f"/commendations/{row.id}.pdf").status_code == 404
    let_manage(chain.actor(chain.ana), chain.norte, chain.mateo.id)
    assert chain.client(chain.mateo).get(f"/commendations/{row.id}.pdf").status_code == 200


def test_words_that_were_changed_are_said_to_be(chain: Chain) -> None:
    told(chain, date(2026, 11, 1))
    accepted(chain, thanked(chain))
    assert newest().edited
    assert "changed by the reviewer" in page(chain.client(chain.mateo))


def test_on_a_form_seen_in_aggregate_they_come_in_whole_groups_and_without_a_week(
    chain: Chain,
) -> None:
    """The third visit shows all three, the fourth none; nobody learns of a single one."""
    regina = chain.client(chain.regina)
    for number, shown in enumerate((0, 0, 3, 3, 3, 6), start=1):
        submission = thanked(chain, form=thankful_in_aggregate())
        accepted(chain, submission, entry(words=f"Number {number} was kind."))
        chain.later(minutes=1)
        assert page(regina).count("<blockquote>Number") == shown, number
    told_to = page(regina)
    assert "Quarter 4 of 2026" in told_to
    assert "Week 47" not in told_to
    file = regina.get("/commendations/list.csv").data.decode("utf-8-sig")
    assert file.count("2026-Q4") == 6
    assert "W47" not in file


def test_versions_of_one_form_make_groups_together_and_tell_the_group_s_quarters(
    chain: Chain,
) -> None:
    """A visit's own quarter would tell it from the others where its group lies in two."""
    regina = chain.client(chain.regina)
    for number, shown in enumerate((0, 0, 3), start=1):
        form = thankful_in_aggregate(version=3 + number % 2)
        accepted(chain, thanked(chain, form=form), entry(words=f"Number {number} was kind."))
        if number == 1:
            Score.update(month=date(2026, 7, 1)).execute()
        chain.later(minutes=1)
        assert page(regina).count("<blockquote>Number") == shown, number
    assert page(regina).count("Quarter 3 of 2026 – Quarter 4 of 2026") == 3
    file = regina.get("/commendations/list.csv").data.decode("utf-8-sig")
    assert file.count("2026-Q3–2026-Q4") == 3
    last = thanked(chain, form=thankful_in_aggregate())
    accepted(chain, last, entry(words="Number 4 was kind."))
    assert page(regina).count("<blockquote>Number") == 3


def test_a_group_that_is_shown_stays_when_another_visit_of_it_goes(chain: Chain) -> None:
    regina = chain.client(chain.regina)
    for number in range(1, 4):
        last = thanked(chain, form=thankful_in_aggregate())
        accepted(chain, last, entry(words=f"Number {number} was kind."))
    reviews.undo(chain.actor(chain.rosa), last)
    told_to = page(regina)
    assert "Number 3" not in told_to
    assert told_to.count("<blockquote>Number") == 2
