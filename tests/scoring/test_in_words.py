"""The reason of a line as a sentence."""

import json
from typing import Any

import pytest

from audit_forms import Question
from audit_forms.model import AnswerTest
from server.scoring import Reason, in_words, score
from server.scoring.words import SENTENCES
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


def reason_for(asked: Question, value: Any, cap: int | None = None) -> Reason:
    given = answers(**{asked.id: value})
    return score(form(asked, cap=cap), {"visit": given}, {}).lines[0].reason


def sentences(asked: Question, value: Any, cap: int | None = None) -> tuple[str, str]:
    reason = reason_for(asked, value, cap)
    return in_words(reason, "en"), in_words(reason, "es")


def test_it_works() -> None:
    assert sentences(yes_no("greeted"), True) == ("Yes: 2 of 2 points.", "Sí: 2 de 2 puntos.")


def test_a_single_point_is_a_point() -> None:
    assert sentences(yes_no("greeted", yes=1), False) == (
        "No: 0 of 1 point.",
        "No: 0 de 1 punto.",
    )


def test_a_choice_is_quoted_in_the_readers_language() -> None:
    assert sentences(one("who", {"staff": 3, "guard": 1}), "guard") == (
        "“guard”: 1 of 3 points.",
        "“guard (es)”: 1 de 3 puntos.",
    )
    assert sentences(scale("tone", 0, 2), 2)[0] == "“step 2”: 2 of 2 points."


def test_several_choices_are_listed_in_the_order_of_the_form() -> None:
    did = several("did", {"looked": 1, "smiled": 1, "stood": 1})
    assert sentences(did, ["stood", "looked", "smiled"]) == (
        "“looked”, “smiled” and “stood”: 3 of 3 points.",
        "“looked (es)”, “smiled (es)” y “stood (es)”: 3 de 3 puntos.",
    )


def test_choosing_nothing_is_said() -> None:
    did = several("did", {"looked": 1}, min=0)
    assert sentences(did, [])[0] == "None chosen: 0 of 1 point."


@pytest.mark.parametrize(
    ("seconds", "english", "spanish"),
    [
        (0, "0 seconds", "0 segundos"),
        (1, "1 second", "1 segundo"),
        (45, "45 seconds", "45 segundos"),
        (60, "1 minute", "1 minuto"),
        (125, "2 minutes 5 seconds", "2 minutos 5 segundos"),
        (3661, "1 hour 1 minute 1 second", "1 hora 1 minuto 1 segundo"),
        (7200, "2 hours", "2 horas"),
    ],
)
def test_a_duration_is_read_in_hours_minutes_and_seconds(
    seconds: int, english: str, spanish: str
) -> None:
    said = sentences(banded("wait", "duration", (None, 3)), seconds)
    assert said == (f"{english}: 3 of 3 points.", f"{spanish}: 3 de 3 puntos.")


def test_a_duration_between_stamps_says_whether_the_clock_or_the_shopper_measured_it() -> None:
    wait = banded("wait", "duration", (None, 3), between=("arrived", "greeted"))
    assert sentences(wait, 45) == (
        "45 seconds by estimate: 3 of 3 points.",
        "45 segundos según se estimó: 3 de 3 puntos.",
    )
    args = {"points": 3, "possible": 3, "weight": 1}
    timed = Reason("earned", {"answer": {"kind": "duration", "value": 45, "how": "timed"}, **args})
    assert in_words(timed, "en") == "45 seconds by the clock: 3 of 3 points."
    assert in_words(timed, "es") == "45 segundos según el reloj: 3 de 3 puntos."


def test_a_whole_number_is_read_without_decimals() -> None:
    line = banded("line", "number", (None, 2), decimals=1)
    assert sentences(line, 4.0)[0] == "4: 2 of 2 points."
    assert sentences(line, 4.5)[0] == "4.5: 2 of 2 points."


def test_an_amount_is_not_repeated_because_its_currency_is_not_known_here() -> None:
    price = banded("price", "money", (5000, 2), (None, 0))
    assert sentences(price, 12900) == (
        "As reported: 0 of 2 points.",
        "Según lo informado: 0 de 2 puntos.",
    )


def test_a_weight_is_explained() -> None:
    assert sentences(yes_no("greeted", weight=2), True) == (
        "Yes: 2 of 2 points, counted 2 times.",
        "Sí: 2 de 2 puntos, que cuentan 2 veces.",
    )


def test_a_critical_fault_says_what_it_does_to_the_score() -> None:
    insulted = yes_no("insulted", yes=0, no=3, critical=AnswerTest("is", True))
    assert sentences(insulted, True, cap=50) == (
        "Yes: 0 of 3 points. This is a critical fault: the overall score can be 50 at most.",
        "Sí: 0 de 3 puntos. Es una falta crítica: la puntuación general no puede pasar de 50.",
    )


def test_a_critical_fault_without_points_speaks_of_none() -> None:
    insulted = question("insulted", "yes_no", critical=AnswerTest("is", True))
    assert sentences(insulted, True, cap=50)[0] == (
        "Yes. This is a critical fault: the overall score can be 50 at most."
    )


@pytest.mark.parametrize("code", ["not_applicable", "not_asked", "unanswered", "not_scored"])
def test_what_is_left_out_says_so(code: str) -> None:
    reason = Reason(code, {})
    assert in_words(reason, "en").endswith(".")
    assert in_words(reason, "en") != in_words(reason, "es")


def test_a_regional_language_reads_its_base_language() -> None:
    reason = reason_for(one("who", {"staff": 3}), "staff")
    assert in_words(reason, "es-MX") == in_words(reason, "es")


def test_a_language_without_sentences_reads_english() -> None:
    assert in_words(Reason("not_asked", {}), "fr") == in_words(Reason("not_asked", {}), "en")


def test_a_reason_reads_the_same_after_it_was_stored_as_json() -> None:
    reason = reason_for(several("did", {"looked": 1, "smiled": 2}), ["smiled"])
    stored = Reason(reason.code, json.loads(json.dumps(dict(reason.args))))
    assert in_words(stored, "es") == in_words(reason, "es")


def test_braces_in_an_options_text_are_only_text() -> None:
    assert sentences(one("who", {"{points}": 3}), "{points}")[0] == "“{points}”: 3 of 3 points."


def test_both_languages_have_every_sentence() -> None:
    assert SENTENCES["en"].keys() == SENTENCES["es"].keys()
