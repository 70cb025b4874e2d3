"""A list as long as one may be goes through the page, by some hundreds of rows in a statement."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Iterator
from string import ascii_letters

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.history.models import HistoryEntry
from server.imports.rules.columns import MOST_ROWS
from server.stores.models import Store
from server.visits.models import Visit, VisitPart
from tests.cast import Chain
from tests.imports.lists import choose


class Counter(logging.Handler):
    """How many statements the database was given."""

    count = 0

    def emit(self, _record: logging.LogRecord) -> None:
        """One more."""
        self.count += 1


@pytest.fixture
def statements() -> Iterator[Counter]:
    """Every statement, counted while it runs."""
    log, counter = logging.getLogger("peewee"), Counter()
    level = log.level
    log.addHandler(counter)
    log.setLevel(logging.DEBUG)
    yield counter
    log.removeHandler(counter)
    log.setLevel(level)


def agree(ana: FlaskClient, preview: TestResponse, kind: str) -> TestResponse:
    """Press the button of a page that is too long for the reader of forms."""
    assert preview.status_code == 200
    fields = ("csrf", "content", "seen")
    sent = {name: re.search(rf'name="{name}" value="([^"]*)"', preview.text) for name in fields}
    data = {name: found[1] for name, found in sent.items() if found}
    return ana.post(f"/desk/{kind}/import/confirm", data=data)


def test_it_works(chain: Chain, statements: Counter) -> None:
    ana, luck = chain.client(chain.ana), random.Random(5)
    stores = "".join(
        f"T-{at:04},Tienda {at},{'Norte' if at % 2 else 'Sur'},Calle {at}\n"
        for at in range(MOST_ROWS)
    )
    header = "code,name,region,address\n"
    assert agree(ana, choose(ana, header + stores), "stores").status_code == 303
    assert Store.select().count() == MOST_ROWS + 2
    moved = choose(ana, header + stores.replace("Calle", "Avenida"))
    assert agree(ana, moved, "stores").status_code == 303
    assert Store.get(Store.code == "T-4999").address == "Avenida 4999"
    assert HistoryEntry.select().where(HistoryEntry.act == "store.edit").count() == MOST_ROWS
    # Words that do not compress, so that the page carries more than a form usually may.
    visits = "".join(
        f"{chain.sol.code},T-{at:04},2026-12-01,2026-12-08,"
        f"{''.join(luck.choices(ascii_letters, k=200))},yes\n"
        for at in range(MOST_ROWS)
    )
    preview = choose(ana, "shopper,store,opens,closes,brief,purchase\n" + visits, "visits")
    assert len(preview.data) > 2_000_000
    assert agree(ana, preview, "visits").status_code == 303
    assert Visit.select().count() == VisitPart.select().count() == MOST_ROWS
    # Fifteen thousand rows and their history; each by itself would be more than thirty thousand.
    assert 10 < statements.count < 400
