"""One row of the sheet `survey` as a question of ours, or as several where a filter splits it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from audit_forms.mistakes import nearest
from server.programmes.rules.xlsform.cells import Cells, lines
from server.programmes.rules.xlsform.choices import (
    Choice,
    Lists,
    Split,
    filtered,
    kind_of,
    without_na,
)
from server.programmes.rules.xlsform.conditions import (
    Damaged,
    Json,
    Scope,
    Subject,
    all_of,
    condition,
    limits,
    spoken,
)
from server.programmes.rules.xlsform.document import Placed
from server.programmes.rules.xlsform.expressions import ExpressionError
from server.programmes.rules.xlsform.scoring import Scoring
from server.programmes.rules.xlsform.tables import Row
from server.programmes.rules.xlsform.tips import tip_for
from server.programmes.rules.xlsform.types import KINDS, Type
from server.programmes.rules.xlsform.written import expression

_LIMITS = ("min", "max", "decimals", "min_length", "max_length")
_AUDIENCES = {"store": "store", "tienda": "store", "programme": "programme", "program": "programme"}
_FACT = {"fact": True, "hecho": True, "opinion": False, "opinión": False}


@dataclass
class Questions:
    """Reads rows in their order; what it has read can be named by the rows after."""

    cells: Cells
    lists: Lists
    scope: Scope
    scoring: Scoring
    # Where no column says what must be answered, everything must.
    required: bool

    def read(self, row: Row, type: Type, besides: Sequence[Placed], note: Any) -> list[Placed]:
        """The questions in a row that is asked when all of `besides` hold, too."""
        before = len(self.cells.log.mistakes)
        name = self.cells.name(row, "question")
        try:
            split, whole = self._choices(row, type), True
        except Damaged:
            split, whole = Split("", {}), False
        choices = next(iter(split.groups.values()), [])
        kind = self._kind(row, type, choices)
        question = self._plain(row, type, kind, note)
        own = self._asked(row, name or "")
        if name is None:
            return []
        if not whole or len(self.cells.log.mistakes) > before:
            self.scope.damaged.add(name)
            # It stands in its place, so that what names it is not told that there is none.
            place, stands = row.place("name"), kind if kind in ("time", "money") else "text"
            words = {"text": question["text"], "tip": question["tip"]}
            return [Placed({"id": Placed(name, place), "kind": stands, **words}, place)]
        made = self._split(row, name, kind, question, split)
        subject = Subject(
            kind,
            {each.id: () if kind == "yes_no" else _words(each.choices) for each in made},
            _values(kind, [choice for each in made for choice in each.choices]),
            question.get("decimals", 0) if kind == "number" else 0,
        )
        self.scope.subjects[name] = subject
        conditions = [*besides, *own]
        return [self._whole(row, kind, question, each, subject, conditions) for each in made]

    # -- what kind, and which choices

    def _choices(self, row: Row, type: Type) -> Split:
        if not type.name.startswith("select"):
            return Split("", {"": []})
        place = row.place("type")
        if not type.list_name:
            self.cells.log.wrong(place, "list_missing")
            return Split("", {})
        if type.list_name in self.lists.damaged or not self.lists.found:
            raise Damaged
        if type.list_name not in self.lists.found:
            near = nearest(type.list_name, self.lists.found)
            self.cells.log.wrong(place, "list_unknown", list=type.list_name[:40], nearest=near)
            return Split("", {})
        lists = self.lists.found[type.list_name]
        if not row["choice_filter"]:
            return Split("", {"": lists})
        try:
            return filtered(row["choice_filter"], lists, self._answers, self.scope.constants)
        except ExpressionError as error:
            code = error.code
            if not code.startswith(("choice_filter", "relevant", "expression_unfinished")):
                code, error.args_of_code = "choice_filter_not_carried", {}
            self.cells.log.wrong(row.place("choice_filter"), code, **error.args_of_code)
        return Split("", {})

    def _answers(self, name: str) -> tuple[str, ...]:
        condition(f"${{{name}}} != ''", self.scope)
        subject = self.scope.subjects[name]
        if subject.kind not in ("one", "yes_no", "scale"):
            raise ExpressionError("choice_filter_not_carried")
        return tuple(spoken(each) for each in subject.values)

    def _kind(self, row: Row, type: Type, choices: Sequence[Choice]) -> str:
        wanted, possible = row["kind"], KINDS[type.name]
        if wanted in possible:
            return wanted
        if wanted:
            kinds = " / ".join(possible)
            self.cells.log.wrong(
                row.place("kind"), "kind_not_for_type", kind=wanted, type=type.name, kinds=kinds
            )
        if type.name == "select_one" and choices:
            return kind_of(without_na(choices)[0])
        return possible[0]

    def _split(self, row: Row, name: str, kind: str, question: Json, split: Split) -> list[_Made]:
        made: list[_Made] = []
        for answer, some in split.groups.items() or [("", [])]:
            left, na = (some, False) if row["kind"] or kind == "several" else without_na(some)
            if na:
                question["na"] = True
            if not split.question:
                made.append(_Made(name, left))
                continue
            text = f"${{{split.question}}} = '{answer}'"
            when = Placed(condition(text, self.scope), row.place("choice_filter"))
            made.append(_Made(f"{name}_{answer}".replace("-", "_"), left, when))
        if split.question and not split.groups:
            self.cells.log.wrong(row.place("choice_filter"), "choice_filter_empty")
        return made

    # -- what all kinds have

    def _plain(self, row: Row, type: Type, kind: str, note: Any) -> Json:
        cells = self.cells
        found: Json = {}
        text = cells.texts(row, "label")
        if text is None:
            cells.log.wrong(row.place("label"), "label_missing", name=row["name"][:40])
        found["text"] = text or {}
        found |= self._limited(row, type, kind)
        message = None if found.pop("silent") else cells.texts(row, "constraint_message")
        tip = dict(lines(note, cells.texts(row, "hint"), message))
        found["tip"] = tip or tip_for(kind, row, cells)
        if self.required and not cells.flag(row, "required", False):
            found["required"] = Placed(False, row.place("required"))
        if cells.flag(row, "na", False):
            found["na"] = Placed(True, row.place("na"))
        if not self._fact(row):
            found["basis"] = "opinion"
        if self._shown_to(row) != "store":
            found["shown_to"] = Placed("programme", row.place("shown_to"))
        if row["between"]:
            words = cells.words(row, "between")
            found["between"] = Placed(words, row.place("between"))
        if type.name == "date":
            cells.log.notice(row.place("type"), "date_as_text")
        return found

    def _fact(self, row: Row) -> bool:
        word = row["fact"].lower()
        return _FACT[word] if word in _FACT else self.cells.flag(row, "fact", True)

    def _shown_to(self, row: Row) -> str:
        word = row["shown_to"].lower()
        if word and word not in _AUDIENCES:
            self.cells.log.wrong(row.place("shown_to"), "shown_to_unknown", found=word[:40])
        return _AUDIENCES.get(word, "store")

    def _limited(self, row: Row, type: Type, kind: str) -> Json:
        """The limits of an answer; `silent` when the constraint's message is only a copy."""
        cells = self.cells
        own = {key: cells.number(row, key) for key in _LIMITS if row[key]}
        found: Json = {key: value for key, value in own.items() if value is not None}
        if type.name == "decimal" and kind == "number":
            found.setdefault("decimals", 2)
        if type.name == "image" and not row["kind"] and not own:
            found["max"] = 1
        limited = {key for key in own if key != "decimals"}
        text = row["constraint"]
        if text:
            found |= self._constraint(row, text, kind, found, bool(limited))
        places = {key: row.place(key if key in own else "constraint") for key in found}
        placed = {key: Placed(value, places[key]) for key, value in found.items()}
        if "decimals" in found:
            placed["decimals"] = found["decimals"]
        return {**placed, "silent": bool(limited) or not text}

    def _constraint(self, row: Row, text: str, kind: str, found: Json, own: bool) -> Json:
        place = row.place("constraint")
        subject = Subject(kind, {}, (), found.get("decimals", 0))
        try:
            limit = limits(text, subject, self.scope)
        except ExpressionError as error:
            self.cells.log.wrong(place, error.code, **error.args_of_code)
            return {}
        except Damaged:
            return {}
        if own:
            different = {key: value for key, value in limit.items() if found.get(key) != value}
            for key, value in different.items():
                args = {"key": key, "one": found.get(key, "-"), "other": value}
                self.cells.log.wrong(place, "constraint_differs", **args)
        elif not row.has("constraint_message"):
            self.cells.log.wrong(place, "constraint_without_message")
        return limit

    # -- when it is asked

    def _asked(self, row: Row, name: str) -> list[Placed]:
        if row["ask_when"]:
            return self._exactly(row)
        return self.relevant(row, name)

    def _exactly(self, row: Row) -> list[Placed]:
        """A condition as the form language writes it, of which `relevant` is a copy."""
        written = self.cells.written(row, "ask_when")
        if written is None:
            return []
        subjects = self.scope.subjects.items()
        facts = {next(iter(each.ids)): name for name, each in subjects if each.fact}
        try:
            same = expression(yaml.safe_load(row["ask_when"]), facts)
        except (AttributeError, KeyError, TypeError, ValueError):
            self.cells.log.wrong(
                row.place("ask_when"),
                "cell_unreadable",
                column="ask_when",
                found=row["ask_when"][:40],
            )
            return []
        if row["relevant"] not in ("", same):
            self.cells.log.wrong(row.place("relevant"), "ask_when_differs")
        return [written]

    def relevant(self, row: Row, name: str = "") -> list[Placed]:
        """The condition in the column `relevant` of a row, if there is one."""
        text, place = row["relevant"], row.place("relevant")
        if text.replace(" ", "") in ("", "true()"):
            return []
        try:
            return [Placed(condition(text, self.scope, name), place)]
        except ExpressionError as error:
            self.cells.log.wrong(place, error.code, **error.args_of_code)
        except Damaged:
            pass
        return []

    # -- the whole

    def _whole(
        self,
        row: Row,
        kind: str,
        question: Json,
        this: _Made,
        subject: Subject,
        conditions: Sequence[Placed],
    ) -> Placed:
        place, choices = row.place("name"), this.choices
        own = Subject(kind, {this.id: _words(choices)}, _values(kind, choices), subject.decimals)
        made: Json = {"id": Placed(this.id, place), "kind": Placed(kind, row.place("type"))}
        made |= {key: value for key, value in question.items() if value is not None}
        if kind in ("one", "several"):
            made["options"] = _options(row, choices)
        elif kind == "scale":
            made["steps"] = _steps(row, choices)
        every = [*conditions, *([] if this.when is None else [this.when])]
        if every:
            made["ask_when"] = Placed(all_of([each.value for each in every]), every[-1].place)
        made |= self.scoring.read(row, kind, choices, own)
        return Placed(made, place)


@dataclass(frozen=True, slots=True)
class _Made:
    """A question that a row makes, its choices, and when a filter has it asked."""

    id: str
    choices: Sequence[Choice]
    when: Placed | None = None


def _words(choices: Sequence[Choice]) -> tuple[str, ...]:
    return tuple(choice.name for choice in choices)


def _values(kind: str, choices: Sequence[Choice]) -> tuple[Any, ...]:
    if kind == "yes_no":
        return (True, False)
    words = dict.fromkeys(_words(choices))
    if kind != "scale":
        return tuple(words)
    return tuple(sorted(int(word) for word in words if word.isdecimal()))


def _options(row: Row, choices: Sequence[Choice]) -> Placed:
    options = [
        Placed({"id": Placed(each.name, each.place), "text": each.texts}, each.place)
        for each in choices
    ]
    return Placed(options, row.place("type"))


def _steps(row: Row, choices: Sequence[Choice]) -> Placed:
    steps = []
    for each in sorted(choices, key=lambda choice: int(choice.name) if _is_whole(choice) else 0):
        value = int(each.name) if _is_whole(each) else each.name
        steps.append(Placed({"value": Placed(value, each.place), "text": each.texts}, each.place))
    return Placed(steps, row.place("type"))


def _is_whole(choice: Choice) -> bool:
    return choice.name.isdecimal()
