"""Whatever the product says, it says in English and in Spanish, and says the same."""

import ast
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import audit_forms
from audit_forms.in_words import SENTENCES as ASKED
from audit_forms.loading import load_module
from pdf_templates.words import WORDS
from server.scoring.words import SENTENCES
from server.translations.build import KEYWORDS
from tests.architecture.house import ROOT, place, product_files, tree_of, write

LANGUAGES = {"en", "es"}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def spoken(root: Path) -> set[str]:
    """Every English sentence that the server marks for translation."""
    found = extract_from_dir(str(root / "server"), METHODS, keywords=KEYWORDS, comment_tags=())
    messages = (message for _file, _line, message, _comments, _context in found)
    return {m if isinstance(m, str) else m[0] for m in messages}


def catalogue(root: Path, language: str = "es") -> Catalog:
    """The sentences in another language."""
    path = root / f"server/translations/{language}/LC_MESSAGES/messages.po"
    return read_po(io.BytesIO(path.read_bytes()))


def untranslated(root: Path) -> list[str]:
    """Sentences that are missing from the catalogue, empty, or fuzzy."""
    known = {_id(m): m for m in catalogue(root) if m.id}
    return sorted(s for s in spoken(root) if s not in known or not _finished(known[s]))


def unspoken(root: Path) -> list[str]:
    """Sentences of the catalogue that nothing says any more."""
    return sorted({_id(m) for m in catalogue(root) if m.id} - spoken(root))


def uneven(root: Path) -> list[str]:
    """Sentences whose translation has other gaps to fill than the original."""
    return [_id(message) for message in catalogue(root) if message.id and not _even(message)]


def lopsided(root: Path) -> list[str]:
    """Tables of words in the code that leave a language out."""
    return [
        place(root, path, node.lineno)
        for path in product_files(root)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Dict)
        if 0 < len(LANGUAGES & _keys(node)) < len(LANGUAGES)
    ]


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _all(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _finished(message: Message) -> bool:
    return not message.fuzzy and all(_all(message))


def _even(message: Message) -> bool:
    if isinstance(message.string, str):
        return not message.string or _gaps(message.string) == _gaps(message)
    # "one visit" may leave out the number that "%(n)s visits" gives.
    return all(_gaps(said) <= _gaps(message) for said in message.string)


def _gaps(said: str | Message) -> set[str]:
    every = (said,) if isinstance(said, str) else (said.id, *said.id)
    texts = [text for text in every if isinstance(text, str)]
    return {gap for text in texts for pair in PLACE.findall(text) for gap in pair if gap}


def _keys(node: ast.Dict) -> set[object]:
    return {key.value for key in node.keys if isinstance(key, ast.Constant)}


def test_it_works() -> None:
    assert len(spoken(ROOT)) > 100
    assert untranslated(ROOT) == []


def test_no_sentence_is_kept_that_nothing_says() -> None:
    assert unspoken(ROOT) == []


def test_a_translation_fills_the_same_gaps() -> None:
    assert any(_gaps(message) for message in catalogue(ROOT) if message.id)
    assert uneven(ROOT) == []


def test_no_table_of_words_leaves_a_language_out() -> None:
    assert lopsided(ROOT) == []


@pytest.mark.parametrize("table", [SENTENCES, WORDS, ASKED], ids=["scoring", "pdf", "forms"])
def test_both_columns_of_a_table_say_the_same(table: Mapping[str, Mapping[str, str]]) -> None:
    english, spanish = table["en"], table["es"]
    assert len(english) > 10
    assert english.keys() == spanish.keys()
    for key, sentence in english.items():
        assert sentence.strip(), key
        assert spanish[key].strip(), key
        assert _gaps(sentence) == _gaps(spanish[key]), key


def test_every_form_and_module_is_in_both_languages() -> None:
    forms = [(audit_forms.load_shipped(i, n), path) for i, n, path in audit_forms.shipped()]
    modules = [(load_module(path), path) for _, _, path in audit_forms.shipped_modules()]
    assert forms
    assert modules
    for form, path in (*forms, *modules):
        assert set(form.languages) == LANGUAGES, path
        assert audit_forms.check(path) == []


def test_what_is_not_translated_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/a.py", "x = [_('One'), _('Two'), _('Three'), _('%(n)s left')]\n")
    write(tmp_path, "server/templates/b.html", "{{ _('Four') }}\n")
    entries = (
        'msgid "One"\nmsgstr "Uno"\n\nmsgid "Two"\nmsgstr ""\n\n#, fuzzy\nmsgid "Three"\n'
        'msgstr "Tres"\n\nmsgid "%(n)s left"\nmsgstr "quedan %(m)s"\n\n'
        'msgid "Old"\nmsgstr "Viejo"\n'
    )
    write(tmp_path, "server/translations/es/LC_MESSAGES/messages.po", entries)
    assert untranslated(tmp_path) == ["Four", "Three", "Two"]
    assert unspoken(tmp_path) == ["Old"]
    assert uneven(tmp_path) == ["%(n)s left"]


def test_a_lopsided_table_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/a.py", "A = {'en': 1, 'es': 2}\nB = {'en': 1}\nC = {'x': 1}\n")
    assert lopsided(tmp_path) == ["server/a.py:2"]
