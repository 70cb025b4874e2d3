"""What two different forms both ask, by module, and so which results compare across them."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit_forms.differences import FormDifferences, Grade, QuestionDifferences
from audit_forms.model import Form, Section
from audit_forms.versions import shared_questions


@dataclass(frozen=True, slots=True)
class Shared:
    """Questions that stand in both forms.

    `modules` is the module that both use, or its two versions; nothing for questions that have the
    same ids without coming from one module.
    """

    modules: tuple[str, ...]
    questions: tuple[QuestionDifferences, ...]

    def graded(self, *grades: Grade) -> tuple[QuestionDifferences, ...]:
        """Those whose answers may be compared to that degree."""
        return tuple(each for each in self.questions if each.answers.grade in grades)

    @property
    def changed(self) -> tuple[str, ...]:
        """The keys that differ in those whose answers may not simply be compared."""
        hindered = self.graded("care", "no")
        found = (one for each in hindered for one in each.differences)
        return tuple(dict.fromkeys(one.key for one in found if one.effect in ("asked", "hint")))

    def sections(self, form: Form) -> tuple[Section, ...]:
        """The sections of a form that ask any of them."""
        ids = {each.question.id for each in self.questions}
        return tuple(s for s in form.sections if any(q.id in ids for q in s.questions))


def different(found: FormDifferences) -> bool:
    """Whether these are two forms, and not two versions of one."""
    return found.old.id != found.new.id


def in_common(found: FormDifferences) -> tuple[Shared, ...]:
    """The questions that stand in both forms, in the new form's order, those of no module last."""
    known = shared_questions(found.old, found.new)
    alike = {id: (module,) for module, ids in known.items() for id in ids}
    old, new = (_modules(form) for form in (found.old, found.new))
    groups: dict[tuple[str, ...], list[QuestionDifferences]] = {}
    for each in found.questions:
        if each.old is not None and each.new is not None:
            id = each.question.id
            modules = alike.get(id) or _versions(old[id], new[id])
            groups.setdefault(modules, []).append(each)
    ordered = sorted(groups, key=lambda modules: not modules)
    return tuple(Shared(modules, tuple(groups[modules])) for modules in ordered)


def only_in(form: Form, other: Form) -> Iterator[Section]:
    """The sections of a form none of whose questions stands in the other."""
    for section in form.sections:
        if not any(question.id in other for question in section.questions):
            yield section


def _modules(form: Form) -> dict[str, str]:
    return {q.id: section.module or "" for section in form.sections for q in section.questions}


def _versions(old: str, new: str) -> tuple[str, ...]:
    """Two versions of one module; nothing for any other two."""
    alike = old.partition("@")[0] == new.partition("@")[0]
    return (old, new) if alike and old else ()
