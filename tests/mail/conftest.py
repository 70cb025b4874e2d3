"""The chain with a mail server beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cast import Chain
from tests.mail.postbox import Postbox, running, with_mail


@pytest.fixture
def postbox(chain: Chain) -> Iterator[Postbox]:
    """A mail server that the chain sends its letters through."""
    with running() as box:
        with_mail(chain, box)
        yield box
