"""Reads what answers earn, and refuses points that no answer can earn."""

from fractions import Fraction
from math import floor
from typing import Any, TypedDict

from audit_forms import nodes
from audit_forms.domains import limits
from audit_forms.mistakes import nearest
from audit_forms.model import NUMERIC_KINDS, Band, Question, Scalar
from audit_forms.nodes import Mapping
from audit_forms.reader import Reader

MOST = 1000


class Points(TypedDict, total=False):
    """The fields of a question that say what it earns."""

    points: dict[Scalar, int]
    bands: tuple[Band, ...]
    points_cap: int | None


def read_points(reader: Reader, at: Mapping, question: Question) -> Points:
    """The points under a question; `question` holds what has been read of it so far."""
    node = reader.filled(at, "points")
    if node is None:
        return {}
    if question.shown_to == "programme":
        reader.wrong(at.keys["points"], "points_hidden", key="points")
    if question.kind in NUMERIC_KINDS:
        return {"bands": _bands(reader, at, question)}
    mapping = reader.mapping(node, "points")
    if mapping is None:
        return {}
    points = _per_answer(reader, mapping, question)
    cap = reader.whole(at, "points_cap", 1, MOST)
    if question.kind == "several" and cap is not None:
        _check_cap(reader, at, mapping, points, cap)
    elif points and max(points.values()) <= 0:
        reader.wrong(at.keys["points"], "points_nothing")
    return {"points": points, "points_cap": cap}


def _per_answer(reader: Reader, at: Mapping, question: Question) -> dict[Scalar, int]:
    """Points by answer; every answer is named, so that none scores by oversight."""
    words = _words(question)
    points: dict[Scalar, int] = {}
    for word, key in at.keys.items():
        # Only several answers together can take points away from each other.
        low = -MOST if question.kind == "several" else 0
        earned = reader.whole(at, word, low, MOST)
        if word not in words:
            reader.wrong(key, "points_unknown_answer", answer=word, nearest=nearest(word, words))
        elif earned is not None:
            points[words[word]] = earned
        elif reader.filled(at, word) is None:
            reader.wrong(key, "key_missing", key=word)
    for word in words:
        if word not in at.keys:
            reader.wrong(at, "points_missing", answer=word)
    return points


def _words(question: Question) -> dict[str, Scalar]:
    """How each answer is written as a key, and the value it stands for."""
    if question.kind == "yes_no":
        return {"yes": True, "no": False}
    if question.kind == "scale":
        return {str(step.value): step.value for step in question.steps}
    return {option.id: option.id for option in question.options}


def _check_cap(
    reader: Reader, at: Mapping, mapping: Mapping, points: dict[Scalar, int], cap: int
) -> None:
    total = sum(earned for earned in points.values() if earned > 0)
    if cap > total:
        reader.wrong(at.values["points_cap"], "cap_unreachable", cap=cap, total=total)
    for option, earned in points.items():
        if earned > cap:
            where = mapping.values[str(option)]
            reader.wrong(where, "points_above_cap", option=option, points=earned, cap=cap)


def _bands(reader: Reader, at: Mapping, question: Question) -> tuple[Band, ...]:
    entries = reader.entries(at, "points")
    bands: list[Band] = []
    before = len(reader.mistakes)
    for entry in entries:
        reader.fields(entry, ("up_to", "points"), ("points",))
        points = reader.whole(entry, "points", 0, MOST)
        bands.append(Band(reader.number(entry, "up_to"), points or 0))
    if not bands or len(reader.mistakes) > before:
        return tuple(bands)
    if not any(band.points for band in bands):
        reader.wrong(at.keys["points"], "points_nothing")
    _check_reach(reader, entries, bands, question)
    if bands[-1].up_to is not None:
        reader.wrong(entries[-1].keys["up_to"], "band_open_missing")
    return tuple(bands)


def _check_reach(
    reader: Reader, entries: list[Mapping], bands: list[Band], question: Question
) -> None:
    """Each band must hold at least one value that can be given and that no band before it takes."""
    low, high = limits(question)
    scale = 10**question.decimals
    reached: Any = None if low is None else -(-Fraction(str(low)) * scale // 1) - 1
    top: Any = None if high is None else floor(Fraction(str(high)) * scale)
    everything = False
    for entry, band in zip(entries, bands, strict=True):
        end: Any = top if band.up_to is None else floor(Fraction(str(band.up_to)) * scale)
        if everything or (end is not None and reached is not None and end <= reached):
            where: nodes.Node = entry.keys.get("up_to", entry)
            reader.wrong(where, "band_unreachable", points=band.points)
        elif top is not None and reached is not None and reached >= top:
            reader.wrong(entry.keys.get("up_to", entry), "band_unreachable", points=band.points)
        else:
            reached = end
        everything = everything or band.up_to is None
