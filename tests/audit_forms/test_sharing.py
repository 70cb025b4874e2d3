"""What two different forms both ask, and which of it compares."""

from __future__ import annotations

from dataclasses import replace

from audit_forms import Form, compare, different, in_common, load_shipped, only_in


def form(name: str, version: int = 1) -> Form:
    return load_shipped(name, version)


def with_module(one: Form, old: str, new: str) -> Form:
    """The form as if it used another version of a module, with the same questions."""
    sections = (replace(s, module=new) if s.module == old else s for s in one.sections)
    return replace(one, sections=tuple(sections))


def test_it_works() -> None:
    found = compare(form("five-qualities", 2), form("full-visit"))
    shared = in_common(found)
    assert [each.modules for each in shared][:2] == [("welcome@1",), ("need@1",)]
    assert all(each.graded("yes") == each.questions for each in shared)
    assert sum(len(each.questions) for each in shared) == 34
    alone = [section.module for section in only_in(found.old, found.new)]
    assert alone == ["entrance@1", "manner@1", "doubt@1", "spirit@1", "best-moment@1"]


def test_every_question_of_both_is_in_one_group_and_no_other_is() -> None:
    for name in ("five-qualities", "being-listened-to", "complaint-handling"):
        found = compare(form(name), form("full-visit"))
        grouped = [q.question.id for each in in_common(found) for q in each.questions]
        both = [q.question.id for q in found.questions if q.old and q.new]
        assert sorted(grouped) == sorted(both)


def test_what_differs_in_a_shared_module_is_named() -> None:
    found = compare(form("being-listened-to"), form("full-visit"))
    listening = next(each for each in in_common(found) if each.modules == ("listening@1",))
    assert listening.graded("yes", "care") == ()
    assert listening.changed == ("ask_when",)
    assert [s.party for s in listening.sections(found.new)] == ["provider", "customer", "product"]


def test_two_versions_of_a_module_are_one_group() -> None:
    newer = with_module(form("full-visit"), "welcome@1", "welcome@2")
    shared = in_common(compare(form("five-qualities", 2), newer))
    assert shared[0].modules == ("welcome@1", "welcome@2")
    assert len(shared[0].graded("yes")) == 8


def test_the_same_questions_without_a_module_come_last() -> None:
    other = with_module(form("full-visit"), "welcome@1", "greeting@1")
    shared = in_common(compare(form("five-qualities", 2), other))
    assert shared[-1].modules == ()
    assert len(shared[-1].questions) == 8


def test_two_versions_of_one_form_are_not_two_forms() -> None:
    assert not different(compare(form("five-qualities", 1), form("five-qualities", 2)))
    assert different(compare(form("loyalty"), form("full-visit")))
