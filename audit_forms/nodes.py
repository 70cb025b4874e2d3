"""YAML as marked nodes: every scalar, list and mapping knows its line and column.

Built from the parser's events, not by `yaml.load`: nothing is constructed from a tag, a recursive
or exploding alias is a mistake instead of a hang, and depth costs no stack.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TRUE = frozenset({"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"})
_FALSE = frozenset({"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"})
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,12})?")


@dataclass(slots=True)
class Scalar:
    """One word, number or text. `plain` means written without quotes."""

    line: int
    column: int
    value: str
    plain: bool
    size: int = 1

    @property
    def empty(self) -> bool:
        """Whether nothing was written here."""
        return self.plain and self.value in ("", "~", "null")

    @property
    def boolean(self) -> bool | None:
        """What it says as true or false, None when it says neither."""
        if not self.plain or self.value not in _TRUE | _FALSE:
            return None
        return self.value in _TRUE

    @property
    def number(self) -> int | float | None:
        """The number it says; only plain decimal writing counts, no octal, no 1_000."""
        if not self.plain or not _NUMBER.fullmatch(self.value):
            return None
        number = float(self.value)
        return int(number) if number.is_integer() else number


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list["Node"] = field(default_factory=list)
    size: int = 1


@dataclass(slots=True)
class Mapping:
    """Keys and values; `keys` keeps where each key stands."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, "Node"] = field(default_factory=dict)
    size: int = 1


Node: TypeAlias = Scalar | Sequence | Mapping
# line, column, code, args
Report: TypeAlias = Callable[..., None]


class Unreadable(Exception):
    """Nothing more can be read from here on; the mistake has been reported."""


def parse(text: str, report: Report) -> Node | None:
    """The tree of one YAML document, None when it cannot be read (and the mistakes reported)."""
    strange = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if strange:
        line, column = position(text, strange.start())
        report(line, column, "yaml_character", character=f"U+{ord(strange.group()):04X}")
        return None
    try:
        return _Tree(report).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        lines = text.split("\n")
        row = lines[line] if line < len(lines) else ""
        indent = row[: len(row) - len(row.lstrip())]
        if "\t" in indent:
            report(line + 1, indent.index("\t") + 1, "yaml_tab")
        else:
            problem = error.problem or error.context or "?"
            report(line + 1, column + 1, "yaml_syntax", problem=problem)
    except Unreadable:
        pass
    return None


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class _Tree:
    """Builds the tree from events with a stack of its own."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.anchors: dict[str, Node | None] = {}
        self.names: list[str | None] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            self.take(event)
        if self.root is None:
            self.stop(1, 1, "empty_file")
        return self.root

    def stop(self, line: int, column: int, code: str, **args: object) -> None:
        self.report(line, column, code, **args)
        raise Unreadable

    def take(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.stop(line, column, "yaml_documents")
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event.anchor, line, column)
        elif isinstance(event, yaml.ScalarEvent):
            if event.tag not in (None, "!"):
                self.report(line, column, "yaml_tag", tag=event.tag)
            scalar = Scalar(line, column, event.value, not event.style)
            self.anchor(event.anchor, scalar)
            self.place(scalar, line, column)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.start(event, line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.end()

    def alias(self, name: str | None, line: int, column: int) -> None:
        node = self.anchors.get(name or "")
        if node is not None:
            self.place(node, line, column)
            return
        self.stop(
            line, column, "yaml_recursion" if name in self.anchors else "yaml_alias", name=name
        )

    def anchor(self, name: str | None, node: Node | None) -> None:
        if name is not None:
            self.anchors[name] = node

    def start(self, event: Any, line: int, column: int) -> None:
        if len(self.open) >= MAX_DEPTH:
            self.stop(line, column, "yaml_depth", depth=MAX_DEPTH)
        if event.tag is not None:
            self.report(line, column, "yaml_tag", tag=event.tag)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        self.anchor(event.anchor, None)
        self.open.append(Sequence(line, column) if is_list else Mapping(line, column))
        self.keys.append(None)
        self.names.append(event.anchor)

    def end(self) -> None:
        node = self.open.pop()
        self.keys.pop()
        self.anchor(self.names.pop(), node)
        self.place(node, node.line, node.column)

    def place(self, node: Node, line: int, column: int) -> None:
        """Put a finished node where it belongs in the collection that is open."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        parent.size += node.size
        if parent.size > MAX_NODES:
            self.stop(line, column, "yaml_too_large")
        if isinstance(parent, Sequence):
            parent.items.append(node)
        else:
            self.place_in_mapping(parent, node, line, column)

    def place_in_mapping(self, parent: Mapping, node: Node, line: int, column: int) -> None:
        key = self.keys[-1]
        if key is not None:
            self.keys[-1] = None
            if key.value in parent.keys:
                first = parent.keys[key.value].line
                self.report(key.line, key.column, "yaml_duplicate_key", key=key.value, first=first)
            else:
                parent.keys[key.value] = key
                parent.values[key.value] = node
        elif isinstance(node, Scalar):
            self.keys[-1] = Scalar(line, column, node.value, node.plain)
        else:
            self.stop(line, column, "yaml_key")
