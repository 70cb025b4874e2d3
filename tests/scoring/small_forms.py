"""Forms of a few questions, short enough to work a score out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit_forms import Form, Question
from audit_forms.model import Band, Fact, Option, Part, Section, Step

QUALITIES = ("respect", "courtesy")


def text(words: str) -> dict[str, str]:
    """A text in both languages."""
    return {"en": words, "es": f"{words} (es)"}


def question(
    id: str, kind: Any, section: str = "hall", part: str = "visit", **more: Any
) -> Question:
    """A question; what the test does not care about is filled in."""
    return Question(
        id=id, kind=kind, section=section, part=part, text=text(id), tip=text("Look."), **more
    )


def yes_no(id: str, yes: int = 2, no: int = 0, **more: Any) -> Question:
    """A yes/no question with its points."""
    return question(id, "yes_no", points={True: yes, False: no}, **more)


def one(id: str, points: Mapping[str, int], **more: Any) -> Question:
    """A choice between options named by their points."""
    return question(id, "one", options=_options(points), points=dict(points), **more)


def several(id: str, points: Mapping[str, int], **more: Any) -> Question:
    """A choice of several options named by their points."""
    return question(id, "several", options=_options(points), points=dict(points), **more)


def scale(id: str, *points: int, **more: Any) -> Question:
    """A scale whose steps, from 1 up, earn these points."""
    steps = tuple(Step(value, text(f"step {value}")) for value in range(1, len(points) + 1))
    earned = dict(enumerate(points, start=1))
    return question(id, "scale", steps=steps, points=earned, **more)


def banded(id: str, kind: str, *bands: tuple[int | None, int], **more: Any) -> Question:
    """A number or duration with bands written as (up to, points)."""
    return question(id, kind, bands=tuple(Band(*band) for band in bands), **more)


def form(*questions: Question, cap: int | None = None) -> Form:
    """A form of these questions, in the sections and parts that they name."""
    parts = tuple(dict.fromkeys(q.part for q in questions))
    places = tuple(dict.fromkeys((q.part, q.section) for q in questions))
    return Form(
        id="small",
        version=1,
        languages=("en", "es"),
        title=text("Small"),
        qualities={key: text(key) for key in QUALITIES},
        facts={"purchase": Fact("purchase", (True, False))},
        parts=tuple(Part(part, text(part)) for part in parts),
        sections=tuple(
            Section(name, part, text(name), tuple(q for q in questions if q.section == name))
            for part, name in places
        ),
        critical_cap=cap,
    )


def _options(points: Mapping[str, int]) -> tuple[Option, ...]:
    return tuple(Option(id, text(id)) for id in points)


def answers(**values: Any) -> dict[str, Any]:
    """Answers as the phone sends them; `...` stands for not applicable."""
    return {id: {"na": True} if v is ... else {"value": v} for id, v in values.items()}
