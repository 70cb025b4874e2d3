"""`audit-kit forms diff`: what differs between two forms, for a person and for a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from audit_forms import shipped
from tests.audit_forms.yaml_texts import GOOD, changed
from tests.cli.started import audit_kit

_, _, FIVE_QUALITIES = next(each for each in shipped() if each[0] == "five-qualities")
OLD = "five-qualities@1"


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A next version: a question reworded, one rescored, one new in place of one that is gone."""
    text = FIVE_QUALITIES.read_text(encoding="utf-8")
    for old, new in (
        ("\nversion: 1\n", "\nversion: 2\n"),
        ("en: Who took the first step?", "en: =Who [bold]came[/bold] first?"),
        ("es: ¿Quién dio el primer paso?", "es: ¿Quién vino primero?"),
        ("{words: 3, gesture: 2, ", "{words: 3, gesture: 1, "),
        ("- id: let_finish", "- id: let_speak"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = tmp_path / "second.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def words(text: str) -> str:
    """What a page says, however its lines are broken."""
    return " ".join(text.split())


def test_it_works(second: Path) -> None:
    done = audit_kit("forms", "diff", OLD, second)
    assert (done.returncode, done.stderr) == (0, "")
    said = words(done.stdout)
    assert "five-qualities@1 → five-qualities@2: 41 questions" in said
    assert "37 same, 1 reworded, 1 rescored, 1 new, 1 gone." in said
    assert said.index("first_step reworded") < said.index("Results that may be compared")
    assert "let_speak new" in said
    assert "let_finish gone" in said
    assert "Quality: Courtesy" in said


def test_what_the_form_says_is_printed_as_it_stands(second: Path) -> None:
    assert "[bold]came[/bold]" in audit_kit("forms", "diff", OLD, second).stdout


def test_questions_are_named_in_the_language_asked_for(second: Path) -> None:
    said = words(audit_kit("forms", "diff", OLD, second, "--language", "es").stdout)
    assert "La entrada y el recibimiento" in said
    assert "¿Cómo le saludaron?" in said
    assert "The entrance and the welcome" not in said


def test_a_form_and_itself_differ_in_nothing() -> None:
    done = audit_kit("forms", "diff", OLD, OLD)
    assert done.returncode == 0
    assert "nothing differs" in words(done.stdout)
    assert "Who took the first step" not in done.stdout


def test_two_different_forms_are_compared_by_the_questions_they_share(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(GOOD, encoding="utf-8")
    done = audit_kit("forms", "diff", OLD, tmp_path / "small.yaml")
    assert done.returncode == 0
    said = words(done.stdout)
    assert "five-qualities@1 → small@1" in said
    assert "Quality: Courtesy no in one form only" in said


def test_two_different_forms_say_first_which_modules_they_share() -> None:
    done = audit_kit("forms", "diff", "five-qualities@2", "full-visit@1")
    assert done.returncode == 0
    said = words(done.stdout)
    assert said.startswith(
        "five-qualities@2 and full-visit@1 are two forms. They share 7 modules: welcome@1, "
        "need@1, product@1, line@1, price@1, farewell@1, closing@1. Of 34 questions in both, the "
        "answers to 34 may be compared. No quality and no score of a whole visit may"
    )
    assert "Only five-qualities@2 has: “The way in”, “How you were treated”" in said
    assert "welcome@1 8 of 8 answers “The welcome”, “Being served”" in said
    assert said.index("welcome@1 8 of 8") < said.index("five-qualities@2 → full-visit@1: 70")


def test_a_shared_module_that_is_asked_on_another_condition_compares_nothing() -> None:
    said = words(audit_kit("forms", "diff", "being-listened-to@1", "full-visit@1").stdout)
    assert "Of 15 questions in both, the answers to 4 may be compared." in said
    assert "listening@1 0 of 7 answers “Being listened to”, “Your own part”" in said
    assert "“What was offered” differs: ask_when" in said
    assert "no common module 2 of 2 answers “The welcome”, “The farewell”" in said


def test_two_forms_that_share_nothing_say_so() -> None:
    said = words(
        audit_kit("forms", "diff", "complaint-handling@1", "honest-dealing-internal").stdout
    )
    assert "They share no module. No question is in both" in said
    assert "In both" not in said


def test_two_versions_of_one_form_need_not_say_what_they_share(second: Path) -> None:
    assert "modules" not in audit_kit("forms", "diff", OLD, second).stdout


def test_a_spreadsheet_says_first_which_modules_are_shared() -> None:
    done = audit_kit("forms", "diff", "being-listened-to@1", "full-visit@1", "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    first = [row for row in rows if row["about"] == "module"]
    assert rows[: len(first)] == first
    assert [(row["id"], row["may_be_compared"], row["in_the_way"]) for row in first] == [
        ("need@1", "0 of 4 answers", "ask_when"),
        ("listening@1", "0 of 7 answers", "ask_when"),
        ("closing@1", "2 of 2 answers", ""),
        ("", "2 of 2 answers", ""),
    ]
    assert first[1]["text"] == "Being listened to, Your own part, What was offered"


def test_a_question_of_another_kind_is_called_another_question(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(GOOD, encoding="utf-8")
    other = changed("kind: number\n", "kind: money\n")
    (tmp_path / "other.yaml").write_text(other, encoding="utf-8")
    said = words(audit_kit("forms", "diff", tmp_path / "one.yaml", tmp_path / "other.yaml").stdout)
    assert "1 another question under the same id" in said
    assert "kind: number → money" in said


def test_a_spreadsheet_gets_a_row_for_every_difference_and_no_formula(second: Path) -> None:
    done = audit_kit("forms", "diff", OLD, second, "--csv")
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    by_id = {row["id"]: row for row in rows}
    assert by_id["greeting"]["change"] == "rescored"
    assert by_id["greeting"]["differs"] == "points"
    assert by_id["greeting"]["may_be_compared"] == "yes"
    assert by_id["arrived"]["change"] == "same"
    assert by_id["courtesy"]["about"] == "quality"
    assert by_id["courtesy"]["may_be_compared"] == "with care, once rescored"
    step = next(row for row in rows if row["id"] == "first_step" and row["language"] == "en")
    assert (step["old"], step["new"]) == (
        "Who took the first step?",
        "'=Who [bold]came[/bold] first?",
    )
    assert rows[-1]["about"] == "score"


def test_an_unknown_form_is_answered_with_the_known_ones() -> None:
    done = audit_kit("forms", "diff", OLD, "six-qualities")
    assert done.returncode == 1
    assert OLD in done.stderr


def test_a_file_that_is_not_there_is_named() -> None:
    done = audit_kit("forms", "diff", OLD, "/nowhere/form.yaml")
    assert done.returncode == 1
    assert "/nowhere/form.yaml" in done.stderr


def test_a_form_with_mistakes_is_answered_with_their_places(second: Path) -> None:
    text = second.read_text(encoding="utf-8")
    second.write_text(text.replace("kind: money", "kind: monney", 1), encoding="utf-8")
    done = audit_kit("forms", "diff", OLD, second)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{second}:")
