"""What a store has read is as old as its publication; and what is sent anew is not erased yet."""

from __future__ import annotations

import json

from server import wiring
from server.database import database, is_sqlite
from server.kernel.ids import part_submission_id
from server.programmes.models import Programme
from server.retention.commands import erase_due
from server.retention.models import Erasure
from server.retention.queries import _due_reports, due_after
from server.reviews import commands as reviews
from server.scores.models import Score
from server.submissions.models import Answer, Submission
from tests.cast import Chain

WORDS = {"way_in_clear": {"value": False, "comment": "Qxboxes stood there."}}


def erased(chain: Chain) -> int:
    return erase_due(wiring.ERASURES, chain.clock.now()).reports


def words() -> set[str]:
    return {row.comment for row in Answer.select() if row.comment}


def test_it_works(chain: Chain) -> None:
    """Accepted, published ten days later: a month after that is when its words go."""
    Programme.update(retention_months=1, publish_delay_minutes=10 * 24 * 60).execute()
    chain.published(WORDS)
    chain.later(days=10)
    chain.work()
    assert Score.get().published_at is not None
    chain.later(days=25)
    assert due_after(1, chain.clock.now()).reports == 0
    assert erased(chain) == 0
    assert words() == {"Qxboxes stood there."}
    chain.later(days=10)
    assert erased(chain) == 1
    assert words() == set()


def test_what_waits_to_be_published_is_not_erased_before(chain: Chain) -> None:
    Programme.update(retention_months=1, publish_delay_minutes=10 * 24 * 60).execute()
    chain.published(WORDS)
    chain.later(days=60)
    assert erased(chain) == 0
    chain.work()
    assert erased(chain) == 0
    chain.later(days=32)
    assert erased(chain) == 1


def test_scoring_it_anew_keeps_it_no_longer(chain: Chain) -> None:
    Programme.update(retention_months=1).execute()
    chain.published(WORDS)
    chain.later(days=20)
    Score.insert(Score.get().__data__ | {"id": part_submission_id(Score.get().id, "again"),
                 "published_at": chain.clock.now()}).execute()  # fmt: skip
    chain.later(days=15)
    assert erased(chain) == 1


def test_what_nobody_published_is_as_old_as_what_was_sent(chain: Chain) -> None:
    Programme.update(retention_months=1).execute()
    chain.send(chain.plan(), WORDS)
    chain.later(days=32)
    assert erased(chain) == 1


def test_words_that_come_after_the_erasing_are_erased_in_their_turn(chain: Chain) -> None:
    Programme.update(retention_months=1).execute()
    visit = chain.plan()
    submission = chain.send(visit, WORDS)
    rosa = chain.actor(chain.rosa)
    reviews.claim(rosa, submission)
    reviews.send_back(rosa, submission, "Once more, please.")
    (sent,) = [row.digest for row in Submission.get_by_id(submission).revisions]
    chain.later(days=40)
    assert erased(chain) == 1
    phone = chain.client(chain.sol)
    again = json.dumps(json.loads(chain.body(visit, WORDS)) | {"replaces": sent})
    address = f"/api/v1/submissions/{submission}/revisions/2"
    revised = phone.put(address, data=again, headers={"X-Kit": "1"})
    assert revised.status_code == 201, revised.text
    assert erased(chain) == 0
    assert words() == {"Qxboxes stood there."}
    chain.later(days=40)
    assert erased(chain) == 1
    assert words() == set()
    assert Erasure.get(Erasure.kind == "report").at == chain.clock.now()
    assert erased(chain) == 0


def test_reports_are_found_by_their_age(chain: Chain) -> None:
    """The chore reads no report that is not old enough."""
    query, told = _due_reports(chain.clock.now()).sql()
    explain = "EXPLAIN QUERY PLAN " if is_sqlite() else "EXPLAIN "
    plan = str(list(database.execute_sql(explain + query, told)))
    if is_sqlite():
        assert "submission_updated_at" in plan
        assert "SCAN t1" not in plan
