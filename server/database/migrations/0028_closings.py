"""How the visits of a group closed that a store sees together: a complaint solved, a promise kept.

Groups that have been shown are counted as well, by what was published of their visits when they
were shown; unless one of them is erased by now. A frozen copy: it does not follow the models when
they change.
"""

from peewee import AutoField, CharField, ForeignKeyField, IntegerField, Model


class SeenGroup(Model):
    id = AutoField()

    class Meta:
        table_name = "seen_group"


class SeenClosing(Model):
    group = ForeignKeyField(SeenGroup, on_delete="CASCADE", index=False)
    closing = CharField(max_length=12)
    visits = IntegerField()

    class Meta:
        table_name = "seen_closing"
        indexes = ((("group", "closing"), True),)


TABLES = [SeenClosing]

# Closing, the section and question that tell it, and the answers that mean it.
CLOSINGS = (
    ("solved", "act", "promise", ("solved", "solved")),
    ("never", "act", "promise", ("undated", "nothing")),
    ("kept", "kept", "promise_kept", ("kept", "kept")),
    ("partly", "kept", "promise_kept", ("partly", "partly")),
    ("broken", "kept", "promise_kept", ("broken", "broken")),
)
COUNT = """
INSERT INTO "seen_closing" ("group_id", "closing", "visits")
SELECT "g"."id", '{closing}', SUM(CASE WHEN "a"."choice" IN ('{one}', '{other}') THEN 1 ELSE 0 END)
FROM "seen_group" AS "g"
JOIN "seen_in_group" AS "m" ON "m"."group_id" = "g"."id"
JOIN "score" AS "s" ON "s"."submission_id" = "m"."submission_id"
JOIN (
    SELECT "id" AS "score_id", "revision_id" FROM "score"
    UNION SELECT "score_id", "revision_id" FROM "score_part"
) AS "r" ON "r"."score_id" = "s"."id"
JOIN "answer" AS "a" ON "a"."revision_id" = "r"."revision_id"
WHERE "g"."form" = 'complaint-handling' AND "g"."section" = '{section}'
    AND "s"."published_at" = (
        SELECT MAX("o"."published_at") FROM "score" AS "o"
        WHERE "o"."submission_id" = "m"."submission_id" AND "o"."published_at" <= "g"."shown_at"
    )
    AND "a"."question" = '{question}' AND "a"."choice" IS NOT NULL
GROUP BY "g"."id", "g"."visits"
HAVING COUNT(*) = "g"."visits"
"""


def up(migrator, db):
    """Create the table, and count what is known of the groups that have been shown."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)
    for closing, section, question, (one, other) in CLOSINGS:
        db.execute_sql(
            COUNT.format(closing=closing, section=section, question=question, one=one, other=other)
        )


def down(migrator, db):
    """Drop it; what it counted is made again from the answers."""
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
