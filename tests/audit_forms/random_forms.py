"""Random forms, and random answers to them: good, nearly good, and nothing of the kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import pairwise
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

small = st.integers(-3, 6)
halves = st.integers(-6, 12).map(lambda n: n / 2)
# Every character, halves of astral ones too, and often those on which engines disagree.
characters = st.one_of(
    st.characters(exclude_categories=()),
    st.sampled_from("ab ñ\u0303\u00a0\u200b\ufeff\u0085\x1f\0\ud83d\ude00\U0001f600\u2028"),
)
texts = st.text(characters, max_size=8)
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**53 - 1, 2**53, 2**53 + 1, -(2**53), 10**30, 1e21, 1e-7, 0.1 + 0.2, -0.0])
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
    | st.sampled_from([*OPTIONS, "__proto__", "2026-11-21T16:15:30Z"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*IDS, "at", "value", "__proto__"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@st.composite
def forms(draw: Draw, kinds: Sequence[str] = KINDS, most: int = 8) -> Json:
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
        "facts": [{"id": id, "values": values} for id, values in FACTS.items()],
        "parts": [{"id": id, "title": TEXT} for id in parts],
        "in_store": [id for id in stamps if draw(st.integers(0, 3))],
        "sections": sections,
    }


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
        limits["between"] = draw(st.permutations(stamps))[:2]
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


SECONDS = ["00", "01", "01.5", "01.05", "01.123", "02"]
ODD_TIMES = [
    *(
        "2026-02-30T00:00:00Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T16:15:60Z",
        "0001-01-01T00:00:00Z",
    ),
    *("2026-11-21T16:15:00.1234Z", "2026-11-21T16:15:00", "2026-11-21T16:15:00Z\n", 5, None),
]
ODD_OFFSETS = [840, -840, 841, -841, 0.5, 60.0, True, "0", None]
ODD_ZONES = ["Etc/GMT+12", "", "a b", "Z" * 64, "Z" * 65, "UTC\n", "Cancún", 0]


@st.composite
def stamps(draw: Draw) -> Json:
    """A good stamp, seldom with one thing odd about it."""
    stamp: Json = {
        "at": f"2026-11-21T16:15:{draw(st.sampled_from(SECONDS))}Z",
        "offset": -360,
        "zone": "America/Mexico_City",
    }
    odd: str = draw(st.sampled_from(["", "", "", "", "", "at", "offset", "zone", "more", "less"]))
    if odd == "less":
        del stamp["zone"]
    elif odd:
        values = {"at": ODD_TIMES, "offset": ODD_OFFSETS, "zone": ODD_ZONES, "more": [None]}
        stamp[odd] = draw(st.sampled_from(values[odd]))
    return stamp


PHOTOS = ["a" * 64, "b" * 64, "0" * 64, "1" * 64]
photos = st.lists(st.sampled_from(PHOTOS), max_size=5) | st.lists(
    st.sampled_from([*PHOTOS, "A" * 64, "a" * 63, "a" * 64 + "\n", None]), max_size=3
)
words = st.text("ab ñ\u0303\U0001f600 ", max_size=9)
EDGES = [0.1 + 0.2, 1e-7, 1.25, -0.0, 2**53 - 1, 2**53, 1e21, -(2**53), True]
numbers = small | halves | st.sampled_from(EDGES)

_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "yes_no": st.booleans(),
    "scale": st.integers(0, 4) | st.sampled_from([1.0, 1.5, -0.0]),
    "one": st.sampled_from([*OPTIONS, "X"]),
    "several": st.lists(st.sampled_from(OPTIONS), max_size=3, unique=True)
    | st.lists(st.sampled_from([*OPTIONS, "X", 5]), max_size=3),
    "number": numbers,
    "money": numbers,
    "duration": numbers,
    "time": stamps(),
    "text": words | words | texts,
    "photo": photos,
}


@st.composite
def answers_to(draw: Draw, form: Json) -> Json:
    """Answers to a form, as they come out of JSON."""
    answers: Json = {}
    for section in form["sections"]:
        for question in section["questions"]:
            if draw(st.integers(0, 7)):
                answers[question["id"]] = draw(_answer(question["kind"]))
    strangers = st.dictionaries(texts | st.sampled_from(["__proto__", "7", "11"]), anything)
    if not draw(st.integers(0, 4)):
        answers |= {key: value for key, value in draw(strangers).items() if key not in answers}
    # Through JSON, so that both engines start from the same text (two halves become one character).
    through: Json = json.loads(json.dumps(answers))
    return through


def _answer(kind: str) -> st.SearchStrategy[Any]:
    value, comment = _VALUES[kind], words | texts | st.none()
    bare = st.fixed_dictionaries({"value": value})
    commented = st.fixed_dictionaries({"value": value, "comment": comment})
    na = st.fixed_dictionaries({"na": st.just(True)}, optional={"comment": comment})
    odd_na = st.sampled_from([True, False, 1, None, "yes"])
    odd = st.fixed_dictionaries(
        {}, optional={"value": anything, "na": odd_na, "comment": anything, "points": small}
    )
    return st.one_of(bare, bare, commented, commented, na, odd, anything)


facts = st.fixed_dictionaries(
    {},
    optional={
        "purchase": st.sampled_from([True, False, 1, "true", None]),
        "shift": st.sampled_from(["morning", "noon", ["noon"], 0]),
        "tills": st.sampled_from([1, 2, 2.0, "2", True]),
    },
)
