"""How the store sees itself, beside what shoppers saw: on the scorecard and on a page."""

from __future__ import annotations

import html
import io
from uuid import uuid4

import pytest
from pypdf import PdfReader

from server.kernel.quarters import Quarter
from server.scorecards.commands import pdf
from server.scorecards.models import ScorecardFile
from server.scorecards.queries import page_of
from server.scores.models import Score
from server.scores.queries import published
from server.selfviews.commands import give
from server.selfviews.models import SelfView
from server.selfviews.rules import SEEN_IN
from tests.cast import Chain
from tests.opinions import ask, opinion
from tests.pages import submit
from tests.scorecards.test_together import complain

Q4 = Quarter(2026, 4)
SLOW = {"asked_need": False, "turn_kept": False, "looked_for_answer": False}


def rate(chain: Chain, replaces: int = 0, **ratings: int) -> SelfView:
    """Mateo finds everything good, or what is given."""
    every = dict.fromkeys(SEEN_IN, 4) | ratings
    mateo = chain.actor(chain.mateo)
    return give(mateo, chain.centro.id, Q4, every, "", identity=uuid4(), replaces=replaces)


def newest(chain: Chain) -> Score:
    return published(chain.actor(chain.mateo)).order_by(Score.published_at.desc()).get()


def words_of(content: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split())


def drawn(chain: Chain, language: str = "en") -> bytes:
    return pdf(chain.actor(chain.mateo), newest(chain).id, language).content


def seen(chain: Chain) -> str:
    return f"/store/{chain.centro.id}/self-views/2026-Q4/seen"


def three_visits(chain: Chain) -> None:
    for _ in range(3):
        chain.later(minutes=1)
        chain.published()


def test_it_works(chain: Chain) -> None:
    rate(chain, teamwork=2)
    three_visits(chain)
    gap = page_of(chain.actor(chain.mateo), newest(chain), "en").gap
    assert gap is not None
    lines = dict(zip(SEEN_IN, gap.lines, strict=True))
    assert [line.own for line in gap.lines] == [75, 75, 75, 75, 75, 25, 75]
    assert {(line.seen.score, line.seen.n) for line in gap.lines} == {(100, 3)}
    assert lines["teamwork"].note == "rated 75 points lower"
    assert gap.sentence.startswith("The largest difference: Openness to teamwork.")
    text = words_of(drawn(chain))
    assert "How the store sees itself" in text
    assert "Shoppers saw it 75 points better than the store rates it." in text
    assert "Cómo se ve la tienda a sí misma" in words_of(drawn(chain, "es"))


def test_what_was_seen_is_the_mean_of_a_visits_own_qualities(chain: Chain) -> None:
    rate(chain)
    for answers in ({}, SLOW, {}):
        chain.later(minutes=1)
        chain.published({k: v for k, v in answers.items() if k != "looked_for_answer"})
    scores = list(Score.select())
    gap = page_of(chain.actor(chain.mateo), newest(chain), "en").gap
    assert gap is not None
    deference = dict(zip(SEEN_IN, gap.lines, strict=True))["deference"]
    expected = sum((score.respect + score.courtesy) / 200 for score in scores) / 3
    assert deference.seen.score == int(expected + 0.5) < 100
    assert deference.seen.low is not None
    assert deference.seen.low < expected


def test_few_visits_are_not_set_beside_it(chain: Chain) -> None:
    rate(chain)
    chain.published()
    gap = page_of(chain.actor(chain.mateo), newest(chain), "en").gap
    assert gap is not None
    assert gap.sentence == "There are too few visits yet to set beside it."
    assert {(line.seen.score, line.note) for line in gap.lines} == {(None, "too few visits")}


def test_a_visit_that_the_store_may_not_know_of_is_not_counted(chain: Chain) -> None:
    rate(chain)
    complain(chain)
    for _ in range(2):
        chain.later(minutes=1)
        chain.published()
    complain(chain)
    assert Score.select().count() == 4
    gap = page_of(chain.actor(chain.mateo), newest(chain), "en").gap
    assert gap is not None
    assert {line.seen.n for line in gap.lines} == {2}
    shown = html.unescape(chain.client(chain.mateo).get(seen(chain)).text)
    assert shown.count("2 visits") == 7


def test_without_it_one_line_says_how_while_there_is_time(chain: Chain) -> None:
    chain.published()
    page = page_of(chain.actor(chain.mateo), newest(chain), "en")
    assert page.gap is None
    assert "How you see your store" in page.gap_hint
    assert (
        "Cómo ve usted su tienda" in page_of(chain.actor(chain.mateo), newest(chain), "es").gap_hint
    )
    assert "has not said yet how it sees itself" in words_of(drawn(chain))


def test_a_scorecard_drawn_again_says_what_was_there_on_publication(chain: Chain) -> None:
    three_visits(chain)
    before = newest(chain)
    first = pdf(chain.actor(chain.mateo), before.id, "en").content
    chain.later(minutes=1)
    rate(chain, commitment=1)
    ScorecardFile.delete().execute()
    assert pdf(chain.actor(chain.mateo), before.id, "en").content == first
    chain.later(minutes=1)
    chain.published()
    after = newest(chain)
    second = pdf(chain.actor(chain.mateo), after.id, "en").content
    assert "How the store sees itself" in words_of(second)
    chain.later(minutes=1)
    rate(chain, replaces=1, commitment=5)
    ScorecardFile.delete().execute()
    assert pdf(chain.actor(chain.mateo), after.id, "en").content == second


@pytest.mark.parametrize("who", ["mateo", "regina", "ana"])
def test_nothing_of_what_was_seen_stands_there_before_it_was_rated(chain: Chain, who: str) -> None:
    three_visits(chain)
    client = chain.client(getattr(chain, who))
    before = client.get(seen(chain)).text
    assert "has not been rated from inside" in before
    assert "<svg xmlns" not in before
    rate(chain)
    after = client.get(seen(chain)).text
    assert after.count("<svg xmlns") == 7
    assert ("Revise" in after) == (who == "mateo")


def test_who_gives_it_sees_the_two_side_by_side(chain: Chain) -> None:
    three_visits(chain)
    mateo = chain.client(chain.mateo)
    form = f"/store/{chain.centro.id}/self-views/2026-Q4"
    shown = submit(mateo, mateo.get(form), **dict.fromkeys(SEEN_IN, "1"))
    assert shown.request.path == seen(chain)
    page = html.unescape(shown.text)
    assert "Thank you, your view is kept." in page
    assert "Given on November 21, 2026." in page
    again = submit(mateo, mateo.get(form), learning="5")
    assert "It was revised once." in again.text


def test_a_view_that_is_given_late_stands_on_the_store_s_page_at_once_and_in_no_older_pdf(
    chain: Chain,
) -> None:
    three_visits(chain)
    before, mateo = drawn(chain), chain.client(chain.mateo)
    assert "The store's view and the shoppers'" not in html.unescape(mateo.get("/store/").text)
    chain.later(minutes=1)
    rate(chain)
    page = html.unescape(mateo.get("/store/").text)
    assert "The store's view and the shoppers'" in page
    assert "The largest difference" in page
    assert "One that was published before stays as it is." in page
    assert seen(chain) in page
    assert drawn(chain) == before
    ScorecardFile.delete().execute()
    assert drawn(chain) == before
    chain.later(minutes=1)
    chain.published()
    assert "How the store sees itself" in words_of(drawn(chain))


def test_the_note_is_for_the_store_alone(chain: Chain) -> None:
    three_visits(chain)
    mateo = chain.client(chain.mateo)
    form = f"/store/{chain.centro.id}/self-views/2026-Q4"
    submit(mateo, mateo.get(form), **dict.fromkeys(SEEN_IN, "4"), note="Qxz between us")
    chain.later(minutes=1)
    chain.published()
    regina = chain.client(chain.regina)
    region = f"/region/{chain.region.id}/self-views"
    for address in (seen(chain), region, f"{region}.csv", f"/store/{chain.centro.id}"):
        assert "Qxz" not in regina.get(address).text
    assert "Qxz" not in words_of(drawn(chain))


def test_whether_shoppers_would_come_back_stands_with_its_visits(chain: Chain) -> None:
    ask(chain)
    for back, mark in ((True, 9), (True, 8)):
        chain.later(minutes=1)
        opinion(chain, back, mark)
    few = page_of(chain.actor(chain.mateo), newest(chain), "en").loyalty
    assert few is not None
    assert [each.sentence for each in few.opinions] == [
        "Would they come back? Too few visits to say (2).",
        "Would they recommend it, from 0 to 10? Too few visits to say (2).",
    ]
    assert {each.ruler.score for each in few.opinions} == {None}
    chain.later(minutes=1)
    opinion(chain, False, 4)
    told = page_of(chain.actor(chain.mateo), newest(chain), "en").loyalty
    assert told is not None
    back, recommend = (each.sentence for each in told.opinions)
    assert back == "2 of 3 shoppers would come back (95 % interval 21 to 94 %)."
    assert recommend.startswith("From 0 to 10 they would recommend the store with 7.0 on average")
    assert "over 3 visits" in recommend
    for language, words in (("en", "2 of 3 shoppers"), ("es", "2 de 3 compradores volverían")):
        assert words in words_of(drawn(chain, language))
        page = html.unescape(chain.client(chain.mateo).get(f"/store/?language={language}").text)
        assert words in page
        assert "satisf" not in page.lower()


def test_a_form_that_does_not_ask_it_keeps_its_scorecard_to_itself(chain: Chain) -> None:
    """Two pages hold a visit; what others of the quarter said stands on the store's own page."""
    silent = chain.form
    ask(chain)
    for _ in range(3):
        chain.later(minutes=1)
        opinion(chain, True, 9)
    chain.later(minutes=1)
    chain.form = silent
    chain.published()
    assert page_of(chain.actor(chain.mateo), newest(chain), "en").loyalty is None
    assert "3 of 3 shoppers" in html.unescape(chain.client(chain.mateo).get("/store/").text)


def test_where_nobody_was_asked_nothing_is_said_of_it(chain: Chain) -> None:
    chain.published()
    assert page_of(chain.actor(chain.mateo), newest(chain), "en").loyalty is None
    assert "come back" not in chain.client(chain.mateo).get("/store/").text
