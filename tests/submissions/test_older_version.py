"""A report on another published version of the visit's form is taken, and keeps its version."""

from __future__ import annotations

import json

from server.desk.commands import move_open_visits
from server.programmes.commands import publish_form
from server.programmes.models import FormVersion
from server.submissions.models import Revision
from server.submissions.queries import report
from tests.corrected import corrected, with_another_part
from tests.submissions.phone import Phone, code_of


def moved(phone: Phone) -> FormVersion:
    """The visit has moved to a corrected version while its report was being written."""
    ana = phone.chain.actor(phone.chain.ana)
    version = publish_form(ana, phone.chain.programme, corrected())
    move_open_visits(ana, version)
    return version


def test_it_works(phone: Phone) -> None:
    moved(phone)
    sent = phone.put(phone.body())
    assert sent.status_code == 201, sent.text
    assert Revision.get().form_version_id == phone.chain.form.id
    assert report(phone.submission).form.version == 1
    again = phone.put(phone.body())
    assert (again.status_code, again.get_json()) == (200, sent.get_json())


def test_a_report_on_the_corrected_version_keeps_that_one(phone: Phone) -> None:
    version = moved(phone)
    body = phone.answering(entrance_photo=None, lights_on={"value": True}) | {"version": 2}
    body["photos"] = [each for each in body["photos"] if each["question"] != "entrance_photo"]
    sent = phone.put(body)
    assert sent.status_code == 201, sent.text
    assert Revision.get().form_version_id == version.id


def test_each_revision_is_read_and_scored_by_its_own_version(phone: Phone) -> None:
    chain = phone.chain
    chain.send(phone.visit)
    chain.accept(phone.submission)
    before = report(phone.submission)
    ana = chain.actor(chain.ana)
    move_open_visits(ana, publish_form(ana, chain.programme, corrected()))
    after = report(phone.submission)
    assert after.form.version == before.form.version == 1
    assert after.evaluation == before.evaluation


def test_it_is_judged_by_the_version_it_names(phone: Phone) -> None:
    moved(phone)
    refused = phone.put(phone.body() | {"version": 2})
    assert refused.status_code == 422
    assert "answers.lights_on" in json.dumps(refused.get_json())


def test_what_cannot_be_read_is_refused_as_before(phone: Phone) -> None:
    chain = phone.chain
    publish_form(chain.actor(chain.ana), chain.programme, with_another_part())
    for changes in ({"version": 9}, {"version": 3}, {"version": 2**40}, {"form": "other"}):
        refused = phone.put(phone.body() | changes)
        assert code_of(refused) == "form_wrong", changes
    assert Revision.select().count() == 0
