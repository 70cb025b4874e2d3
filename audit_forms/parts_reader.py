"""Reads the parts of a visit, and when those that are reported later open and close."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping

from audit_forms import nodes
from audit_forms.condition_reader import ConditionReader
from audit_forms.model import Part, Question
from audit_forms.nodes import Mapping
from audit_forms.reader import WORD, Reader

MOST_DAYS = 366
_OPENING = ("opens_after_days", "open_for_days")


class PartsReader:
    """Reads `parts`; the questions that they name come later, and are looked at with `check`."""

    def __init__(self, reader: Reader, at: Mapping) -> None:
        self.reader = reader
        self.entries = reader.entries(at, "parts")
        self._named: list[tuple[str, nodes.Scalar]] = []

    def parts(self) -> dict[str, Part]:
        """The parts by id, in their order."""
        parts: dict[str, Part] = {}
        for place, entry in enumerate(self.entries):
            self.reader.fields(entry, ("id", "title", *_OPENING), ("id", "title"))
            id = self.reader.name(entry, "id", WORD)
            title = self.reader.text(entry, "title")
            opening = self._opening(entry, id, place == 0)
            if id is not None and id in parts:
                self.reader.wrong(entry.values["id"], "id_duplicate", what="part", id=id)
            elif id is not None:
                parts[id] = Part(id, title, *opening)
        return parts

    def _opening(
        self, entry: Mapping, id: str | None, first: bool
    ) -> tuple[int | str | None, int | None]:
        if first:
            for key in _OPENING:
                if key in entry.keys:
                    self.reader.wrong(entry.keys[key], "part_first_opens", key=key)
            return None, None
        if "open_for_days" in entry.keys and "opens_after_days" not in entry.keys:
            where = entry.keys["open_for_days"]
            self.reader.wrong(
                where, "key_needs_other", key="open_for_days", other="opens_after_days"
            )
        return self._after(entry, id), self.reader.whole(entry, "open_for_days", 1, MOST_DAYS)

    def _after(self, entry: Mapping, id: str | None) -> int | str | None:
        node = self.reader.filled(entry, "opens_after_days")
        if not isinstance(node, Mapping):
            return self.reader.whole(entry, "opens_after_days", 0, MOST_DAYS)
        self.reader.fields(node, ("question",), ("question",))
        named = self.reader.filled(node, "question")
        scalar = None if named is None else self.reader.scalar(named, "question")
        if scalar is None:
            return None
        if id is not None:
            self._named.append((id, scalar))
        return scalar.value

    def check(self, parts: AbstractMapping[str, Part], conditions: ConditionReader) -> None:
        """Note every question that cannot say after how many days a part opens."""
        order = list(parts)
        for id, scalar in self._named:
            question = conditions.earlier.get(scalar.value)
            if scalar.value in conditions.damaged:
                continue
            if question is None:
                conditions.no_such_question(scalar)
            elif not _says_days(question):
                self.reader.wrong(scalar, "opens_on_number", question=question.id, most=MOST_DAYS)
            elif question.part in parts and order.index(question.part) >= order.index(id):
                self.reader.wrong(scalar, "opens_on_later", question=question.id, part=id)


def _says_days(question: Question) -> bool:
    low, high = question.min, question.max
    within = low is not None and low >= 0 and high is not None and high <= MOST_DAYS
    return question.kind == "number" and question.decimals == 0 and within
