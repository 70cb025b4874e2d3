"""Acts of the desk that touch two features at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from audit_forms import load_shipped, shipped
from server.database import write
from server.desk.queries import (
    Listed,
    newcomers,
    open_elsewhere,
    still_to_be_made,
    to_take_back,
)
from server.desk.queries import visit as listed
from server.history.commands import record
from server.imports.commands import Card, hand_out, was_done
from server.kernel.actor import Actor, Role
from server.kernel.kinds import FieldProblem
from server.kernel.problems import CATALOGUE, Problem
from server.kernel.settings import Settings
from server.mail import commands as mail
from server.people.commands import add_person
from server.people.models import Person, Shopper
from server.programmes.commands import add_programme, change_programme, publish_form
from server.programmes.models import FormVersion, Programme
from server.programmes.queries import form_of, the_programme
from server.programmes.rules import Change
from server.reviews import commands as reviews
from server.scorecards.commands import forget_drawn
from server.scores.commands import coarsen, wait_again
from server.stores.commands import close_store as shut
from server.stores.commands import let_head, let_manage
from server.stores.models import Store
from server.stores.queries import region_for, store_for
from server.visits import commands as visits
from server.visits.commands import move_form
from server.visits.models import Visit
from server.visits.queries import visits_there
from server.visits.rules import MOST_DAYS, clock_fault, fact_word, instant, window_fault


def add_member(
    actor: Actor,
    identity: UUID,
    name: str,
    language: str,
    roles: Iterable[str],
    stores: Iterable[UUID],
    regions: Iterable[UUID],
    email: str | None = None,
) -> Person:
    """Add somebody with roles and with the stores and regions that these roles cover.

    Sent twice with the same identity, it adds nobody the second time. Raises name_unusable and
    address_taken, and not_found for a store or region that there is none of.
    """
    held = frozenset(Role(role) for role in roles)
    with write():
        person = add_person(actor, name, held, language, email, identity)
        if Role.STORE_MANAGER in held:
            for store in stores:
                let_manage(actor, store_for(actor, store), person.id)
        if Role.REGIONAL_HEAD in held:
            for region in regions:
                let_head(actor, region_for(actor, region), person.id)
    return person


def link_newcomers(actor: Actor, kind: str, settings: Settings, identity: UUID) -> list[Card]:
    """A new link for each of the "people" or "shoppers" who never signed in, told here once.

    Sent too where e-mail is set up and there is an address; asked for twice with the same identity
    once. Raises confirm_first.
    """
    found, act = newcomers(kind, actor.at), "person.link_all"
    cards = hand_out(actor, found, settings, send=not was_done(actor, act, identity))
    if cards:
        shoppers = sum(card.added.shopper is not None for card in cards)
        members = len(cards) - shoppers
        with write():
            record(actor, act, "list", identity, people=members, shoppers=shoppers)
    return cards


def move_open_visits(
    actor: Actor, version: FormVersion, wave: UUID | None = None, visit: UUID | None = None
) -> int:
    """Have the visits that still lack a report reported on `version`; how many have changed.

    Of one wave or one visit alone where it is named. Raises form_does_not_fit.
    """
    with write():
        return move_form(actor, version, open_elsewhere(actor.at, version, wave, visit))


def close_store(
    actor: Actor, store: Store, reason: str, cancelled: Collection[UUID] | None = None
) -> int:
    """Close a store, and cancel the visits that are still to be made there; how many.

    `cancelled` are those that whoever decides has seen, or None for all. Raises
    store_has_open_visits where there is another, and store_closed.
    """
    with write():
        shut(actor, store.id, reason)
        there = [each.id for each in still_to_be_made(actor.at, store.id)]
        if cancelled is not None and not set(there) <= set(cancelled):
            raise Problem("store_has_open_visits", count=len(there))
        for each in there:
            visits.cancel_visit(actor, each, reason)
    return len(there)


@dataclass(frozen=True, slots=True)
class Asked:
    """A visit that somebody wants planned; times are on the store's own clocks.

    `brief` is language -> {scenario, buy, rules}. `anyway`: also where the shopper visits the
    store within that time already.
    """

    store: Store
    shopper: Shopper
    version: FormVersion
    opens: datetime
    closes: datetime
    brief: Mapping[str, Mapping[str, Any]]
    facts: Mapping[str, Any]
    identity: UUID | None = None
    anyway: bool = False


def plan(actor: Actor, programme: Programme, asked: Asked) -> Visit:
    """Plan one visit, in the wave of its quarter.

    Raises what is wrong with the window (window_…, visit_already_over, time_skipped, time_twice),
    brief_missing, fact_wrong, visit_there_already, shops_own_store and store_closed.
    """
    opens, closes = _window(actor, asked)
    facts = _facts(asked)
    if not any(each.get("scenario") for each in asked.brief.values()):
        raise Problem("brief_missing")
    with write():
        there = visits_there(asked.shopper.id, asked.store.id, opens, closes, asked.identity)
        if there and not asked.anyway:
            words = {"shopper": asked.shopper.code, "store": asked.store.name}
            raise Problem("visit_there_already", **words)
        wave = visits.wave_of_quarter(actor, programme, opens)
        call = (wave, asked.store, asked.shopper.id, asked.version, opens, closes)
        return visits.plan_visit(actor, *call, asked.brief, facts, asked.identity)


def _window(actor: Actor, asked: Asked) -> tuple[datetime, datetime]:
    zone = asked.store.zone
    for name, local in (("opens", asked.opens), ("closes", asked.closes)):
        _refuse(clock_fault(local, zone), name, time=f"{local:%H:%M}")
    opens, closes = instant(asked.opens, zone), instant(asked.closes, zone)
    fault = window_fault(opens, closes, actor.at)
    _refuse(fault, "opens" if fault == "window_too_far" else "closes", limit=MOST_DAYS)
    return opens, closes


def _refuse(code: str | None, field: str, /, **words: object) -> None:
    if code is not None:
        kind = CATALOGUE[code]
        raise Problem(code, (FieldProblem(field, code, kind.sentence, words),), **words)


def _facts(asked: Asked) -> dict[str, Any]:
    """What the form asks to know of a visit, with the values that it knows."""
    told: dict[str, Any] = {}
    for fact in form_of(asked.version.id).facts.values():
        given = asked.facts.get(fact.id)
        found = [each for each in fact.values if fact_word(each) == fact_word(given)]
        if not found:
            known = ", ".join(map(fact_word, fact.values))
            raise Problem("fact_wrong", fact=fact.id, values=known)
        told[fact.id] = found[0]
    return told


def cancel(actor: Actor, identity: UUID, reason: str) -> None:
    """Cancel a visit that is still to be made; raises not_found and visit_reported."""
    with write():
        if not _planned(actor, identity).can_be_cancelled:
            raise Problem("visit_reported")
        visits.cancel_visit(actor, identity, reason)


def take_back(actor: Actor, identity: UUID, reason: str) -> None:
    """Take the acceptance of a visit's report back; raises not_found and take_back_too_late."""
    with write():
        _planned(actor, identity)
        report = to_take_back(actor.at, [identity]).get(identity)
        if report is None:
            raise Problem("take_back_too_late")
        reviews.take_back(actor, report, reason)


def reassign(actor: Actor, identity: UUID, shopper: UUID, reason: str | None = None) -> None:
    """Give a visit of which nothing has arrived to another shopper.

    Raises not_found, visit_reported and shops_own_store.
    """
    with write():
        if not _planned(actor, identity).can_change_hands:
            raise Problem("visit_reported")
        visits.reassign_visit(actor, identity, shopper, reason)


def _planned(actor: Actor, identity: UUID) -> Listed:
    found = listed(actor.at, identity)
    if found is None or found.state == "cancelled":
        raise Problem("not_found")
    return found


def retry_message(actor: Actor, message: UUID) -> None:
    """Try a message again that could not be delivered; raises not_found."""
    with write():
        mail.retry(message, actor.at)
        record(actor, "message.retry", "message", message)


def discard_message(actor: Actor, message: UUID) -> None:
    """Give a message up that could not be delivered; raises not_found."""
    with write():
        mail.discard(message)
        record(actor, "message.discard", "message", message)


def name_programme(actor: Actor, asked: Mapping[str, Any]) -> Programme:
    """Give the programme its name, languages and settings; without one, that makes it.

    Raises programme_setting_unfit.
    """
    with write():
        there = the_programme()
        made = there or add_programme(actor, asked["name"], tuple(asked["languages"]))
        set_programme(actor, made, asked)
    return Programme.get_by_id(made.id)


def publish_shipped(actor: Actor, form: str, version: int) -> FormVersion:
    """Publish a form that ships to the programme; raises form_unknown."""
    there = the_programme()
    if there is None or (form, version) not in {(id, number) for id, number, _path in shipped()}:
        raise Problem("form_unknown")
    return publish_form(actor, there, load_shipped(form, version))


def set_programme(
    actor: Actor, programme: Programme, asked: Mapping[str, Any]
) -> tuple[Change, ...]:
    """Change a programme's settings, with all that follows for stores; what has changed.

    A coarser rounding takes hold at once, also of what is published; a finer one only of visits in
    periods that begin from now on. Raises programme_setting_unfit.
    """
    with write():
        made = {change.name: change for change in change_programme(actor, programme, asked)}
        if "rounding" in made:
            forget_drawn(coarsen(actor, programme.id, made["rounding"].new))
        if made.keys() & {"rounding", "whole_period"}:
            wait_again(actor, programme.id)
    return tuple(made.values())
