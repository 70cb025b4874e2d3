"""Opening the sample chain: making it when there is none, else bringing it up to today."""

from __future__ import annotations

from datetime import datetime

from server.database.schema import migrate_up
from server.demo.directory import Directory, Seats
from server.demo.filling import Progress, make
from server.demo.people import Chain
from server.demo.today import plan_today

# Whose links are printed: the manager of a store that has a visit today, and the head above it.
_MANAGED, _HEADED = "C-301", 1


def open_chain(directory: Directory, now: datetime, progress: Progress) -> Seats:
    """The sample chain of a directory, ready for a look around at `now`.

    The database and the photos' folder must be bound to the directory already.
    """
    seats = directory.seats()
    if seats is None:
        # Whatever is here belongs to a start that was interrupted, or to an older edition.
        directory.wipe()
        directory.begin()
        migrate_up()
        seats = _seats(make(now, progress))
        directory.finish(seats)
    else:
        migrate_up()
    plan_today(seats, now)
    return seats


def _seats(chain: Chain) -> Seats:
    return Seats(
        shopper=chain.shoppers[0].id,
        reviewer=chain.reviewers[0].id,
        store_manager=chain.managers[_MANAGED].id,
        regional_head=chain.heads[_HEADED].id,
        administrator=chain.administrator.id,
    )
