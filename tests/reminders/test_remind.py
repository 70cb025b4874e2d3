"""A shopper is told once of visits that were given, parts that open or close, reports sent back."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from peewee import DatabaseError

from server.database import database, disconnect
from server.kernel.actor import system
from server.people import commands as people
from server.people.models import Person, ShopperIdentity
from server.reminders.commands import remind, sweep
from server.reminders.models import Reminder
from server.reviews import commands as reviews
from server.visits import commands as visits
from tests.cast import Chain
from tests.later_parts import Later, plan
from tests.mail.postbox import KIT, Postbox, deliver
from tests.reminders.conftest import ADDRESS
from tests.reminders.reminding import look, settle


def words(postbox: Postbox) -> list[str]:
    """The paragraphs of the newest letter."""
    return postbox.words().strip().split("\n\n")


def opening(chain: Chain, days: int = 1) -> Later:
    """A visit that was told of and made; its follow-up opens after so many days."""
    later = plan(chain)
    settle(chain)
    later.promise(days)
    return later


def test_it_works(chain: Chain, postbox: Postbox) -> None:
    chain.plan()
    chain.plan(chain.norte)
    assert settle(chain) == 1
    assert postbox.recipients == [[ADDRESS]]
    assert postbox.letters[0]["Subject"] == "Hay algo nuevo para usted"
    told, app, leave_off = words(postbox)
    assert told == (
        "Nuevo en su aplicación: 2. Lo que termina primero puede hacerse hasta el 23 de noviembre"
        " de 2026."
    )
    assert app == f"{KIT}/phone/"
    assert leave_off.endswith(f"\n{KIT}/devices")
    for _ in range(3):
        assert settle(chain) == 0


def test_no_letter_says_a_store_or_signs_anybody_in(chain: Chain, postbox: Postbox) -> None:
    later = opening(chain)
    chain.later(days=2)
    settle(chain)
    reviews.claim(chain.actor(chain.rosa), later.id("visit"))
    reviews.send_back(chain.actor(chain.rosa), later.id("visit"), "Which lamp?")
    settle(chain)
    assert len(postbox.letters) == 3
    for letter in postbox.letters:
        said = f"{letter['Subject']} {letter.get_content()}"
        for kept in ("Centro", "CN-01", "Tiendas del Sol", "Which lamp", "/in/", chain.sol.code):
            assert kept not in said


def test_visits_planned_one_after_the_other_go_into_one_letter(
    chain: Chain, postbox: Postbox
) -> None:
    for _ in range(3):
        chain.plan()
        look(chain)
        chain.later(minutes=4)
    assert deliver(chain) == 0
    chain.later(minutes=1)
    look(chain)
    assert deliver(chain) == 1
    assert words(postbox)[0].startswith("Nuevo en su aplicación: 3.")


def test_in_english(chain: Chain, postbox: Postbox) -> None:
    people.choose_language(chain.actor(chain.sol), "en")
    chain.plan()
    settle(chain)
    assert postbox.letters[0]["Subject"] == "Something new for you"
    assert words(postbox)[0] == (
        "New in your app: 1. What ends first can be done until November 23, 2026."
    )


def test_a_visit_cancelled_or_made_meanwhile_is_told_of_no_more(
    chain: Chain, postbox: Postbox
) -> None:
    gone, made, left = chain.plan(), chain.plan(), chain.plan(chain.norte)
    look(chain)
    chain.later(minutes=5)
    look(chain)
    visits.cancel_visit(chain.actor(chain.ana), gone.id, "Closed that day")
    chain.send(made)
    assert deliver(chain) == 1
    assert words(postbox)[0].startswith("Nuevo en su aplicación: 1.")
    visits.cancel_visit(chain.actor(chain.ana), left.id, "Closed that day")
    assert settle(chain) == 0


def test_a_visit_given_to_somebody_else_is_told_to_them(chain: Chain, postbox: Postbox) -> None:
    now = system(chain.clock.now())
    luz = people.add_shopper(now, "Luz Ortega", "en", email="luz@example.com")
    visit = chain.plan()
    look(chain)
    visits.reassign_visit(chain.actor(chain.ana), visit.id, luz.id)
    chain.later(minutes=5)
    look(chain)
    assert deliver(chain) == 1
    assert postbox.letters == []
    assert settle(chain) == 1
    assert postbox.recipients == [["luz@example.com"]]
    assert settle(chain) == 0


def test_a_later_part_is_told_of_when_it_opens_and_a_day_before_it_closes(
    chain: Chain, postbox: Postbox
) -> None:
    later = opening(chain)
    opens, closes = later.window("follow_up")[1:]
    assert settle(chain) == 1  # At home nothing had to wait: open since the report.
    chain.later(seconds=(opens - chain.clock.now()).total_seconds() - 600)
    assert settle(chain) == 0
    chain.later(minutes=5)
    assert settle(chain) == 1
    assert postbox.letters[-1]["Subject"] == "Ya se puede hacer algo"
    assert words(postbox)[0].endswith("hasta el 28 de noviembre de 2026.")
    chain.later(seconds=(closes - timedelta(days=1) - chain.clock.now()).total_seconds())
    before = len(postbox.letters)
    # Its own and the part at home, which closes a day earlier.
    settle(chain)
    assert {each["Subject"] for each in postbox.letters[before:]} == {"Algo termina pronto"}
    told = len(postbox.letters)
    chain.later(days=3)
    assert settle(chain) == 0
    assert len(postbox.letters) == told


def test_what_is_reported_closes_without_a_word(chain: Chain, postbox: Postbox) -> None:
    later = opening(chain)
    settle(chain)
    later.send("after", as_shown=True)
    chain.later(days=2)
    settle(chain)
    later.send("follow_up", kept=True)
    told = len(postbox.letters)
    for _ in range(8):
        chain.later(days=1)
        settle(chain)
    assert len(postbox.letters) == told


def test_a_part_that_never_opens_is_never_told_of(chain: Chain, postbox: Postbox) -> None:
    later = plan(chain)
    settle(chain)
    later.promise(None)
    later.send("after", as_shown=True)
    for _ in range(9):
        chain.later(days=1)
        settle(chain)
    assert len(postbox.letters) == 1


def test_a_report_that_was_sent_back_is_told_of_each_time(chain: Chain, postbox: Postbox) -> None:
    visit = chain.plan()
    settle(chain)
    submission = chain.send(visit)
    rosa = chain.actor(chain.rosa)
    reviews.claim(rosa, submission)
    reviews.send_back(chain.actor(chain.rosa), submission, "Which lamp?")
    assert settle(chain) == 1
    assert postbox.letters[-1]["Subject"] == "Una pregunta sobre lo que usted envió"
    assert settle(chain) == 0


def test_a_verdict_taken_back_at_once_is_not_told_of(chain: Chain, postbox: Postbox) -> None:
    submission = chain.send(chain.plan())
    reviews.claim(chain.actor(chain.rosa), submission)
    reviews.send_back(chain.actor(chain.rosa), submission, "Which lamp?")
    look(chain)
    reviews.undo(chain.actor(chain.rosa), submission)
    settle(chain)
    assert postbox.letters == []


@pytest.mark.usefixtures("postbox")
def test_nobody_without_an_address_is_told(chain: Chain) -> None:
    behind = ShopperIdentity.get(ShopperIdentity.shopper == chain.sol.id).person_id
    Person.update(email=None).where(Person.id == behind).execute()
    chain.plan()
    assert settle(chain) == 0
    assert Reminder.select().count() == 0
    # Once there is one, what still waits is told.
    Person.update(email=ADDRESS).where(Person.id == behind).execute()
    assert settle(chain) == 1


def test_without_e_mail_nothing_is_noted(chain: Chain) -> None:
    chain.plan()
    assert look(chain) == 0
    assert Reminder.select().count() == 0


@pytest.mark.usefixtures("postbox")
def test_what_is_noted_and_what_is_posted_come_together_or_not_at_all(chain: Chain) -> None:
    visit = chain.plan()
    look(chain)
    chain.later(minutes=5)
    database.execute_sql("ALTER TABLE message RENAME TO away")
    with pytest.raises(DatabaseError):
        look(chain)
    database.execute_sql("ALTER TABLE away RENAME TO message")
    (told,) = Reminder.select()
    assert (told.about, told.posted_at) == (visit.id, None)
    assert settle(chain) == 1
    assert settle(chain) == 0


@pytest.mark.usefixtures("postbox")
def test_two_workers_tell_it_once(chain: Chain) -> None:
    chain.plan()
    look(chain)
    chain.later(minutes=5)
    settings, now = chain.app.extensions["settings"], chain.clock.now()
    start, posted = threading.Barrier(4), list[int]()

    def work() -> None:
        start.wait()
        posted.append(remind(settings, now))
        disconnect()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(60)
    assert sorted(posted) == [0, 0, 0, 1]
    assert deliver(chain) == 1


@pytest.mark.usefixtures("postbox")
def test_it_is_forgotten_long_afterwards_and_told_no_second_time(chain: Chain) -> None:
    chain.plan()
    settle(chain)
    chain.later(days=60)
    assert sweep(chain.clock.now()) == 0
    chain.later(days=60)
    assert sweep(chain.clock.now()) == 1
    assert settle(chain) == 0
