"""What shoppers had answered before the columns were there is in them afterwards."""

from __future__ import annotations

from server.database.schema import migrate_down, migrate_up
from server.scores.models import Score, StoreMonth
from tests.cast import Chain
from tests.opinions import ask, opinion

BEFORE = "0012_sins_per_month"


def test_it_works(chain: Chain) -> None:
    chain.published()
    ask(chain)
    opinion(chain, True, 9)
    opinion(chain, False, 4)
    opinion(chain, True, 10, chain.norte)
    scores = said()
    months = {row["store"]: row for row in StoreMonth.select().dicts()}
    assert len(scores) == 4
    migrate_down(BEFORE)
    migrate_up()
    assert said() == scores
    assert {row["store"]: row for row in StoreMonth.select().dicts()} == months


def said() -> dict[object, tuple[object, object]]:
    """What shoppers said, by score; later migrations have columns of their own to fill."""
    rows = Score.select(Score.id, Score.would_return, Score.would_recommend).tuples()
    return {score: (again, likely) for score, again, likely in rows}
