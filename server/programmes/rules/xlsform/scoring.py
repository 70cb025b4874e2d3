"""What a row says of points and of what follows from an answer: our own columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit_forms.mistakes import nearest
from server.programmes.rules.xlsform.cells import Cells, pairs
from server.programmes.rules.xlsform.choices import Choice, is_yes
from server.programmes.rules.xlsform.conditions import Damaged, Json, Scope, Subject, own_test
from server.programmes.rules.xlsform.document import Placed
from server.programmes.rules.xlsform.expressions import ExpressionError
from server.programmes.rules.xlsform.tables import Row

_NUMERIC = ("number", "money", "duration")
_UNSCORED = frozenset({"none", "no", "-", "ninguno"})
_MARKED = frozenset({"yes", "true", "1", "x", "sí", "si"})
_UNMARKED = frozenset({"no", "false", "0"})
_WHOLE = ("weight", "points_cap", "comment_min_length")
_TESTS = ("comment_when", "action_when", "lowers_when")


@dataclass
class Scoring:
    """Reads what is ours; `qualities` are the known ones with their names."""

    cells: Cells
    qualities: Mapping[str, Mapping[str, str]]
    scope: Scope

    def read(self, row: Row, kind: str, choices: Sequence[Choice], own: Subject) -> Json:
        """The keys of a question that say what its answers earn and lead to."""
        found: Json = {}
        if row["quality"]:
            found["quality"] = Placed(self._quality(row), row.place("quality"))
        points = self._points(row, kind, choices)
        if points is not None:
            found["points"] = points
        for key in _WHOLE:
            number = self.cells.number(row, key)
            if number is not None:
                found[key] = Placed(number, row.place(key))
        found |= self._tests(row, own)
        critical = self._critical(row, points, own)
        if critical is not None:
            found["critical"] = Placed({"fails_when": critical}, row.place("critical"))
        action = self.cells.texts(row, "action")
        if action is not None:
            found["action"] = Placed(action, row.place("action"))
        return found | self._pairs(row)

    def _quality(self, row: Row) -> str:
        word = row["quality"]
        for key, names in self.qualities.items():
            if word.lower() in (key, *(str(name).lower() for name in names.values())):
                return key
        near = nearest(word, self.qualities)
        self.cells.log.wrong(row.place("quality"), "quality_unlisted", quality=word, nearest=near)
        return next(iter(self.qualities), word)

    # -- points

    def _points(self, row: Row, kind: str, choices: Sequence[Choice]) -> Placed | None:
        text, place = row["points"], row.place("points")
        if kind in _NUMERIC:
            bands = self.cells.bands(row) if text else None
            return None if bands is None else Placed(bands, place)
        if text.lower() in _UNSCORED:
            return None
        if text:
            earned = self._in_the_row(row, kind)
            return None if earned is None else Placed(earned, place)
        return self._of_choices(row, kind, choices)

    def _in_the_row(self, row: Row, kind: str) -> Json | None:
        text = row["points"]
        if kind == "yes_no" and text.isdecimal():
            return {"yes": int(text), "no": 0}
        found = pairs(text)
        good = found is not None and all(_is_whole(points) for _answer, points in found)
        if found is None or not good or kind in ("text", "photo", "time"):
            code = "points_per_answer" if text.isdecimal() and found is None else "points_not_pairs"
            self.cells.log.wrong(row.place("points"), code, found=text[:60])
            return None
        return {self._answer(kind, answer): int(points) for answer, points in found}

    def _of_choices(self, row: Row, kind: str, choices: Sequence[Choice]) -> Placed | None:
        scored = [choice for choice in choices if choice.points is not None]
        if not scored or kind not in ("yes_no", "scale", "one", "several"):
            return None
        for choice in choices:
            if choice.points is None and not choice.row["points"]:
                place = choice.row.place("points")
                self.cells.log.wrong(place, "choice_without_points", choice=choice.name)
        earned = {
            self._answer(kind, each.name): Placed(each.points or 0, each.row.place("points"))
            for each in choices
        }
        return Placed(earned, row.place("type"))

    def _answer(self, kind: str, name: str) -> str:
        if kind != "yes_no":
            return name
        return "yes" if is_yes(name.lower()) else "no" if name.lower() in _UNMARKED else name

    # -- tests of the answer

    def _tests(self, row: Row, own: Subject) -> Json:
        found: Json = {}
        for key in _TESTS:
            test = self._test(row, key, own) if row[key] else None
            if test is not None:
                found[key] = test
        return found

    def _test(self, row: Row, key: str, own: Subject) -> Placed | None:
        if row[key].startswith("{"):
            return self.cells.written(row, key)
        place = row.place(key)
        try:
            return Placed(own_test(_spelt_out(row[key], own), own, self.scope), place)
        except ExpressionError as error:
            self.cells.log.wrong(place, error.code, **error.args_of_code)
        except Damaged:
            pass
        return None

    def _critical(self, row: Row, points: Placed | None, own: Subject) -> Placed | None:
        text, place = row["critical"].lower(), row.place("critical")
        if text in ("", *_UNMARKED):
            return None
        if text not in _MARKED:
            return self._test(row, "critical", own)
        earned = points.value if points is not None else None
        if not isinstance(earned, Mapping) or own.kind == "several":
            self.cells.log.wrong(place, "critical_needs_test", found=row["critical"])
            return None
        none = [value for value in own.values if _points_of(earned, value) == 0]
        if not none:
            self.cells.log.wrong(place, "critical_needs_test", found=row["critical"])
            return None
        return Placed({"is": none[0]} if len(none) == 1 else {"in": none}, place)

    # -- pairs

    def _pairs(self, row: Row) -> Json:
        found: Json = {}
        for key in ("lowers", "commends"):
            if row[key]:
                read = pairs(row[key])
                if read is None:
                    self.cells.log.wrong(row.place(key), "pairs_unreadable", column=key)
                    continue
                values = {word: int(v) if _is_whole(v) else v for word, v in read}
                found[key] = Placed(values, row.place(key))
        return found


def _spelt_out(text: str, own: Subject) -> str:
    """`no` or `cold, fair`, bare answers of the question, as the test that is meant."""
    words = [word.strip() for word in text.split(",")]
    answers = {_word(value) for value in own.values}
    if not answers.issuperset(words):
        return text
    test = "selected(., '{}')" if own.kind == "several" else ". = '{}'"
    return " or ".join(test.format(word) for word in words)


def _word(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _is_whole(text: str) -> bool:
    return text.removeprefix("-").isdecimal()


def _points_of(earned: Mapping[str, Any], value: Any) -> Any:
    points = earned.get(_word(value))
    return points.value if isinstance(points, Placed) else points
