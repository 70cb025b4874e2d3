"""The sheet `survey`, row by row, as sections with questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from server.programmes.rules.xlsform.cells import Cells, lines, plain_number
from server.programmes.rules.xlsform.conditions import Json, Subject
from server.programmes.rules.xlsform.document import Placed
from server.programmes.rules.xlsform.fact_words import FactWords
from server.programmes.rules.xlsform.places import Place
from server.programmes.rules.xlsform.questions import Questions
from server.programmes.rules.xlsform.tables import Row, Table
from server.programmes.rules.xlsform.types import Type, read_type

_GROUP_KEYS = ("party", "aggregate_of")
_VALUE = re.compile(
    r'\s*(?:"(?P<straight>(?:[^"]|"")*)"|“(?P<curly>[^”]*)”|(?P<plain>[^,;]*))\s*(?:[,;]|\Z)'
)
_TORN = re.compile(r'^["“”]|[“”]$|[^0-9]"$')
LOOSE = "questions"


@dataclass
class Part:
    """A section as it is being read."""

    id: str
    title: Placed
    place: Place
    group: Json
    module: str = ""
    questions: list[Placed] = field(default_factory=list)


@dataclass
class _Group:
    """A group that is open: its row, what its questions hang on, and its section if one is open.

    `settings` are what it says of its sections, its own before those of the groups around it.
    """

    row: Row | None
    conditions: list[Placed]
    part: str
    module: str
    settings: Json = field(default_factory=dict)
    sections: int = 0
    empty: bool = True
    now: Part | None = None
    note: dict[str, Placed] | None = None
    note_rows: list[Row] = field(default_factory=list)


class Survey:
    """Reads all rows of a survey."""

    def __init__(
        self, cells: Cells, questions: Questions, words: FactWords, title: Placed, part: str
    ) -> None:
        self.cells = cells
        self.words = words
        self.questions = questions
        self.title = title
        self.groups = [_Group(None, [], part, "")]
        self.parts: list[Part] = []
        self.facts: dict[str, Placed] = {}

    def read(self, table: Table) -> None:
        """Take in every row; `parts` and `facts` hold what they make."""
        rows = [(row, read_type(row["type"])) for row in table.rows if _filled(row)]
        self._names(rows)
        for row, type in rows:
            if not row["type"]:
                # Where the whole column is missing, that is said once, of the sheet.
                if not table.has("type"):
                    continue
                self.cells.log.wrong(row.place("type"), "type_missing")
            elif type.code:
                args = {"type": row["type"][:40], "nearest": type.nearest}
                self.cells.log.wrong(row.place("type"), type.code, **args)
            else:
                self._take(row, type)
        self._note_left(self.groups[-1])
        for group in self.groups[1:]:
            assert group.row is not None
            name = group.row["name"][:40]
            self.cells.log.wrong(group.row.place("type"), "group_unclosed", name=name)

    def _names(self, rows: list[tuple[Row, Type]]) -> None:
        """Where each name stands; a name for two things is noted."""
        names: dict[str, int] = {}
        groups: dict[str, int] = {}
        for row, type in rows:
            name = row["name"]
            if not name or type.name == "end_group" or type.recorded or type.name == "note":
                continue
            known = groups if type.name == "begin_group" else names
            if name in known:
                place, first = row.place("name"), known[name]
                self.cells.log.wrong(place, "name_twice", name=name[:40], first=first)
            known.setdefault(name, row.number)
            if type.code:
                self.questions.scope.damaged.add(name)
        self.questions.scope.names = names

    def _take(self, row: Row, type: Type) -> None:
        name = type.name
        if name == "begin_group":
            self._begin(row)
        elif name == "end_group":
            self._end(row)
        elif name == "note":
            self._note(row)
        elif name == "calculate":
            # Constants are read before everything that may name them.
            return
        elif name == "hidden":
            self._fact(row)
        elif type.recorded:
            self.cells.log.notice(row.place("type"), "recorded_anyway", type=name)
        else:
            self._question(row, type)

    # -- groups

    def _begin(self, row: Row) -> None:
        outer = self.groups[-1]
        self._note_left(outer)
        outer.now, outer.empty = None, False
        conditions = [*outer.conditions, *self.questions.relevant(row)]
        part = row["part"] or outer.part
        module, settings = row["module"] or outer.module, outer.settings | _settings(row)
        self.groups.append(_Group(row, conditions, part, module, settings))

    def _end(self, row: Row) -> None:
        group = self.groups[-1]
        if group.row is None:
            self.cells.log.wrong(row.place("type"), "group_not_open")
            return
        self._note_left(group)
        if group.empty:
            self.cells.log.wrong(
                group.row.place("type"), "group_empty", name=group.row["name"][:40]
            )
        elif not group.sections and group.row.has("label"):
            self.cells.log.notice(group.row.place("label"), "group_title_left_out")
        self.groups.pop()

    def _section(self) -> Part:
        """The section that a question belongs to now."""
        group = self.groups[-1]
        if group.now is not None:
            return group.now
        group.sections += 1
        group.empty = False
        id, title, place = LOOSE, self.title, self.title.place
        settings = dict(group.settings)
        if group.row is not None:
            place = group.row.place("name")
            id = self.cells.name(group.row, "group") or "group"
            title = self._title(group.row, id)
        if group.sections > 1:
            id = f"{id}_{group.sections}"
        settings["part"] = Placed(group.part, place)
        if group.row is not None and group.row["part"]:
            settings["part"] = Placed(group.part, group.row.place("part"))
        group.now = Part(id, title, place, settings, group.module)
        self.parts.append(group.now)
        return group.now

    def _title(self, row: Row, name: str) -> Placed:
        texts = self.cells.texts(row, "label")
        if texts is None:
            self.cells.log.wrong(row.place("label"), "group_without_label", name=name)
        return Placed(texts or {}, row.place("label"))

    # -- rows

    def _question(self, row: Row, type: Type) -> None:
        group = self.groups[-1]
        section = self._section()
        note, rows = self._noted(group)
        for each in rows:
            if each["relevant"] not in ("", row["relevant"]):
                self.cells.log.wrong(each.place("relevant"), "note_condition")
        section.questions += self.questions.read(row, type, group.conditions, note)

    def _note(self, row: Row) -> None:
        group = self.groups[-1]
        texts = self.cells.texts(row, "label")
        if texts is None:
            self.cells.log.wrong(row.place("label"), "label_missing", name=row["name"][:40])
            return
        self.cells.log.notice(row.place("type"), "note_in_tip")
        group.note = dict(lines(group.note, texts, self.cells.texts(row, "hint")))
        group.note_rows.append(row)

    def _noted(self, group: _Group) -> tuple[dict[str, Placed] | None, list[Row]]:
        """The notes that wait for a question, as one text, and their rows; they wait no longer."""
        note, rows = group.note, group.note_rows
        group.note, group.note_rows = None, []
        return note, rows

    def _note_left(self, group: _Group) -> None:
        """Notes that no question follows go with the one before them."""
        note, rows = self._noted(group)
        before = group.now.questions[-1].value if group.now and group.now.questions else None
        alone = [row for row in rows if before is None or row["relevant"]]
        for row in alone:
            self.cells.log.wrong(row.place("type"), "note_alone")
        if before is not None and note is not None and not alone:
            before["tip"] = dict(lines(before["tip"], note))

    def _fact(self, row: Row) -> None:
        id, name = row["fact"] or row["name"], row["name"]
        if not row["values"]:
            self.questions.scope.damaged.add(name)
            self.cells.log.wrong(row.place("values"), "fact_without_values", name=name[:40])
            return
        place = row.place("values")
        torn = half_quoted(row["values"])
        if torn is not None:
            self.questions.scope.damaged.add(name)
            self.cells.log.wrong(place, "fact_quote_open", found=torn[:40])
            return
        values = fact_values(row["values"])
        said = self.words.read(row, values)
        self.facts[id] = Placed({"values": Placed(values, place), **said}, row.place("name"))
        self.questions.scope.subjects[name] = Subject("fact", {id: ()}, tuple(values))


def fact_values(text: str) -> list[bool | int | float | str]:
    """The values of a fact, as in `yes, no` or `1, 2`.

    What stands in quotes is only a word, whatever it holds; a quote in it is written twice.
    """
    return list(_fact_values(text))


def half_quoted(text: str) -> str | None:
    """The first value with a quote on one side only, where the text would be parted wrongly.

    A quote after a figure is a measure, as in `5" pipe`, and parts nothing.
    """
    plain = ((each["plain"] or "").strip() for each in _VALUE.finditer(text))
    return next((each for each in plain if _TORN.search(each)), None)


def _fact_values(text: str) -> Iterator[bool | int | float | str]:
    for each in _VALUE.finditer(text):
        straight, curly, plain = each["straight"], each["curly"], (each["plain"] or "").strip()
        if straight is not None:
            yield straight.replace('""', '"')
        elif curly is not None:
            yield curly
        elif plain:
            yield _fact_value(plain)


def _fact_value(word: str) -> bool | int | float | str:
    if word.lower() in ("yes", "true", "sí", "si"):
        return True
    if word.lower() in ("no", "false"):
        return False
    number = word.removeprefix("-").replace(".", "", 1)
    return plain_number(word) if number.isdecimal() and number.isascii() else word


def _filled(row: Row) -> bool:
    return any(text and column.key != "notes" for column, text in row.others())


def _settings(row: Row) -> Json:
    found: Iterator[tuple[str, str]] = ((key, row[key]) for key in _GROUP_KEYS)
    return {
        key: Placed(int(text) if text.isdecimal() else text, row.place(key))
        for key, text in found
        if text
    }
