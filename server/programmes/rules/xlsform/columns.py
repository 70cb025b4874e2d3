"""Which columns each sheet has: those that must be there, and those that are only nearly known."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from server.programmes.rules.xlsform.places import Log, Place
from server.programmes.rules.xlsform.tables import Table

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
        for key in _NEEDED.get(name, ()):
            if not table.has(key):
                log.wrong(Place(name, table.header), "column_missing", column=key)
        for column in table.columns:
            key, place = column.key, Place(name, table.header, column.number, column.written)
            used = any(row.cells.get(column.number) for row in table.rows)
            if key in (*_CARRIED[name], *_SILENT) or not used:
                continue
            if name == "choices" and key in filters:
                continue
            near = get_close_matches(key, _CARRIED[name], n=1, cutoff=0.8)
            if near and not table.has(near[0]) and key not in _LEFT_OUT:
                log.wrong(place, "column_misspelt", column=column.written, nearest=near[0])
            else:
                log.notice(place, "column_left_out", column=column.written)


def _filters(survey: Table | None) -> str:
    """All that stands in choice filters, where columns of ours need no other reason."""
    return " ".join(row["choice_filter"].lower() for row in survey.rows) if survey else ""
