"""Which columns each sheet has: those that must be there, and those that are only nearly known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from server.programmes.rules.xlsform.places import Log, Place
from server.programmes.rules.xlsform.tables import Table, language_code, language_name

# What pyxform has a meaning for; the rest is ours.
_OURS = (
    *("kind", "quality", "points", "points_cap", "weight", "critical", "fact", "shown_to", "na"),
    *("min", "max", "decimals", "min_length", "max_length", "between", "ask_when", "comment_when"),
    *("comment_min_length", "action_when", "action", "lowers", "lowers_when", "commends", "part"),
    *("party", "module", "aggregate_of", "values"),
)
_CARRIED = {
    "survey": (
        *("type", "name", "label", "hint", "relevant", "constraint", "constraint_message"),
        *("required", "calculation", "choice_filter", *_OURS),
    ),
    "choices": ("list_name", "name", "label", "points"),
    "settings": (
        *("form_title", "form_id", "version", "default_language", "critical_cap", "in_store"),
    ),
    "parts": ("name", "label", "opens_after_days", "open_for_days"),
    "qualities": ("name", "label"),
}
# How a page looks or what another tool does with it; nothing is lost without them.
_SILENT = frozenset(
    {"appearance", "required_message", "read_only", "instance_name", "style", "public_key", "notes"}
    | {"submission_url", "auto_send", "auto_delete", "allow_choice_duplicates", "namespaces", "id"}
)
_LEFT_OUT = ("default", "guidance_hint", "image", "audio", "video", "parameters", "trigger")
# What somebody calls a column who knows no XLSForm.
_CALLED = {
    **dict.fromkeys(("tipo", "kind of question", "question type"), "type"),
    **dict.fromkeys(("nombre", "id", "code", "código", "codigo"), "name"),
    **dict.fromkeys(("etiqueta", "pregunta", "question", "texto", "respuesta", "answer"), "label"),
    **dict.fromkeys(("ayuda", "pista", "consejo", "help", "tip"), "hint"),
    **dict.fromkeys(("obligatorio", "obligatoria", "requerido", "mandatory"), "required"),
    **dict.fromkeys(("condición", "condicion", "condition", "skip logic"), "relevant"),
    **dict.fromkeys(("lista", "list_id", "nombre de la lista"), "list_name"),
    **dict.fromkeys(("puntos", "puntaje", "score"), "points"),
    **dict.fromkeys(("cualidad", "calidad"), "quality"),
}
_SPOKEN = re.compile(r"(?P<key>label|hint|constraint_message|action)[ _-]+(?P<name>.+)")
# Beyond so many rows nobody looks for the names of the columns.
_TITLE_ROWS = 10
_NEEDED = {
    "survey": ("type", "name", "label"),
    "choices": ("list_name", "name", "label"),
    "parts": ("name", "label"),
    "qualities": ("name", "label"),
}


def check_columns(tables: Mapping[str, Table], log: Log) -> None:
    """Note columns that are missing, that are misspelt, and that are left out."""
    filters = _filters(tables.get("survey"))
    for name, table in tables.items():
        needed = _NEEDED.get(name, ())
        below = None if any(map(table.has, needed)) else _header_below(table, needed)
        if below is not None:
            log.wrong(Place(name, table.header), "header_below", row=below)
            continue
        called = {_meant(table, column.key) for column in table.columns}
        for key in needed:
            if not table.has(key) and key not in called:
                log.wrong(Place(name, table.header), "column_missing", column=key)
        for column in table.columns:
            key, place = column.key, Place(name, table.header, column.number, column.written)
            used = any(row.cells.get(column.number) for row in table.rows)
            if key in (*_CARRIED[name], *_SILENT) or not used:
                continue
            if name == "choices" and key in filters:
                continue
            meant = _meant(table, key)
            if meant:
                log.wrong(place, "column_misspelt", column=column.written, nearest=meant)
            else:
                log.notice(place, "column_left_out", column=column.written)


def _meant(table: Table, key: str) -> str:
    """The column that is meant by one of another name, where it has not its own; else nothing."""
    if key in _LEFT_OUT or key in (*_CARRIED[table.name], *_SILENT - {"id"}):
        return ""
    told = _SPOKEN.fullmatch(key)
    code = language_code(told["name"]) if told else None
    if told and code:
        return f"{told['key']}::{language_name(code)}"
    near = (
        [_CALLED[key]] if key in _CALLED else get_close_matches(key, _CARRIED[table.name], 1, 0.8)
    )
    return near[0] if near and near[0] in _CARRIED[table.name] and not table.has(near[0]) else ""


def _header_below(table: Table, needed: tuple[str, ...]) -> int | None:
    """The row further down that names the columns, where a title stands above it."""
    for row in table.rows[:_TITLE_ROWS]:
        words = {cell.strip().lower().partition("::")[0] for cell in row.cells.values()}
        if len(words & set(needed)) > 1:
            return row.number
    return None


def _filters(survey: Table | None) -> str:
    """All that stands in choice filters, where columns of ours need no other reason."""
    return " ".join(row["choice_filter"].lower() for row in survey.rows) if survey else ""
