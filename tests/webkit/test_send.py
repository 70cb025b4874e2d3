"""Reports leave WebKit whole, once, and by themselves when there is a connection again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from server.media.models import Media
from server.submissions.models import Revision
from tests.phone.cast import Cast
from tests.webkit.conftest import Place
from tests.webkit.hands import Hand


def test_it_works(cast: Cast, webkit: Hand, picture: Callable[[str], Path]) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    webkit.open(f"#/report/{submission}")

    webkit.fill_report([picture("door"), picture("shelf")])
    webkit.tap_words("Send the report")

    assert webkit.receipt()
    sent = Revision.get(Revision.submission == submission)
    draft = webkit.kept(submission)["draft"]
    assert draft["receipt"]["digest"] == hashlib.sha256(bytes(sent.body)).hexdigest()
    photos = [photo["sha256"] for photo in json.loads(bytes(sent.body))["photos"]]
    assert len(photos) == 2
    assert sorted(draft["receipt"]["photos"]["present"]) == sorted(photos)
    assert Media.select().where(Media.sha256.in_(photos)).count() == 2
    assert webkit.complaints == []


def test_a_visit_that_could_not_be_done_is_sent(cast: Cast, webkit: Hand) -> None:
    submission = cast.visit(cast.centro, cast.ines)

    webkit.could_not(submission)

    assert webkit.receipt()
    assert Revision.get(Revision.submission == submission).outcome == "closed"
    assert webkit.complaints == []


def test_written_while_the_server_is_away_it_goes_by_itself(
    cast: Cast, webkit: Hand, place: Place
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    webkit.open(f"#/not-done/{submission}")
    webkit.tap("[name=why][value=closed]")
    place.goes_away()
    try:
        webkit.tap_words("Send")
        webkit.heading("Waiting to be sent")
        assert webkit.kept(submission)["draft"]["receipt"] is None
    finally:
        place.comes_back()

    # Nobody touches the phone.
    assert webkit.receipt()
    assert Revision.select().where(Revision.submission == submission).count() == 1
    assert webkit.complaints == []
