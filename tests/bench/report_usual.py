"""The usual way to take a report, as the peer to measure against: a nested marshmallow schema, one
Peewee `create` per row in one transaction, SQLite with WAL and a busy timeout, and no lock of its
own in front. Sign-in check and history are included, durability is the same (synchronous=FULL).

    python -m tests.bench.report_usual DATABASE PORT THREADS
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from functools import partial
from typing import Any

from flask import Flask, Response, jsonify, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from marshmallow import Schema, fields, validate
from peewee import (
    BlobField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)

database = SqliteDatabase(None)
PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "busy_timeout": 120_000}


class Base(Model):
    """All tables lie in one database."""

    class Meta:
        database = database


class Session(Base):
    """Who is signed in."""

    token = CharField(unique=True)
    shopper = CharField()


class Report(Base):
    """A report as it was sent."""

    submission = CharField(unique=True)
    shopper = CharField()
    form = CharField()
    version = IntegerField()
    outcome = CharField()
    body = BlobField()
    received_at = DateTimeField()


class Answer(Base):
    """One answer of it."""

    report = ForeignKeyField(Report, index=True)
    question = CharField()
    value = TextField(null=True)
    comment = TextField(null=True)


class Photo(Base):
    """One photo that it announces."""

    report = ForeignKeyField(Report, index=True)
    sha256 = CharField(index=True)
    question = CharField()


class History(Base):
    """Who did what."""

    at = DateTimeField(index=True)
    actor = CharField()
    act = CharField()
    object = CharField(index=True)


TABLES = [Session, Report, Answer, Photo, History]


class StampSchema(Schema):
    """An instant as the phone saw it."""

    at = fields.AwareDateTime(required=True)
    offset = fields.Integer(required=True, validate=validate.Range(-840, 840))
    zone = fields.String(required=True)


class AnswerSchema(Schema):
    """One answer."""

    value = fields.Raw(allow_none=True)
    na = fields.Boolean()
    comment = fields.String()


class PhotoSchema(Schema):
    """One photo."""

    sha256 = fields.String(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}$"))
    size = fields.Integer(required=True)
    question = fields.String(required=True)
    taken = fields.Nested(StampSchema, allow_none=True)
    place = fields.Raw(allow_none=True)


class ReportSchema(Schema):
    """The whole report, nested."""

    visit = fields.UUID(required=True)
    part = fields.String(required=True)
    form = fields.String(required=True)
    version = fields.Integer(required=True)
    outcome = fields.String(required=True)
    outcome_note = fields.String(allow_none=True)
    answers = fields.Dict(keys=fields.String(), values=fields.Nested(AnswerSchema), required=True)
    photos = fields.List(fields.Nested(PhotoSchema), required=True)
    started = fields.Nested(StampSchema, required=True)
    finished = fields.Nested(StampSchema, required=True)
    device = fields.Dict()
    language = fields.String()


def create_app() -> Flask:
    """One route and nothing else."""
    app = Flask("usual")

    @app.put("/api/v1/submissions/<submission>")
    def put(submission: str) -> tuple[Response, int]:
        session = Session.get(Session.token == request.cookies["kit_session"])
        report = ReportSchema().load(request.get_json())
        with database.atomic():
            row = store(session.shopper, submission, report, request.get_data())
        return jsonify(submission=submission, id=row.id, photos=len(report["photos"])), 201

    return app


def store(shopper: str, submission: str, report: dict[str, Any], raw: bytes) -> Report:
    """Create every row, one after the other."""
    now = datetime.now(UTC).replace(tzinfo=None)
    row = Report.create(
        submission=submission,
        shopper=shopper,
        form=report["form"],
        version=report["version"],
        outcome=report["outcome"],
        body=raw,
        received_at=now,
    )
    for question, answer in report["answers"].items():
        value = json.dumps(answer.get("value"))
        Answer.create(report=row, question=question, value=value, comment=answer.get("comment"))
    for photo in report["photos"]:
        Photo.create(report=row, sha256=photo["sha256"], question=photo["question"])
    History.create(at=now, actor=shopper, act="receive", object=submission)
    return row


def main(path: str, port: int, threads: int) -> None:
    """Serve until told to end, as the product is served."""
    database.init(path, pragmas=PRAGMAS)
    app = create_app()
    server = Granian(
        "usual",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.error,
    )
    server.serve(spawn_target=partial(_serve, app))


def _serve(app: Flask, number: int, name: Any, _loader: Any, *rest: Any) -> None:
    Granian._spawn_wsgi_worker(number, name, lambda: app, *rest)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
