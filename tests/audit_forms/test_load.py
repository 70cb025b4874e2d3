"""Reading a good form."""

from pathlib import Path

import pytest

from audit_forms import FormMistakes, check, load, load_shipped, shipped
from audit_forms.model import AllOf, AnswerTest, AnyOf, Band, Leaf, Not, Step
from tests.audit_forms.yaml_texts import GOOD, changed


def test_it_works() -> None:
    form = load(GOOD)
    assert (form.id, form.version, form.languages) == ("small", 1, ("en", "es"))
    assert [question.id for question in form.questions] == [
        *("arrived", "greeted", "clean", "wait", "mood", "who", "extras", "till", "words"),
    ]
    assert form.in_store == ("arrived", "greeted")


def test_a_file_is_read_like_its_text(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(GOOD, "utf-8")
    assert load(path) == load(GOOD) == load(str(path))
    assert check(path) == []


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load(path) == load(GOOD)


def test_every_kind_keeps_what_was_said_of_it() -> None:
    form = load(GOOD)
    assert form.question("clean").points == {True: 2, False: 0}
    assert form.question("clean").critical == AnswerTest("is", False)
    assert form.question("wait").between == ("arrived", "greeted")
    assert form.question("wait").bands == (Band(60, 3), Band(180, 1), Band(None, 0))
    assert form.question("mood").steps[0] == Step(1, {"en": "Cold", "es": "Frío"})
    assert form.question("mood").points == {1: 0, 2: 1, 3: 2}
    assert form.question("extras").points_cap == 3
    assert form.question("words").min_length == 30
    assert form.question("words").required is False


def test_conditions_keep_their_shape() -> None:
    staff = Leaf("question", "who", AnswerTest("in", ("staff", "no")))
    buying = Leaf("fact", "purchase", AnswerTest("is", True))
    clean = Leaf("question", "clean", AnswerTest("is", False))
    assert load(GOOD).question("words").ask_when == AllOf((AnyOf((staff, buying)), Not(clean)))


def test_an_option_called_no_may_stand_without_quotes() -> None:
    assert [option.id for option in load(GOOD).question("who").options] == ["staff", "guard", "no"]


def test_a_text_may_be_named_once_and_used_often() -> None:
    assert load(GOOD).question("arrived").tip == {"en": "Tap once.", "es": "Toque una vez."}
    assert load(GOOD).question("greeted").tip == load(GOOD).question("arrived").tip


def test_an_anchor_may_be_used_where_it_fits() -> None:
    text = changed(
        "tip: {en: Who was it?, es: ¿Quién fue?}",
        "tip: &who {en: Who was it?, es: ¿Quién fue?}",
    ).replace("tip: {en: What else?, es: ¿Qué más?}", "tip: *who")
    assert load(text).question("extras").tip == {"en": "Who was it?", "es": "¿Quién fue?"}


def test_several_earn_together_and_never_below_nothing() -> None:
    extras = load(GOOD).question("extras")
    assert extras.possible == 3
    assert [
        extras.earned(value) for value in (["smile"], ["smile", "name"], ["smile", "rude"])
    ] == [
        *(2, 3, 0),
    ]


@pytest.mark.parametrize(("seconds", "points"), [(0, 3), (60, 3), (61, 1), (180, 1), (181, 0)])
def test_a_band_takes_its_own_upper_end(seconds: int, points: int) -> None:
    assert load(GOOD).question("wait").earned(seconds) == points


@pytest.mark.parametrize(("form", "version", "path"), shipped())
def test_what_we_ship_has_no_mistake(form: str, version: int, path: Path) -> None:
    assert [str(mistake) for mistake in check(path)] == []
    assert (load_shipped(form, version).id, load_shipped(form, version).version) == (form, version)


def test_asking_for_a_form_we_do_not_ship_says_so() -> None:
    with pytest.raises(KeyError, match="five-qualities@0"):
        load_shipped("five-qualities", 0)


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_file() -> None:
    text = changed("kind: scale", "kind: scales").replace("up_to: 180", "up_to: 30")
    text = text.replace("languages: [en, es]", "languages: [en, es]\nlanguage: en")
    with pytest.raises(FormMistakes) as caught:
        load(text, "draft.yaml")
    found = [(mistake.code, mistake.file) for mistake in caught.value.mistakes]
    assert found == [
        *(("key_unknown", "draft.yaml"), ("band_unreachable", "draft.yaml")),
        ("kind_unknown", "draft.yaml"),
    ]
    lines = [mistake.line for mistake in caught.value.mistakes]
    assert lines == sorted(lines)
