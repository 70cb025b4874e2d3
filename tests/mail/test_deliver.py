"""A message is a row until it is delivered: once, by one worker, again after a failure."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from threading import Barrier

import pytest

from server.database import disconnect, write
from server.kernel.erasing import Held
from server.kernel.settings import Settings
from server.mail import commands, queries
from server.mail.commands import ABANDONED_AFTER, MOST_TRIES, PARKED_FOR, deliver_due, post
from server.mail.models import Message
from server.mail.rules import Letter, Undeliverable
from tests.cast import Chain
from tests.mail.postbox import KIT, Postbox, running, with_mail


def note(payload: Mapping[str, object], _now: datetime, _settings: Settings) -> Letter:
    """A letter of a test's own."""
    if payload["to"] is None:
        raise Undeliverable
    return Letter(str(payload["to"]), "¿Qué tal? – a note", f"Señora,\n\n{payload['words']}")


def posted(chain: Chain, to: str | None = "ana@example.com", words: str = "mañana") -> None:
    with write():
        post("note", {"to": to, "words": words}, chain.clock.now())


def round_of(chain: Chain) -> int:
    settings = chain.app.extensions["settings"]
    return deliver_due({"note": note}, settings, chain.clock.now())


def test_it_works(chain: Chain, postbox: Postbox) -> None:
    posted(chain)
    assert round_of(chain) == 1
    letter = postbox.letters[0]
    assert postbox.recipients == [["ana@example.com"]]
    assert (letter["From"], letter["Subject"]) == (
        "Audit kit <kit@kit.example>",
        "¿Qué tal? – a note",
    )
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@kit.example>")
    assert "mañana" in postbox.words()
    assert Message.select().count() == 0
    assert round_of(chain) == 0


def test_without_e_mail_set_up_it_waits(chain: Chain) -> None:
    posted(chain)
    assert round_of(chain) == 0
    with running() as box:
        with_mail(chain, box, smtp_host="")
        assert round_of(chain) == 0
        with_mail(chain, box)
        assert round_of(chain) == 1
    assert len(box.letters) == 1


def test_links_need_an_address_of_the_server_that_nobody_else_can_choose() -> None:
    settings = Settings(smtp_host="mail.example", mail_sender="kit@kit.example")
    assert settings.lacking_for_mail == ("AUDIT_KIT_PUBLIC_URL",)
    assert replace(settings, public_url=KIT).sends_mail


def test_what_fails_is_tried_again_later(chain: Chain, postbox: Postbox) -> None:
    posted(chain)
    postbox.refuses_letter = ["451 Later, please"]
    assert round_of(chain) == 1
    assert round_of(chain) == 0
    assert (queries.waiting(), queries.parked()) == (1, [])
    chain.later(minutes=1)
    assert round_of(chain) == 1
    assert len(postbox.letters) == 1


def test_after_five_tries_it_is_parked_and_can_be_tried_again(
    chain: Chain, postbox: Postbox
) -> None:
    posted(chain)
    postbox.refuses_letter = ["451 Later, please"] * MOST_TRIES
    for _ in range(MOST_TRIES):
        assert round_of(chain) == 1
        chain.later(hours=2)
    assert round_of(chain) == 0
    parked = queries.parked()
    assert [(each.failure, each.answer) for each in parked] == [("refused_content", 451)]
    commands.retry(parked[0].id, chain.clock.now())
    assert round_of(chain) == 1
    assert len(postbox.letters) == 1


def test_an_address_that_is_refused_for_good_is_parked_at_once(
    chain: Chain, postbox: Postbox
) -> None:
    posted(chain)
    postbox.refuses_address = ["550 No such user here"]
    round_of(chain)
    assert [(each.failure, each.answer) for each in queries.parked()] == [("refused_address", 550)]


def test_an_address_that_is_refused_for_now_is_not(chain: Chain, postbox: Postbox) -> None:
    posted(chain)
    postbox.refuses_address = ["450 Greylisted"]
    round_of(chain)
    assert queries.parked() == []


@pytest.mark.usefixtures("postbox")
def test_without_an_address_it_is_parked(chain: Chain) -> None:
    posted(chain, to=None)
    round_of(chain)
    assert [each.failure for each in queries.parked()] == ["no_address"]


def test_a_server_that_is_away(chain: Chain) -> None:
    with running() as box:
        with_mail(chain, box)
    posted(chain)
    round_of(chain)
    assert Message.get().failure == "unreachable"


def test_neither_row_nor_log_tells_what_the_server_said_of_the_address(
    chain: Chain, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    posted(chain, to="secret@example.com")
    postbox.refuses_address = ["550 <secret@example.com> has moved"]
    round_of(chain)
    # The test's own server says what it likes; what counts is what the product says.
    said = " ".join(r.getMessage() for r in caplog.records if r.name.startswith("audit_kit"))
    assert "was not delivered" in said
    assert "secret" not in said
    assert "moved" not in said
    assert "secret" not in str(Message.select(Message.failure, Message.answer).dicts().get())


def test_of_two_workers_one_delivers(chain: Chain, postbox: Postbox) -> None:
    posted(chain)
    start = Barrier(2)

    def work() -> int:
        start.wait()
        try:
            return round_of(chain)
        finally:
            disconnect()

    with ThreadPoolExecutor(2) as both:
        tried = [each.result() for each in [both.submit(work), both.submit(work)]]
    assert sorted(tried) == [0, 1]
    assert len(postbox.letters) == 1


def test_a_worker_that_died_is_followed_by_another(chain: Chain, postbox: Postbox) -> None:
    posted(chain)
    Message.update(state="sending", tries=1, claimed_at=chain.clock.now()).execute()
    assert round_of(chain) == 0
    chain.clock.move(ABANDONED_AFTER)
    chain.later(seconds=1)
    assert round_of(chain) == 1
    assert len(postbox.letters) == 1


@pytest.mark.usefixtures("postbox")
def test_what_nobody_tries_again_is_forgotten(chain: Chain) -> None:
    posted(chain, to=None)
    round_of(chain)
    assert commands.sweep(chain.clock.now(), Held()) == 0
    chain.clock.move(PARKED_FOR)
    chain.later(seconds=1)
    assert commands.sweep(chain.clock.now(), Held()) == 1
