"""A form as JSON: whole for the database, in one language for the phone, and its digest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from audit_forms import compile_form, digest, for_phone, from_snapshot, load, load_shipped, say
from audit_forms.versions import published, shipped
from tests.audit_forms.random_forms import Json, forms
from tests.audit_forms.yaml_texts import GOOD, changed

# The digest of the small form. It changes only if what a published form's digest is made of
# changes, and then every recorded digest in the world is void: do not adapt it, undo the change.
DIGEST = "ab20812c35f725ff3f1904ecbd60a21c6818a96ee6c71156de754c698a3ee35b"


def test_it_works() -> None:
    form = load(GOOD)
    assert from_snapshot(compile_form(form)) == form


def test_it_survives_a_database_that_reorders_keys() -> None:
    form = load(GOOD)
    stored = json.loads(json.dumps(compile_form(form), sort_keys=True))
    again = from_snapshot(stored)
    assert again == form
    assert list(again.qualities) == list(form.qualities)
    assert digest(again) == digest(form)


@pytest.mark.parametrize(("form", "version", "path"), shipped())
def test_what_we_ship_survives(form: str, version: int, path: Path) -> None:
    whole = load_shipped(form, version)
    assert from_snapshot(json.loads(json.dumps(compile_form(whole)))) == whole == load(path)


@given(snapshot=forms())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_form_survives(snapshot: Json) -> None:
    form = from_snapshot(snapshot)
    again = from_snapshot(json.loads(json.dumps(compile_form(form))))
    assert again == form
    assert digest(again) == digest(form)


def test_the_digest_stays_what_it_was() -> None:
    assert digest(load(GOOD)) == DIGEST


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("es: Frío", "es: Fría"),
        ("na: true\n        min: 1", "na: false\n        min: 1"),
        ("points: {yes: 2, no: 0}", "points: {yes: 1, no: 0}"),
        ("version: 1\n", "version: 2\n"),
        ("up_to: 60", "up_to: 61"),
        ("languages: [en, es]", "languages: [es, en]"),
    ],
)
def test_any_change_of_meaning_changes_the_digest(old: str, new: str) -> None:
    assert digest(load(changed(old, new))) != digest(load(GOOD))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: scale\n", "required: true\n        kind: scale\n"),
        ("version: 1\n", "# a remark\nversion:   1\n"),
        (
            "tip: tap\n        na: true",
            "tip: {es: Toque una vez., en: Tap once.}\n        na: true",
        ),
        ("points: {yes: 2, no: 0}", "points: {no: 0, yes: 2}"),
    ],
)
def test_another_way_of_writing_it_does_not(old: str, new: str) -> None:
    assert digest(load(changed(old, new))) == digest(load(GOOD))


def test_published_versions_are_never_edited() -> None:
    """A digest that differs means: put the file back, and write the change as a new version."""
    assert {f"{id}@{n}": digest(load(path)) for id, n, path in shipped()} == dict(published())


def test_the_phone_gets_one_language() -> None:
    phone = for_phone(load(GOOD), "es")
    assert phone["language"] == "es"
    assert phone["title"] == "Pequeño"
    assert phone["qualities"] == {"respect": "Respeto"}
    mood = phone["sections"][1]["questions"][0]
    assert mood == {
        "id": "mood",
        "kind": "scale",
        "text": "Ánimo",
        "tip": "Al inicio.",
        "basis": "opinion",
        "steps": [
            {"value": 1, "text": "Frío"},
            {"value": 2, "text": "Regular"},
            {"value": 3, "text": "Cálido"},
        ],
    }


@pytest.mark.parametrize(
    ("asked", "given"), [("es", "es"), ("es-MX", "es"), ("en-GB", "en"), ("fr", "en"), ("", "en")]
)
def test_a_language_the_form_does_not_have_gives_the_nearest(asked: str, given: str) -> None:
    form = load(GOOD)
    assert for_phone(form, asked)["language"] == given
    assert say(form.title, asked) == form.title[given]


def test_the_phone_does_not_see_what_scores() -> None:
    sent = json.dumps(for_phone(load(GOOD), "en"))
    for word in ("points", "weight", "critical", "action", "shown_to", "Clean it."):
        assert f'"{word}"' not in sent.replace('"critical_cap"', "")


def test_the_phone_knows_which_form_it_has() -> None:
    form = load(GOOD)
    assert for_phone(form, "en")["digest"] == for_phone(form, "es")["digest"] == digest(form)


@pytest.mark.parametrize("word", ["ask_when", "comment_when", "between", "min_length", "options"])
def test_the_phone_sees_what_it_evaluates(word: str) -> None:
    assert f'"{word}"' in json.dumps(for_phone(load(GOOD), "en"))
