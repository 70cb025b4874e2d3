"""An administrator takes an acceptance back as long as no store can have read of it."""

from __future__ import annotations

import pytest

from server.desk import queries
from server.history.models import HistoryEntry, HistoryReason
from server.programmes.models import Programme
from server.scores.models import Score
from server.scores.queries import published
from server.visits.models import Visit
from tests.cast import Chain
from tests.pages import submit


@pytest.fixture
def accepted(chain: Chain) -> Visit:
    """A visit whose report is accepted, and published half a day later."""
    Programme.update(publish_delay_minutes=720).execute()
    visit = chain.plan()
    chain.accept(chain.send(visit))
    return visit


def state(chain: Chain, visit: Visit) -> str:
    """How a visit stands."""
    found = queries.visit(chain.clock.now(), visit.id)
    return found.state if found else "gone"


def test_it_works(chain: Chain, accepted: Visit) -> None:
    ana, address = chain.client(chain.ana), f"/desk/visits/{accepted.id}/take-back"
    assert address in ana.get("/desk/visits").text
    chain.later(hours=2)
    page = ana.get(address)
    assert submit(ana, page, reason=" ").status_code == 422
    assert state(chain, accepted) == "accepted"
    assert "Waiting for review" in submit(ana, page, reason="The wrong store.").text
    assert not Score.select().where(Score.current).exists()
    entry = HistoryEntry.get(HistoryEntry.act == "review.take_back")
    assert HistoryReason.get(HistoryReason.entry == entry).words == "The wrong store."
    assert submit(ana, page, reason="Twice.").status_code == 409
    # Another reviewer takes it, and it is published as any other is.
    chain.accept(next(iter(accepted.parts)).submission, by=chain.rita)
    chain.later(days=2)
    chain.work()
    assert len(list(published(chain.actor(chain.mateo)))) == 1


def test_once_a_store_can_have_read_it_is_too_late(chain: Chain, accepted: Visit) -> None:
    chain.later(days=2)
    chain.work()
    ana = chain.client(chain.ana)
    assert "take-back" not in ana.get("/desk/visits").text
    asked = {"json": {"reason": "Late."}, "headers": {"X-Kit": "1"}}
    refused = ana.post(f"/api/v1/visits/{accepted.id}/take-back", **asked)
    assert (refused.status_code, refused.json["code"]) == (409, "take_back_too_late")
    assert state(chain, accepted) == "published"


def test_what_is_published_at_once_is_not_taken_back(chain: Chain) -> None:
    visit = chain.plan()
    chain.accept(chain.send(visit))
    assert state(chain, visit) == "published"
    assert "take-back" not in chain.client(chain.ana).get("/desk/visits").text


def test_over_the_api(chain: Chain, accepted: Visit) -> None:
    asked = {"json": {"reason": "The wrong store."}, "headers": {"X-Kit": "1"}}
    told = chain.client(chain.ana).post(f"/api/v1/visits/{accepted.id}/take-back", **asked)
    assert (told.status_code, told.json["state"]) == (200, "received")
