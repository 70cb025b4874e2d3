"""How you see your store: the pages on which a manager says it."""

from __future__ import annotations

import html
import re

import pytest

from server.kernel.actor import system
from server.people.commands import add_person
from server.selfviews.models import SelfView
from server.selfviews.rules import SEEN_IN, attributes
from server.stores.commands import let_manage
from tests.cast import Chain
from tests.pages import form_on, submit

STEPS = dict.fromkeys(SEEN_IN, "4")


def home(chain: Chain) -> str:
    return f"/store/{chain.centro.id}/self-views/"


def form(chain: Chain) -> str:
    return f"{home(chain)}2026-Q4"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("How you see your store", "Choose in each of the seven", "Thank you")),
        ("es", ("Cómo ve usted su tienda", "Elija en cada uno de los siete", "Gracias")),
    ],
)
def test_it_works(chain: Chain, language: str, words: tuple[str, str, str]) -> None:
    mateo = chain.client(chain.mateo)
    found = mateo.get(f"{form(chain)}?language={language}")
    assert found.status_code == 200
    shown = html.unescape(found.text)
    for question in attributes().questions:
        for text in (question.text, question.tip, *(step.text for step in question.steps)):
            assert text[language] in shown
    assert words[0] in shown
    assert words[1] in shown
    kept = submit(mateo, found, **STEPS, note="The new till helps. «Ñandú» 😀")
    assert kept.request.path == f"{form(chain)}/seen"
    mateo.post("/language", data={"language": language}, headers={"X-Kit": "1"})
    assert words[2] in html.unescape(mateo.get(kept.request.full_path).text)
    row = SelfView.get()
    assert row.ratings == dict.fromkeys(SEEN_IN, 4)
    assert row.note == "The new till helps. «Ñandú» 😀"


def test_what_was_chosen_stays_where_something_is_missing(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    refused = submit(mateo, mateo.get(form(chain)), commitment="5", note="Half done")
    assert refused.status_code == 422
    shown = html.unescape(refused.text)
    assert "6 things need mending" in shown
    assert 'href="#learning"' in shown
    assert "Choose the sentence that tells best what your team does with a mistake." in shown
    assert "takes to its work" not in shown
    assert form_on(refused).fields["commitment"] == ["5"]
    assert form_on(refused).fields["note"] == ["Half done"]
    assert SelfView.select().count() == 0


@pytest.mark.parametrize("wrong", ["0", "6", "x", "4.5", "999999999999999999999"])
def test_a_step_that_is_none_is_not_taken(chain: Chain, wrong: str) -> None:
    mateo = chain.client(chain.mateo)
    refused = submit(mateo, mateo.get(form(chain)), **(STEPS | {"teamwork": wrong}))
    assert refused.status_code == 422
    assert "how your people work together" in refused.text


def test_a_note_too_long_is_kept_to_be_shortened(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    refused = submit(mateo, mateo.get(form(chain)), **STEPS, note="ñ" * 1001)
    assert refused.status_code == 422
    assert "Shorten the note" in refused.text
    assert form_on(refused).fields["note"] == ["ñ" * 1001]


def test_a_revision_begins_with_what_was_given(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    submit(mateo, mateo.get(form(chain)), **STEPS, note="First")
    again = mateo.get(form(chain))
    assert form_on(again).fields["deference"] == ["4"]
    assert form_on(again).fields["note"] == ["First"]
    submit(mateo, again, deference="2")
    assert [row.ratings["deference"] for row in SelfView.select().order_by(SelfView.number)] == [
        4,
        2,
    ]


def test_a_page_from_before_somebody_elses_rating_is_not_laid_over_it(chain: Chain) -> None:
    now = system(chain.clock.now())
    nora = add_person(now, "Nora Ríos", ["store_manager"])  # type: ignore[list-item]
    let_manage(now, chain.centro, nora.id)
    mateo = chain.client(chain.mateo)
    page = mateo.get(form(chain))
    hers = chain.client(nora)
    submit(hers, hers.get(form(chain)), **STEPS)
    late = submit(mateo, page, **STEPS)
    assert late.status_code == 409
    assert "Somebody rated it meanwhile" in late.text


def test_the_store_page_reminds_calmly_until_it_is_done(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    before = mateo.get("/store/").text
    assert "quarter 4 of 2026 can be rated until January 14, 2027" in before
    assert f'href="{home(chain)}"' in before
    submit(mateo, mateo.get(form(chain)), **STEPS)
    after = mateo.get("/store/").text
    assert "can be rated" not in after
    assert f'href="{home(chain)}"' in after


def test_who_does_not_manage_the_store_sees_nothing_of_it(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    submit(mateo, mateo.get(form(chain)), **STEPS)
    for who in (chain.regina, chain.ana, chain.rosa, chain.sol):
        answered = chain.client(who).get(home(chain))
        assert answered.status_code == 403, who
    front = chain.client(chain.regina).get(f"/store/{chain.centro.id}").text
    assert f'"{home(chain)}"' not in front
    assert f'"{home(chain)}"' in chain.client(chain.mateo).get(f"/store/{chain.centro.id}").text


def test_the_quarters_before_are_listed_newest_first(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    submit(mateo, mateo.get(form(chain)), **STEPS)
    chain.later(days=80)
    mateo = chain.client(chain.mateo)
    shown = html.unescape(mateo.get(home(chain)).text)
    assert re.findall(r"Quarter \d of \d{4}<span", shown) == [
        "Quarter 1 of 2027<span",
        "Quarter 4 of 2026<span",
    ]
    assert "Given on November 21, 2026" in shown
    assert shown.count("Rate the quarter") == 1
    assert "Revise" not in shown
    closed = mateo.get(form(chain))
    assert closed.status_code == 409
    assert "Choose one that is open" in closed.text
    assert mateo.get(f"{home(chain)}whenever").status_code == 422
