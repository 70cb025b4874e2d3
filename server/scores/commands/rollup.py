"""What published scores add up to: counted, gathered, made anew, and rounded more coarsely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from peewee import EXCLUDED, fn

from server.database import database, is_sqlite, write
from server.history.commands import record
from server.kernel.actor import Actor
from server.programmes.queries import form_of, least_together
from server.programmes.rules import coarsened, kept
from server.scores import rules
from server.scores.models import (
    Score,
    SeenClosing,
    SeenGroup,
    SeenInGroup,
    SinMonth,
    StoreMonth,
)
from server.scores.queries import (
    Waiting,
    choices_in,
    of_single_visits,
    share_sums,
    sin_answers,
    sin_sums,
    waiting_together,
)
from server.scoring import Part
from server.stores.models import Store

_KEY = (StoreMonth.programme, StoreMonth.store, StoreMonth.month, StoreMonth.form)
_SUMS = tuple(rules.contribution(dict.fromkeys(rules.SHARES), 1))
_ADD = {
    getattr(StoreMonth, name): getattr(StoreMonth, name) + getattr(EXCLUDED, name) for name in _SUMS
}


_SINS_KEY = (SinMonth.programme, SinMonth.store, SinMonth.month)
_ADD_SINS = {
    getattr(SinMonth, name): getattr(SinMonth, name) + getattr(EXCLUDED, name)
    for name in rules.sins_seen({}, 1)
}


def count(score: Score, sign: int) -> None:
    """Add a score to its store's month, or take it away: one upsert on either engine.

    A visit that a store may not know of by itself is not counted: a rising count would tell.
    """
    if not Score.select().where((Score.id == score.id) & of_single_visits()).exists():
        return
    _count_sins(score, sign)
    StoreMonth.insert(
        programme=score.programme_id,
        store=score.store_id,
        month=score.month,
        form=score.form,
        **rules.contribution(score.__data__, sign),
    ).on_conflict(conflict_target=_KEY, update=_ADD).execute()
    if sign < 0:
        StoreMonth.delete().where(
            (StoreMonth.programme == score.programme_id)
            & (StoreMonth.store == score.store_id)
            & (StoreMonth.month == score.month)
            & (StoreMonth.form == score.form)
            & (StoreMonth.visits == 0)
        ).execute()


def gather(actor: Actor, score: Score) -> None:
    """Show each group of visits that this publication makes whole, as it is from now on."""
    form = form_of(score.revision.form_version_id)
    sections = [section.id for section in form.sections if section.aggregate_of is not None]
    if not sections:
        return
    if not is_sqlite():
        # Of two publications at a store at once neither would count the other's visit. Rows that
        # point to the store hold its key: waiting for those too, both could wait for ever.
        held = Store.select(Store.id).where(Store.id == score.store_id)
        held.for_update("FOR NO KEY UPDATE").execute()
    least = least_together(score.programme_id, score.form)
    for section in [*sections, ""] if form.in_aggregate_only else sections:
        waiting = waiting_together(score, section)
        while len(waiting) >= least:
            group = _show(actor, score, section, waiting[:least])
            _close(group, rules.closings_asked(form, section), waiting[:least])
            waiting = waiting[least:]


def _show(actor: Actor, score: Score, section: str, visits: Sequence[Waiting]) -> SeenGroup:
    of = {
        "programme": score.programme_id,
        "store": score.store_id,
        "form": score.form,
        "section": section,
    }
    mine = [getattr(SeenGroup, name) == value for name, value in of.items()]
    found = Part.of(each.found for each in visits)
    group = SeenGroup.create(
        **of,
        number=SeenGroup.select().where(*mine).count() + 1,
        visits=len(visits),
        points=found.points,
        possible=found.possible,
        first=min(each.month for each in visits),
        last=max(each.month for each in visits),
        shown_at=actor.at,
    )
    members = ((group.id, each.submission, section) for each in visits)
    fields = [SeenInGroup.group, SeenInGroup.submission, SeenInGroup.section]
    SeenInGroup.insert_many(members, fields).execute()
    return group


def _close(
    group: SeenGroup, asked: Mapping[str, Mapping[str, str]], visits: Sequence[Waiting]
) -> None:
    """Count how the visits of a group closed, where its section asks for that."""
    if not asked:
        return
    answers = choices_in((each.submission for each in visits), asked)
    rows = ((group.id, closing, n) for closing, n in rules.closings(asked, answers).items())
    fields = [SeenClosing.group, SeenClosing.closing, SeenClosing.visits]
    SeenClosing.insert_many(rows, fields).execute()


def _count_sins(score: Score, sign: int) -> None:
    """The same for the sins, where a form of its reports asked for any."""
    answers = sin_answers(score)
    if answers:
        SinMonth.insert(
            programme=score.programme_id,
            store=score.store_id,
            month=score.month,
            **rules.sins_seen(answers, sign),
        ).on_conflict(conflict_target=_SINS_KEY, update=_ADD_SINS).execute()
    if answers and sign < 0:
        SinMonth.delete().where(
            (SinMonth.store == score.store_id) & (SinMonth.visits == 0)
        ).execute()


def rebuild(actor: Actor) -> int:
    """Make the rollup anew from the published scores; return how many months of stores it has.

    Publications go on meanwhile: each is either in the rows that are read, or added afterwards.
    """
    with write():
        _hold_rollup()
        StoreMonth.delete().execute()
        key = (Score.programme, Score.store, Score.month, Score.form)
        made = (
            Score.select(*key, fn.COUNT(Score.id), *share_sums())
            .where(Score.current & Score.published_at.is_null(False) & of_single_visits())
            .group_by(*key)
        )
        SinMonth.delete().execute()
        sins = [*_SINS_KEY, *(getattr(SinMonth, name) for name in rules.sins_seen({}, 1))]
        SinMonth.insert_from(sin_sums(), sins).execute()
        fields = [*_KEY, *(getattr(StoreMonth, name) for name in _SUMS)]
        StoreMonth.insert_from(made, fields).execute()
        count = StoreMonth.select().count()
        record(actor, "rollup.rebuild", "rollup", "store_month", rows=count)
    return int(count)


def _hold_rollup() -> None:
    """Make other writers of the rollup wait for this transaction; SQLite has one writer anyway."""
    if not is_sqlite():
        database.execute_sql("LOCK TABLE store_month, sin_month IN EXCLUSIVE MODE")


def coarsen(actor: Actor, programme: UUID, rounding: str) -> list[UUID]:
    """Round what is scored in a programme as coarsely as `rounding`; the scores that it changed.

    Nothing is made finer: what a store once could not learn it never learns.
    """
    key = (Score.rounding, Score.week, Score.day_part, Score.month)
    changed: list[UUID] = []
    with write():
        mine = Score.programme == programme
        for row in list(Score.select(*key).where(mine).distinct().tuples()):
            new = coarsened(kept(*row), rounding)
            if new.rounding == row[0]:
                continue
            told = (new.rounding, new.week, new.day_part, new.month)
            same = [column == value for column, value in zip(key, row, strict=True)]
            found = list(Score.select(Score.id).where(mine, *same).tuples())
            changed += [id for (id,) in found]
            Score.update(dict(zip(key, told, strict=True))).where(mine, *same).execute()
        if changed:
            rebuild(actor)
    return changed
