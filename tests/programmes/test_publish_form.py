"""A published version is a snapshot that never changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit_forms import compile_form, digest, load_shipped
from server.history.models import HistoryEntry
from server.kernel.actor import system
from server.kernel.problems import Problem
from server.programmes import commands, queries
from server.programmes.models import FormVersion
from tests.cast import Chain

FORM = load_shipped("five-qualities", 1)


def test_it_works(chain: Chain) -> None:
    row = queries.published(chain.programme.id, "five-qualities", 1)
    assert row.digest == digest(FORM)
    assert digest(queries.form_of(row.id)) == digest(FORM)
    assert compile_form(queries.form_of(row.id)) == compile_form(FORM)


def test_the_same_again_changes_nothing(chain: Chain) -> None:
    boss = system(chain.clock.now())
    before = HistoryEntry.select().count()
    assert commands.publish_form(boss, chain.programme, FORM).id == chain.form.id
    assert FormVersion.select().count() == 1
    assert HistoryEntry.select().count() == before


def test_other_content_under_the_same_version_is_refused(chain: Chain) -> None:
    other = replace(FORM, title={"en": "Other", "es": "Otro"})
    with pytest.raises(Problem) as refused:
        commands.publish_form(system(chain.clock.now()), chain.programme, other)
    assert refused.value.code == "form_already_published"
    assert queries.published(chain.programme.id, FORM.id, 1).digest == digest(FORM)


def test_the_next_version_stands_beside_it(chain: Chain) -> None:
    newer = replace(FORM, version=2)
    commands.publish_form(system(chain.clock.now()), chain.programme, newer)
    assert queries.newest(chain.programme.id, FORM.id).version == 2
    assert [row.version for row in queries.all_published(chain.programme.id)] == [2, 1]


def test_a_form_that_is_not_there(chain: Chain) -> None:
    for find in (
        lambda: queries.published(chain.programme.id, "six-qualities", 1),
        lambda: queries.newest(chain.programme.id, "six-qualities"),
    ):
        with pytest.raises(Problem) as refused:
            find()
        assert refused.value.code == "form_unknown"
