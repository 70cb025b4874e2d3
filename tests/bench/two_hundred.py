"""A form of two hundred questions of every kind, with conditions, and a draft that answers it.

Ten times the same twenty, so that the mix stays the same in one section and in ten. The draft
answers all but the texts, holds a photo in each of eight questions, and has every question asked.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

from audit_forms import Form, load

BLOCKS = 10
PHOTOS = 8
_KINDS = (
    *("time", "photo", "yes_no", "scale", "one", "several", "yes_no", "scale", "one", "money"),
    *("text", "yes_no", "duration", "scale", "one", "several", "yes_no", "number", "yes_no"),
    "text",
)
_SAID = {
    "en": "What was the shelf beside the till like when you came in, number",
    "es": "¿Cómo estaba el estante junto a la caja cuando entró, número",
}
_TIP = {
    "en": "Look at all of it before you answer, also behind what stands in front.",
    "es": "Mírelo todo antes de responder, también detrás de lo que está adelante.",
}
_OF_KIND: dict[str, dict[str, Any]] = {
    "yes_no": {
        "quality": "order",
        "points": {"yes": 1, "no": 0},
        "comment_when": {"is": False},
        "comment_min_length": 20,
    },
    "scale": {
        "quality": "order",
        "steps": [
            {"value": value, "text": {"en": f"Step {value} of four", "es": f"Grado {value} de 4"}}
            for value in range(1, 5)
        ],
        "points": {value: value for value in range(1, 5)},
    },
    "text": {"min_length": 30},
    "photo": {"max": 2},
    "money": {"max": 100_000},
    "duration": {"max": 3600},
    "number": {"max": 99},
}
_OPTIONS = [
    {"id": f"option_{name}", "text": {"en": f"As in picture {name}", "es": f"Como en {name}"}}
    for name in "abcd"
]
# place in a block: the place of the question it depends on, and the test; both hold in the draft.
_WHEN = {
    6: (2, {"is": True}),
    11: (4, {"in": ["option_a", "option_b"]}),
    13: (3, {"at_least": 2}),
    16: (5, {"includes": "option_a"}),
    18: (12, {"at_most": 600}),
}
_STAMP = {"at": "2026-11-21T16:00:%02d.000Z", "offset": -360, "zone": "America/Mexico_City"}
_VALUES: dict[str, Any] = {
    "yes_no": True,
    "scale": 3,
    "one": "option_a",
    "several": ["option_a", "option_c"],
    "money": 12_550,
    "duration": 185,
    "number": 7,
}


def two_hundred(sections: int) -> Form:
    """The form, checked by the loader like any other (JSON is YAML)."""
    blocks = [[_question(block, place) for place in range(len(_KINDS))] for block in range(BLOCKS)]
    share = BLOCKS // sections
    cut = [list(chain(*blocks[at : at + share])) for at in range(0, BLOCKS, share)]
    return load(
        json.dumps(
            {
                "form": f"two-hundred-{sections}",
                "version": 1,
                "languages": ["en", "es"],
                "title": {"en": "Two hundred", "es": "Doscientas"},
                "qualities": {"order": {"en": "Order", "es": "Orden"}},
                "facts": {"purchase": {"values": [True, False]}},
                "parts": [{"id": "visit", "title": {"en": "The visit", "es": "La visita"}}],
                "in_store": ["q0_0"],
                "sections": [_section(number, asked) for number, asked in enumerate(cut)],
            }
        )
    )


def _section(number: int, questions: list[dict[str, Any]]) -> dict[str, Any]:
    title = {"en": f"Round {number + 1}", "es": f"Vuelta {number + 1}"}
    return {"id": f"round_{number}", "part": "visit", "title": title, "questions": questions}


def _question(block: int, place: int) -> dict[str, Any]:
    kind = _kind(block, place)
    text = {language: f"{said} {block * 20 + place + 1}?" for language, said in _SAID.items()}
    question = {"id": _id(block, place), "kind": kind, "text": text, "tip": _TIP}
    question |= _OF_KIND.get(kind, {})
    if kind in ("one", "several"):
        question["options"] = _OPTIONS
    if place in _WHEN:
        on, test = _WHEN[place]
        question["ask_when"] = {"question": _id(block, on)} | test
    if place % 5 == 4:
        question["na"] = True
    return question


def _id(block: int, place: int) -> str:
    return f"q{block}_{place}"


def _kind(block: int, place: int) -> str:
    return "number" if _KINDS[place] == "photo" and block >= PHOTOS else _KINDS[place]


def answers(photos: list[str]) -> dict[str, dict[str, Any]]:
    """What the draft holds, by question; `photos` are the hashes, one for each photo question."""
    held = iter(photos)
    found = {}
    for block in range(BLOCKS):
        for place in range(len(_KINDS)):
            kind = _kind(block, place)
            if kind == "photo":
                found[_id(block, place)] = {"value": [next(held)]}
            elif kind == "time":
                found[_id(block, place)] = {"value": _STAMP | {"at": _STAMP["at"] % block}}
            elif kind != "text":
                found[_id(block, place)] = {"value": _VALUES[kind]}
    return found
