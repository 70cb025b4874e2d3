"""For each role one object that is its own and one that is not, of everything a route is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from server.episodes import commands
from server.episodes.schemas import read_episode
from server.kernel.actor import Role
from server.kernel.ids import part_submission_id, sha256_hex
from server.kernel.quarters import Quarter
from server.mail.models import Message
from server.people.commands import (
    add_person,
    add_shopper,
    deactivate_shopper,
    register_device,
    revoke_person,
)
from server.phone.pages import assets
from server.previews.rules import digest, style
from server.programmes.commands import keep_draft
from server.retention.commands import place_hold
from tests.cast import ENTRANCE
from tests.episodes.moments import body, moment
from tests.guard.bodies import Words
from tests.guard.world import World, plan
from tests.own_form import OWN_FORM
from tests.rescue.keys import key_of, new_key

STORE_SIDE = (Role.STORE_MANAGER, Role.REGIONAL_HEAD)

Find = Callable[[World, Role], tuple[Words, Words]]


@dataclass(frozen=True)
class Asked:
    """A route's own object and a foreign one, as words of its address, and bodies to send."""

    find: Find
    body: Callable[[World, Words], bytes] | None = None
    # What a foreign object is answered with: as if it did not exist.
    foreign: int = 404
    kind: str = "application/json"


def nothing(_world: World, _role: Role) -> tuple[Words, Words]:
    """No object: the route shows what is the actor's."""
    return {}, {}


def store(world: World, role: Role) -> tuple[Words, Words]:
    foreign = world.far_store.id if role is not Role.ADMINISTRATOR else uuid4()
    return {"store": world.chain.centro.id}, {"store": foreign}


def seen_together(world: World, role: Role) -> tuple[Words, Words]:
    own, foreign = store(world, role)
    form = {"form": "five-qualities"}
    return own | form, foreign | form


def quarter_of_store(world: World, role: Role) -> tuple[Words, Words]:
    own, foreign = store(world, role)
    quarter = {"quarter": str(Quarter.of(world.chain.clock.now().date()))}
    return own | quarter, foreign | quarter


def region(world: World, role: Role) -> tuple[Words, Words]:
    foreign = world.far_region.id if role is not Role.ADMINISTRATOR else uuid4()
    return {"region": world.chain.region.id}, {"region": foreign}


def score(world: World, role: Role) -> tuple[Words, Words]:
    foreign = {
        # A store beside the manager's own, in the same region.
        Role.STORE_MANAGER: world.score_of(world.chain.norte),
        Role.REGIONAL_HEAD: world.score_of(world.far_store),
    }
    own = world.score_of(world.chain.centro)
    return {"score": own}, {"score": foreign.get(role, uuid4())}


def commendation(world: World, role: Role) -> tuple[Words, Words]:
    foreign = world.commended(world.far_store) if role in STORE_SIDE else uuid4()
    return {"commendation": world.commended(world.chain.centro)}, {"commendation": foreign}


def thanks_to_settle(world: World, _role: Role) -> tuple[Words, Words]:
    own = world.commended(world.chain.centro, "proposed")
    return {"commendation": own}, {"commendation": uuid4()}


def report_of_mine(world: World, _role: Role) -> tuple[Words, Words]:
    mine = part_submission_id(world.mine.id, "visit")
    return {"submission": mine}, {"submission": part_submission_id(world.hers.id, "visit")}


def report_sent(world: World, _role: Role) -> tuple[Words, Words]:
    hers = part_submission_id(world.hers.id, "visit")
    return {"submission": world.waiting}, {"submission": hers}


def revision_of_mine(world: World, role: Role) -> tuple[Words, Words]:
    mine, hers = report_sent(world, role)
    return mine | {"number": 2}, hers | {"number": 2}


def to_review(world: World, _role: Role) -> tuple[Words, Words]:
    return {"submission": world.waiting}, {"submission": uuid4()}


def claimed(world: World, _role: Role) -> tuple[Words, Words]:
    """A report that its reviewer has claimed, so that what the store reads of it can be settled."""
    return {"submission": world.claimed}, {"submission": uuid4()}


def photo_to_review(world: World, role: Role) -> tuple[Words, Words]:
    own, _ = to_review(world, role)
    return own | {"sha256": sha256_hex(ENTRANCE)}, own | {"sha256": "0" * 64}


def photo(_world: World, _role: Role) -> tuple[Words, Words]:
    return {"sha256": sha256_hex(ENTRANCE)}, {"sha256": "f" * 64}


def episode_logged(world: World, _role: Role) -> tuple[Words, Words]:
    """A moment that the shopper logged, and one of another shopper's."""
    mine, hers = uuid4(), uuid4()
    for who, identity in ((world.chain.sol, mine), (world.luz, hers)):
        logged = commands.Logged(moment(), read_episode(body()), None)
        commands.receive(world.chain.actor(who), identity, logged)
    return {"episode": mine}, {"episode": hers}


def episode_named(world: World, role: Role) -> tuple[Words, Words]:
    """A moment at a place that is only named, and one that is at no such place."""
    mine, _ = episode_logged(world, role)
    return mine, {"episode": uuid4()}


def episode_new(world: World, role: Role) -> tuple[Words, Words]:
    """A moment that is about to be logged, and one that another shopper has."""
    _, hers = episode_logged(world, role)
    return {"episode": uuid4()}, hers


def device(world: World, _role: Role) -> tuple[Words, Words]:
    """A device of the shopper's own, not known yet, and one that is another shopper's."""
    hers = uuid4()
    register_device(world.chain.actor(world.luz), hers, key_of(new_key()))
    return {"device": uuid4()}, {"device": hers}


def session(world: World, role: Role) -> tuple[Words, Words]:
    own = world.session_of(world.by_role[role])
    foreign = world.session_of(world.chain.rita) if role is not Role.ADMINISTRATOR else uuid4()
    return {"session": own}, {"session": foreign}


def passkey(world: World, role: Role) -> tuple[Words, Words]:
    """One's own passkey, and somebody else's."""
    own, foreign = world.passkey_of(world.by_role[role]), world.passkey_of(world.chain.rita)
    return {"key": own}, {"key": foreign}


def visit(world: World, _role: Role) -> tuple[Words, Words]:
    planned = plan(world.chain, world.chain.centro, world.luz)
    return {"visit": planned.id}, {"visit": uuid4()}


def person(world: World, _role: Role) -> tuple[Words, Words]:
    # Whoever is only a shopper is nobody here: no link leads from their name to their code.
    return {"person": world.chain.rita.id}, {"person": uuid4()}


def shopper(world: World, _role: Role) -> tuple[Words, Words]:
    return {"shopper": world.luz.id}, {"shopper": uuid4()}


def other_person(world: World, _role: Role) -> tuple[Words, Words]:
    """Somebody whom nobody else here needs, so that they can be revoked."""
    added = add_person(world.chain.actor(world.chain.ana), "Teo Ruiz", [Role.REVIEWER])
    return {"person": added.id}, {"person": uuid4()}


def revoked_person(world: World, role: Role) -> tuple[Words, Words]:
    own, foreign = other_person(world, role)
    revoke_person(world.chain.actor(world.chain.ana), own["person"])
    return own, foreign


def other_shopper(world: World, _role: Role) -> tuple[Words, Words]:
    added = add_shopper(world.chain.actor(world.chain.ana), "Iris Cano")
    return {"shopper": added.id}, {"shopper": uuid4()}


def ended_shopper(world: World, role: Role) -> tuple[Words, Words]:
    own, foreign = other_shopper(world, role)
    deactivate_shopper(world.chain.actor(world.chain.ana), own["shopper"], 0)
    return own, foreign


def phone_known(world: World, _role: Role) -> tuple[Words, Words]:
    phone = uuid4()
    register_device(world.chain.actor(world.luz), phone, key_of(new_key()))
    hers = {"shopper": world.luz.id}
    return hers | {"device": phone}, hers | {"device": uuid4()}


def listed_kind(_world: World, _role: Role) -> tuple[Words, Words]:
    return {"kind": "stores"}, {"kind": "moons"}


def hold(world: World, _role: Role) -> tuple[Words, Words]:
    ana = world.chain.actor(world.chain.ana)
    placed = place_hold(ana, "shopper", world.luz.id, "A court asked for it.")
    return {"hold": placed.id}, {"hold": uuid4()}


def message(world: World, _role: Role) -> tuple[Words, Words]:
    """A message that could not be delivered."""
    at = world.chain.clock.now()
    parked = Message.create(kind="people.asked", state="parked", run_at=at, created_at=at)
    return {"message": parked.id}, {"message": uuid4()}


def form(_world: World, _role: Role) -> tuple[Words, Words]:
    own = {"form": "five-qualities", "version": 1}
    return own, own | {"version": 99}


def draft(world: World, _role: Role) -> tuple[Words, Words]:
    keep_draft(world.chain.actor(world.chain.ana), OWN_FORM.encode(), "own.yaml")
    own = {"form": "window-check", "version": 1}
    return own, own | {"version": 99}


def preview_part(_world: World, _role: Role) -> tuple[Words, Words]:
    here = {"state": digest(style())}
    return here | {"name": "preview.css"}, here | {"name": "preview.js"}


def link(_world: World, _role: Role) -> tuple[Words, Words]:
    return {"token": "no-such-link"}, {"token": "no-such-link"}


def page_of_problem(_world: World, _role: Role) -> tuple[Words, Words]:
    return {"code": "not_found"}, {"code": "moon_full"}


def own_file(_world: World, _role: Role) -> tuple[Words, Words]:
    return {"filename": "kit.css"}, {"filename": "../../wiring.py"}


def phone_file(_world: World, _role: Role) -> tuple[Words, Words]:
    here = {"version": assets.version}
    return here | {"name": "phone.css"}, here | {"name": "../../api.py"}


def phone_shell(_world: World, _role: Role) -> tuple[Words, Words]:
    here = {"version": assets.version}
    return here | {"chosen": "en"}, here | {"chosen": "zz"}
