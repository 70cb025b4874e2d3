"""What the sample chain shows beside its core form: full visits, complaints, self-views, moments.

One region lives it, Valle de México, whose manager's and head's links are printed. The figures of
the core form stay what they were, for only visits on the same form are put together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from audit_forms import load_shipped
from server.demo.answering import Answers
from server.demo.calendar import recently
from server.demo.cast import COMPLAINT, ERRANDS, MOMENTS, Errand, SampleStore
from server.demo.people import LONG, Chain
from server.demo.story import stamp
from server.episodes.commands import Logged
from server.episodes.commands import receive as take_in
from server.episodes.schemas import EpisodeSchema
from server.kernel.actor import Actor, Role
from server.kernel.ids import new_id
from server.kernel.quarters import Quarter
from server.programmes.commands import publish_form
from server.selfviews.commands import give
from server.selfviews.rules import attributes
from server.stores.models import Store

COMPLAINTS = ("complaint-handling", 1)
STORES = ("C-301", "C-302", "C-303")
# How many days ago: far enough for the reports to have been read.
FULL_VISITS = (24, 19, 13, 8)
COMPLAINED = (22, 17, 11)
# Moments are counted in weeks that are over, so that the last of them lies far enough back.
MOMENTS_BEGAN = 8
# And how many days ago managers rated: what was published since shows it beside the shoppers' view.
RATED = 12
# In how many days the store promised to have seen to each complaint.
PROMISED = 3
DATED: Answers = {
    "complaint_made": {"value": "as_planned"},
    "promise": {"value": "dated"},
    "promised_in_days": {"value": PROMISED},
}
# How the managers of the three stores see them, 1 to 5; the last one sees a store of its own.
SELF_VIEWS = (4, 4, 5)


@dataclass(frozen=True, slots=True)
class Call:
    """A visit of the past on one of the other forms."""

    form: tuple[str, int]
    sample: SampleStore
    store: Store
    errand: Errand
    at: datetime

    @property
    def given(self) -> Answers:
        """What is not left to luck: a complaint is brought, and a day is promised."""
        return DATED if self.form == COMPLAINTS else {}

    @property
    def later(self) -> int:
        """After how many days its second part is reported."""
        return PROMISED if self.form == COMPLAINTS else 1


def publish_others(chain: Chain, at: datetime) -> None:
    """Publish the other forms that the chain sends shoppers with."""
    for form in (LONG, COMPLAINTS):
        publish_form(chain.desk(at), chain.programme, load_shipped(*form))


def calls(chain: Chain, now: datetime) -> Iterator[Call]:
    """Full visits to each store of the region, and complaints to the first, the oldest first."""
    planned = [(LONG, code, days) for code in STORES for days in FULL_VISITS]
    planned += [(COMPLAINTS, STORES[0], days) for days in COMPLAINED]
    for place, (form, code, days) in enumerate(sorted(planned, key=lambda each: -each[2])):
        sample, store = chain.stores[code]
        at = recently(now, 24 * days + place, sample.zone)
        errand = COMPLAINT if form == COMPLAINTS else ERRANDS[place % len(ERRANDS)]
        yield Call(form, sample, store, errand, at)


def rate(chain: Chain, now: datetime) -> None:
    """Let the three managers say how they see their stores this quarter."""
    quarter, before = Quarter.of(now.date()), now - timedelta(days=RATED)
    at = before if Quarter.of(before.date()) == quarter else now
    for code, rating in zip(STORES, SELF_VIEWS, strict=True):
        manager = chain.managers[code].id
        actor = Actor(at=at, roles=frozenset({Role.STORE_MANAGER}), person=manager)
        ratings = {question.id: rating for question in attributes().questions}
        store = chain.stores[code][1].id
        give(actor, store, quarter, ratings, "", identity=new_id(), replaces=0)


def log_moments(
    chain: Chain, now: datetime, luck: Random, as_shopper: Callable[..., Actor]
) -> None:
    """Let shoppers log moments that they met outside a visit."""
    schema = EpisodeSchema()
    for place, (kind, moment, affected, code, words) in enumerate(MOMENTS):
        sample, store = chain.stores[code]
        at = recently(now, 24 * MOMENTS_BEGAN + 31 * place, sample.zone)
        body = {
            "kind": kind,
            "moment": moment,
            "affected": affected,
            "store_name": store.name,
            "words": words,
            "logged": stamp(at, sample.zone),
            "language": "es",
        }
        raw = json.dumps(body, ensure_ascii=False).encode()
        shopper = chain.shoppers[place % len(chain.shoppers)]
        identity = UUID(int=luck.getrandbits(128), version=4)
        take_in(as_shopper(shopper, at), identity, Logged(raw, schema.load(body), at))
