"""Tips for questions that a sheet leaves without a hint: what to do with such an answer at all."""

from __future__ import annotations

from server.programmes.rules.xlsform.cells import Cells
from server.programmes.rules.xlsform.document import Placed
from server.programmes.rules.xlsform.tables import Row

TIPS: dict[str, dict[str, str]] = {
    "yes_no": {
        "en": "Answer by what you saw or heard yourself.",
        "es": "Responda según lo que usted mismo vio u oyó.",
    },
    "scale": {
        "en": "Choose the step that comes closest to what you saw.",
        "es": "Elija el nivel que más se acerque a lo que vio.",
    },
    "one": {
        "en": "Choose the one answer that fits best.",
        "es": "Elija la respuesta que mejor corresponda.",
    },
    "several": {"en": "Choose all that you saw.", "es": "Elija todo lo que haya visto."},
    "number": {"en": "Write a number in digits.", "es": "Escriba el número con cifras."},
    "money": {
        "en": "Write the amount as it stood there.",
        "es": "Escriba el importe tal como aparecía.",
    },
    "duration": {
        "en": "Give the time as you measured it.",
        "es": "Indique el tiempo tal como lo midió.",
    },
    "time": {
        "en": "Tap at the moment it happens.",
        "es": "Toque en el momento en que ocurra.",
    },
    "text": {
        "en": "Write what you saw or heard, without names.",
        "es": "Escriba lo que vio u oyó, sin nombres.",
    },
    "photo": {
        "en": "Take the photo without faces in it.",
        "es": "Tome la foto sin que aparezcan rostros.",
    },
}


def tip_for(kind: str, row: Row, cells: Cells) -> dict[str, Placed]:
    """A tip in every language of the form; where we do not speak one, its author must."""
    place = row.place("hint")
    ours = TIPS[kind]
    found = {
        language: Placed(ours[base], place)
        for language in cells.languages
        for base in (language.partition("-")[0],)
        if base in ours
    }
    if len(found) < len(cells.languages):
        cells.log.wrong(place, "hint_missing", name=row["name"][:40])
    else:
        cells.log.notice(place, "tip_made", name=row["name"][:40])
    return found
