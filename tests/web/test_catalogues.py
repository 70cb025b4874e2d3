"""Whatever a page says in English it also says in every other language."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.translations import build

PO = build.catalogues()


@pytest.mark.parametrize("file", PO, ids=lambda file: file.parts[-3])
def test_it_works(file: Path) -> None:
    assert len(build.sentences()) > 200
    assert build.unfinished(file) == [], "run python -m server.translations.build, then translate"


def test_it_sees_pages_code_problems_and_the_navigation() -> None:
    found = build.sentences()
    for sentence in ("Plan a visit", "Yes", "No such quarter", "Shoppers", "%(num)d store"):
        assert sentence in found, sentence


def test_it_finds_what_is_missing_untranslated_mistaken_and_gone(tmp_path: Path) -> None:
    file = tmp_path / "es" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "A store"\nmsgstr ""\n\n'
        '#, python-format\nmsgid "%(n)s left"\nmsgstr "quedan %(m)s"\n\n'
        'msgid "Old"\nmsgstr "Viejo"\n'
    )
    template = build.Catalog()
    for sentence in ("A store", "%(n)s left", "New"):
        template.add(sentence)
    kinds = [each.partition(":")[0] for each in build.unfinished(file, template)]
    assert kinds[:2] == ["gone from the code", "not translated"]
    assert kinds[3] == "missing"
    assert len(kinds) == 4


def test_taking_in_new_sentences_guesses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "es" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid "Add a store"\nmsgstr "Agregar una tienda"\n')
    template = build.Catalog()
    template.add("Add a store")
    template.add("Add a shore")
    build.update(file, template)
    assert build.unfinished(file, template) == ["not translated: Add a shore"]
    before = file.read_bytes()
    build.update(file, template)
    assert file.read_bytes() == before
