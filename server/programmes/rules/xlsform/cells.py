"""What single cells say: yes or no, whole numbers, points, texts in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from audit_forms import nodes
from audit_forms.reader import QUESTION_ID, WORD, Reader
from server.programmes.rules.xlsform.conditions import Json
from server.programmes.rules.xlsform.document import Placed
from server.programmes.rules.xlsform.places import Log
from server.programmes.rules.xlsform.tables import Row

_TRUE = frozenset({"yes", "y", "true", "true()", "1", "sí", "si", "x", "verdadero"})
_FALSE = frozenset({"no", "n", "false", "false()", "0", "falso"})
_WHOLE = re.compile(r"-?\d{1,12}")
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,9})?")
_TENTHS = re.compile(r"\d{1,12}\.0+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
_REFERENCE = re.compile(r"\$\{\s*([^{}]*?)\s*\}")
_ENDS = tuple(".!?…:")
_ABOVE = frozenset({"above", "more", "else", "más", "mas"})


def suggested(name: str, hyphens: bool = False) -> str:
    """A name that could be used in place of one that cannot."""
    plain = name.strip().lower().translate(str.maketrans("áéíóúüñç", "aeiouunc"))
    joint = "-" if hyphens else "_"
    return re.sub(r"[^a-z0-9]+", joint, plain).strip(joint)[:64]


@dataclass(frozen=True)
class Cells:
    """Reads the cells of rows; notes what cannot be read and goes on."""

    log: Log
    languages: tuple[str, ...]
    constants: dict[str, Any]

    def flag(self, row: Row, key: str, default: bool) -> bool:
        """Yes or no."""
        text = row[key].lower()
        if not text or text in _TRUE | _FALSE:
            return default if not text else text in _TRUE
        condition = key == "required" and any(sign in text for sign in "${=<>(")
        code = "required_condition" if condition else "yes_or_no"
        self.log.wrong(row.place(key), code, column=key, found=text[:40])
        return default

    def number(self, row: Row, key: str) -> int | float | None:
        """A number."""
        text = row[key].replace("\u2212", "-")
        if _NUMBER.fullmatch(text):
            return plain_number(text)
        if text:
            self.log.wrong(row.place(key), "cell_not_number", column=key, found=text[:40])
        return None

    def points(self, row: Row) -> int | None:
        """The points of one answer."""
        text = row["points"].replace("\u2212", "-")
        if not text or (_NUMBER.fullmatch(text) and isinstance(plain_number(text), int)):
            return int(float(text)) if text else None
        self.log.wrong(row.place("points"), "points_not_number", found=text[:40])
        return None

    def name(self, row: Row, what: str) -> str | None:
        """The name of a question, a group or a choice."""
        name = row["name"]
        pattern = QUESTION_ID if what == "question" else WORD
        if what == "group":
            # How an export keeps a group apart from a question of that name.
            name = name.removeprefix("_")
        if what == "choice" and _TENTHS.fullmatch(name):
            # A whole number that went through another program and came back as a text.
            name = name.partition(".")[0]
        if what == "choice" and DAY.fullmatch(name):
            self.log.wrong(row.place("name"), "choice_is_date", found=name[:40])
            return None
        if pattern.fullmatch(name):
            return name
        place = row.place("name")
        suggestion = suggested(name)
        if suggestion and not pattern.fullmatch(suggestion):
            suggestion = f"q_{suggestion}"
        if not name:
            code = "choice_without_name" if what == "choice" else "name_missing"
            self.log.wrong(place, code)
        elif " " in name:
            self.log.wrong(place, "name_with_space", name=name[:40], suggestion=suggestion)
        else:
            suggestion = suggestion or "q_1"
            self.log.wrong(place, "name_malformed", name=name[:40], suggestion=suggestion)
        return None

    def texts(self, row: Row, key: str) -> dict[str, Placed] | None:
        """The texts of a row in every language of the form; None when there is none at all."""
        found = row.texts(key)
        if not found:
            return None
        for language in self.languages:
            if language not in found:
                place = row.place(key, language)
                self.log.wrong(place, "text_without_language", column=key, language=language)
        return {
            language: Placed(self._filled(found[language], row, key, language), place)
            for language in self.languages
            if language in found
            for place in (row.place(key, language),)
        }

    def _filled(self, text: str, row: Row, key: str, language: str) -> str:
        """The text with constants put in; answers cannot be."""
        for name in _REFERENCE.findall(text):
            if name not in self.constants:
                self.log.wrong(row.place(key, language), "text_with_answer", name=name[:40])
        return _REFERENCE.sub(lambda match: str(self.constants.get(match.group(1), "")), text)

    def words(self, row: Row, key: str) -> list[str]:
        """Words with spaces or commas between them."""
        return [word for word in re.split(r"[\s,;]+", row[key]) if word]

    def pairs(self, row: Row, key: str) -> list[tuple[str, str]] | None:
        """Pairs such as `yes: 2, no: 0`; None when the cell holds something else."""
        return pairs(row[key])

    def bands(self, row: Row) -> list[Json] | None:
        """Points by value, as in `60: 3, 180: 1, above: 0`."""
        found: list[Json] = []
        for word, points in pairs(row["points"]) or [("", "")]:
            word = word.removeprefix("<=").strip()
            last = word.lower() in _ABOVE
            if not (last or _NUMBER.fullmatch(word)) or not _WHOLE.fullmatch(points):
                self.log.wrong(row.place("points"), "bands_unreadable", found=row["points"][:60])
                return None
            end: Json = {} if last else {"up_to": plain_number(word)}
            found.append({**end, "points": int(points)})
        return found

    def written(self, row: Row, key: str) -> Placed | None:
        """What stands in a cell as it would in a form's own file, as in `{is: x}`."""
        place = row.place(key)
        reader = Reader("")
        node = nodes.parse(row[key], reader.report)
        if node is None or reader.mistakes:
            self.log.wrong(place, "cell_unreadable", column=key, found=row[key][:40])
            return None
        return Placed(node, place)


def pairs(text: str) -> list[tuple[str, str]] | None:
    """Pairs such as `yes: 2, no: 0`; None when the text is something else."""
    found = []
    for each in re.split(r"[,;\n]", text):
        if each.strip():
            word, colon, value = each.rpartition(":")
            if not colon or not word.strip() or not value.strip():
                return None
            found.append((word.strip(), value.strip()))
    return found or None


def plain_number(text: str) -> int | float:
    """The number that a text says."""
    number = float(text)
    return int(number) if number.is_integer() else number


def lines(*texts: dict[str, Placed] | None) -> Iterator[tuple[str, Placed]]:
    """Several texts as one, language by language."""
    known = [text for text in texts if text]
    for language in dict.fromkeys(language for text in known for language in text):
        parts = [text[language] for text in known if language in text]
        sentences = [str(part.value).strip() for part in parts]
        ended = [text if text[-1:] in _ENDS else f"{text}." for text in sentences[:-1]]
        yield language, Placed(" ".join([*ended, sentences[-1]]), parts[0].place)
