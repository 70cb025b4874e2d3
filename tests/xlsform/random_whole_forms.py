"""Random forms with everything the language has, in texts that a spreadsheet may mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from audit_forms import Form, FormMistakes, from_snapshot, load
from audit_forms.domains import OPS
from audit_forms.yaml_writer import as_yaml
from tests.audit_forms.random_forms import FACTS, OPTIONS, forms, random_fact

Json = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

# What people write, and what a spreadsheet would gladly take for something else.
WORDS = st.one_of(
    st.sampled_from(
        [
            "=1+1",
            "+52 1",
            "-2",
            "@here",
            "007",
            "1e5",
            "TRUE",
            "no",
            "~",
            "null",
            "{a: b}",
            "[x]",
            "# not a remark",
            "a: b",
            "- id: x",
            "¿Sí?",
            "“so”",
            "it's",
            'say "so"',
            "50 %",
            "_x0041_",
            "two\nlines",
            "  - id: x\n  part: y",
            "http://x.example",
            "😀",
            "yes",
            "a | b",
            "\\n",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda text: text and "${" not in text),
)
NAMES = [["en"], ["es", "en"], ["en", "es-MX"], ["pt", "qu"]]
# Values of a fact that are more than one word, or would be taken for something else.
VALUES = [
    *("morning", "Monday, morning", "noon; after lunch", 'the "late" shift', '"quoted"', '"'),
    *("“so”", "“half", "no", "Sí", "TRUE", "1", "-2.5", "it's", "' and '", "a, \\b; c", " x "),
    'it\'s "so"',
]


@st.composite
def whole_forms(draw: Draw) -> Form:
    """A form that the language accepts, with texts of all sorts in its languages."""
    snapshot = draw(forms(most=6))
    languages = draw(st.sampled_from(NAMES))
    snapshot["languages"] = languages
    stamps = _of_first_part(snapshot)
    snapshot["in_store"] = [id for id in snapshot["in_store"] if id in stamps]
    snapshot["parts"] = [
        part
        for part in snapshot["parts"]
        if any(s["part"] == part["id"] for s in snapshot["sections"])
    ]
    words = draw(st.lists(st.sampled_from(VALUES), min_size=1, max_size=4, unique=True))
    facts = FACTS | {"shift": words}
    snapshot["facts"] = [random_fact(draw, id, values) for id, values in facts.items()]
    before: dict[str, list[Json]] = {}
    for section in snapshot["sections"]:
        for question in section["questions"]:
            earlier = before.setdefault(section["part"], [])
            _follows(draw, question, earlier, facts)
            earlier.append(question)
    if any("critical" in q for s in snapshot["sections"] for q in s["questions"]):
        snapshot["critical_cap"] = draw(st.integers(0, 100))
    named = {q.get("quality") for s in snapshot["sections"] for q in s["questions"]} - {None}
    snapshot["qualities"] = [{"id": id, "name": {}} for id in sorted(named)]
    for each in snapshot["qualities"]:
        each["name"] = {"en": "A", "es": "B"}
    spoken = _spoken(draw, snapshot, languages)
    try:
        return load(as_yaml(from_snapshot(spoken)))
    except FormMistakes:
        assume(False)
        raise


def _of_first_part(snapshot: Json) -> set[str]:
    """The stamps that can be taken one after the other: those of one part."""
    sections = snapshot["sections"]
    part = sections[0]["part"]
    return {q["id"] for s in sections if s["part"] == part for q in s["questions"]}


def _follows(draw: Draw, question: Json, earlier: list[Json], facts: Json) -> None:
    """Points, a weight, an action, what fails the visit, and when it is asked."""
    kind = question["kind"]
    ends = [each["id"] for each in earlier if each["kind"] == "time"]
    if question.pop("between", None) and kind == "duration" and len(ends) > 1:
        question["between"] = ends[:2]
    if question.pop("ask_when", None) or draw(st.booleans()):
        question["ask_when"] = _condition(draw, earlier, facts, 2)
    if "comment_when" in question:
        _sensible(draw, question, "comment_when")
    if draw(st.booleans()):
        question["basis"] = "opinion"
    if draw(st.booleans()):
        _sensible(draw, question, "action_when")
        question["action"] = {"en": "Do", "es": "Haga"}
    if kind in ("time", "text", "photo"):
        question["shown_to"] = draw(st.sampled_from(["store", "programme"]))
    elif draw(st.booleans()):
        question["points"] = _points(draw, question)
        question["weight"] = draw(st.integers(1, 3))
        if draw(st.booleans()):
            question["quality"] = draw(st.sampled_from(["courtesy", "own-one"]))
        if draw(st.booleans()) and kind not in ("several",):
            test = _test(draw, question)
            if "answered" not in test:
                question["critical"] = {"fails_when": test}


def _condition(draw: Draw, earlier: list[Json], facts: Json, depth: int) -> Json:
    shape = draw(st.sampled_from(["question", "question", "fact", "all", "any", "not"]))
    if shape == "not" and depth:
        return {"not": _condition(draw, earlier, facts, depth - 1)}
    if shape in ("all", "any") and depth:
        some = st.integers(1, 3)
        return {shape: [_condition(draw, earlier, facts, depth - 1) for _ in range(draw(some))]}
    if shape == "fact" or not earlier:
        fact = draw(st.sampled_from(sorted(facts)))
        return {"fact": fact, "is": draw(st.sampled_from(facts[fact]))}
    question = draw(st.sampled_from(earlier))
    return {"question": question["id"], **_test(draw, question)}


def _sensible(draw: Draw, question: Json, key: str) -> None:
    question[key] = _test(draw, question)


def _test(draw: Draw, question: Json) -> Json:
    kind = question["kind"]
    op = draw(st.sampled_from(OPS[kind]))
    if op == "answered":
        return {op: True}
    values = {
        "yes_no": [True, False],
        "scale": [1, 2, 3],
        "one": OPTIONS,
        "several": OPTIONS,
    }.get(kind, [2, 3])
    if op == "in":
        return {op: draw(st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True))}
    return {op: draw(st.sampled_from(values))}


def _points(draw: Draw, question: Json) -> Any:
    kind = question["kind"]
    if kind in ("number", "money", "duration"):
        return [{"up_to": 2, "points": draw(st.integers(1, 5))}, {"points": 0}]
    answers = {"yes_no": ["yes", "no"], "scale": ["1", "2", "3"]}.get(kind, OPTIONS)
    earned = {answer: draw(st.integers(0, 5)) for answer in answers}
    earned[answers[0]] = 3
    if kind == "several":
        earned[answers[1]] = -2
    return earned


def _spoken(draw: Draw, node: Any, languages: list[str]) -> Any:
    """Every text in the languages of the form, in words of all sorts."""
    if isinstance(node, dict):
        if node and set(node) <= {"en", "es"}:
            return {language: draw(WORDS) for language in languages}
        return {key: _spoken(draw, each, languages) for key, each in node.items()}
    return [_spoken(draw, each, languages) for each in node] if isinstance(node, list) else node
