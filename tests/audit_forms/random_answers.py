"""Random answers to a form: good, nearly good, and nothing of the kind.

Drawn from a seeded `Random` and not from hypothesis, because a form is worth many sets of answers
and these are a hundred times as fast to draw.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from tests.audit_forms.random_forms import FACTS, IDS, OPTIONS, Json

# Every sort of character on which two engines may disagree, halves of astral ones among them.
CHARACTERS = "abñ \u0303\u00a0\u200b\ufeff\u0085\x1f\0\ud83d\ude00\U0001f600\u2028\u3000\U00020000"
HARMLESS = "abñ \u0303\U0001f600 "
NUMBERS = [
    *(
        0.1 + 0.2,
        1e-7,
        1.25,
        -0.0,
        0.5,
        2**53 - 1,
        2**53,
        2**53 + 1,
        -(2**53),
        10**30,
        1e21,
        1e-320,
    ),
    *(True, "3", None),
]
SECONDS = ["00", "01", "01.5", "01.05", "01.123", "02", "02.9", "03.1"]
ODD_STAMPS: dict[str, list[Any]] = {
    "at": [
        *("2026-02-30T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T16:15:60Z", 5, None),
        *("2026-11-21T16:15:00.1234Z", "2026-11-21T16:15:00", "2026-11-21T16:15:00Z\n"),
        *("0001-01-01T00:00:00Z", "2026-00-10T00:00:00Z", "2028-02-29T00:00:00Z"),
    ],
    "offset": [840, -840, 841, -841, 0.5, 60.0, True, "0", None],
    "zone": ["Etc/GMT+12", "", "a b", "Z" * 64, "Z" * 65, "UTC\n", "Cancún", 0],
    "more": [None, 1],
}
PHOTOS = ["a" * 64, "b" * 64, "0" * 64, "1" * 64]
ODD_PHOTOS = ["A" * 64, "a" * 63, "a" * 64 + "\n", "g" * 64, None, 7]


def answers_to(form: Mapping[str, Any], chance: Random) -> Json:
    """Answers to a form, as they come out of JSON."""
    answers: Json = {}
    for section in form["sections"]:
        for question in section["questions"]:
            if chance.random() < 0.9:
                answers[question["id"]] = _answer(question["kind"], chance)
    for _ in range(chance.choice([0, 0, 0, 0, 1, 3])):
        stranger = chance.choice([*IDS, "__proto__", "7", "11", _text(CHARACTERS, chance)])
        answers.setdefault(stranger, anything(chance))
    # Through JSON, so that both engines start from the same text (two halves become one character).
    through: Json = json.loads(json.dumps(answers))
    return through


def facts(chance: Random) -> Json:
    """Facts of a visit: mostly those declared, some missing or of another type."""
    known = {id: chance.choice(values) for id, values in FACTS.items() if chance.random() < 0.9}
    if chance.random() < 0.2:
        known[chance.choice(list(FACTS))] = chance.choice([1, 2.0, True, "2", ["noon"], None])
    return known


def anything(chance: Random, depth: int = 2) -> Any:
    """Anything JSON can hold."""
    shape = chance.randrange(8 if depth else 6)
    if shape == 6:
        return [anything(chance, depth - 1) for _ in range(chance.randrange(3))]
    if shape == 7:
        keys = [*IDS, "at", "value", "na", "comment", "__proto__"]
        return {
            chance.choice(keys): anything(chance, depth - 1) for _ in range(chance.randrange(3))
        }
    plain = [None, True, _number(chance), _text(CHARACTERS, chance), "__proto__"]
    return chance.choice([*plain, chance.choice(OPTIONS)])


def _answer(kind: str, chance: Random) -> Any:
    roll = chance.random()
    if roll < 0.05:
        return anything(chance)
    answer: Json = {"value": VALUES[kind](chance)} if roll < 0.88 else {"na": True}
    if chance.random() < 0.4:
        answer["comment"] = _words(chance)
    if chance.random() < 0.05:
        odd = {"na": [True, False, 1, None, "yes"], "value": [None], "points": [1]}
        odd["comment"] = [None, 5, [], "a\0", "\ud800"]
        key = chance.choice(list(odd))
        answer[key] = chance.choice(odd[key])
    return answer


def _text(characters: str, chance: Random) -> str:
    return "".join(chance.choices(characters, k=chance.randrange(9)))


def _words(chance: Random) -> str:
    return _text(HARMLESS if chance.random() < 0.8 else CHARACTERS, chance)


def _number(chance: Random) -> Any:
    roll = chance.random()
    if roll < 0.2:
        return chance.choice(NUMBERS)
    return chance.randrange(-1, 7) if roll < 0.7 else chance.randrange(-6, 12) / 2


def _several(chance: Random) -> list[Any]:
    if chance.random() < 0.7:
        return chance.sample(OPTIONS, chance.randrange(4))
    return chance.choices([*OPTIONS, "X", 5], k=chance.randrange(4))


def _photos(chance: Random) -> list[Any]:
    photos: list[Any] = chance.choices(PHOTOS, k=chance.randrange(5))
    if photos and chance.random() < 0.2:
        photos[-1] = chance.choice(ODD_PHOTOS)
    return photos


def _stamp(chance: Random) -> Json:
    at = f"2026-11-21T16:15:{chance.choice(SECONDS)}Z"
    stamp = {"at": at, "offset": -360, "zone": "America/Mexico_City"}
    if chance.random() < 0.25:
        odd = chance.choice(list(ODD_STAMPS))
        stamp[odd] = chance.choice(ODD_STAMPS[odd])
    elif chance.random() < 0.05:
        del stamp[chance.choice(list(stamp))]
    return stamp


VALUES: dict[str, Callable[[Random], Any]] = {
    "yes_no": lambda chance: chance.random() < 0.5,
    "scale": lambda chance: chance.choice([0, 1, 2, 3, 3, 4, 1.0, 1.5, -0.0]),
    "one": lambda chance: chance.choice([*OPTIONS, "X"]),
    "several": _several,
    "number": _number,
    "money": _number,
    "duration": _number,
    "time": _stamp,
    "text": _words,
    "photo": _photos,
}
