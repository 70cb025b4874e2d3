"""What the module loyalty, version 1, promises whoever uses it."""

import re
from collections.abc import Iterator
from pathlib import Path

from audit_forms import Form, load
from audit_forms.versions import module_file
from tests.audit_forms.yaml_texts import GOOD

INFORMAL = re.compile(r"\b(tú|tu|te|tus|vos|vosotros|os|contigo)\b", re.IGNORECASE)


def used() -> Form:
    return load(GOOD + "  - use: loyalty@1\n    part: visit\n")


def words() -> Iterator[tuple[str, str]]:
    """Every text of its questions, with its language."""
    for question in used().sections[-1].questions:
        for text in (question.text, question.tip):
            yield from text.items()


def test_it_works() -> None:
    section = used().sections[-1]
    assert (section.id, section.module) == ("loyalty", "loyalty@1")
    assert [question.id for question in section.questions] == ["would_return", "would_recommend"]


def test_it_asks_two_opinions_that_earn_nothing() -> None:
    come_back, recommend = used().sections[-1].questions
    assert (come_back.kind, come_back.basis, come_back.scored) == ("yes_no", "opinion", False)
    assert (recommend.kind, recommend.basis, recommend.scored) == ("number", "opinion", False)
    assert (recommend.min, recommend.max, recommend.decimals) == (0, 10, 0)


def test_both_languages_are_whole_and_spanish_says_usted() -> None:
    said = list(words())
    assert len(said) == 8
    for language, text in said:
        assert language == "en" or not INFORMAL.search(text), text
        assert language == "en" or text.count("¿") == text.count("?"), text
        assert text.endswith((".", "?")), text


def test_it_is_never_called_what_real_customers_think() -> None:
    path = module_file("loyalty@1")
    assert isinstance(path, Path)
    assert not re.search("satisf", path.read_text("utf-8"), re.IGNORECASE)
