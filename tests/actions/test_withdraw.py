"""A commendation is taken back, or erased, and stands nowhere from then on."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from server.actions import commands, queries
from server.actions.models import Commendation
from server.files import folder
from server.history.models import HistoryEntry, HistoryReason
from server.kernel.problems import Problem
from server.scorecards.models import ScorecardFile
from server.scores.models import Score
from tests.actions.thankful import SAFE, accepted, newest, thanked, told
from tests.cast import Chain
from tests.pages import submit


def everywhere(chain: Chain) -> list[str]:
    """What a manager reads: the store's page, the list, the file, the scorecard."""
    mateo = chain.client(chain.mateo)
    pages = [mateo.get(each).text for each in ("/store/", "/commendations/")]
    pages.append(mateo.get("/commendations/list.csv").text)
    score = Score.get(Score.current)
    pdf = mateo.get(f"/store/scorecards/{score.id}.pdf?language=en").data
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return [*pages, " ".join(text.split())]


def test_it_works(chain: Chain) -> None:
    row = accepted(chain, thanked(chain))
    chain.work()
    assert [SAFE in page for page in everywhere(chain)] == [True] * 4
    commands.withdraw(chain.actor(chain.ana), row.id, "It named somebody.")
    assert [SAFE in page for page in everywhere(chain)] == [False] * 4
    assert chain.client(chain.mateo).get(f"/commendations/{row.id}.pdf").status_code == 404
    assert newest().withdrawn_at == chain.clock.now()
    assert HistoryEntry.select().where(HistoryEntry.act == "commendation.withdraw").count() == 1
    assert [each.words for each in HistoryReason.select()] == ["It named somebody."]


def test_what_was_drawn_before_goes(chain: Chain) -> None:
    row = accepted(chain, thanked(chain))
    chain.work()
    before = {each.digest for each in ScorecardFile.select()}
    assert len(before) == 2
    chain.later(minutes=5)
    commands.withdraw(chain.actor(chain.rosa), row.id, "It named somebody.")
    chain.work()
    after = {each.digest for each in ScorecardFile.select()}
    assert len(after) == 2
    assert not before & after
    assert not any(folder().has(digest) for digest in before)
    assert all(folder().has(digest) for digest in after)


def test_it_is_taken_back_once(chain: Chain) -> None:
    row = accepted(chain, thanked(chain))
    commands.withdraw(chain.actor(chain.rosa), row.id, "Why not.")
    with pytest.raises(Problem) as refused:
        commands.withdraw(chain.actor(chain.ana), row.id, "Again.")
    assert refused.value.code == "commendation_settled"


def test_it_wants_a_reason(chain: Chain) -> None:
    row = accepted(chain, thanked(chain))
    ana, address = chain.client(chain.ana), f"/commendations/{row.id}/withdraw"
    again = submit(ana, ana.get(address), address, reason="  ")
    assert again.status_code == 422
    assert "Write why" in again.text
    assert newest().withdrawn_at is None
    submit(ana, again, address, reason="It named somebody.")
    assert newest().withdrawn_at is not None


def test_nothing_is_left_of_what_is_erased_but_that_it_was(chain: Chain) -> None:
    told(chain)
    submission = thanked(chain)
    accepted(chain, submission)
    chain.work()
    system = chain.actor(chain.ana)
    assert commands.erase(system, submission) == 1
    row = Commendation.get()
    assert (row.words, row.role, row.person_name) == ("", None, None)
    assert (row.state, row.erased_at) == ("confirmed", chain.clock.now())
    assert queries.readable_by(chain.actor(chain.mateo)).count() == 0
    assert commands.erase(system, submission) == 0
    assert [SAFE in page for page in everywhere(chain)] == [False] * 4
