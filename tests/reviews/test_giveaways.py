"""What gives the shopper away is pointed at before a store reads it, and nothing is held back."""

from __future__ import annotations

from tests.actions.thankful import thanked
from tests.cast import Chain

TELLING = {"value": False, "comment": "At 14:35 boxes stood there, and Rosa stared at my hat."}


def test_it_works(chain: Chain) -> None:
    submission = chain.send(chain.plan(), {"way_in_clear": TELLING})
    page = chain.client(chain.rosa).get(f"/reviews/{submission}").text
    assert "Tells a time or a day: “14:35”" in page
    assert "May be a name: “Rosa”" in page
    assert "who was with them: “my hat”" in page
    assert "keep it from the store" in page
    chain.accept(submission)


def test_a_report_that_gives_nothing_away_has_no_mark(chain: Chain) -> None:
    submission = chain.send(chain.plan())
    page = chain.client(chain.rosa).get(f"/reviews/{submission}").text
    assert "What is marked below" not in page
    assert "Tells a time" not in page


def test_what_stays_in_the_programme_is_not_marked(chain: Chain) -> None:
    """Of two answers in words, one is for the programme alone: no store reads it."""
    kept = thanked(chain, thanks_name="My name is Carla")
    told = thanked(chain, thanks_role="My name is Carla")
    rosa = chain.client(chain.rosa)
    assert "May be a name: “My name is Carla”" not in rosa.get(f"/reviews/{kept}").text
    assert "May be a name: “My name is Carla”" in rosa.get(f"/reviews/{told}").text
