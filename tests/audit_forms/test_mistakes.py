"""Every mistake a form can have is found where it is, and says how to mend it."""

import string
from pathlib import Path

import pytest

from audit_forms import FormMistakes, Mistake, check, load
from audit_forms.effect_sentences import EFFECT_SENTENCES
from audit_forms.module_sentences import MODULE_SENTENCES
from audit_forms.sentences import SENTENCES
from tests.audit_forms.mistaken_forms import IN_PLACE, Case, text_and_place
from tests.audit_forms.yaml_texts import GOOD, changed

# Those that need a file, or more than one part; each has a test of its own below.
ELSEWHERE = {
    *("file_unreadable", "file_name", "empty_file", "not_utf8", "yaml_too_large"),
    *("question_reused", "condition_on_other_part", "in_store_part"),
    # Those of modules have their tests in test_modules.py, others in test_effects.py.
    *MODULE_SENTENCES,
    *EFFECT_SENTENCES,
}

PARTS = changed("in_store", "  - id: after\n    title: {en: After, es: Después}\nin_store").replace(
    "part: visit\n    title: {en: People", "part: after\n    title: {en: People"
)


def mistakes_in(text: str) -> list[Mistake]:
    with pytest.raises(FormMistakes) as caught:
        load(text, "form.yaml")
    return caught.value.mistakes


def test_it_works() -> None:
    (mistake,) = mistakes_in(changed("kind: scale", "kind: skale"))
    assert str(mistake) == (
        "form.yaml:57:15: kind_unknown: There is no kind of question called skale; use scale."
    )
    assert mistake.sentence("es") == "No existe el tipo de pregunta skale; use scale."
    assert mistake.sentence("es-MX") == mistake.sentence("es")
    assert mistake.sentence("fr") == mistake.sentence("en")


@pytest.mark.parametrize("case", IN_PLACE, ids=[f"{case[0]} {case[2][:30]}" for case in IN_PLACE])
def test_a_mistake_is_found_alone_and_where_it_is(case: Case) -> None:
    text, line, column = text_and_place(case)
    found = [(mistake.code, mistake.line, mistake.column) for mistake in mistakes_in(text)]
    assert found == [(case[0], line, column)]


def test_every_code_has_a_test() -> None:
    assert {case[0] for case in IN_PLACE} | ELSEWHERE == set(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_both_languages_of_a_code_say_it_with_the_same_arguments(code: str) -> None:
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        for sentence in (SENTENCES[code]["en"], SENTENCES[code]["es"])
    ]
    assert set(SENTENCES[code]) == {"en", "es"}
    assert fields[0] - fields[1] in (set(), {"first"})


@pytest.mark.parametrize("case", IN_PLACE, ids=[f"{case[0]} {case[2][:30]}" for case in IN_PLACE])
def test_a_mistake_can_be_said_in_both_languages(case: Case) -> None:
    (mistake,) = mistakes_in(text_and_place(case)[0])
    for language in ("en", "es"):
        sentence = mistake.sentence(language)
        assert sentence.endswith((".", "?"))
        assert "None" not in sentence
        assert "Scalar" not in sentence


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file(text: str) -> None:
    assert [mistake.code for mistake in mistakes_in(text)] == ["empty_file"]


@pytest.mark.parametrize("text", ["form", "- form", "[1, 2]"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    assert [mistake.code for mistake in mistakes_in(text)] == ["mapping_expected"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [mistake.code for mistake in check(tmp_path / "none.yaml")] == ["file_unreadable"]
    assert [mistake.code for mistake in check(tmp_path)] == ["file_unreadable"]


def test_a_file_that_is_not_utf8_says_where(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes("form: x\ntitle: ñandú é\n".encode().replace("é".encode(), b"\xe9"))
    (mistake,) = check(path)
    assert (mistake.code, mistake.line, mistake.column) == ("not_utf8", 2, 14)


def test_a_file_too_large_for_a_form() -> None:
    assert [mistake.code for mistake in mistakes_in("#" * 1_000_001)] == ["yaml_too_large"]


def test_aliases_that_explode_are_stopped() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert [mistake.code for mistake in mistakes_in("\n".join(lines))] == ["yaml_too_large"]


def test_brackets_without_end_are_stopped() -> None:
    assert [mistake.code for mistake in mistakes_in("form: " + "[" * 100_000)] == ["yaml_depth"]


def test_a_condition_on_another_part() -> None:
    (mistake,) = mistakes_in(PARTS)
    assert (mistake.code, mistake.args["question"]) == ("condition_on_other_part", "clean")


def test_stamps_of_two_parts_in_one_list() -> None:
    text = PARTS.replace("            - not: {question: clean, is: false}\n", "")
    text = text.replace("- id: till\n        kind: number", "- id: till\n        kind: time")
    text = text.replace("in_store: [arrived, greeted]", "in_store: [arrived, till]")
    text = text.replace("        min: 1\n        max: 20\n", "").replace(
        "        points:\n          - {up_to: 5, points: 1}\n          - {points: 0}\n", ""
    )
    assert [mistake.code for mistake in mistakes_in(text)] == ["in_store_part"]


def test_a_file_in_the_wrong_place(tmp_path: Path) -> None:
    path = tmp_path / "large" / "2.yaml"
    path.parent.mkdir()
    path.write_text(GOOD, "utf-8")
    found = [(mistake.code, mistake.line) for mistake in check(path)]
    assert found == [("file_name", 1), ("file_name", 2)]


def test_an_id_reused_for_another_kind(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "1.yaml").write_text(GOOD, "utf-8")
    second = GOOD.replace("version: 1\n", "version: 2\n")
    (folder / "2.yaml").write_text(second, "utf-8")
    assert check(folder / "2.yaml") == []
    third = second.replace("version: 2\n", "version: 3\n").replace("kind: text", "kind: photo")
    (folder / "3.yaml").write_text(third.replace("        min_length: 30\n", ""), "utf-8")
    (mistake,) = check(folder / "3.yaml")
    assert mistake.code == "question_reused"
    assert (mistake.args["old"], mistake.args["version"]) == ("text", 2)
    assert check(folder / "1.yaml") == []


def test_what_is_written_once_and_used_twice_is_said_once() -> None:
    text = changed("tip: {en: Who was it?, es: ¿Quién fue?}", "tip: &who {en: Who was it?}")
    text = text.replace("tip: {en: What else?, es: ¿Qué más?}", "tip: *who")
    assert [mistake.code for mistake in mistakes_in(text)] == ["language_missing"]


def test_a_question_with_a_mistake_does_not_spread_it() -> None:
    text = changed("kind: one", "kind: won")
    assert [mistake.code for mistake in mistakes_in(text)] == ["kind_unknown"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- id: people", "- id: door", "dos veces como sección;"),
        ("languages: [en, es]", "languages: [en, es, en]", "dos veces como idioma;"),
        (
            "in_store: [arrived, greeted]",
            "in_store: [arrived, arrived]",
            "dos veces como marca de `in_store`;",
        ),
    ],
)
def test_what_stands_twice_is_called_in_the_reader_s_language(
    old: str, new: str, said: str
) -> None:
    found = [each for each in mistakes_in(changed(old, new)) if each.code == "id_duplicate"]
    assert said in found[0].sentence("es")
