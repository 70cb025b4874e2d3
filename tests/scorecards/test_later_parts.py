"""A scorecard shows all parts of its visit that were accepted, and what became of the others."""

from __future__ import annotations

import pytest

from pdf_templates.contract import Scorecard
from server.scorecards.queries import page_of
from server.scores.models import Score
from server.scores.queries import published
from tests.cast import Chain
from tests.later_parts import Later, plan


@pytest.fixture
def later(chain: Chain) -> Later:
    """A visit in three parts in a programme that publishes without a delay."""
    return plan(chain)


def score_of(later: Later) -> Score:
    """The one score that the store's manager may read."""
    (score,) = published(later.chain.actor(later.chain.mateo))
    return score


def card(later: Later) -> Scorecard:
    """The scorecard of it, in English."""
    return page_of(later.chain.actor(later.chain.mateo), score_of(later), "en")


def rows(found: Scorecard) -> dict[str, tuple[str, int | None]]:
    """Question -> answer and points, of all sections."""
    return {row.question: (row.answer, row.points) for s in found.sections for row in s.rows}


def test_it_works(later: Later) -> None:
    later.promise(0)
    later.send("follow_up", kept=False)
    later.accept("visit", "follow_up")
    found = card(later)
    assert rows(found)["promised"] == ("Yes", 2)
    assert rows(found)["kept"] == ("No", 0)
    assert [loss.question for loss in found.costs_most] == ["kept"]
    assert "Includes what was reported later: Follow-up." in found.sentence
    assert (found.how_made.points, found.how_made.possible) == (2, 6)


def test_a_part_that_is_still_to_come_is_not_told(later: Later) -> None:
    later.promise(5)
    later.accept("visit")
    found = card(later)
    assert "Follow-up" not in found.sentence
    assert "At home" not in found.sentence
    assert set(rows(found)) == {"promised", "promised_in_days"}


def test_where_nothing_was_promised_it_says_so(later: Later) -> None:
    later.promise(None)
    later.accept("visit")
    assert "Follow-up: nothing was promised." in card(later).sentence


def test_what_closed_without_a_report_says_so_in_the_next_version(later: Later) -> None:
    later.promise(0)
    later.accept("visit")
    before = score_of(later).id
    # Seven days after the last day of the visit's week, whichever of its days the visit was on.
    later.chain.later(days=8)
    later.chain.work()
    assert score_of(later).id != before
    found = card(later)
    assert "Follow-up: nobody followed it up." in found.sentence
    assert "At home: nothing was reported." in found.sentence


def test_what_waits_for_its_reviewer_is_not_called_unreported(later: Later) -> None:
    later.promise(0)
    later.send("follow_up", kept=True)
    later.accept("visit")
    later.chain.later(days=8)
    later.chain.work()
    assert "Follow-up" not in card(later).sentence


def test_it_names_no_day(later: Later) -> None:
    """The first of several versions and the last say the same of when the visit was."""
    later.promise(0)
    later.accept("visit")
    before = card(later).period
    later.chain.later(days=5)
    later.send("follow_up", kept=True)
    later.accept("follow_up")
    assert card(later).period == before
