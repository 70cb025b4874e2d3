"""Random forms, as snapshots; what is asked hangs on much, and on little."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from typing import Any

from hypothesis import strategies as st

from audit_forms.domains import OPS
from audit_forms.model import KINDS

Json = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

IDS = ["a", "b", "c", "d", "e", "constructor", "valueof", "tostring", "length", "z9"]
OPTIONS = ["x", "y", "constructor", "no"]
FACTS = {"purchase": [True, False], "shift": ["morning", "noon"], "tills": [1, 2]}
TEXT: Json = {"en": "Text", "es": "Texto"}

halves = st.integers(-6, 12).map(lambda n: n / 2)
# More stamps and amounts: it takes two before anything can be derived or out of order.
OFTEN = (*KINDS, "time", "time", "number", "money", "money")


@st.composite
def forms(draw: Draw, kinds: Sequence[str] = OFTEN, most: int = 8) -> Json:
    """A snapshot of a random form of some kinds of questions, as `from_snapshot` reads it."""
    parts = draw(st.sampled_from([["visit"], ["visit"], ["visit", "after"]]))
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=most, unique=True))
    questions: list[Json] = []
    for id in ids:
        questions.append(_question(draw, id, draw(st.sampled_from(kinds)), questions))
    cuts = sorted(draw(st.sets(st.integers(1, len(ids)), max_size=2)) | {0, len(ids)})
    sections = [
        {
            "id": f"s{place}",
            "part": draw(st.sampled_from(parts)),
            "title": TEXT,
            "questions": questions[start:end],
        }
        for place, (start, end) in enumerate(pairwise(cuts))
    ]
    stamps = [question["id"] for question in questions if question["kind"] == "time"]
    return {
        "form": "random",
        "version": 1,
        "languages": ["en", "es"],
        "title": TEXT,
        "qualities": [],
        "facts": [random_fact(draw, id, values) for id, values in FACTS.items()],
        "parts": [{"id": id, "title": TEXT} for id in parts],
        "in_store": [id for id in stamps if draw(st.integers(0, 3))],
        "sections": sections,
    }


def random_fact(draw: Draw, id: str, values: list[Any]) -> Json:
    """A fact of these values, perhaps with words for it and for them."""
    fact: Json = {"id": id, "values": values}
    if draw(st.booleans()):
        fact["text"] = TEXT
    if draw(st.booleans()) and True not in values:
        fact["words"] = [{"en": f"Word {n}", "es": f"Palabra {n}"} for n in range(len(values))]
    return fact


def _question(draw: Draw, id: str, kind: str, before: list[Json]) -> Json:
    question: Json = {"id": id, "kind": kind, "text": TEXT, "tip": TEXT}
    question |= _limits(draw, kind, before)
    for key, usual in (("required", True), ("na", False)):
        value = draw(st.booleans())
        if value is not usual:
            question[key] = value
    if before and not draw(st.integers(0, 2)):
        question["ask_when"] = _condition(draw, before, 2)
    if draw(st.booleans()):
        question["comment_when"] = _test(draw, kind)
        if draw(st.booleans()):
            question["comment_min_length"] = draw(st.integers(1, 6))
    return question


def _limits(draw: Draw, kind: str, before: list[Json]) -> Json:
    limits: Json = {}
    if kind == "scale":
        return {"steps": [{"value": value, "text": TEXT} for value in (1, 2, 3)]}
    if kind in ("one", "several"):
        limits["options"] = [{"id": option, "text": TEXT} for option in OPTIONS]
    if kind == "several" and draw(st.booleans()):
        limits["min"] = 0
    if kind in ("number", "money", "duration") and draw(st.booleans()):
        limits |= {"min": draw(st.integers(0, 2)), "max": draw(st.integers(3, 5))}
    if kind == "number":
        limits["decimals"] = draw(st.integers(0, 2))
    if kind == "text":
        limits |= {"min_length": draw(st.integers(1, 4)), "max_length": draw(st.integers(4, 7))}
    if kind == "photo":
        limits |= {"min": draw(st.integers(1, 2)), "max": draw(st.integers(2, 4))}
    stamps = [question["id"] for question in before if question["kind"] == "time"]
    if kind == "duration" and len(stamps) > 1:
        first, second = draw(st.sampled_from(list(combinations(stamps, 2))))
        limits["between"] = [first, second] if draw(st.integers(0, 3)) else [second, first]
    amounts = [question["id"] for question in before if question["kind"] == "money"]
    if kind == "money" and len(amounts) > 1 and draw(st.booleans()):
        limits["between"] = draw(st.permutations(amounts))[:2]
    return limits


def _condition(draw: Draw, before: list[Json], depth: int) -> Json:
    shape = draw(st.sampled_from(["question", "question", "fact", "all", "any", "not"]))
    if depth == 0 or shape == "question":
        question = draw(st.sampled_from(before))
        return {"question": question["id"], **_test(draw, question["kind"])}
    if shape == "fact":
        fact = draw(st.sampled_from(sorted(FACTS)))
        op = draw(st.sampled_from(["is", "in"]))
        value = draw(st.sampled_from(FACTS[fact]))
        return {"fact": fact, op: [value] if op == "in" else value}
    if shape == "not":
        return {"not": _condition(draw, before, depth - 1)}
    return {shape: [_condition(draw, before, depth - 1) for _ in range(draw(st.integers(1, 3)))]}


def _test(draw: Draw, kind: str) -> Json:
    op = draw(st.sampled_from(OPS[kind]))
    if op in ("at_least", "at_most"):
        return {op: draw(halves)}
    value = draw(
        st.booleans()
        if op == "answered" or kind == "yes_no"
        else st.sampled_from(OPTIONS)
        if kind in ("one", "several")
        else halves
    )
    return {op: [value, value]} if op == "in" else {op: value}
