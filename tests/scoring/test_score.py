"""Scores that can be worked out by hand."""

from fractions import Fraction
from typing import Any

from audit_forms import Form
from audit_forms.model import AnswerTest, Leaf
from server.scoring import Part, Score, score
from tests.scoring.small_forms import (
    answers,
    banded,
    form,
    one,
    question,
    scale,
    several,
    yes_no,
)

GREETED = yes_no("greeted", quality="courtesy")
THANKED = yes_no("thanked", yes=1, quality="courtesy")


def scored(small: Form, facts: dict[str, Any] | None = None, **values: Any) -> Score:
    return score(small, {"visit": answers(**values)}, facts or {})


def points_of(result: Score) -> dict[str, tuple[int, int]]:
    return {line.question: (line.points, line.possible) for line in result.lines}


def why(result: Score) -> dict[str, str]:
    return {line.question: line.reason.code for line in result.lines}


def test_it_works() -> None:
    result = scored(form(GREETED, THANKED), greeted=True, thanked=False)
    assert result.overall == Fraction(200, 3)
    assert result.qualities["courtesy"] == Part(2, 3)
    assert result.sections["hall"] == Part(2, 3)
    assert points_of(result) == {"greeted": (2, 2), "thanked": (0, 1)}
    assert why(result) == {"greeted": "earned", "thanked": "earned"}


def test_a_weight_counts_points_and_possible_alike() -> None:
    result = scored(form(yes_no("greeted", weight=3), THANKED), greeted=False, thanked=True)
    assert points_of(result) == {"greeted": (0, 6), "thanked": (1, 1)}
    assert result.overall == Fraction(100, 7)


def test_each_kind_earns_what_its_answer_is_worth() -> None:
    small = form(
        one("who", {"staff": 3, "guard": 1}),
        several("did", {"looked": 1, "smiled": 2}),
        scale("tone", 0, 1, 3),
        banded("wait", "duration", (60, 3), (180, 1), (None, 0)),
        banded("line", "number", (2, 2), (None, 0)),
    )
    result = scored(small, who="guard", did=["smiled"], tone=2, wait=61, line=2)
    assert points_of(result) == {
        "who": (1, 3),
        "did": (2, 3),
        "tone": (1, 3),
        "wait": (1, 3),
        "line": (2, 2),
    }


def test_a_band_reaches_up_to_and_including_its_end() -> None:
    small = form(banded("wait", "duration", (60, 3), (180, 1), (None, 0)))
    earned = [scored(small, wait=wait).total.points for wait in (0, 60, 61, 180, 181)]
    assert earned == [3, 3, 1, 1, 0]


def test_deductions_stop_at_zero() -> None:
    small = form(several("did", {"none": 2, "phone": -2, "chat": -2}), GREETED)
    result = scored(small, did=["phone", "chat"], greeted=True)
    assert points_of(result) == {"did": (0, 2), "greeted": (2, 2)}


def test_a_cap_on_points_limits_what_several_can_earn() -> None:
    small = form(several("did", {"looked": 1, "smiled": 1, "stood": 1}, points_cap=2))
    assert points_of(scored(small, did=["looked", "smiled", "stood"])) == {"did": (2, 2)}
    assert points_of(scored(small, did=["stood"])) == {"did": (1, 2)}


def test_a_duration_between_stamps_is_scored_from_the_stamps() -> None:
    wait = banded("wait", "duration", (60, 3), (None, 0), between=("arrived", "greeted"))
    small = form(question("arrived", "time"), question("greeted", "time"), wait)
    at = {"offset": -360, "zone": "America/Mexico_City"}
    result = scored(
        small,
        arrived={"at": "2026-11-21T16:15:00Z", **at},
        greeted={"at": "2026-11-21T16:15:45.900Z", **at},
    )
    assert points_of(result)["wait"] == (3, 3)
    assert result.lines[2].reason.args["answer"] == {
        "kind": "duration",
        "value": 45,
        "how": "timed",
    }


def test_not_applicable_leaves_the_score() -> None:
    small = form(GREETED, yes_no("patient", yes=5, na=True))
    result = scored(small, greeted=True, patient=...)
    assert result.overall == 100
    assert points_of(result)["patient"] == (0, 0)
    assert why(result)["patient"] == "not_applicable"


def test_a_question_not_asked_leaves_the_score_with_what_was_answered_before() -> None:
    only_buyers = yes_no(
        "receipt", ask_when=Leaf("fact", "purchase", AnswerTest("is", True)), quality="respect"
    )
    small = form(GREETED, only_buyers)
    result = scored(small, {"purchase": False}, greeted=True, receipt=False)
    assert result.overall == 100
    assert why(result)["receipt"] == "not_asked"
    assert result.qualities["respect"].share is None


def test_an_optional_question_left_open_leaves_the_score() -> None:
    small = form(GREETED, yes_no("offered", required=False))
    result = scored(small, greeted=True)
    assert result.overall == 100
    assert why(result)["offered"] == "unanswered"


def test_a_question_without_points_has_a_line_and_changes_nothing() -> None:
    small = form(GREETED, question("open", "yes_no"))
    result = scored(small, greeted=True, open=False)
    assert result.overall == 100
    assert why(result)["open"] == "not_scored"


def test_nothing_possible_is_no_score() -> None:
    result = scored(form(yes_no("greeted", na=True)), greeted=...)
    assert result.overall is None
    assert result.uncapped is None


def test_a_part_not_reported_yet_counts_as_not_asked() -> None:
    small = form(GREETED, yes_no("promise_kept", section="later", part="follow_up"))
    result = scored(small, greeted=True)
    assert result.overall == 100
    assert why(result)["promise_kept"] == "not_asked"
    both = {"visit": answers(greeted=True), "follow_up": answers(promise_kept=False)}
    assert score(small, both, {}).overall == 50


def test_a_failed_critical_question_caps_the_overall_score() -> None:
    insulted = yes_no("insulted", yes=0, no=1, quality="respect", critical=AnswerTest("is", True))
    small = form(yes_no("greeted", yes=9), insulted, cap=50)
    result = scored(small, greeted=True, insulted=True)
    assert result.uncapped == 90
    assert result.overall == 50
    assert result.capped_by == ("insulted",)
    assert [line.critical_failed for line in result.lines] == [False, True]
    assert scored(small, greeted=True, insulted=False).overall == 100


def test_a_cap_never_lifts_a_score_below_it() -> None:
    insulted = yes_no("insulted", yes=0, no=1, critical=AnswerTest("is", True))
    small = form(yes_no("greeted", yes=9), insulted, cap=50)
    result = scored(small, greeted=False, insulted=True)
    assert result.overall == 0
    assert result.capped_by == ("insulted",)


def test_a_failed_critical_answer_earns_nothing_whatever_its_points_say() -> None:
    small = form(yes_no("sold_old_stock", yes=5, critical=AnswerTest("is", True)), cap=50)
    assert points_of(scored(small, sold_old_stock=True)) == {"sold_old_stock": (0, 5)}


def test_an_action_is_proposed_where_the_answer_asks_for_one() -> None:
    needs = AnswerTest("is", False)
    small = form(
        yes_no("greeted", action_when=needs),
        yes_no("thanked", action_when=needs),
        question("clean", "yes_no", action_when=needs),
        yes_no("patient", na=True, action_when=needs),
    )
    result = scored(small, greeted=False, thanked=True, clean=False, patient=...)
    assert [line.action for line in result.lines] == [True, False, True, False]


def test_lines_and_sections_keep_the_order_of_the_form() -> None:
    small = form(yes_no("a", section="first"), yes_no("b", section="second"), yes_no("c"))
    result = scored(small, c=True, b=True, a=True)
    assert [line.question for line in result.lines] == ["a", "b", "c"]
    assert list(result.sections) == ["first", "second", "hall"]
    assert list(result.qualities) == ["respect", "courtesy"]
