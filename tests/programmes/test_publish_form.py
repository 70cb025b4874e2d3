"""A published version is a snapshot that never changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit_forms import compile_form, digest, load, load_shipped
from server import files
from server.history.models import HistoryEntry
from server.kernel.actor import system
from server.kernel.problems import Problem
from server.programmes import commands, queries
from server.programmes.models import FormVersion
from tests.cast import Chain
from tests.own_form import OWN_FORM

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


def test_a_form_of_another_programme_is_found_by_who_asks_for_it(chain: Chain) -> None:
    boss = system(chain.clock.now())
    other = commands.add_programme(boss, "Another")
    commands.publish_form(boss, other, replace(FORM, id="another-form"))
    changed = replace(FORM, title={"en": "Other", "es": "Otro"})
    commands.publish_form(boss, other, changed)
    assert queries.own_forms() == [("another-form", 1), (FORM.id, 1)]
    found = queries.published_anywhere("another-form", 1)
    assert found is not None
    assert found.id == "another-form"
    older = queries.published_anywhere(FORM.id, 1)
    assert older is not None
    assert digest(older) == digest(FORM)
    assert queries.published_anywhere(FORM.id, 2) is None
    assert queries.published_anywhere(FORM.id, 2**31) is None


@pytest.mark.parametrize("name", ["full-visit", "complaint-handling"])
def test_without_its_file_a_published_version_is_written_out(chain: Chain, name: str) -> None:
    """A form of one's own with modules, published from a file that lies elsewhere."""
    form = replace(load_shipped(name, 1), id="our-own")
    commands.publish_form(system(chain.clock.now()), chain.programme, form)
    written = queries.source_of("our-own", 1)
    assert b"use: " in written
    assert digest(load(written.decode())) == digest(form)
    with pytest.raises(Problem) as refused:
        queries.source_of("our-own", 2)
    assert refused.value.code == "form_unknown"


def test_a_file_that_says_something_else_is_not_its_file(chain: Chain) -> None:
    boss = system(chain.clock.now())
    files.drafts().put("window-check", "1", OWN_FORM.encode())
    assert queries.source_of("window-check", 1) == OWN_FORM.encode()
    published = load(OWN_FORM.replace("weight: 2", "weight: 3"))
    commands.publish_form(boss, chain.programme, published)
    assert digest(load(queries.source_of("window-check", 1).decode())) == digest(published)
