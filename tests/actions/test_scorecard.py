"""A commendation on the scorecard, and words of thanks that are none."""

from __future__ import annotations

import html
from io import BytesIO

from pypdf import PdfReader

from server.actions import commands
from server.actions.models import Commendation
from server.scorecards.models import ScorecardFile
from server.scores.models import Score
from tests.actions.thankful import ROLE, SAFE, WORDS, accepted, entry, thanked
from tests.cast import Chain


def scorecard(chain: Chain, language: str = "en") -> str:
    score = Score.get(Score.current)
    address = f"/store/scorecards/{score.id}.pdf?language={language}"
    pages = PdfReader(BytesIO(chain.client(chain.mateo).get(address).data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_works(chain: Chain) -> None:
    accepted(chain, thanked(chain))
    text = scorecard(chain)
    assert "Commendation: Courtesy" in text
    assert text.count(SAFE) == 1
    assert f"{ROLE} · shortened or changed by the reviewer" in text
    assert "Reconocimiento: Cortesía" in scorecard(chain, "es")
    page = html.unescape(chain.client(chain.mateo).get("/store/").text)
    assert "Commendation: Courtesy" in page
    assert SAFE in page


def test_declined_words_stand_nowhere_on_it(chain: Chain) -> None:
    accepted(chain, thanked(chain), entry(decision="decline", reason="Not ours."))
    text = scorecard(chain)
    assert WORDS not in text
    assert "counter and walked" not in text
    assert ROLE not in text


def test_words_that_nobody_has_settled_stand_nowhere_on_it(chain: Chain) -> None:
    chain.accept(thanked(chain))
    chain.work()
    assert "counter and walked" not in scorecard(chain)


def test_what_is_settled_later_comes_onto_it(chain: Chain) -> None:
    chain.accept(thanked(chain))
    chain.work()
    assert SAFE not in scorecard(chain)
    chain.later(days=2)
    commands.decide(chain.actor(chain.rosa), Commendation.get().id, entry())
    assert SAFE in scorecard(chain)
    chain.work()
    assert SAFE in scorecard(chain)


def test_it_is_drawn_once_as_long_as_nothing_changes(chain: Chain) -> None:
    accepted(chain, thanked(chain))
    chain.later(minutes=1)
    chain.work()
    drawn = {row.drawn_at for row in ScorecardFile.select()}
    chain.later(days=1)
    assert SAFE in scorecard(chain)
    assert {row.drawn_at for row in ScorecardFile.select()} == drawn


def test_long_words_are_shortened_on_the_first_page_and_whole_below(chain: Chain) -> None:
    long = " ".join(f"word{number}" for number in range(110))
    accepted(chain, thanked(chain), entry(words=long))
    text = scorecard(chain)
    assert text.count("word1 ") == 2
    assert "word109" in text
