"""From the bytes of a workbook to a form of ours, or to everything that cannot be carried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit_forms import Form, load_shipped
from audit_forms.reader import FORM_ID
from server.programmes.rules.xlsform.cells import Cells, plain_number, suggested
from server.programmes.rules.xlsform.choices import read_choices
from server.programmes.rules.xlsform.columns import check_columns
from server.programmes.rules.xlsform.conditions import Json, Scope
from server.programmes.rules.xlsform.constants import read_constants
from server.programmes.rules.xlsform.document import Placed, read_document
from server.programmes.rules.xlsform.fact_words import FactWords
from server.programmes.rules.xlsform.modules import with_modules
from server.programmes.rules.xlsform.places import Log, Place, SheetMistake, SheetMistakes
from server.programmes.rules.xlsform.pyxform_opinion import refusal
from server.programmes.rules.xlsform.questions import Questions
from server.programmes.rules.xlsform.scoring import Scoring
from server.programmes.rules.xlsform.survey import Part, Survey
from server.programmes.rules.xlsform.tables import Row, Table, language_code, read_table
from server.spreadsheets import Sheet, WorkbookProblem, read_xlsx

SHEETS = ("survey", "choices", "settings", "parts", "qualities")
_VISIT = {"en": "The visit", "es": "La visita"}
# Nothing but an echo where something else is wrong already.
_OF_THE_WHOLE = frozenset(
    {"quality_empty", "cap_missing", "cap_without_critical", "part_empty", "condition_never"}
    | {"key_missing", "list_empty", "key_empty"}
)


@dataclass(frozen=True)
class Imported:
    """A form from a workbook, and what its author should know about it."""

    form: Form
    notices: list[SheetMistake]


def read_xlsform(content: bytes) -> Imported:
    """The form in a workbook; SheetMistakes with everything that keeps it from being one."""
    try:
        book = read_xlsx(content)
    except WorkbookProblem as problem:
        args = dict(problem.args_of_code)
        place = Place(str(args.get("sheet", "")))
        raise SheetMistakes([SheetMistake(place, problem.code, args)]) from problem
    sheets = {
        known: sheet for name, sheet in book.items() if (known := name.strip().lower()) in SHEETS
    }
    reading = _Reading(sheets, list(book))
    document = reading.document()
    form, found = (None, []) if document is None else read_document(document)
    mistakes = _without_echoes(reading.log.mistakes, found)
    if not mistakes and document is not None and form is not None:
        form, mistakes = with_modules(form, document, reading.parts)
    if not mistakes and (refused := refusal(sheets)) is not None:
        sheet, row, reason = refused
        mistakes = [
            SheetMistake(Place(sheet, row, 1 if row else 0), "pyxform_refuses", {"reason": reason})
        ]
    if mistakes or form is None:
        raise SheetMistakes(mistakes)
    return Imported(form, SheetMistakes(reading.log.notices).mistakes)


def _without_echoes(own: list[SheetMistake], found: list[SheetMistake]) -> list[SheetMistake]:
    """Our mistakes and those of the language that do not follow from them."""
    if not own:
        return found
    rows = {(each.place.sheet, each.place.row) for each in own}
    plain = [each.code.removeprefix("language_") for each in found]
    return own + [
        each
        for each, code in zip(found, plain, strict=True)
        if (each.place.sheet, each.place.row) not in rows and code not in _OF_THE_WHOLE
    ]


class _Reading:
    """One workbook on its way to a document of the form language."""

    def __init__(self, sheets: Mapping[str, Sheet], names: list[str]) -> None:
        self.sheets = sheets
        self.names = names
        self.log = Log()
        self.parts: list[Part] = []

    def document(self) -> Placed | None:
        """The form as the language reads it, None when not even its languages can be told."""
        default = self._default_language()
        tables = {
            name: table
            for name, sheet in self.sheets.items()
            if (table := read_table(name, sheet, default, self.log)) is not None
        }
        survey, settings = tables.get("survey"), tables.get("settings")
        if survey is None or not survey.rows:
            place = Place("survey" if "survey" in self.sheets else "")
            if place.sheet:
                self.log.wrong(place, "survey_empty")
            else:
                self.log.wrong(place, "survey_missing", found=", ".join(self.names) or "-")
        if settings is None or not settings.rows:
            self.log.wrong(Place(), "settings_missing")
        if survey is None or not survey.rows:
            return None
        if "choices" not in tables and any(r["type"].startswith("select") for r in survey.rows):
            self.log.wrong(Place(), "choices_missing")
        check_columns(tables, self.log)
        languages = self._languages(survey)
        if not languages:
            return None
        scope = Scope()
        return self._assembled(tables, Cells(self.log, languages, scope.constants), scope)

    # -- languages

    def _default_language(self) -> str | None:
        """The language of columns that name none."""
        rows = self.sheets["settings"].rows if "settings" in self.sheets else ()
        filled = [row for row in rows if any(cell.strip() for cell in row)]
        if len(filled) > 1:
            header = [cell.strip().lower() for cell in filled[0]]
            at = header.index("default_language") if "default_language" in header else -1
            said = filled[1][at].strip() if 0 <= at < len(filled[1]) else ""
            if said and said.lower() != "default" and (code := language_code(said)):
                return code
        survey = self.sheets.get("survey")
        header = (
            next((list(r) for r in survey.rows if any(c.strip() for c in r)), []) if survey else []
        )
        parts = [
            cell.partition(":") for cell in header if cell.strip().lower().startswith("label:")
        ]
        codes = {language_code(name.strip(": ")) for _key, _colon, name in parts} - {None}
        return codes.pop() if len(codes) == 1 else None

    def _languages(self, survey: Table) -> tuple[str, ...]:
        labels = survey.languages("label")
        found = [each.language for each in labels if each.language is not None]
        if not found and survey.has("label"):
            column = next(each for each in survey.columns if each.key == "label")
            place = Place("survey", survey.header, column.number, column.written)
            self.log.wrong(place, "language_unsaid", column="label")
        return tuple(dict.fromkeys(found))

    # -- the whole

    def _assembled(self, tables: Mapping[str, Table], cells: Cells, scope: Scope) -> Placed:
        survey = tables["survey"]
        read_constants(survey, cells, scope)
        settings = _settings(tables)
        top = self._top(settings, cells)
        parts = self._parts(tables.get("parts"), cells, top)
        scoring = Scoring(cells, self._qualities(tables.get("qualities"), cells), scope)
        words = FactWords.of(cells, survey, tables.get("choices"))
        lists = read_choices(tables.get("choices"), cells, words.own)
        required = survey.has("required")
        if not required:
            self.log.notice(Place("survey", survey.header), "all_required")
        questions = Questions(cells, lists, scope, scoring, required)
        read = Survey(cells, questions, words, top["title"], next(iter(parts)))
        read.read(survey)
        self.parts = read.parts
        if not read.parts and not self.log.mistakes:
            self.log.wrong(Place("survey"), "survey_empty")
        top["parts"] = list(parts.values())
        top["facts"] = read.facts
        top["sections"] = [_section(each) for each in read.parts]
        top["qualities"] = self._named(tables, scoring, read)
        return Placed(
            {key: each for key, each in top.items() if each}, Place("survey", survey.header, 1)
        )

    def _top(self, settings: Row | None, cells: Cells) -> Json:
        place = Place("settings") if settings is None else settings.place()
        top: Json = {
            "form": Placed("form", place),
            "version": 1,
            "languages": list(cells.languages),
        }
        top["title"] = Placed(dict.fromkeys(cells.languages, "-"), place)
        if settings is None:
            return top
        titles = settings.texts("form_title")
        if not titles:
            self.log.wrong(settings.place("form_title"), "title_missing")
        else:
            first = next(iter(titles.values()))
            spoken = {each: titles.get(each, first) for each in cells.languages}
            if len(titles) < len(spoken):
                self.log.notice(settings.place("form_title"), "title_in_one_language")
            top["title"] = Placed(spoken, settings.place("form_title"))
            top["form"] = self._form_id(settings, first)
        top["version"] = self._version(settings)
        cap = cells.number(settings, "critical_cap")
        top["critical_cap"] = None if cap is None else Placed(cap, settings.place("critical_cap"))
        top["in_store"] = [
            Placed(w, settings.place("in_store")) for w in cells.words(settings, "in_store")
        ]
        return top

    def _form_id(self, settings: Row, title: str) -> Placed:
        said = settings["form_id"]
        id = suggested(said or title, hyphens=True)
        place = settings.place("form_id" if said else "form_title")
        if not FORM_ID.fullmatch(id):
            self.log.wrong(
                place, "form_id_malformed", found=said[:40] or title[:40], suggestion="my-form"
            )
            return Placed("form", place)
        if id != said:
            self.log.notice(place, "form_id_made", id=id)
        return Placed(id, place)

    def _version(self, settings: Row) -> Placed:
        said, place = settings["version"], settings.place("version")
        # A number that went through another program may have come back as a text such as 1.0.
        said = re.sub(r"\.0+$", "", said)
        if said and not (said.isdecimal() and 1 <= int(said) <= 1_000_000):
            self.log.wrong(place, "version_not_whole", found=said[:40])
            return Placed(1, place)
        return Placed(int(said or 1), place)

    def _parts(self, table: Table | None, cells: Cells, top: Json) -> dict[str, Placed]:
        found: dict[str, Placed] = {}
        for row in table.rows if table else ():
            id, title = cells.name(row, "part"), cells.texts(row, "label")
            if title is None:
                self.log.wrong(row.place("label"), "label_missing", name=row["name"][:40])
            part: Json = {"id": id or "", "title": title or {}} | _more_of_part(row)
            found[id or f"row {row.number}"] = Placed(part, row.place("name"))
        if found:
            return found
        visit = {
            each: _VISIT.get(each.partition("-")[0], str(top["title"].value[each]))
            for each in cells.languages
        }
        return {"visit": Placed({"id": "visit", "title": visit}, top["title"].place)}

    def _qualities(self, table: Table | None, cells: Cells) -> dict[str, Any]:
        """The qualities that can be named: those on their sheet, or else the five."""
        found: dict[str, Any] = {}
        for row in table.rows if table else ():
            id, names = cells.name(row, "quality"), cells.texts(row, "label")
            if id is None or names is None:
                if names is None:
                    self.log.wrong(row.place("label"), "label_missing", name=row["name"][:40])
                continue
            found[id] = {each: name.value for each, name in names.items()}
        return found or dict(load_shipped("five-qualities", 1).qualities)

    def _named(self, tables: Mapping[str, Table], scoring: Scoring, read: Survey) -> Json:
        """The qualities that the form declares, in their order."""
        asked = [question.value for part in read.parts for question in part.questions]
        used = {q["quality"].value: q["quality"].place for q in asked if "quality" in q}
        table = tables.get("qualities")
        if table is not None and table.rows:
            rows = {row["name"]: row.place("name") for row in table.rows}
            named = scoring.qualities.items()
            return {id: Placed(names, rows[id]) for id, names in named if id in rows}
        found: Json = {}
        for id, names in scoring.qualities.items():
            if id in used:
                languages = {each: each.partition("-")[0] for each in scoring.cells.languages}
                if not all(base in names for base in languages.values()):
                    self.log.wrong(used[id], "qualities_unnamed")
                    continue
                spoken = {each: names[base] for each, base in languages.items()}
                found[id] = Placed(spoken, used[id])
        return found


def _settings(tables: Mapping[str, Table]) -> Row | None:
    table = tables.get("settings")
    return next(iter(table.rows), None) if table else None


def _more_of_part(row: Row) -> Json:
    found: Json = {}
    for key in ("opens_after_days", "open_for_days"):
        text = row[key]
        if text.isdecimal():
            found[key] = Placed(plain_number(text), row.place(key))
        elif text:
            found[key] = Placed({"question": text}, row.place(key))
    return found


def _section(part: Part) -> Placed:
    made: Json = {"id": Placed(part.id, part.place), "title": part.title, **part.group}
    made["questions"] = Placed(part.questions, part.place)
    return Placed(made, part.place)
