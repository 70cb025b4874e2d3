"""That staff were told is recorded on the desk, and is what lets a name stand."""

from __future__ import annotations

from datetime import timedelta

from server.history.models import HistoryEntry
from server.programmes.models import StaffNotice
from tests.cast import Chain
from tests.pages import submit

ADDRESS = "/desk/programme/staff-notice"
TOLD = {"told_on": "2026-11-02", "told_by": "The store managers", "how": "In the meeting."}


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    assert "Nothing is recorded yet" in ana.get("/desk/programme").text
    after = submit(ana, ana.get(ADDRESS), **TOLD)
    assert after.request.path == "/desk/programme"
    for words in ("November 2, 2026", TOLD["told_by"], TOLD["how"]):
        assert words in after.text
    assert HistoryEntry.select().where(HistoryEntry.act == "staff.notice").count() == 1


def test_what_is_missing_or_to_come_is_said(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    empty = submit(ana, ana.get(ADDRESS))
    assert empty.status_code == 422
    assert "Give the day on which staff were told" in empty.text
    coming = (chain.clock.now() + timedelta(days=3)).date().isoformat()
    early = submit(ana, ana.get(ADDRESS), **TOLD | {"told_on": coming})
    assert early.status_code == 422
    assert "Give a day that is past or today" in early.text
    assert StaffNotice.select().count() == 0
