"""`audit-kit forms print`: a form as a PDF to fill in by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from audit_forms import load_shipped
from tests.audit_forms.yaml_texts import GOOD
from tests.cli.started import audit_kit
from tests.pdf_templates.reading import text_of

FORM = "five-qualities@1"


@pytest.mark.parametrize(("language", "only"), [("en", "Only if"), ("es", "Solo si")])
def test_it_works(tmp_path: Path, language: str, only: str) -> None:
    out = tmp_path / "form.pdf"
    done = audit_kit("forms", "print", FORM, "--language", language, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(out) in done.stdout
    said = text_of(out.read_bytes())
    assert f"{only} " in said
    form = load_shipped("five-qualities", 1)
    assert len(form.questions) == 40
    for number, question in enumerate(form.questions, 1):
        assert f"{number} {question.text[language][:30]}" in said


def test_the_same_form_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        assert audit_kit("forms", "print", FORM, "--out", tmp_path / name).returncode == 0
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_file_is_printed_in_its_first_language(tmp_path: Path) -> None:
    file, out = tmp_path / "small.yaml", tmp_path / "small.pdf"
    file.write_text(GOOD.replace("languages: [en, es]", "languages: [es, en]"), encoding="utf-8")
    assert audit_kit("forms", "print", file, "--out", out).returncode == 0
    assert "Pequeño" in text_of(out.read_bytes())


def test_it_is_drawn_on_the_paper_that_is_named(tmp_path: Path) -> None:
    sizes = {}
    for size in ("A4", "Letter"):
        out = tmp_path / f"{size}.pdf"
        assert audit_kit("forms", "print", FORM, "--page-size", size, "--out", out).returncode == 0
        sizes[size] = tuple(map(round, PdfReader(out).pages[0].mediabox[2:]))
    assert sizes == {"A4": (595, 842), "Letter": (612, 792)}


def test_an_unknown_form_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    done = audit_kit("forms", "print", "six-qualities", "--out", tmp_path / "a.pdf")
    assert done.returncode == 1
    assert FORM in done.stderr
    assert not (tmp_path / "a.pdf").exists()


def test_a_form_with_mistakes_is_answered_with_their_places(tmp_path: Path) -> None:
    file = tmp_path / "form.yaml"
    file.write_text(GOOD.replace("kind: number", "kind: nunber"), encoding="utf-8")
    done = audit_kit("forms", "print", file, "--out", tmp_path / "a.pdf")
    assert done.returncode == 1
    assert done.stdout.startswith(f"{file}:")
    assert not (tmp_path / "a.pdf").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    out = tmp_path / "none" / "a.pdf"
    done = audit_kit("forms", "print", FORM, "--out", out)
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: {out} cannot be written: there is no folder {out.parent}. "
        "Make it first, or name another one with --out.\n"
    )


def test_a_language_that_the_form_lacks_is_answered_with_those_it_has(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text(ENGLISH, encoding="utf-8")
    command = ("forms", "print", file, "--out", tmp_path / "a.pdf")
    done = audit_kit(*command, "--language", "es")
    assert done.returncode == 1
    assert done.stderr == "Error: tiny@1 cannot be printed in es. Choose --language en.\n"
    assert audit_kit(*command).returncode == 0


def test_an_unknown_language_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    done = audit_kit("forms", "print", FORM, "--language", "fr", "--out", tmp_path / "a.pdf")
    assert done.returncode == 1
    assert "en" in done.stderr
    assert "es" in done.stderr
    assert len(done.stderr.splitlines()) == 1


ENGLISH = """\
form: tiny
version: 1
languages: [en]
title: {en: Tiny}
qualities: {}
parts:
  - {id: visit, title: {en: Visit}}
sections:
  - id: door
    part: visit
    title: {en: Door}
    questions:
      - {id: clean, kind: yes_no, text: {en: Clean?}, tip: {en: Look down.}}
"""
