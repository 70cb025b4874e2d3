"""The groups of visits that a store sees together: as it sees them now, and from now on unmoved.

A frozen copy: it does not follow the models when they change.
"""

import json
from collections import defaultdict

from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
    fn,
)

from server.database.fields import UtcField


class Programme(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "programme"


class Store(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "store"


class FormVersion(Model):
    id = UUIDField(primary_key=True)
    programme = UUIDField(column_name="programme_id")
    form = CharField(max_length=60)
    snapshot = TextField()

    class Meta:
        table_name = "form_version"


class Submission(Model):
    id = UUIDField(primary_key=True)

    class Meta:
        table_name = "submission"


class Revision(Model):
    form_version = ForeignKeyField(FormVersion)

    class Meta:
        table_name = "revision"


class Score(Model):
    id = UUIDField(primary_key=True)
    submission = ForeignKeyField(Submission)
    revision = ForeignKeyField(Revision)
    programme = UUIDField(column_name="programme_id")
    store = UUIDField(column_name="store_id")
    form = CharField(max_length=60)
    current = BooleanField()
    month = DateField()
    published_at = UtcField(null=True)

    class Meta:
        table_name = "score"


class ScoreLine(Model):
    score = ForeignKeyField(Score)
    section = CharField(max_length=80)
    points = IntegerField()
    possible = IntegerField()

    class Meta:
        table_name = "score_line"


class SeenGroup(Model):
    programme = ForeignKeyField(Programme)
    store = ForeignKeyField(Store, index=False)
    form = CharField(max_length=60)
    section = CharField(max_length=80)
    number = IntegerField()
    visits = IntegerField()
    points = IntegerField()
    possible = IntegerField()
    first = DateField()
    last = DateField()
    shown_at = UtcField()

    class Meta:
        table_name = "seen_group"
        indexes = ((("store", "programme", "form", "section", "number"), True),)


class SeenInGroup(Model):
    group = ForeignKeyField(SeenGroup, on_delete="CASCADE")
    submission = ForeignKeyField(Submission, on_delete="CASCADE", index=False)
    section = CharField(max_length=80)

    class Meta:
        table_name = "seen_in_group"
        indexes = ((("submission", "section"), True),)


TABLES = [SeenGroup, SeenInGroup]
READ = [Programme, Store, FormVersion, Submission, Revision, Score, ScoreLine]


def up(migrator, db):
    """Create the tables, and close the groups that are whole by now."""
    with db.bind_ctx([*TABLES, *READ]):
        db.create_tables(TABLES, safe=False)
        for form, versions in _in_aggregate().items():
            _close(form, versions)


def _in_aggregate():
    """(programme, form) -> version -> the compiled form, where any section is seen together."""
    found: dict[tuple, dict] = defaultdict(dict)
    for row in FormVersion.select():
        compiled = json.loads(row.snapshot)
        if any(section.get("aggregate_of") for section in compiled.get("sections", ())):
            found[row.programme, row.form][row.id] = compiled
    return found


def _close(form, versions):
    least = max(s.get("aggregate_of") or 0 for each in versions.values() for s in each["sections"])
    apart = defaultdict(set)
    for id, compiled in versions.items():
        for section in compiled["sections"]:
            if section.get("aggregate_of"):
                apart[section["id"]].add(id)
        if _only(compiled):
            apart[""].add(id)
    scores = list(_scores(form, versions))
    found = _found(form, versions)
    for section, asked in sorted(apart.items()):
        at_store = defaultdict(list)
        for score in scores:
            points, possible = found.get((score.id, section), (0, 0))
            if score.revision.form_version_id in asked and (possible or not section):
                at_store[score.store].append((score, points, possible))
        for store, visits in at_store.items():
            for start in range(0, len(visits) - least + 1, least):
                _show(form, store, section, start // least + 1, visits[start : start + least])


def _only(compiled):
    """Whether a store sees nothing of a single visit: no section counts but those."""
    return not any(
        key in question
        for key in ("points", "critical", "lowers")
        for section in compiled["sections"]
        if section.get("party") != "customer" and not section.get("aggregate_of")
        for question in section["questions"]
    )


def _scores(form, versions):
    return (
        Score.select(Score, Revision)
        .join(Revision)
        .where(
            Score.current
            & Score.published_at.is_null(False)
            & (Score.programme == form[0])
            & (Score.form == form[1])
            & Revision.form_version.in_(list(versions))
        )
        .order_by(Score.published_at, Score.submission)
    )


def _found(form, versions):
    rows = (
        ScoreLine.select(
            ScoreLine.score,
            ScoreLine.section,
            fn.SUM(ScoreLine.points),
            fn.SUM(ScoreLine.possible),
        )
        .where(ScoreLine.score.in_(_scores(form, versions).select(Score.id).order_by()))
        .group_by(ScoreLine.score, ScoreLine.section)
    )
    return {(score, section): (int(a), int(b)) for score, section, a, b in rows.tuples()}


def _show(form, store, section, number, visits):
    group = SeenGroup.create(
        programme=form[0],
        store=store,
        form=form[1],
        section=section,
        number=number,
        visits=len(visits),
        points=sum(points for _, points, _ in visits),
        possible=sum(possible for _, _, possible in visits),
        first=min(score.month for score, _, _ in visits),
        last=max(score.month for score, _, _ in visits),
        shown_at=max(score.published_at for score, _, _ in visits),
    )
    for score, _, _ in visits:
        SeenInGroup.create(group=group, submission=score.submission_id, section=section)


def down(migrator, db):
    """Drop the tables, with what they hold."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES[::-1], safe=False)
