"""The life of the sample chain: visits planned, made, reported, reviewed and published."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from server.actions.commands import accept as accept_with_thanks
from server.actions.rules import Entry, thanks_in
from server.database import write
from server.demo import cast, systems, words
from server.demo.answering import Visitor
from server.demo.calendar import quarters, recently, visit_times
from server.demo.cast import ERRANDS, Errand, SampleStore
from server.demo.people import Chain, found
from server.demo.story import Occasion, Told, sent, tell, tell_later, tell_why_not
from server.kernel.actor import Actor, Role
from server.kernel.ids import part_submission_id, sha256_hex
from server.kernel.settings import Settings
from server.media.commands import Limits, take
from server.people.models import Shopper
from server.programmes.models import FormVersion
from server.programmes.queries import form_of, newest
from server.reviews.commands import accept, claim, send_back
from server.stores.models import Store
from server.submissions.commands import Sent, receive, revise
from server.submissions.queries import report
from server.visits.commands import open_wave, plan_visit
from server.visits.models import Visit, Wave

Progress = Callable[[int, int], None]

_SETTINGS = Settings()
_LIMITS = Limits(_SETTINGS.photo_max_bytes, _SETTINGS.photo_max_megapixels)
# Every so many reports were sent back once and corrected before they were accepted.
SENT_BACK_ONCE = 40
# And of so many reports on the other forms, one has its words of thanks unsettled.
THANKS_LEFT_OPEN = 5


@dataclass(frozen=True, slots=True)
class _Settled:
    """A visit of the past whose report was accepted."""

    sample: SampleStore
    store: Store
    quarter: int
    at: datetime
    shopper: Shopper
    errand: Errand


def make(now: datetime, progress: Progress) -> Chain:
    """Fill an empty database with the sample chain, as it stands at `now`.

    Drawing the scorecards is left to the task worker, as after any publication.
    """
    luck = Random(cast.SEED)
    terms = quarters(now.date())
    with write():
        chain = found(terms[0].instants()[0])
        waves = [
            open_wave(chain.desk(opens), chain.programme, term.name, opens, closes)
            for term in terms
            for opens, closes in [term.instants()]
        ]
    settled = sorted(_settled(chain, now, luck), key=lambda visit: visit.at)
    for place, each in enumerate(settled):
        with write():
            _live_through(chain, waves, each, place, luck)
        progress(place + 1, len(settled))
    with write():
        _leave_waiting(chain, waves[-1], now, luck)
        _leave_sent_back(chain, waves[-1], now, luck)
    _other_systems(chain, waves[-1], now)
    return chain


def _other_systems(chain: Chain, wave: Wave, now: datetime) -> None:
    """What else than the core form the chain lives through, with a luck of its own."""
    luck = Random(cast.SEED + 1)
    with write():
        systems.publish_others(chain, now - timedelta(days=60))
    for place, call in enumerate(systems.calls(chain, now)):
        with write():
            _call(chain, wave, call, place, luck)
    with write():
        systems.rate(chain, now)
        systems.log_moments(chain, now, luck, as_shopper)


def _call(chain: Chain, wave: Wave, call: systems.Call, place: int, luck: Random) -> None:
    """A visit on one of the other forms, and its later part where one opens."""
    shopper = chain.shoppers[place % len(chain.shoppers)]
    form = newest(chain.programme.id, call.form[0])
    visit = _plan(chain, wave, call.store, shopper, call.errand, call.at, form)
    occasion = _occasion(visit, call.sample, 2, call.at, call.errand, luck)
    first, second = (part.id for part in occasion.form.parts)
    _accepted(chain, visit, shopper, first, tell(occasion, call.given), place)
    told = tell_later(occasion, second, call.at + timedelta(days=call.later))
    _accepted(chain, visit, shopper, second, told, place)


def _accepted(
    chain: Chain, visit: Visit, shopper: Shopper, part: str, told: Told, place: int
) -> None:
    """Send the report of a part, and have it read and accepted the day after.

    Its words of thanks are confirmed as they are, but for a few that are left for whoever looks.
    """
    submission = _send(visit, shopper, told, told.finished + timedelta(minutes=5), part=part)
    read = told.finished + timedelta(hours=20)
    claim(chain.reviewer(place, read), submission)
    reviewer = chain.reviewer(place, read + timedelta(minutes=9))
    if place % THANKS_LEFT_OPEN == 0:
        accept(reviewer, submission)
    else:
        accept_with_thanks(reviewer, submission, _confirmed(submission))


def _confirmed(submission: UUID) -> dict[str, Entry]:
    return {
        each.question.id: Entry("confirm", each.words, each.quality, each.role, read=True)
        for each in thanks_in(report(submission))
    }


def _settled(chain: Chain, now: datetime, luck: Random) -> Iterator[_Settled]:
    turn = 0
    for sample, store in chain.stores.values():
        for quarter, at in visit_times(sample.visits, sample.zone, now, luck):
            turn += 1
            shopper = chain.shoppers[turn % len(chain.shoppers)]
            yield _Settled(sample, store, quarter, at, shopper, luck.choice(ERRANDS))


def _live_through(
    chain: Chain, waves: list[Wave], each: _Settled, place: int, luck: Random
) -> None:
    """One visit from its plan to its score, each act at its own time."""
    visit = _plan(chain, waves[each.quarter], each.store, each.shopper, each.errand, each.at)
    occasion = _occasion(visit, each.sample, each.quarter, each.at, each.errand, luck)
    told = tell(occasion)
    arrived = told.finished + timedelta(minutes=luck.randint(1, 90))
    submission = _send(visit, each.shopper, told, arrived)
    read = arrived + timedelta(minutes=luck.randint(600, 2400))
    if place % SENT_BACK_ONCE == SENT_BACK_ONCE // 2:
        claim(chain.reviewer(place, read), submission)
        send_back(chain.reviewer(place, read), submission, words.CORRECTED)
        read += timedelta(hours=20)
        _correct(each.shopper, submission, told, read - timedelta(hours=8))
    claim(chain.reviewer(place, read), submission)
    accept(chain.reviewer(place, read + timedelta(minutes=luck.randint(4, 18))), submission)


def _plan(
    chain: Chain,
    wave: Wave,
    store: Store,
    shopper: Shopper,
    errand: Errand,
    at: datetime,
    form: FormVersion | None = None,
) -> Visit:
    return plan_visit(
        chain.desk(at - timedelta(days=7)),
        wave,
        store,
        shopper.id,
        form or chain.form_version,
        opens_at=at - timedelta(days=2),
        closes_at=at + timedelta(days=4),
        brief=errand.brief(),
        facts=errand.facts(),
    )


def _occasion(
    visit: Visit, sample: SampleStore, quarter: int, at: datetime, errand: Errand, luck: Random
) -> Occasion:
    day = luck.gauss(0, 0.06)
    levels = {
        quality: min(
            0.98, max(0.05, sample.levels[quarter] + sample.leans.get(quality, 0) + day + noise)
        )
        for quality in ("respect", "willingness", "enthusiasm", "courtesy", "response")
        for noise in [luck.gauss(0, 0.07)]
    }
    visitor = Visitor(luck, levels, visit.shopper.language)
    return Occasion(visit, form_of(visit.form_version_id), at, errand, visitor)


def _send(
    visit: Visit,
    shopper: Shopper,
    told: Told,
    at: datetime,
    ahead: timedelta = timedelta(),
    part: str = "visit",
) -> UUID:
    """Send a report and its photos at `at`, from a phone whose clock is `ahead`."""
    actor = as_shopper(shopper, at)
    submission = part_submission_id(visit.id, part)
    receive(actor, submission, Sent(told.sent.raw, told.sent.body, at + ahead))
    for photo in told.photos:
        take(actor, sha256_hex(photo), photo, 0, len(photo), _LIMITS)
    return submission


def _correct(shopper: Shopper, submission: UUID, told: Told, at: datetime) -> None:
    """Send the same report again as its second revision, with a word more."""
    body = json.loads(told.sent.raw)
    body["replaces"] = sha256_hex(told.sent.raw)
    body["answers"]["own_words"] = {"value": words.CHECKED}
    revise(as_shopper(shopper, at), submission, 2, sent(body, at))


def as_shopper(shopper: Shopper, at: datetime) -> Actor:
    """A shopper, acting at `at`."""
    return Actor(at=at, roles=frozenset({Role.SHOPPER}), shopper=shopper.id)


def _leave_waiting(chain: Chain, wave: Wave, now: datetime, luck: Random) -> None:
    """Reports of the last days that nobody has read; one is of a store that was closed."""
    stores = list(chain.stores.values())
    for place, hours in enumerate((5, 9, 22, 27, 31)):
        sample, store = stores[(place * 5 + 1) % len(stores)]
        shopper = chain.shoppers[1 + place % (len(chain.shoppers) - 1)]
        at = recently(now, hours, sample.zone)
        errand = ERRANDS[place % len(ERRANDS)]
        visit = _plan(chain, wave, store, shopper, errand, at)
        occasion = _occasion(visit, sample, 2, at, errand, luck)
        told = tell_why_not(occasion, "closed", words.CLOSED) if place == 3 else tell(occasion)
        # One phone's clock runs three quarters of an hour ahead.
        ahead = timedelta(minutes=47) if place == 1 else timedelta()
        _send(visit, shopper, told, told.finished + timedelta(minutes=6), ahead)


def _leave_sent_back(chain: Chain, wave: Wave, now: datetime, luck: Random) -> None:
    sample, store = chain.stores["C-302"]
    at = recently(now, 29, sample.zone)
    visit = _plan(chain, wave, store, chain.shoppers[0], ERRANDS[1], at)
    told = tell(_occasion(visit, sample, 2, at, ERRANDS[1], luck))
    submission = _send(visit, chain.shoppers[0], told, told.finished + timedelta(minutes=3))
    reviewer = chain.reviewer(1, now - timedelta(hours=3))
    claim(reviewer, submission)
    send_back(reviewer, submission, words.SENT_BACK)
