"""A form as JSON: the whole of it for the database, and one language of it for the phone.

A key that holds its default is left out, so a form written before the language grew keeps its
digest. Whatever has an order is a list, because a database may reorder an object's keys.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, cast

from audit_forms.model import (
    AllOf,
    AnswerTest,
    AnyOf,
    Band,
    Commends,
    Condition,
    Fact,
    Form,
    Kind,
    Leaf,
    Not,
    Option,
    Part,
    Question,
    Scalar,
    Section,
    Step,
    say,
)

Json = dict[str, Any]

_DEFAULTS = {f.name: f.default for f in fields(Question) if f.default is not MISSING}
# Written as they stand whenever they differ from the default.
_PLAIN = (
    "basis",
    "quality",
    "required",
    "na",
    "comment_min_length",
    "shown_to",
    "points_cap",
    "weight",
    "min",
    "max",
    "decimals",
    "min_length",
    "max_length",
)
_TESTS = ("comment_when", "action_when", "lowers_when")
_OPENING = ("opens_after_days", "open_for_days")
# A shopper should not see what scores, nor what follows from an answer.
_NOT_FOR_THE_PHONE = (
    "points",
    "points_cap",
    "weight",
    "critical",
    "action",
    "action_when",
    "shown_to",
    "lowers",
    "lowers_when",
    "commends",
)


def compile_form(form: Form) -> Json:
    """The whole form in all its languages: what a programme stores when it publishes one."""
    compiled: Json = {
        "form": form.id,
        "version": form.version,
        "languages": list(form.languages),
        "title": dict(form.title),
        "qualities": [{"id": id, "name": dict(name)} for id, name in form.qualities.items()],
        "facts": [_fact(fact) for fact in form.facts.values()],
        "parts": [_part(part) | {"title": dict(part.title)} for part in form.parts],
        "in_store": list(form.in_store),
        "sections": [_section(section) for section in form.sections],
    }
    if form.critical_cap is not None:
        compiled["critical_cap"] = form.critical_cap
    return compiled


def digest(form: Form) -> str:
    """SHA-256 of the canonical JSON of the whole form; two equal forms have one digest."""
    if "digest" not in form.memo:
        form.memo["digest"] = hashlib.sha256(canonical(compile_form(form))).hexdigest()
    return cast(str, form.memo["digest"])


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces and plain UTF-8."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def for_phone(form: Form, language: str) -> Json:
    """The form in one language, without what a shopper should not see.

    A language the form does not have gives its first one; `language` in the answer says which.
    """
    base = language.partition("-")[0]
    spoken = next((each for each in (language, base) if each in form.languages), form.languages[0])
    phone: Json = {
        "form": form.id,
        "version": form.version,
        "digest": digest(form),
        "language": spoken,
        "title": say(form.title, spoken),
        "qualities": {id: say(name, spoken) for id, name in form.qualities.items()},
        "parts": [_part(part) | {"title": say(part.title, spoken)} for part in form.parts],
        "in_store": list(form.in_store),
        "sections": [_section_for_phone(section, spoken) for section in form.sections],
    }
    if form.critical_cap is not None:
        phone["critical_cap"] = form.critical_cap
    if form.aggregate_of is not None:
        # Not which sections: only that the shopper is to be warned.
        phone["aggregate_of"] = form.aggregate_of
    return phone


def _fact(fact: Fact) -> Json:
    out: Json = {"id": fact.id, "values": list(fact.values)}
    if fact.text:
        out["text"] = dict(fact.text)
    if fact.words:
        out["words"] = [dict(words) for words in fact.words]
    return out


def _part(part: Part) -> Json:
    opening = {key: getattr(part, key) for key in _OPENING}
    return {"id": part.id} | {key: value for key, value in opening.items() if value is not None}


def _section(section: Section) -> Json:
    out: Json = {
        "id": section.id,
        "part": section.part,
        "title": dict(section.title),
        "questions": [_question(question) for question in section.questions],
    }
    for key in ("party", "module", "aggregate_of"):
        if getattr(section, key) is not None:
            out[key] = getattr(section, key)
    return out


def _section_for_phone(section: Section, language: str) -> Json:
    return {
        "id": section.id,
        "part": section.part,
        "title": say(section.title, language),
        "questions": [_question_for_phone(question, language) for question in section.questions],
    }


def _question_for_phone(question: Question, language: str) -> Json:
    whole = _question(question)
    for key in _NOT_FOR_THE_PHONE:
        whole.pop(key, None)
    for text in (whole, *whole.get("steps", ()), *whole.get("options", ())):
        text["text"] = say(text["text"], language)
    whole["tip"] = say(whole["tip"], language)
    return whole


def _question(question: Question) -> Json:
    out: Json = {"id": question.id, "kind": question.kind}
    out |= {"text": dict(question.text), "tip": dict(question.tip)}
    for key in _PLAIN:
        value = getattr(question, key)
        if value != _DEFAULTS[key]:
            out[key] = value
    if question.ask_when is not None:
        out["ask_when"] = _condition(question.ask_when)
    for key in _TESTS:
        test = getattr(question, key)
        if test is not None:
            out[key] = _test(test)
    if question.critical is not None:
        out["critical"] = {"fails_when": _test(question.critical)}
    if question.action is not None:
        out["action"] = dict(question.action)
    if question.options:
        out["options"] = [{"id": o.id, "text": dict(o.text)} for o in question.options]
    if question.steps:
        out["steps"] = [{"value": s.value, "text": dict(s.text)} for s in question.steps]
    if question.scored:
        out["points"] = _points(question)
    if question.between is not None:
        out["between"] = list(question.between)
    if question.lowers is not None:
        out["lowers"] = dict(question.lowers)
    if question.commends is not None:
        named = {key: getattr(question.commends, key) for key in ("quality", "role", "name")}
        out["commends"] = {key: id for key, id in named.items() if id is not None}
    return out


def _points(question: Question) -> Any:
    if question.bands:
        return [
            {"points": band.points}
            if band.up_to is None
            else {"up_to": band.up_to, "points": band.points}
            for band in question.bands
        ]
    words = {True: "yes", False: "no"} if question.kind == "yes_no" else {}
    points = cast(Mapping[Any, int], question.points)
    return {words.get(value, str(value)): earned for value, earned in points.items()}


def _test(test: AnswerTest) -> Json:
    return {test.op: list(test.value) if isinstance(test.value, tuple) else test.value}


def _condition(condition: Condition) -> Json:
    if isinstance(condition, Leaf):
        return {condition.subject: condition.name, **_test(condition.test)}
    if isinstance(condition, Not):
        return {"not": _condition(condition.of)}
    word = "all" if isinstance(condition, AllOf) else "any"
    return {word: [_condition(each) for each in condition.of]}


def from_snapshot(compiled: Mapping[str, Any]) -> Form:
    """The form that `compile_form` wrote. Trusts its input: only ever give it what we stored."""
    return Form(
        id=compiled["form"],
        version=compiled["version"],
        languages=tuple(compiled["languages"]),
        title=compiled["title"],
        qualities={each["id"]: each["name"] for each in compiled["qualities"]},
        facts={each["id"]: _read_fact(each) for each in compiled["facts"]},
        parts=tuple(_read_part(part) for part in compiled["parts"]),
        sections=tuple(_read_section(section) for section in compiled["sections"]),
        in_store=tuple(compiled["in_store"]),
        critical_cap=compiled.get("critical_cap"),
    )


def from_phone(phone: Mapping[str, Any]) -> Form:
    """A form from the copy a phone holds: enough to evaluate answers, with nothing to score."""
    language = phone["language"]

    def lift(node: Any) -> Any:
        if isinstance(node, list):
            return [lift(each) for each in node]
        if not isinstance(node, dict):
            return node
        texts = {
            key: {language: node[key]}
            for key in ("text", "tip", "title")
            if isinstance(node.get(key), str)
        }
        return {key: lift(value) for key, value in node.items()} | texts

    names = [{"id": id, "name": {language: name}} for id, name in phone["qualities"].items()]
    return from_snapshot(lift(phone) | {"languages": [language], "qualities": names, "facts": []})


def _read_fact(fact: Mapping[str, Any]) -> Fact:
    words = tuple(fact.get("words", ()))
    return Fact(fact["id"], tuple(fact["values"]), fact.get("text", {}), words)


def _read_part(part: Mapping[str, Any]) -> Part:
    return Part(part["id"], part["title"], *(part.get(key) for key in _OPENING))


def _read_section(section: Mapping[str, Any]) -> Section:
    questions = (_read_question(question, section) for question in section["questions"])
    return Section(
        id=section["id"],
        part=section["part"],
        title=section["title"],
        questions=tuple(questions),
        party=section.get("party"),
        module=section.get("module"),
        aggregate_of=section.get("aggregate_of"),
    )


def _read_question(question: Mapping[str, Any], section: Mapping[str, Any]) -> Question:
    given: Json = {key: question[key] for key in _PLAIN if key in question}
    given |= {key: _read_test(question[key]) for key in _TESTS if key in question}
    if "ask_when" in question:
        given["ask_when"] = _read_condition(question["ask_when"])
    if "critical" in question:
        given["critical"] = _read_test(question["critical"]["fails_when"])
    if "between" in question:
        start, end = question["between"]
        given["between"] = (start, end)
    if "commends" in question:
        given["commends"] = Commends(**question["commends"])
    return Question(
        id=question["id"],
        kind=question["kind"],
        section=section["id"],
        part=section["part"],
        text=question["text"],
        tip=question["tip"],
        action=question.get("action"),
        lowers=question.get("lowers"),
        options=tuple(Option(each["id"], each["text"]) for each in question.get("options", ())),
        steps=tuple(Step(each["value"], each["text"]) for each in question.get("steps", ())),
        **given,
        **_read_points(question["kind"], question.get("points")),
    )


def _read_points(kind: Kind, points: Any) -> Json:
    if points is None:
        return {}
    if isinstance(points, list):
        return {"bands": tuple(Band(each.get("up_to"), each["points"]) for each in points)}
    value_of: Any = {"yes_no": "yes".__eq__, "scale": int}.get(kind, str)
    return {"points": {cast(Scalar, value_of(word)): earned for word, earned in points.items()}}


def _read_test(test: Mapping[str, Any]) -> AnswerTest:
    ((op, value),) = test.items()
    return AnswerTest(cast(Any, op), tuple(value) if isinstance(value, list) else value)


def _read_condition(condition: Mapping[str, Any]) -> Condition:
    if "all" in condition:
        return AllOf(tuple(_read_condition(each) for each in condition["all"]))
    if "any" in condition:
        return AnyOf(tuple(_read_condition(each) for each in condition["any"]))
    if "not" in condition:
        return Not(_read_condition(condition["not"]))
    subject: Any = "question" if "question" in condition else "fact"
    test = {key: value for key, value in condition.items() if key != subject}
    return Leaf(subject, condition[subject], _read_test(test))
