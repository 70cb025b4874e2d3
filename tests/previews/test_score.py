"""The score that a preview shows is the one the server would give, whatever is answered."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from audit_forms import Form, for_phone, load, load_shipped, shipped
from server import previews, scoring
from server.previews.rules.notes import Notes
from server.previews.rules.scoring import results, scoring_of
from server.previews.rules.speech import Speech
from tests.audit_forms.any_visit import best, by_chance, visit, worst, worst_but_served
from tests.audit_forms.two_engines import EVALUATE_JS
from tests.engines.programs import node
from tests.own_form import OWN_FORM
from tests.scoring.random_visits import FACTS, Visit, visits
from tests.scoring.small_forms import answers

HERE = Path(__file__).parent
SCORE_JS = Path(previews.__file__).parent / "static/score.js"
SHIPPED = [(id, version) for id, version, _path in shipped()]


class Preview:
    """A preview's score behind a pipe: one line of JSON in, one line out."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [node(), str(HERE / "score.mjs"), EVALUATE_JS.as_uri(), SCORE_JS.as_uri()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def score(self, form: Form, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> Any:
        """What the preview makes of the answers; raises when it does."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        speech = Speech("en")
        rules = scoring_of(form, results(Notes(form, form.languages[0], speech), speech))
        json.dump([for_phone(form, form.languages[0]), rules, answers, facts], self.process.stdin)
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        found = json.loads(self.process.stdout.readline())
        assert "error" not in found, found["error"]
        return found

    def close(self) -> None:
        """End the node process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)


@pytest.fixture(scope="module")
def preview() -> Iterator[Preview]:
    running = Preview()
    yield running
    running.close()


def server(form: Form, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the server makes of the answers, in the words of the preview."""
    scored = scoring.score(form, answers, facts)
    speech = Speech("en")
    together = {each.id: [each.id] for each in form.sections if each.aggregate_of is not None}
    beside = [*scored.parties.values(), *(scored.sections[id] for id in together)]
    assert len(beside) == len(results(Notes(form, form.languages[0], speech), speech))
    return {
        "total": {**_told(scored.total), "percent": scoring.percent(scored.overall)},
        "failed": list(scored.capped_by),
        "qualities": {
            id: {
                **_told(part),
                "earned": scored.earned[id].points,
                "taken": scored.taken.get(id, 0),
            }
            for id, part in scored.qualities.items()
        },
        "results": [_told(part) for part in beside],
        "lines": {
            line.question: {
                "points": line.points,
                "possible": line.possible,
                "failed": line.critical_failed,
                "lowers": dict(line.lowers),
            }
            for line in scored.lines
        },
    }


def _told(part: scoring.Part) -> dict[str, Any]:
    percent = scoring.percent(part.share)
    return {"points": part.points, "possible": part.possible, "percent": percent}


def test_it_works(preview: Preview) -> None:
    form = load(OWN_FORM)
    given = {"visit": {"clean": {"value": True}, "wait": {"value": 70}}}
    found = preview.score(form, given, {"purchase": False})
    assert found["total"] == {"points": 4, "possible": 7, "percent": 57}
    assert found["qualities"] == {
        "respect": {"points": 4, "possible": 4, "percent": 100, "earned": 4, "taken": 0}
    }
    failed = {"visit": {"clean": {"value": False}, "wait": {"value": 30}}}
    assert preview.score(form, failed, {})["total"] == {"points": 3, "possible": 7, "percent": 43}
    assert preview.score(form, failed, {})["failed"] == ["clean"]
    nothing = preview.score(form, {"visit": {}}, {})["total"]
    assert nothing == {"points": 0, "possible": 0, "percent": None}


@pytest.mark.parametrize(("id", "version"), SHIPPED)
def test_on_every_form_that_ships(preview: Preview, id: str, version: int) -> None:
    form = load_shipped(id, version)
    chance = Random(f"{id}@{version}")
    told = [visit(form, choose) for choose in (best, worst, worst_but_served)]
    told += [visit(form, by_chance(chance)) for _ in range(20)]
    told += [_broken(each, chance) for each in told]
    met = set()
    for said in told:
        for facts in ({"purchase": True}, {"purchase": False}, {}):
            found = preview.score(form, said, facts)
            assert found == server(form, said, facts), (said, facts)
            met.add(json.dumps([found["total"], found["results"]]))
    counts = any(each.counts for each in form.questions)
    assert len(met) > 3 if counts else len(met) == 1, "these visits do not tell scores apart"


def _broken(given: Mapping[str, Any], chance: Random) -> dict[str, Any]:
    """The same with some answers left out, left empty or beyond reason."""
    odd = ({}, {"value": None}, {"value": ""}, {"value": []}, {"na": True}, {"value": "?"}, 7)
    return {
        part: {
            id: chance.choice(odd) if chance.random() < 0.2 else answer
            for id, answer in answers.items()
            if chance.random() < 0.9
        }
        for part, answers in given.items()
        if part == "visit" or chance.random() < 0.7
    }


@given(visit=visits())
@settings(max_examples=100, deadline=None)
def test_on_any_form(preview: Preview, visit: Visit) -> None:
    given = {"visit": answers(**visit.values)}
    assert preview.score(visit.form, given, FACTS) == server(visit.form, given, FACTS)
