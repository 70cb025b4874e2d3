"""A form as it is being read from a workbook: plain values that remember their cells.

`tree` makes of it what the form language reads, so that the language itself is the judge of every
form, wherever it was written; what it finds wrong is said of the cell it came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit_forms import Form, nodes
from audit_forms.loading import FormReader
from audit_forms.mistakes import Mistake
from audit_forms.reader import Reader
from audit_forms.versions import MODULES
from server.programmes.rules.xlsform.places import Place, SheetMistake
from server.programmes.rules.xlsform.sentences import SENTENCES


@dataclass(frozen=True, slots=True)
class Placed:
    """A value and the cell it comes from."""

    value: Any
    place: Place

    def __str__(self) -> str:
        return str(self.value)


def read_document(document: Placed) -> tuple[Form | None, list[SheetMistake]]:
    """The form in a document, and everything that the form language finds wrong with it."""
    tree = _Tree()
    root = tree.node(document.value, document.place)
    assert isinstance(root, nodes.Mapping)
    read = FormReader(Reader(""), root, MODULES)
    form = read.form()
    found = [*read.reader.mistakes, *read.uses.mistakes()]
    return form, [tree.mistake(each) for each in found]


def plain(value: Any) -> Any:
    """A value without its places, to compare and to write."""
    if isinstance(value, Placed):
        return plain(value.value)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


class _Tree:
    """Builds nodes whose line is the number of their place."""

    def __init__(self) -> None:
        self.places: list[Place] = []

    def node(self, value: Any, place: Place) -> nodes.Node:
        if isinstance(value, Placed):
            return self.node(value.value, value.place)
        if isinstance(value, nodes.Scalar | nodes.Sequence | nodes.Mapping):
            return self._moved(value, self._line(place))
        line = self._line(place)
        if isinstance(value, Mapping):
            keys = {str(key): nodes.Scalar(line, 1, str(key), True) for key in value}
            for key, each in value.items():
                if isinstance(each, Placed):
                    keys[str(key)].line = self._line(each.place)
            under = {str(key): self.node(each, place) for key, each in value.items()}
            return nodes.Mapping(line, 1, keys, under)
        if isinstance(value, list | tuple):
            return nodes.Sequence(line, 1, [self.node(each, place) for each in value])
        if isinstance(value, bool):
            return nodes.Scalar(line, 1, "true" if value else "false", True)
        return nodes.Scalar(line, 1, str(value), not isinstance(value, str))

    def _line(self, place: Place) -> int:
        if not self.places or self.places[-1] != place:
            self.places.append(place)
        return len(self.places)

    def _moved(self, node: nodes.Node, line: int) -> nodes.Node:
        """What was written in one cell, all of it at that cell."""
        node.line, node.column = line, 1
        if isinstance(node, nodes.Mapping):
            for each in (*node.keys.values(), *node.values.values()):
                self._moved(each, line)
        elif isinstance(node, nodes.Sequence):
            for each in node.items:
                self._moved(each, line)
        return node

    def mistake(self, found: Mistake) -> SheetMistake:
        """A mistake of the form language, where its author wrote it and in the sheet's words."""
        place = self.places[found.line - 1] if found.line <= len(self.places) else Place()
        args = dict(found.args)
        if isinstance(args.get("first"), int):
            args["first"] = self.places[args["first"] - 1].row
        code = f"language_{found.code}"
        return SheetMistake(place, code if code in SENTENCES else found.code, args)
