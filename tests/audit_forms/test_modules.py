"""A form that uses modules is the form it would be with their sections written out."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from audit_forms import (
    Form,
    FormMistakes,
    Mistake,
    check,
    compile_form,
    digest,
    evaluate,
    for_phone,
    from_snapshot,
    load,
    shared_questions,
    shipped_modules,
)
from audit_forms.loading import load_module
from audit_forms.module_sentences import MODULE_SENTENCES
from audit_forms.versions import published_modules
from tests.audit_forms.module_texts import FAREWELL, FORM, WELCOME, altered, kept
from tests.audit_forms.yaml_texts import GOOD

WELCOME_USE, FAREWELL_USE = ("use: welcome@1", "use: farewell@1")


def shop(folder: Path, form: str = FORM, *modules: str) -> Form:
    return load(form, modules=kept(folder, *modules))


def mistakes_in(folder: Path, form: str = FORM, *modules: str) -> list[Mistake]:
    with pytest.raises(FormMistakes) as caught:
        load(form, "form.yaml", kept(folder, *modules))
    return caught.value.mistakes


def written_out() -> str:
    """The form with the sections of its modules in place, in its own two languages."""
    text = FORM
    for use, part, module in (
        (f"  - {WELCOME_USE}\n    part: visit\n", "visit", WELCOME),
        (f"  - {FAREWELL_USE}\n    part: after\n", "after", FAREWELL),
    ):
        sections = module.partition("sections:\n")[2].replace(
            "tip: look", "tip: {en: Look., es: Mire.}"
        )
        sections = sections.replace("\n    title:", f"\n    part: {part}\n    title:")
        lines = [line.partition(", fr:")[0] for line in sections.splitlines()]
        ends = [
            line + "}" * (whole.count("}") - line.count("}"))
            for line, whole in zip(lines, sections.splitlines(), strict=True)
        ]
        text = altered(text, use, "\n".join(ends) + "\n")
    return text


def test_it_works(tmp_path: Path) -> None:
    form = shop(tmp_path)
    assert [section.id for section in form.sections] == [
        *("door", "welcome", "welcome_again", "end", "goodbye"),
    ]
    assert [section.part for section in form.sections] == [*["visit"] * 4, "after"]
    assert form.question("greeted").part == "visit"
    assert form.question("thanked").part == "after"
    assert form.in_store == ("arrived", "noticed")


def test_it_is_the_form_with_the_sections_written_out(tmp_path: Path) -> None:
    form = shop(tmp_path)
    plain = replace(form, sections=tuple(replace(each, module=None) for each in form.sections))
    assert plain == load(written_out())
    assert compile_form(plain) == compile_form(load(written_out()))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_phone_gets_what_it_would_get_written_out(tmp_path: Path, language: str) -> None:
    sent, plain = for_phone(shop(tmp_path), language), for_phone(load(written_out()), language)
    assert sent | {"digest": ""} == plain | {"digest": ""}


def test_answers_are_taken_as_to_any_form(tmp_path: Path) -> None:
    answers = {"greeted": {"value": True}, "greeting": {"value": "nod"}}
    facts = {"purchase": True}
    found = evaluate(shop(tmp_path), "visit", answers, facts)
    assert found == evaluate(load(written_out()), "visit", answers, facts)
    assert found.values["greeting"] == "nod"


def test_texts_are_in_the_languages_of_the_form_and_in_their_order(tmp_path: Path) -> None:
    form = shop(tmp_path)
    assert list(form.question("greeted").text) == ["es", "en"]
    assert list(form.question("greeting").options[0].text) == ["es", "en"]
    assert list(form.sections[1].title) == ["es", "en"]


def test_a_stored_form_remembers_its_modules(tmp_path: Path) -> None:
    form = shop(tmp_path)
    again = from_snapshot(json.loads(json.dumps(compile_form(form))))
    assert again == form
    assert [section.module for section in again.sections] == [
        *(None, "welcome@1", "welcome@1", None, "farewell@1"),
    ]


def test_a_form_without_modules_is_stored_as_before() -> None:
    assert '"module"' not in json.dumps(compile_form(load(GOOD)))


def test_questions_that_forms_share_are_told_by_module_and_version(tmp_path: Path) -> None:
    second = altered(WELCOME, "version: 1", "version: 2")
    kept(tmp_path, WELCOME, FAREWELL, second)
    shop_form = load(FORM, modules=tmp_path)
    newer = load(altered(FORM, WELCOME_USE, "use: welcome@2"), modules=tmp_path)
    assert shared_questions(shop_form, newer) == {"farewell@1": ("thanked",)}
    assert shared_questions(shop_form, shop_form) == {
        "welcome@1": ("greeted", "greeting", "noticed", "warmth"),
        "farewell@1": ("thanked",),
    }
    assert shared_questions(shop_form, load(written_out())) == {}


def test_a_form_may_know_more_of_a_fact_than_a_module(tmp_path: Path) -> None:
    less = altered(WELCOME, "{values: [true, false]}", "{values: [true]}")
    assert shop(tmp_path, FORM, less, FAREWELL).facts["purchase"].values == (True, False)


def test_a_form_of_ones_own_uses_what_ships(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(GOOD + "  - {use: loyalty@1, part: visit}\n", "utf-8")
    assert check(path) == []
    assert load(path).question("would_return").section == "loyalty"
    assert load(path) == load(path.read_text("utf-8"))


# -- mistakes


@pytest.mark.parametrize(("name", "version", "path"), shipped_modules())
def test_what_we_ship_has_no_mistake(name: str, version: int, path: Path) -> None:
    assert [str(mistake) for mistake in check(path)] == []
    assert (load_module(path).id, load_module(path).version) == (name, version)


def test_published_versions_are_never_edited() -> None:
    """A digest that differs means: put the file back, and write the change as a new version."""
    found = {f"{name}@{n}": digest(load_module(path)) for name, n, path in shipped_modules()}
    assert found == dict(published_modules())


# A code, the passage of the module that is changed, and what stands there instead.
IN_THE_MODULE = [
    ("kind_unknown", "kind: scale", "kind: <!>skale"),
    ("language_missing", "{en: Warm, es: Cálida, fr: Chaude}", "<!>{en: Warm, es: Cálida}"),
    ("quality_unknown", "quality: courtesy", "quality: <!>curtesy"),
    ("quality_empty", "[courtesy]", "[courtesy, <!>respect]"),
    ("id_duplicate", "[courtesy]", "[courtesy, <!>courtesy]"),
    ("fact_unknown", "{fact: purchase", "{fact: <!>purchases"),
    ("condition_on_later", "{question: greeted,", "{question: <!>warmth,"),
    ("question_outside", "{question: greeted, is", "{question: <!>arrived, is"),
    (
        "condition_never",
        "ask_when: {all: [{q",
        "<!>ask_when: {all: [{question: greeted, is: false}, {q",
    ),
    ("not_in_module", "languages:", "<!>title: {en: Hello}\nlanguages:"),
    ("not_in_module", "    title: {en: Later", "    <!>part: visit\n    title: {en: Later"),
    ("not_in_module", "  - id: welcome_again", "  - <!>use: farewell@1\n  - id: welcome_again"),
    (
        "not_in_module",
        "    title: {en: Later",
        "    <!>ask_when: {question: greeted, is: true}\n    title: {en: Later",
    ),
    ("yaml_syntax", "  - id: welcome_again", "  - id: welcome_again]\n  <!>:"),
    ("key_missing", "  - id: welcome_again\n    ", "  - <!>"),
    ("file_name", "module: welcome\n", "module: <!>wellcome\n"),
]


@pytest.mark.parametrize(("code", "old", "new"), IN_THE_MODULE)
def test_a_mistake_in_a_module_is_said_of_its_file(
    tmp_path: Path, code: str, old: str, new: str
) -> None:
    path = kept(tmp_path) / "welcome" / "1.yaml"
    text = altered(WELCOME, old, new)
    at = text.index("<!>")
    path.write_text(text.replace("<!>", "", 1), "utf-8")
    place = (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    with pytest.raises(FormMistakes) as caught:
        load(FORM, "form.yaml", tmp_path)
    for mistakes in (check(path), caught.value.mistakes):
        # A quality that the module wrongly names, the form lacks, too.
        found = [each for each in mistakes if each.code != "module_quality"]
        assert [(each.file, each.code, each.line, each.column) for each in found] == [
            (str(path), code, *place)
        ]


# A code, the use that is to blame, and (old, new) for the form or (module, old, new) for a module.
IN_THE_USE: list[tuple[str, str, tuple[str, ...]]] = [
    ("module_unknown", "use: welcom@1", (WELCOME_USE, "use: welcom@1")),
    ("module_unknown", "use: welcome@7", (WELCOME_USE, "use: welcome@7")),
    ("module_unknown", "use: welcome", (f"{WELCOME_USE}\n", "use: welcome\n")),
    ("module_unknown", "use: ../shop@1", (WELCOME_USE, "use: ../shop@1")),
    ("module_twice", "use: welcome@1 ", (FAREWELL_USE, "use: welcome@1 ")),
    ("module_id_in_form", WELCOME_USE, ("- id: door", "- id: welcome")),
    ("module_id_in_form", WELCOME_USE, ("- id: smile", "- id: warmth")),
    ("module_id_in_module", FAREWELL_USE, (FAREWELL, "id: thanked", "id: warmth")),
    ("module_id_in_module", FAREWELL_USE, (FAREWELL, "id: goodbye", "id: welcome")),
    ("module_language", FAREWELL_USE, (FAREWELL, "[en, es]", "[en]")),
    ("module_quality", WELCOME_USE, ("qualities:\n  courtesy: {en: Courtesy, es: Cortesía}\n", "")),
    ("module_fact", WELCOME_USE, ("facts:\n  purchase: {values: [true, false]}\n", "")),
    (
        "module_fact",
        WELCOME_USE,
        ("purchase: {values: [true, false]}", "purchase: {values: [1, 0]}"),
    ),
    ("cap_missing", WELCOME_USE, ("critical_cap: 50\n", "")),
]


def _case(change: tuple[str, ...]) -> tuple[str, list[str]]:
    """The form and the modules of a case."""
    modules = [WELCOME, FAREWELL]
    if len(change) == 2:
        return altered(FORM, *change), modules
    module, old, new = change
    changed = altered(module, old, new)
    if new == "[en]":
        changed = re.sub(r", es: [^}]*", "", changed)
    return FORM, [changed if each == module else each for each in modules]


@pytest.mark.parametrize(("code", "use", "change"), IN_THE_USE)
def test_a_mistake_in_the_use_is_said_of_the_line_that_uses_it(
    tmp_path: Path, code: str, use: str, change: tuple[str, ...]
) -> None:
    form, modules = _case(change)
    line = form[: form.rindex(use)].count("\n") + 1
    mistakes = mistakes_in(tmp_path, form, *modules)
    found = [(each.file, each.code, each.line, each.column) for each in mistakes]
    assert found == [("form.yaml", code, line, 10)]
    for language in ("en", "es"):
        assert mistakes[0].sentence(language).endswith((".", "?"))


def test_every_mistake_of_modules_has_a_test() -> None:
    cases = {code for code, *_ in IN_THE_MODULE} | {code for code, *_ in IN_THE_USE}
    assert set(MODULE_SENTENCES) <= cases | {"module_alone", "module_never"}


def test_a_module_is_no_form(tmp_path: Path) -> None:
    path = kept(tmp_path) / "farewell" / "1.yaml"
    with pytest.raises(FormMistakes) as caught:
        load(path)
    (mistake,) = caught.value.mistakes
    assert (mistake.code, mistake.args) == ("module_alone", {"module": "farewell@1"})


def test_a_use_says_in_which_part(tmp_path: Path) -> None:
    for part, code in (("", "key_missing"), ("    part: visitt\n", "part_unknown")):
        form = altered(FORM, f"{WELCOME_USE}\n    part: visit\n", f"{WELCOME_USE}\n{part}")
        codes = [mistake.code for mistake in mistakes_in(tmp_path, form)]
        assert codes == [code]


def test_a_condition_of_the_form_on_a_module_that_comes_later(tmp_path: Path) -> None:
    (mistake,) = mistakes_in(
        tmp_path,
        altered(
            FORM,
            "tip: {en: Tap., es: Toque.}\n",
            "tip: {en: Tap., es: Toque.}\n        ask_when: {question: greeted, is: true}\n",
        ),
    )
    assert (mistake.code, mistake.line) == ("condition_on_later", 25)


def test_a_condition_of_the_form_on_a_module_in_another_part(tmp_path: Path) -> None:
    form = altered(FORM, f"{WELCOME_USE}\n    part: visit", f"{WELCOME_USE}\n    part: after")
    codes = {mistake.code for mistake in mistakes_in(tmp_path, form)}
    assert codes == {"condition_on_other_part", "in_store_part"}


def test_a_condition_of_the_form_that_a_module_makes_impossible(tmp_path: Path) -> None:
    form = altered(
        FORM,
        "{question: greeting, is: words}",
        "{all: [{question: greeting, is: words}, {question: greeted, is: false}]}",
    )
    assert [mistake.code for mistake in mistakes_in(tmp_path, form)] == ["condition_never"]


def test_all_mistakes_are_said_at_once_and_file_by_file(tmp_path: Path) -> None:
    form = altered(FORM, "kind: duration", "kind: durration")
    form = altered(form, FAREWELL_USE, "use: farewel@1")
    welcome = altered(WELCOME, "kind: scale", "kind: skale")
    mistakes = mistakes_in(tmp_path, form, welcome, FAREWELL)
    found = [(Path(mistake.file).parts[-2:], mistake.code) for mistake in mistakes]
    assert found == [
        (("form.yaml",), "kind_unknown"),
        (("form.yaml",), "module_unknown"),
        (("welcome", "1.yaml"), "kind_unknown"),
    ]


def test_a_question_of_a_module_keeps_its_kind_through_versions(tmp_path: Path) -> None:
    second = altered(WELCOME, "version: 1", "version: 2")
    second = altered(second, "kind: time", "kind: photo")
    kept(tmp_path, WELCOME, FAREWELL, second)
    (mistake,) = check(tmp_path / "welcome" / "2.yaml")
    assert (mistake.code, mistake.args["question"]) == ("question_reused", "noticed")


def test_a_question_of_a_form_keeps_its_kind_when_a_module_brings_it(tmp_path: Path) -> None:
    kept(tmp_path / "modules")
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "1.yaml").write_text(
        altered(
            FORM, f"  - {FAREWELL_USE}\n    part: after\n", FAREWELL.partition("sections:\n")[2]
        )
        .replace("- id: goodbye\n", "- id: goodbye\n    part: after\n")
        .replace("thanked\n        kind: yes_no", "thanked\n        kind: photo"),
        "utf-8",
    )
    (folder / "2.yaml").write_text(altered(FORM, "version: 1", "version: 2"), "utf-8")
    assert check(folder / "1.yaml", tmp_path / "modules") == []
    (mistake,) = check(folder / "2.yaml", tmp_path / "modules")
    assert (mistake.code, mistake.line) == ("question_reused", 41)


@pytest.mark.parametrize("piece", ["", "[]", "{a: b}", "~", "kind: time", "- use: welcome@1", "*a"])
@pytest.mark.parametrize("where", ["form.yaml", "welcome/1.yaml"])
def test_whatever_stands_there_is_a_form_or_has_mistakes(
    tmp_path: Path, where: str, piece: str
) -> None:
    form = kept(tmp_path) / "form.yaml"
    form.write_text(FORM, "utf-8")
    lines = (tmp_path / where).read_text("utf-8").splitlines()
    for place, line in enumerate(lines):
        for new in (piece, f"{line.partition(':')[0]}: {piece}"):
            text = "\n".join([*lines[:place], new, *lines[place + 1 :]])
            (tmp_path / where).write_text(text, "utf-8")
            assert all(mistake.sentence("es") for mistake in check(form, tmp_path))


def test_what_a_fact_is_called_is_for_the_form_to_say(tmp_path: Path) -> None:
    text = "{values: [true, false], text: {en: Buys, es: Compra, fr: Achète}}"
    named = altered(WELCOME, "{values: [true, false]}", text)
    (found,) = mistakes_in(tmp_path, FORM, named, FAREWELL)
    assert (found.code, found.args) == ("not_in_module", {"key": "text"})
