"""On any later day the shopper finds visits of that day again."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from server.database import connect, disconnect
from server.demo.directory import Directory, Seats
from server.demo.today import plan_today
from server.visits.models import Visit, Wave
from tests.cli.started import first_start


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[Seats]:
    """The chain of the first start, copied, and who sits in it."""
    for name in ("audit-kit.db", "sample-chain.json"):
        shutil.copy(first_start().data / name, tmp_path / name)
    connect(f"sqlite:///{tmp_path / 'audit-kit.db'}")
    found = Directory(tmp_path).seats()
    assert found is not None
    yield found
    disconnect()


def open_visits(shopper: UUID, now: datetime) -> int:
    """How many visits of a shopper can be made now."""
    return (
        Visit.select()
        .where((Visit.shopper == shopper) & (Visit.opens_at <= now) & (Visit.closes_at > now))
        .count()
    )


def test_it_works(seats: Seats) -> None:
    later = datetime.now(UTC) + timedelta(days=9)
    assert open_visits(seats.shopper, later) == 0
    plan_today(seats, later)
    assert open_visits(seats.shopper, later) == 3


def test_on_the_same_day_nothing_is_added(seats: Seats) -> None:
    later = datetime.now(UTC) + timedelta(days=9)
    plan_today(seats, later)
    plan_today(seats, later + timedelta(hours=2))
    assert open_visits(seats.shopper, later + timedelta(hours=2)) == 3


def test_a_new_quarter_gets_a_round_of_its_own(seats: Seats) -> None:
    before = Wave.select().count()
    plan_today(seats, datetime.now(UTC) + timedelta(days=100))
    assert Wave.select().count() == before + 1


def test_the_mark_names_no_link_and_no_secret() -> None:
    mark = json.loads((first_start().data / "sample-chain.json").read_text())
    assert set(mark) == {"what", "edition", "seats"}
    assert all(UUID(id) for id in mark["seats"].values())
