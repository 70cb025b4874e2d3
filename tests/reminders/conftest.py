"""The chain with a mail server beside it, and a shopper who has an address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.people.models import Person, ShopperIdentity
from tests.cast import Chain
from tests.mail.postbox import Postbox, running, with_mail

ADDRESS = "sol@example.com"


@pytest.fixture
def postbox(chain: Chain) -> Iterator[Postbox]:
    """A mail server that the chain sends its letters through."""
    behind = ShopperIdentity.get(ShopperIdentity.shopper == chain.sol.id).person_id
    Person.update(email=ADDRESS).where(Person.id == behind).execute()
    with running() as box:
        with_mail(chain, box)
        yield box
