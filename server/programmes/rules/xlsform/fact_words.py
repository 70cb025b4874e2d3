"""What the facts of a visit are called: the label of their row, and a list of its name for values.

    survey:   hidden | tier | Customer type | values: gold, new
    choices:  tier | gold | Gold
              tier | new  | New

A list that questions choose from is theirs, unless its choices are just these values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit_forms.mistakes import nearest
from audit_forms.model import Scalar
from server.programmes.rules.xlsform.cells import Cells
from server.programmes.rules.xlsform.conditions import Json
from server.programmes.rules.xlsform.document import Placed
from server.programmes.rules.xlsform.tables import Row, Table
from server.programmes.rules.xlsform.types import read_type
from server.programmes.rules.xlsform.written import number


def lists_of_facts(survey: Table) -> frozenset[str]:
    """The lists of the sheet `choices` that hold the words of a fact and nothing else."""
    types = [(row, read_type(row["type"])) for row in survey.rows]
    facts = {row["name"] for row, type in types if type.name == "hidden"}
    return frozenset(facts - {type.list_name for _row, type in types} - {""})


@dataclass(frozen=True)
class FactWords:
    """Reads the words of facts; `own` are the lists that are there for nothing else."""

    cells: Cells
    own: frozenset[str]
    lists: Mapping[str, Sequence[Row]]

    @classmethod
    def of(cls, cells: Cells, survey: Table, choices: Table | None) -> FactWords:
        """Those of a workbook."""
        lists: dict[str, list[Row]] = {}
        for row in choices.rows if choices else ():
            lists.setdefault(row["list_name"], []).append(row)
        return cls(cells, lists_of_facts(survey), lists)

    def read(self, row: Row, values: Sequence[Scalar]) -> Json:
        """The keys of a fact that say what it is called."""
        text = self.cells.texts(row, "label")
        found: Json = {} if text is None else {"text": Placed(text, row.place("label"))}
        by_value = self._choices(row, [value_name(value) for value in values])
        words = [self._label(choice) for choice in by_value]
        return found | {"words": Placed(words, by_value[0].place("name"))} if words else found

    def _label(self, choice: Row) -> Placed:
        text = self.cells.texts(choice, "label")
        if text is None:
            place, name = choice.place("label"), choice["name"][:40]
            self.cells.log.wrong(place, "choice_without_label", choice=name)
        return Placed(text or {}, choice.place("label"))

    def _choices(self, row: Row, values: Sequence[str]) -> list[Row]:
        """The choice of each value, in their order; none where the fact has no good list."""
        rows = self.lists.get(row["name"], ())
        named = {choice["name"]: choice for choice in reversed(rows)}
        if row["name"] in self.own:
            mistakes = len(self.cells.log.mistakes)
            self._check(row, rows, named, values)
            if len(self.cells.log.mistakes) > mistakes:
                return []
        return [named[value] for value in values] if set(named) == set(values) else []

    def _check(
        self, row: Row, rows: Sequence[Row], named: Mapping[str, Row], values: Sequence[str]
    ) -> None:
        log, fact = self.cells.log, row["name"][:40]
        for choice in rows:
            name, place = choice["name"], choice.place("name")
            if not name:
                log.wrong(place, "choice_without_name")
            elif name not in values:
                args = {"choice": name[:40], "nearest": nearest(name, values)[:80]}
                log.wrong(place, "fact_choice_unknown", fact=fact, **args)
            elif named[name] is not choice:
                first = named[name].number
                log.wrong(place, "choice_twice", choice=name[:40], list=fact, first=first)
        missing = next((value for value in values if value not in named), None)
        if rows and missing is not None:
            place = row.place("values")
            log.wrong(place, "fact_value_unworded", fact=fact, value=missing[:40])


def value_name(value: Scalar) -> str:
    """The name of the choice that holds the words of a value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.strip() if isinstance(value, str) else number(value)
