"""Random forms without conditions, so that what is asked stays fixed, and answers to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from audit_forms import Form, Question
from audit_forms.model import AnswerTest
from tests.scoring.small_forms import QUALITIES, banded, form, one, scale, several, yes_no

KINDS = ("yes_no", "one", "several", "scale", "number", "duration")
FACTS: dict[str, Any] = {"purchase": True}
SECTIONS = ("hall", "till", "door")


@dataclass(frozen=True)
class Visit:
    """A form and the value of each of its questions; `...` stands for not applicable."""

    form: Form
    values: dict[str, Any]


@st.composite
def questions(draw: st.DrawFn, id: str) -> Question:
    """A question that some answer earns nothing on, and some answer all of its points."""
    more = {
        "na": True,
        "section": draw(st.sampled_from(SECTIONS)),
        "quality": draw(st.sampled_from((None, *QUALITIES))),
        "weight": draw(st.integers(1, 3)),
    }
    best = draw(st.integers(1, 9))
    some = draw(st.integers(0, best))
    match draw(st.sampled_from(KINDS)):
        case "yes_no":
            critical = AnswerTest("is", False) if draw(st.booleans()) else None
            return yes_no(id, best, 0, critical=critical, **more)
        case "one":
            fails = draw(st.sampled_from((None, "fair", "bad")))
            critical = None if fails is None else AnswerTest("is", fails)
            points = {"good": best, "fair": some, "bad": 0}
            return one(id, points, critical=critical, **more)
        case "several":
            return several(id, {"good": best, "fair": some, "none": 0, "bad": -some}, **more)
        case "scale":
            return scale(id, 0, some, best, **more)
        case kind:
            return banded(id, kind, (10, best), (20, some), (None, 0), **more)


forms = st.integers(1, 8).flatmap(
    lambda n: st.builds(
        lambda asked, cap: form(*asked, cap=cap),
        st.tuples(*(questions(f"q{place}") for place in range(n))),
        # Low caps bite, which is what the laws want to see.
        st.sampled_from((0, 10, 50)),
    )
)


def values_for(question: Question) -> st.SearchStrategy[Any]:
    """Any good value."""
    match question.kind:
        case "yes_no":
            return st.booleans()
        case "several":
            ids = [option.id for option in question.options]
            return st.lists(st.sampled_from(ids), min_size=1, unique=True)
        case "scale":
            return st.sampled_from([step.value for step in question.steps])
        case "one":
            return st.sampled_from([option.id for option in question.options])
        case _:
            return st.integers(0, 40)


def best_value(question: Question) -> Any:
    """The value that earns all the points."""
    return {"yes_no": True, "one": "good", "several": ["good", "fair"], "scale": 3}.get(
        question.kind, 0
    )


def worst_value(question: Question) -> Any:
    """A value that earns none."""
    return {"yes_no": False, "one": "bad", "several": ["none"], "scale": 1}.get(question.kind, 40)


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    """A random form, each of its questions answered or not applicable."""
    drawn = draw(forms)
    return Visit(
        drawn, {q.id: draw(st.just(...) | values_for(q), label=q.id) for q in drawn.questions}
    )


@st.composite
def changes(draw: st.DrawFn) -> tuple[Visit, str, Any]:
    """A visit, one of its answered questions, and another value for it."""
    visit = draw(visits().filter(lambda visit: any(v is not ... for v in visit.values.values())))
    answered = [q for q in visit.form.questions if visit.values[q.id] is not ...]
    changed = draw(st.sampled_from(answered))
    return visit, changed.id, draw(values_for(changed))
