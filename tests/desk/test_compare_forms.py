"""Published versions are compared on a page at any time: two of one form, or two forms."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit_forms import load, load_shipped
from server.programmes.commands import publish_form
from tests.cast import Chain
from tests.own_form import OWN_FORM, version
from tests.pages import form_on

PAGE = "/desk/forms/compare"
NEWER = (
    version(2)
    .replace("weight: 2", "weight: 3")
    .replace("Was the glass clean?", "=Was all glass clean?")
    .replace("id: paid", "id: spent")
)


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    """The administrator's browser."""
    return chain.client(chain.ana)


def publish(chain: Chain, *named: str) -> None:
    """Publish forms that ship, and forms as they are written."""
    for each in named:
        name, _, number = each.partition("@")
        form = load_shipped(name, int(number)) if number.isdecimal() else load(each)
        publish_form(chain.actor(chain.ana), chain.programme, form)


def words(page: TestResponse) -> str:
    """What stands on a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def table(ana: FlaskClient, old: str, new: str, language: str = "en") -> list[dict[str, str]]:
    """The rows of the download."""
    sent = ana.get(f"{PAGE}.csv?old={old}&new={new}&language={language}")
    assert sent.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(sent.data.decode("utf-8-sig"))))


def test_it_works(chain: Chain, ana: FlaskClient) -> None:
    """The list leads from a version to what it changed against the one before."""
    publish(chain, OWN_FORM, NEWER)
    listed = ana.get("/desk/forms")
    links = re.findall(r'href="(/desk/forms/compare\?[^"]*)"', listed.text)
    assert [unescape(each) for each in links] == [f"{PAGE}?old=window-check@1&new=window-check@2"]
    assert "Compare with version 1 : The shop window 2" in words(listed)
    page = ana.get(unescape(links[0]))
    said = words(page)
    assert "The shop window · Version 1 → The shop window · Version 2" in said
    assert "Wording (English): “Was the glass clean?” → “=Was all glass clean?”" in said
    assert "1 reworded, 1 rescored, 1 new, 1 gone" in said
    assert "Quality: Respect With care, once both are scored by one rule" in said
    assert "5 questions are the same" in said
    assert "What both forms share" not in said
    assert form_on(page, PAGE).fields == {
        "old": ["window-check@1"],
        "new": ["window-check@2"],
    }


def test_the_older_one_stands_first_however_they_are_chosen(chain: Chain, ana: FlaskClient) -> None:
    publish(chain, OWN_FORM, NEWER)
    page = ana.get(f"{PAGE}?old=window-check@2&new=window-check@1")
    assert "Version 1 → The shop window · Version 2" in words(page)


def test_the_one_before_is_the_newest_before(chain: Chain, ana: FlaskClient) -> None:
    publish(chain, OWN_FORM, NEWER, version(7))
    links = re.findall(
        r"old=(window-check@\d)&amp;new=(window-check@\d)", ana.get("/desk/forms").text
    )
    assert links == [
        ("window-check@2", "window-check@7"),
        ("window-check@1", "window-check@2"),
    ]


def test_two_forms_say_first_which_modules_they_share(chain: Chain, ana: FlaskClient) -> None:
    publish(chain, "five-qualities@2", "full-visit@1")
    said = words(ana.get(f"{PAGE}?old=five-qualities@2&new=full-visit@1"))
    assert (
        "What both forms share Both use 7 modules. Answers that may be compared: 34 of 34. "
        "No quality and no score may be compared: other questions make them up."
    ) in said
    assert (
        "The welcome, Being served Module welcome@1 Answers that may be compared: 8 of 8." in said
    )
    assert "Only in “Five qualities of service”: The way in, How you were treated" in said
    assert "26 only in the second form, 10 only in the first form" in said
    assert said.index("What both forms share") < said.index("What differs")
    assert "Section that is new" not in said
    assert "Part that is new: “After the visit”" in said


def test_a_shared_module_that_is_asked_on_another_condition(chain: Chain, ana: FlaskClient) -> None:
    publish(chain, "being-listened-to@1", "full-visit@1")
    address = f"{PAGE}?old=being-listened-to@1&new=full-visit@1"
    said = words(ana.get(address))
    assert "Module listening@1 Answers that may be compared: 0 of 7. What differs: Asked" in said
    assert "The same questions, of no common module Answers that may be compared: 2 of 2." in said
    spanish = words(ana.get(f"{address}&language=es"))
    assert "Respuestas que se pueden comparar: 0 de 7. Lo que difiere: Se pregunta" in spanish


def test_two_forms_that_share_nothing(chain: Chain, ana: FlaskClient) -> None:
    publish(chain, "complaint-handling@1", "honest-dealing-internal@1")
    said = words(ana.get(f"{PAGE}?old=complaint-handling@1&new=honest-dealing-internal@1"))
    assert "They share no module. No question is in both" in said
    assert "Answers that may be compared" not in said


def test_the_table_has_a_row_for_every_question_and_no_formula(
    chain: Chain, ana: FlaskClient
) -> None:
    publish(chain, OWN_FORM, NEWER)
    rows = table(ana, "window-check@1", "window-check@2")
    asked = {row["Name"]: row for row in rows if row["About"] == "Question"}
    assert {id: row["Change"] for id, row in asked.items()} == {
        "arrived": "the same",
        "greeted": "the same",
        "clean": "reworded, rescored",
        "dirt": "the same",
        "wait": "the same",
        "spent": "new",
        "thought": "the same",
        "paid": "gone",
    }
    assert asked["clean"]["Text"] == "'=Was all glass clean?"
    assert asked["clean"]["What differs"].endswith("; How often it counts: 2 → 3")
    assert asked["paid"]["Section"] == "Inside"
    assert asked["paid"]["May be compared"] == "No"
    assert rows[-1]["About"] == "Score of the whole visit"
    assert rows[-1]["In the way"] == "'=Was all glass clean?"
    (spanish,) = [
        row
        for row in table(ana, "window-check@1", "window-check@2", "es")
        if row["Nombre"] == "wait"
    ]
    assert spanish["Cambio"] == "sin cambios"


def test_the_table_of_two_forms_begins_with_what_they_share(chain: Chain, ana: FlaskClient) -> None:
    publish(chain, "five-qualities@2", "full-visit@1")
    rows = table(ana, "five-qualities@2", "full-visit@1")
    assert [row["Name"] for row in rows[:3]] == ["welcome@1", "need@1", "product@1"]
    assert rows[0]["May be compared"] == "Answers that may be compared: 8 of 8."
    assert sum(row["About"] == "Question" for row in rows) == 70


@pytest.mark.parametrize("place", [PAGE, f"{PAGE}.csv"])
def test_only_what_is_published_is_compared(ana: FlaskClient, place: str) -> None:
    for old in ("five-qualities@2", "five-qualities", "%00@1", "five-qualities@9999999999999"):
        assert ana.get(f"{place}?old={old}&new=five-qualities@1").status_code == 404


def test_before_two_are_chosen_there_is_a_choice(chain: Chain, ana: FlaskClient) -> None:
    assert "It takes two published versions" in words(ana.get(PAGE))
    assert PAGE not in ana.get("/desk/forms").text
    publish(chain, OWN_FORM)
    assert f'href="{PAGE}"' in ana.get("/desk/forms").text
    page = ana.get(f"{PAGE}?old=window-check@1")
    assert "The shop window · Version 1" in words(page)
    assert "Download as CSV" not in page.text
    assert ana.get(f"{PAGE}.csv").location == PAGE
