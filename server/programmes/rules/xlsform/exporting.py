"""A form of ours as the sheets of an XLSForm, from which the very same form can be read again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit_forms import Form, compile_form
from server.programmes.rules.xlsform.conditions import Json, Scope, Subject, spoken
from server.programmes.rules.xlsform.fact_words import value_name
from server.programmes.rules.xlsform.pyxform_opinion import refusal
from server.programmes.rules.xlsform.tables import language_name
from server.programmes.rules.xlsform.written import (
    expression,
    number,
    own_expression,
    says_the_same,
)
from server.spreadsheets import read_xlsx, to_xlsx

Cell = str | int | float | None
Row = dict[str, Cell]

_YES_NO = {
    "en": ("Yes", "No"),
    "es": ("Sí", "No"),
    "fr": ("Oui", "Non"),
    "pt": ("Sim", "Não"),
    "de": ("Ja", "Nein"),
    "it": ("Sì", "No"),
    "ca": ("Sí", "No"),
}
_TYPES = {
    "money": "integer",
    "duration": "integer",
    "time": "dateTime",
    "text": "text",
    "photo": "image",
}
_AS_THEY_ARE = (
    *("quality", "weight", "points_cap", "comment_min_length", "min", "max", "decimals"),
    *("min_length", "max_length"),
)
_LIMITS = {
    "min": ("", ">="),
    "max": ("", "<="),
    "min_length": ("s", ">="),
    "max_length": ("s", "<="),
}
# For whoever fills the form in elsewhere; coming back to us it is not read.
_WITHIN = {
    "en": {"": "From {low} to {high}.", "s": "From {low} to {high} characters."},
    "es": {"": "De {low} a {high}.", "s": "De {low} a {high} caracteres."},
}
_FIRST = ("type", "name", "label", "hint", "required", "relevant", "constraint")


class NotExported(ValueError):
    """A form that XLSForm has no way to write, and why."""


def to_xlsform(form: Form) -> bytes:
    """The form as a workbook that pyxform accepts; NotExported with a reason when it does not."""
    writer = _Writer(compile_form(form))
    try:
        content = to_xlsx(writer.sheets())
    except ValueError as error:
        raise NotExported(str(error)) from error
    refused = refusal(read_xlsx(content))
    if refused is not None:
        raise NotExported(refused[2])
    return content


class _Writer:
    """Writes one form, from its snapshot."""

    def __init__(self, compiled: Json) -> None:
        self.compiled = compiled
        self.languages: list[str] = compiled["languages"]
        self.questions = [each for s in compiled["sections"] for each in s["questions"]]
        ids = {question["id"] for question in self.questions}
        self.yes_no = _free("yes_no", ids)
        self.facts: dict[str, str] = {}
        for fact in compiled["facts"]:
            name = re.sub(r"[^a-z0-9]", "_", fact["id"])
            self.facts[fact["id"]] = _free(f"fact_{name}", {*ids, *self.facts.values()})
        self.taken = ids | set(self.facts.values())
        self.scope = Scope()
        self.choices: list[Row] = []

    def sheets(self) -> dict[str, list[list[Cell]]]:
        """Every sheet with its header."""
        survey = list(self._survey())
        if any(row["kind"] == "yes_no" for row in survey if "kind" in row):
            self.choices[:0] = self._yes_no()
        sheets = {
            "survey": _sheet(survey),
            "choices": _sheet(self.choices, ("list_name", "name")),
            "settings": _sheet([self._settings()]),
            "parts": _sheet([self._part(part) for part in self.compiled["parts"]]),
            "qualities": _sheet(
                [
                    {"name": each["id"], **self._texts("label", each["name"])}
                    for each in self.compiled["qualities"]
                ]
            ),
        }
        return {name: rows for name, rows in sheets.items() if len(rows) > 1}

    def _texts(self, key: str, text: Mapping[str, str]) -> Row:
        return {f"{key}::{language_name(each)}": text[each] for each in self.languages}

    def _settings(self) -> Row:
        compiled, first = self.compiled, self.languages[0]
        others = {f"title ({each})": compiled["title"][each] for each in self.languages[1:]}
        return {
            "form_title": compiled["title"][first],
            **others,
            "form_id": compiled["form"],
            "version": compiled["version"],
            "default_language": language_name(first),
            "critical_cap": compiled.get("critical_cap"),
            "in_store": " ".join(compiled["in_store"]),
        }

    def _part(self, part: Json) -> Row:
        opening = {key: part.get(key) for key in ("opens_after_days", "open_for_days")}
        return {"name": part["id"], **self._texts("label", part["title"]), **opening}

    def _yes_no(self) -> list[Row]:
        words = {
            each: _YES_NO.get(each.partition("-")[0], _YES_NO["en"]) for each in self.languages
        }
        return [
            {
                "list_name": self.yes_no,
                "name": name,
                **self._texts("label", {each: said[at] for each, said in words.items()}),
            }
            for at, name in enumerate(("yes", "no"))
        ]

    # -- the survey

    def _survey(self) -> Iterator[Row]:
        for fact in self.compiled["facts"]:
            id, values, name = fact["id"], fact["values"], self.facts[fact["id"]]
            yield {
                "type": "hidden",
                "name": name,
                **(self._texts("label", fact["text"]) if "text" in fact else {}),
                "fact": id,
                "values": ", ".join(_fact_value(each) for each in values),
            }
            for value, words in zip(values, fact.get("words", ()), strict=False):
                choice: Row = {"list_name": name, "name": value_name(value)}
                self.choices.append(choice | self._texts("label", words))
            self.scope.subjects[name] = Subject("fact", {id: ()}, tuple(values))
        for section in self.compiled["sections"]:
            name = section["id"]
            # A name of a group that another tool would not take, or would take for a question.
            plain = name[0].isalpha() and name not in self.taken
            group: Row = {"type": "begin_group", "name": name if plain else f"_{name}"}
            group |= self._texts("label", section["title"])
            group |= {key: section.get(key) for key in ("part", "party", "module", "aggregate_of")}
            yield group
            for question in section["questions"]:
                yield self._question(question)
            yield {"type": "end_group"}

    def _question(self, question: Json) -> Row:
        id, kind = question["id"], question["kind"]
        subject = _subject(question)
        row: Row = {"type": self._type(question), "name": id, "kind": kind}
        row |= self._texts("label", question["text"]) | self._texts("hint", question["tip"])
        row["required"] = "yes" if question.get("required", True) else "no"
        row |= {key: question.get(key) for key in _AS_THEY_ARE}
        if kind == "number" and question.get("decimals"):
            row["decimals"] = question["decimals"]
        row |= self._asked(question)
        row |= self._constraint(question)
        row["na"] = "yes" if question.get("na") else None
        row["fact"] = "no" if question.get("basis") == "opinion" else None
        row["shown_to"] = question.get("shown_to")
        row["points"] = _points(question)
        row["between"] = " ".join(question["between"]) if "between" in question else None
        for key in ("comment_when", "action_when", "lowers_when"):
            row[key] = _own(question[key], subject) if key in question else None
        if "critical" in question:
            row["critical"] = _own(question["critical"]["fails_when"], subject)
        if "action" in question:
            row |= self._texts("action", question["action"])
        for key in ("lowers", "commends"):
            named = question.get(key, {})
            row[key] = ", ".join(f"{word}: {value}" for word, value in named.items()) or None
        self.scope.subjects[id] = subject
        return row

    def _type(self, question: Json) -> str:
        kind, id = question["kind"], question["id"]
        if kind == "yes_no":
            return f"select_one {self.yes_no}"
        if kind == "number":
            return "decimal" if question.get("decimals") else "integer"
        if kind not in ("scale", "one", "several"):
            return _TYPES[kind]
        points = question.get("points", {})
        for each in question.get("steps") or question["options"]:
            name = str(each.get("id", each.get("value")))
            choice: Row = {"list_name": id, "name": name, **self._texts("label", each["text"])}
            self.choices.append(choice | {"points": points.get(name)})
        return f"select_multiple {id}" if kind == "several" else f"select_one {id}"

    def _asked(self, question: Json) -> Row:
        if "ask_when" not in question:
            return {}
        when = question["ask_when"]
        line = expression(when, self.facts)
        if says_the_same(line, when, self.scope):
            return {"relevant": line}
        return {"relevant": line, "ask_when": json.dumps(when, ensure_ascii=False)}

    def _constraint(self, question: Json) -> Row:
        """The limits of an answer for other tools; ours stand in columns of their own."""
        if question["kind"] not in ("number", "money", "duration", "text"):
            return {}
        found = {key: question[key] for key in _LIMITS if key in question}
        lines = []
        for key, value in found.items():
            length, sign = _LIMITS[key]
            lines.append(f"{'string-length(.)' if length else '.'} {sign} {number(value)}")
        if not lines:
            return {}
        low = found.get("min", found.get("min_length", "…"))
        high = found.get("max", found.get("max_length", "…"))
        length = "s" if question["kind"] == "text" else ""
        said = {
            each: _WITHIN.get(each.partition("-")[0], _WITHIN["en"])[length].format(
                low=low, high=high
            )
            for each in self.languages
        }
        return {"constraint": " and ".join(lines), **self._texts("constraint_message", said)}


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _fact_value(value: Any) -> str:
    if isinstance(value, str):
        plain = value.isalpha() and value.lower() not in _SAID
        return value if plain else '"{}"'.format(value.replace('"', '""'))
    return number(value) if not isinstance(value, bool) else spoken(value)


_SAID = frozenset({"yes", "no", "true", "false", "sí", "si"})


def _subject(question: Json) -> Subject:
    """What can be said of a question in an expression; as in reading, where it has a kind."""
    kind, id = question["kind"], question["id"]
    if kind == "yes_no":
        return Subject(kind, {id: ()}, (True, False))
    if kind == "scale":
        values = tuple(each["value"] for each in question["steps"])
        return Subject(kind, {id: tuple(str(each) for each in values)}, values)
    words = tuple(each["id"] for each in question.get("options", ()))
    return Subject(kind, {id: words}, words, question.get("decimals", 0))


def _own(test: Json, subject: Subject) -> str:
    return own_expression(test, subject) or json.dumps(test, ensure_ascii=False)


def _points(question: Json) -> str | None:
    points = question.get("points")
    if isinstance(points, list):
        ends = [number(each["up_to"]) if "up_to" in each else "above" for each in points]
        pairs = zip(ends, points, strict=True)
        return ", ".join(f"{end}: {each['points']}" for end, each in pairs)
    if question["kind"] == "yes_no" and points is not None:
        return ", ".join(f"{answer}: {earned}" for answer, earned in points.items())
    return None


def _sheet(rows: Sequence[Row], first: Sequence[str] = _FIRST) -> list[list[Cell]]:
    """Rows below their header; a column that nothing stands in is left out."""
    used = {key: None for row in rows for key, cell in row.items() if cell not in (None, "")}
    order = {key: place for place, key in enumerate(first)}
    header: list[str] = sorted(used, key=lambda key: order.get(key.partition("::")[0], len(order)))
    return [list(header), *([row.get(key) for key in header] for row in rows)]
