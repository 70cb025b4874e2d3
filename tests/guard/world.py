"""Two regions, two of everybody, so that everything is somebody's own and another's foreign."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from flask.testing import FlaskClient

from server.actions.models import Commendation
from server.kernel.actor import Role, system
from server.kernel.ids import part_submission_id
from server.people import commands as people
from server.people.models import DeviceSession, Passkey, Person, Shopper
from server.scores.models import Score
from server.scores.queries import of_single_visits
from server.stores import commands as stores
from server.stores.models import Region, Store
from server.visits import commands as visits
from server.visits.models import Visit
from tests.actions.thankful import accepted, thanked, thankful_in_aggregate
from tests.cast import BRIEF, Chain, build

Who = Person | Shopper


@dataclass
class World:
    """The chain of tests/cast.py, and a second region that is nobody's there."""

    chain: Chain
    far_region: Region
    far_store: Store
    luz: Shopper
    mine: Visit
    hers: Visit
    waiting: UUID
    claimed: UUID
    clients: dict[UUID, FlaskClient] = field(default_factory=dict)

    @property
    def by_role(self) -> dict[Role, Who]:
        """Somebody for each role, who holds no other."""
        chain = self.chain
        return {
            Role.ADMINISTRATOR: chain.ana,
            Role.REVIEWER: chain.rosa,
            Role.STORE_MANAGER: chain.mateo,
            Role.REGIONAL_HEAD: chain.regina,
            Role.SHOPPER: chain.sol,
        }

    def client(self, who: Who) -> FlaskClient:
        """A browser in which `who` is signed in; the same one each time."""
        if who.id not in self.clients:
            self.clients[who.id] = self._sign_in(who)
        return self.clients[who.id]

    def _sign_in(self, who: Who) -> FlaskClient:
        # An administrator who has a passkey would be asked for it.
        Passkey.delete().where(Passkey.person == who.id).execute()
        return self.chain.client(who)

    def score_of(self, store: Store) -> UUID:
        """The newest published score of a single visit to a store."""
        found = Score.select().where((Score.store == store.id) & of_single_visits())
        return UUID(str(found.order_by(Score.published_at.desc()).first().id))

    def commended(self, store: Store, state: str = "confirmed") -> UUID:
        """A commendation of a store: one that it reads, or one that has still to be settled."""
        mine = (Commendation.store == store.id) & (Commendation.state == state)
        return UUID(str(Commendation.get(mine).id))

    def session_of(self, who: Who) -> UUID:
        """A device on which somebody is signed in, apart from the one in use."""
        self._sign_in(who)
        mine = DeviceSession.shopper if isinstance(who, Shopper) else DeviceSession.person
        newest = DeviceSession.select().where(mine == who.id)
        return UUID(str(newest.order_by(DeviceSession.created_at.desc()).first().id))

    def passkey_of(self, who: Who) -> UUID:
        """A passkey of somebody's; no authenticator has its other half."""
        kind = "shopper" if isinstance(who, Shopper) else "person"
        made = Passkey.create(
            **{kind: who.id},
            name="QXZ key",
            host="localhost",
            credential=uuid4().hex,
            public_key="",
            created_on=self.chain.clock.now().date(),
        )
        return UUID(str(made.id))


def plan(chain: Chain, store: Store, shopper: Shopper) -> Visit:
    """A visit of anybody's, anywhere."""
    now = chain.clock.now()
    return visits.plan_visit(
        system(now),
        chain.wave,
        store,
        shopper.id,
        chain.form,
        now - timedelta(hours=6),
        now + timedelta(days=2),
        BRIEF,
        {"purchase": True},
    )


def furnish(database_url: str, data: object) -> World:
    """The world, with a published report at each store, one that waits and one that is claimed."""
    chain = build(database_url, data)  # type: ignore[arg-type]
    now = system(chain.clock.now())
    far_region = stores.add_region(now, "Península")
    far_store = stores.add_store(now, far_region, "PN-09", "Tienda Península")
    luz = people.add_shopper(now, "Luz Vega", "en")
    for store in (chain.centro, chain.norte, far_store):
        chain.published(store=store)
        accepted(chain, thanked(chain, store))
        for _ in range(3):  # A whole group of visits that the store sees only together.
            accepted(chain, thanked(chain, store, thankful_in_aggregate()))
    chain.accept(thanked(chain))  # Its words of thanks have still to be settled.
    chain.work()
    waiting = chain.send(chain.plan())
    claimed = chain.send(chain.plan())
    chain.client(chain.rosa).post(f"/api/v1/reviews/{claimed}/claim", headers={"X-Kit": "1"})
    mine, hers = chain.plan(), plan(chain, chain.centro, luz)
    sent = chain.client(luz).put(
        f"/api/v1/submissions/{part_submission_id(hers.id, 'visit')}",
        data=chain.body(hers, outcome="closed"),
        headers={"X-Kit": "1"},
    )
    assert sent.status_code == 201
    return World(chain, far_region, far_store, luz, mine, hers, waiting, claimed)
