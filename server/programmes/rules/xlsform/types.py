"""What the column `type` says, and which kind of question of ours carries it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audit_forms.mistakes import nearest

_CHOOSING = {
    "select_one": "select_one",
    "select one": "select_one",
    "select1": "select_one",
    "select one from": "select_one",
    "add select one prompt using": "select_one",
    "select_multiple": "select_multiple",
    "select multiple": "select_multiple",
    "select all that apply": "select_multiple",
    "select all that apply from": "select_multiple",
    "add select multiple prompt using": "select_multiple",
}
_PLAIN = {
    "integer": "integer",
    "int": "integer",
    "decimal": "decimal",
    "text": "text",
    "string": "text",
    "date": "date",
    "time": "time",
    "datetime": "dateTime",
    "date time": "dateTime",
    "image": "image",
    "photo": "image",
    "note": "note",
    "calculate": "calculate",
    "hidden": "hidden",
    "begin group": "begin_group",
    "end group": "end_group",
}
# What somebody writes who knows no types, and those that may be meant.
_SAID = {
    **dict.fromkeys(("number", "numeric", "numero", "número", "amount"), "integer / decimal"),
    **dict.fromkeys(("yes_no", "yes/no", "yesno", "boolean", "si_no", "sí/no"), "select_one LIST"),
    **dict.fromkeys(
        ("single", "radio", "dropdown", "choice", "rating", "scale"), "select_one LIST"
    ),
    **dict.fromkeys(("opción", "opcion", "escala", "lista"), "select_one LIST"),
    **dict.fromkeys(("multiple", "checkbox", "múltiple", "casillas"), "select_multiple LIST"),
    **dict.fromkeys(("paragraph", "comment", "words", "texto", "comentario"), "text"),
    **dict.fromkeys(("picture", "foto", "imagen"), "image"),
    **dict.fromkeys(("entero",), "integer"),
    **dict.fromkeys(("fecha",), "date"),
    **dict.fromkeys(("hora",), "time"),
    **dict.fromkeys(("section", "group", "sección", "seccion", "grupo"), "begin_group"),
}
# Recorded by the phone without a question, or not at all, since a shopper stays unknown.
_RECORDED = frozenset(
    {"start", "end", "today", "deviceid", "phonenumber", "username", "email", "simserial"}
    | {"subscriberid", "imei", "audit"}
)
_REFUSED = {
    "begin repeat": "type_repeat",
    "end repeat": "type_repeat",
    "begin loop": "type_repeat",
    "end loop": "type_repeat",
    "geopoint": "type_place",
    "geotrace": "type_place",
    "geoshape": "type_place",
    "start-geopoint": "type_place",
    "audio": "type_recording",
    "video": "type_recording",
    "background-audio": "type_recording",
    "file": "type_file",
    "barcode": "type_barcode",
    "rank": "type_rank",
    "range": "type_range",
    "acknowledge": "type_acknowledge",
    "trigger": "type_acknowledge",
    "select_one_from_file": "type_from_file",
    "select_multiple_from_file": "type_from_file",
    "select_one_external": "type_from_file",
    "csv-external": "type_from_file",
    "xml-external": "type_from_file",
}
# The kinds of ours that a type can stand for; the first one if the sheet does not say.
KINDS = {
    "select_one": ("one", "yes_no", "scale"),
    "select_multiple": ("several",),
    "integer": ("number", "money", "duration"),
    "decimal": ("number", "money"),
    "text": ("text",),
    "date": ("text",),
    "time": ("time",),
    "dateTime": ("time",),
    "image": ("photo",),
}


@dataclass(frozen=True, slots=True)
class Type:
    """A type as XLSForm names it, with the list it chooses from; `code` says why it is refused."""

    name: str
    list_name: str = ""
    code: str = ""
    nearest: str = ""

    @property
    def asked(self) -> bool:
        """Whether it makes a question of ours."""
        return self.name in KINDS

    @property
    def recorded(self) -> bool:
        """Whether the product records it without a question."""
        return self.name in _RECORDED


def read_type(text: str) -> Type:
    """The type in a cell."""
    spaced = re.sub(r"\s+", " ", text.strip())
    plain = spaced.lower()
    # `begin_group` and `begin group` are the same.
    loose = plain.replace("_", " ") if plain.startswith(("begin", "end")) else plain
    for known, name in _CHOOSING.items():
        if plain == known or plain.startswith(f"{known} "):
            list_name = spaced[len(known) :].strip()
            if list_name.lower().endswith(" or_other") or list_name.lower() == "or_other":
                return Type(name, code="type_or_other")
            return Type(name, list_name)
    first = plain.partition(" ")[0]
    if plain in _PLAIN or loose in _PLAIN:
        return Type(_PLAIN.get(plain) or _PLAIN[loose])
    if plain in _RECORDED:
        return Type(plain)
    refused = _REFUSED.get(loose) or _REFUSED.get(first)
    if refused:
        return Type(plain, code=refused)
    if first in _SAID:
        return Type(plain, code="type_unknown", nearest=_SAID[first])
    near = nearest(plain, [*_PLAIN, "select_one", "select_multiple"])
    return Type(plain, code="type_unknown", nearest=near)
