"""The lists on the sheet `choices`, and what kind of question each of them makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit_forms.mistakes import nearest
from server.programmes.rules.xlsform.cells import DAY, Cells
from server.programmes.rules.xlsform.conditions import NO, NOT_APPLICABLE, YES, Value
from server.programmes.rules.xlsform.document import Placed
from server.programmes.rules.xlsform.expressions import (
    Call,
    Compare,
    Expression,
    ExpressionError,
    Joined,
    Literal,
    Ref,
    parse,
    with_constants,
)
from server.programmes.rules.xlsform.places import Log, Place
from server.programmes.rules.xlsform.tables import Row, Table

# What a phone says anyway beside the two answers of a yes-or-no question.
_SAID = {"en": {"yes", "no"}, "es": {"sí", "si", "no"}}
_WHOLE = re.compile(r"0|[1-9][0-9]{0,2}|1000")


@dataclass(frozen=True)
class Choice:
    """One answer of a list."""

    name: str
    texts: dict[str, Placed]
    points: int | None
    row: Row

    @property
    def place(self) -> Place:
        """The cell of its name."""
        return self.row.place("name")


Choices = Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Lists:
    """Every list by its name; in the damaged ones something is wrong and has been noted."""

    found: dict[str, list[Choice]]
    damaged: set[str]


def read_choices(table: Table | None, cells: Cells, others: Collection[str]) -> Lists:
    """The lists of a sheet but for some others; notes what is wrong with a choice."""
    found: dict[str, list[Choice]] = {}
    damaged: set[str] = set()
    for row in table.rows if table else ():
        list_name = row["list_name"]
        if list_name in others:
            continue
        if not list_name:
            cells.log.wrong(row.place("list_name"), "choice_without_list")
            continue
        before = len(cells.log.mistakes)
        choices = found.setdefault(list_name, [])
        name = cells.name(row, "choice")
        texts = cells.texts(row, "label")
        _check_label(cells.log, row)
        points = cells.points(row)
        if texts is None:
            cells.log.wrong(row.place("label"), "choice_without_label", choice=row["name"][:40])
        first = next((each for each in choices if each.name == name), None)
        if first is not None:
            _check_twice(cells.log, row, first, list_name)
        if name is not None:
            choices.append(Choice(name, texts or {}, points, row))
        if len(cells.log.mistakes) > before:
            damaged.add(list_name)
    return Lists(found, damaged)


def _check_label(log: Log, row: Row) -> None:
    for language, text in row.texts("label").items():
        if DAY.fullmatch(text):
            log.notice(row.place("label", language), "label_is_date", found=text)


def _check_twice(log: Log, row: Row, first: Choice, list_name: str) -> None:
    # Lists that a choice filter picks from may have a name once per group.
    known = {"list_name", "name", "label", "points", "image", "audio", "video"}
    told_apart = any(
        row[column.key] != first.row[column.key]
        for column in row.columns
        if column.key not in known and column.language is None
    )
    if not told_apart:
        log.wrong(
            row.place("name"),
            "choice_twice",
            choice=row["name"],
            list=list_name,
            first=first.row.number,
        )


def without_na(choices: Choices) -> tuple[list[Choice], bool]:
    """The choices less the one that says that the question does not fit, and whether it is one."""
    left = [each for each in choices if each.name not in NOT_APPLICABLE]
    return (left, True) if 2 <= len(left) < len(choices) else (list(choices), False)


def kind_of(choices: Choices) -> str:
    """The kind of question that these choices make, where one may be chosen."""
    names = [each.name for each in choices]
    if len(names) == 2 and _is(names, YES) and _is(names, NO) and all(map(_said, choices)):
        return "yes_no"
    numbers = all(_WHOLE.fullmatch(name) for name in names) and len(set(names)) == len(names)
    return "scale" if numbers and len(names) > 1 else "one"


def _is(names: Sequence[str], words: frozenset[str]) -> bool:
    return any(name in words for name in names)


def _said(choice: Choice) -> bool:
    """Whether a phone has the same word for the answer in every language."""
    return all(
        text.value.strip().lower().rstrip(".") in _SAID.get(language.partition("-")[0], ())
        for language, text in choice.texts.items()
    )


def is_yes(name: str) -> bool:
    """Whether a choice of a yes-or-no question is the yes."""
    return name in YES


def filtered(
    text: str, lists: Choices, known: Callable[[str], Any], constants: Mapping[str, Value]
) -> Split:
    """What a choice filter comes to; ExpressionError when it is no comparison of that sort.

    `known` gives the answers of a question by its name.
    """
    columns = {column.key for choice in lists for column in choice.row.columns}
    kept = list(lists)
    by: tuple[str, str] | None = None
    tree = with_constants(_named(text), constants)
    for each in tree.of if isinstance(tree, Joined) and tree.word == "and" else (tree,):
        column, other = _sides(each, columns)
        if isinstance(other, Literal):
            kept = [choice for choice in kept if choice.row[column] == str(other.value)]
        elif by is None:
            by = (column, other.name)
        else:
            raise ExpressionError("choice_filter_not_carried")
    if by is None:
        return Split("", {"": kept})
    column, name = by
    answers = known(name)
    groups = {each: [c for c in kept if c.row[column] == each] for each in answers}
    return Split(name, {answer: some for answer, some in groups.items() if some})


@dataclass(frozen=True, slots=True)
class Split:
    """Choices by the answer to another question; the name is empty where there is none."""

    question: str
    groups: dict[str, list[Choice]]


def _named(text: str) -> Expression:
    """The tree of a filter, whose bare words are columns of the sheet `choices`."""
    quoted = re.compile(r"('[^']*'|\"[^\"]*\"|\$\{[^}]*\})")

    def column(match: re.Match[str]) -> str:
        word = match.group()
        return word if word in ("and", "or", "not", "div", "mod") else f"column('{word}')"

    pieces = quoted.split(text)
    pieces[::2] = [re.sub(r"[A-Za-z_][\w-]*\b(?!\s*\()", column, each) for each in pieces[::2]]
    return parse("".join(pieces))


def _sides(tree: Expression, columns: set[str]) -> tuple[str, Ref | Literal]:
    error = ExpressionError("choice_filter_not_carried")
    if isinstance(tree, Call) and tree.name == "selected":
        raise error
    if not isinstance(tree, Compare) or tree.op != "=":
        raise error
    sides = [tree.left, tree.right]
    column = next((s for s in sides if isinstance(s, Call) and s.name == "column"), None)
    if column is None:
        raise error
    name = column.args[0].value if isinstance(column.args[0], Literal) else ""
    if str(name).lower() not in columns:
        own = {"list_name", "name", "label", "points"}
        near = nearest(str(name), sorted(columns - own))
        raise ExpressionError("choice_filter_column", found=name, nearest=near)
    other = sides[1 - sides.index(column)]
    if not isinstance(other, Ref | Literal):
        raise error
    return str(name).lower(), other
