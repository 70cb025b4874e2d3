"""What is old enough to be erased, what is held, and whose something is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import SQL, Model, ModelSelect, fn

from server.actions.models import Commendation
from server.episodes.models import Episode
from server.history.queries import explained
from server.kernel.erasing import ERASED, Held, Whose
from server.kernel.problems import Problem
from server.people.models import DeviceSession, Person, RoleGrant, Shopper
from server.people.queries import (
    codes_with_a_name,
    held_with,
    member,
    members,
    own_codes,
    people_behind,
    person_behind,
)
from server.programmes.models import Programme
from server.programmes.queries import the_programme
from server.retention.models import Erasure, LegalHold
from server.retention.rules import reach
from server.reviews.models import Review
from server.scores.models import Score, ScorePart, SeenGroup, SeenInGroup
from server.stores.models import Store
from server.submissions.models import Revision, Submission
from server.visits.models import Visit, VisitPart

# Beyond any list there will be.
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Due:
    """How much is older than the period and not erased yet: reports, and people."""

    reports: int
    people: int


def cut_off(at: datetime) -> datetime | None:
    """What is older than this is erased; None where everything is kept, or nothing is there yet."""
    programme = the_programme()
    return None if programme is None else reach(at, programme.retention_months)


def holds() -> list[LegalHold]:
    """The holds that stand, the newest first."""
    standing = LegalHold.lifted_at.is_null()
    return list(LegalHold.select().where(standing).order_by(LegalHold.placed_at.desc()))


def standing(hold: UUID) -> LegalHold:
    """A hold that stands; raises not_found."""
    found = LegalHold.get_or_none((LegalHold.id == hold) & LegalHold.lifted_at.is_null())
    if found is None:
        raise Problem("not_found")
    return found


def all_held() -> bool:
    """Whether a hold on the whole programme stands."""
    return any(hold.kind == "programme" for hold in holds())


def held() -> Held:
    """What single holds name: a code holds its person and a person all codes."""
    found = holds()
    people = {hold.object for hold in found if hold.kind == "person"}
    shoppers = {hold.object for hold in found if hold.kind == "shopper"}
    visits = {hold.object for hold in found if hold.kind == "visit"}
    people, shoppers = held_with(people, shoppers)
    named = _made_by(visits)
    mine = Visit.select(Visit.id).where(Visit.shopper.in_(list(shoppers)))
    visits |= _ids(mine)
    reports = Submission.select(Submission.id).where(
        Submission.visit.in_(list(visits)) | Submission.shopper.in_(list(shoppers))
    )
    reviews = Review.select(Review.id).where(Review.submission.in_(reports))
    thanks = Commendation.select(Commendation.id).where(Commendation.review.in_(reviews))
    moments = Episode.select(Episode.id).where(Episode.shopper.in_(list(shoppers)))
    others = {hold.id for hold in found} | visits | _ids(reports, reviews, thanks, moments)
    addresses = _addresses(people | named)
    sets = (frozenset(each) for each in (people, shoppers, others, named, addresses))
    return Held(*sets)


def _made_by(visits: Collection[UUID]) -> set[UUID]:
    """The people whose a visit is, or who reported it; not to be shown."""
    theirs = Visit.select(Visit.shopper).where(Visit.id.in_(list(visits)))
    told = Submission.select(Submission.shopper).where(Submission.visit.in_(list(visits)))
    people, _shoppers = held_with((), _ids(theirs, told) - {None})
    return people


def _addresses(people: Collection[UUID]) -> set[str]:
    rows = Person.select(Person.email).where(Person.id.in_(list(people)) & (Person.email != ""))
    return {address for (address,) in rows.tuples()}


def _ids(*rows: ModelSelect) -> set[Any]:
    return {id for each in rows for (id,) in each.tuples()}


def due_reports(before: datetime, most: int = 200) -> list[UUID]:
    """Reports that are older by what a store knows of them, with words that are not held."""
    return [id for (id,) in _due_reports(before).limit(most).tuples()]


def _due_reports(before: datetime) -> ModelSelect:
    """Nothing was sent of them since, and what is published of them was published before.

    That words go would tell a store who watches them when their report was accepted: what a store
    has read is as old as its publication.
    """
    kept = held()
    return Submission.select(Submission.id).where(
        (Submission.updated_at < before)
        & ~_is_erased()
        & (_scored(Score.published_at < before) | ~_scored(_out_since(before)))
        & ~fn.EXISTS(_thanks_since(before))
        & ~fn.EXISTS(_together_since(before))
        & Submission.id.not_in(list(kept.others))
        & Submission.shopper.not_in(list(kept.shoppers))
    )


def _is_erased() -> Any:
    """That the words of a report are gone; those of what was sent after that are not."""
    mark = (Erasure.kind == "report") & (Erasure.object == Submission.id)
    return fn.EXISTS(_any(Erasure).where(mark & (Erasure.at > Submission.updated_at)))


def _scored(condition: Any) -> Any:
    """That a score rests on a report for which this holds."""
    first = _any(Score).where((Score.submission == Submission.id) & condition)
    parts = _any(ScorePart).join(Revision).join_from(ScorePart, Score)
    later = parts.where((Revision.submission == Submission.id) & condition)
    return fn.EXISTS(first) | fn.EXISTS(later)


def _out_since(before: datetime) -> Any:
    """Of a score: published since, or still to be."""
    return (Score.published_at >= before) | (Score.published_at.is_null() & Score.current)


def _thanks_since(before: datetime) -> ModelSelect:
    mine = (Review.submission == Submission.id) & Commendation.withdrawn_at.is_null()
    return _any(Commendation).join(Review).where(mine & (Commendation.publish_at >= before))


def _together_since(before: datetime) -> ModelSelect:
    """What was seen only together with other visits is as old as that."""
    mine = (SeenInGroup.submission == Submission.id) & (SeenInGroup.section == "")
    return _any(SeenInGroup).join(SeenGroup).where(mine & (SeenGroup.shown_at >= before))


def _any(table: type[Model]) -> ModelSelect:
    return table.select(SQL("1"))


def due_people(before: datetime, now: datetime, most: int = 200) -> list[UUID]:
    """Whoever lost access before, and shoppers who have had nothing to do with us since."""
    return [id for (id,) in _due_people(before, now).limit(most).tuples()]


def _due_people(before: datetime, now: datetime) -> ModelSelect:
    kept, used = held(), people_behind(_used(before, now))
    gone = Person.revoked_at.is_null(False) & (Person.revoked_at < before)
    shops = Person.id.in_(people_behind(Shopper.select(Shopper.id)))
    idle = shops & Person.id.not_in(RoleGrant.select(RoleGrant.person))
    return Person.select(Person.id).where(
        (gone | idle)
        # Whoever was revoked as a member of staff may still shop.
        & Person.id.not_in(used)
        & (Person.name != ERASED)
        & Person.id.not_in(list(kept.people | kept.named))
    )


def _used(before: datetime, now: datetime) -> ModelSelect:
    """A subselect of the codes that are younger than an instant, or were in use since."""
    return Shopper.select(Shopper.id).where(
        (Shopper.created_at >= before)
        | Shopper.id.in_(_busy(Visit.shopper, Visit.closes_at >= before))
        | Shopper.id.in_(_busy(Submission.shopper, Submission.updated_at >= before))
        | Shopper.id.in_(_busy(DeviceSession.shopper, _lasting(now)))
    )


def _busy(whose: Any, condition: Any) -> ModelSelect:
    return whose.model.select(whose).where(whose.is_null(False) & condition)


def _lasting(now: datetime) -> Any:
    return DeviceSession.revoked_at.is_null() & (DeviceSession.expires_at > now)


def due(before: datetime, now: datetime) -> Due:
    """How much would be erased now."""
    if all_held():
        return Due(0, 0)
    return Due(_due_reports(before).count(), _due_people(before, now).count())


def due_after(months: int, now: datetime) -> Due:
    """How much would be erased if personal data were kept for so many months."""
    before = reach(now, months)
    return due(before, now) if before else Due(0, 0)


def whose(person: UUID) -> Whose:
    """Whom a person's id stands for; raises not_found, also for whoever is erased already."""
    found = Person.get_or_none((Person.id == person) & (Person.name != ERASED))
    if found is None:
        raise Problem("not_found")
    codes = own_codes(person)
    reports = _ids(Submission.select(Submission.id).where(Submission.shopper.in_(list(codes))))
    about = _about(person, codes, reports)
    return Whose(person, found.name, codes, frozenset(reports), found.email, about)


def _about(person: UUID, codes: frozenset[UUID], reports: set[UUID]) -> frozenset[UUID]:
    """Ids of what else tells of somebody: a reason that stands by one of them may name them."""
    visits = _ids(Visit.select(Visit.id).where(Visit.shopper.in_(list(codes)))) | _handed_on(codes)
    reviews = Review.select(Review.id).where(Review.submission.in_(list(reports)))
    thanks = Commendation.select(Commendation.id).where(Commendation.review.in_(reviews))
    moments = Episode.select(Episode.id).where(Episode.shopper.in_(list(codes)))
    named = LegalHold.object.in_([person, *codes, *visits])
    found = _ids(thanks, moments, LegalHold.select(LegalHold.id).where(named))
    return frozenset(found | visits)


def _handed_on(codes: Collection[UUID]) -> set[UUID]:
    """The visits that once were somebody's, as long as the history says why they are no more."""
    mine = {str(code) for code in codes}
    told = explained("visit.reassign") if mine else ()
    return {UUID(visit) for visit, said in told if mine & {said.get("before"), said.get("shopper")}}


def person_of(shopper: UUID) -> UUID:
    """The person to be erased with a code; never to be shown. Raises not_found."""
    found = Person.get_or_none(Person.id.in_(person_behind(shopper)))
    if found is None:
        raise Problem("not_found")
    return UUID(str(found.id))


def open_visits(whose: Whose) -> int:
    """How many visits would be taken back for others."""
    reported = VisitPart.select(VisitPart.visit).where(
        VisitPart.submission.in_(list(whose.reports))
    )
    mine = Visit.shopper.in_(list(whose.shoppers)) & Visit.id.not_in(reported)
    return int(Visit.select().where(mine & Visit.cancelled_at.is_null()).count())


def is_held(whose: Whose) -> bool:
    """Whether a hold keeps a person from being erased."""
    kept = held()
    reports = Submission.id.in_(list(whose.reports)) & Submission.id.in_(list(kept.others))
    return (
        all_held()
        or whose.person in kept.people | kept.named
        or bool(whose.shoppers & kept.shoppers)
        or Submission.select().where(reports).exists()
    )


def is_there(kind: str, object: UUID) -> bool:
    """Whether there is something of this kind with this id that a hold may name."""
    tables: dict[str, type[Model]] = {"person": Person, "shopper": Shopper, "visit": Visit}
    table = tables[kind]
    return bool(table.select().where(table.id == object).exists())


@dataclass(frozen=True, slots=True)
class Counts:
    """What would be erased of a person: reports with words and photos, and visits to come."""

    reports: int
    open_visits: int


def counts(whose: Whose) -> Counts:
    """How much there is of somebody."""
    return Counts(len(whose.reports), open_visits(whose))


def period() -> int:
    """For how many months personal data is kept."""
    programme = the_programme()
    return int((programme or Programme()).retention_months)


def people() -> list[Person]:
    """Whose data can be asked for by name: everybody who holds a role."""
    return [person for past in (False, True) for person, _roles in members(_MOST, past)]


def staff(person: UUID) -> UUID:
    """Somebody who holds a role, or held one until revoked; raises not_found for anybody else."""
    return UUID(str(member(person, past=True).id))


def codes() -> list[Shopper]:
    """Whose data can be asked for by code: every shopper who is not erased yet."""
    return list(Shopper.select().where(Shopper.id.in_(codes_with_a_name())).order_by(Shopper.code))


def code(shopper: UUID) -> UUID:
    """A shopper who is not erased yet; raises not_found for any other."""
    person_of(shopper)
    return shopper


def named(kind: str, id: UUID) -> str:
    """What somebody or something that is held is called: a name, a code, a store and its week."""
    if kind == "visit":
        visit = Visit.get_or_none(Visit.id == id)
        return f"{visit.store.name}, {visit.opens_at.date().isoformat()}" if visit else ""
    table, name = (Person, Person.name) if kind == "person" else (Shopper, Shopper.code)
    return str(table.select(name).where(table.id == id).scalar() or ERASED)


def choices(kind: str, chosen: str = "", most: int = 300) -> list[tuple[str, str]]:
    """What a hold of this kind may name, as a value to send and what it is called.

    Of many a part, with the one that is chosen: the others are held from their own page.
    """
    if kind == "person":
        found = [(person.id, person.name) for person in people()]
    elif kind == "shopper":
        found = [(each.id, each.code) for each in codes()]
    else:
        rows = Visit.select(Visit, Store).join(Store).order_by(Visit.opens_at.desc()).limit(most)
        found = [(v.id, f"{v.store.name}, {v.opens_at.date().isoformat()}") for v in rows]
    told = [(f"{kind}:{id}", name) for id, name in found]
    return told[:most] + [each for each in told[most:] if each[0] == chosen]


def whose_by(kind: str, id: UUID) -> Whose:
    """Whom a person's or a shopper's id stands for, with all that goes when it is erased."""
    return whose(person_of(id) if kind == "shopper" else id)


def by_name(kind: str, name: str) -> list[UUID]:
    """The ids of what is called like this: a person by name, a shopper by code, a visit by id."""
    if kind == "person":
        return [person.id for person in people() if person.name == name]
    if kind == "shopper":
        return [each.id for each in Shopper.select().where(Shopper.code == name)]
    try:
        return [UUID(name)] if is_there("visit", UUID(name)) else []
    except ValueError:
        return []


def found_by(word: str) -> tuple[str, UUID]:
    """Whose data is meant by an id, a shopper's code, an e-mail address or a name; and what kind.

    By the address of whoever is only a shopper it is the code. Raises not_found, also where
    several have the name.
    """
    ids = [*by_name("shopper", word), *(each.id for each in codes() if str(each.id) == word)]
    if ids:
        return "shopper", code(ids[0])
    address = word.strip().lower()
    mine = [p.id for p in people() if word in {str(p.id), p.name} or p.email == address]
    if len(mine) == 1:
        return "person", mine[0]
    hidden = None if mine else Person.get_or_none(Person.email == address)
    if hidden is None or not own_codes(hidden.id):
        raise Problem("not_found")
    return "shopper", min(own_codes(hidden.id))
