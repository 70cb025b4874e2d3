"""The modules a form uses: finds them, puts them into their places, and says what does not fit.

What is wrong inside a module is said of its own file; what is wrong with using it, of the line
that uses it.
"""

from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audit_forms import nodes
from audit_forms.condition_reader import ConditionReader
from audit_forms.mistakes import Mistake, nearest
from audit_forms.model import AllOf, Condition, Fact, Form, Question, Section, Text
from audit_forms.module_reader import ReadModule, read_module
from audit_forms.nodes import Mapping
from audit_forms.reader import Reader
from audit_forms.versions import module_file, shipped_modules

_REQUIRED = ("use", "part")
_KEYS = (*_REQUIRED, "ask_when")


@dataclass(frozen=True, slots=True)
class Use:
    """One module where a form uses it; `name` is as in `welcome@1`."""

    at: nodes.Scalar
    name: str
    module: ReadModule
    form: Form
    # The condition that all its questions hang on, and where it stands.
    ask_when: Condition | None = None
    condition_at: nodes.Scalar | None = None

    @property
    def critical(self) -> list[str]:
        """The questions that can fail a visit."""
        written = self.module.questions.items()
        return [id for id, question in written if "critical" in question.keys]


class Uses:
    """What one form uses. `own` are the ids of the sections and questions it has itself."""

    def __init__(
        self, reader: Reader, folder: Path, own: AbstractMapping[str, AbstractMapping[str, int]]
    ) -> None:
        self.reader = reader
        self.folder = folder
        self.own = own
        self.found: list[Use] = []
        # Set when a module could not be read at all: who knows what it holds?
        self.incomplete = False
        self._read: dict[str, ReadModule | None] = {}
        self._taken: dict[tuple[str, str], str] = {}

    def find(self, name: str) -> ReadModule | None:
        """The module of that name and version, None when there is none."""
        if name not in self._read:
            path = module_file(name, self.folder)
            self._read[name] = None if path is None else read_module(path)
        return self._read[name]

    def questions_of(self, name: str) -> AbstractMapping[str, Mapping]:
        """The questions of a module as they are written, by id."""
        module = self.find(name)
        if module is None or module.form is None:
            self.incomplete = True
        return {} if module is None else module.questions

    def mistakes(self) -> list[Mistake]:
        """What is wrong inside the modules."""
        read = [module for module in self._read.values() if module is not None]
        return [mistake for module in read for mistake in module.mistakes]

    # -- one use

    def place(self, at: Mapping, part: str, conditions: ConditionReader) -> tuple[Section, ...]:
        """The sections that stand for a `use` in this part of the form."""
        self.reader.fields(at, _KEYS, _REQUIRED)
        use = self._use(at, conditions)
        if use is None:
            return ()
        use = replace(
            use,
            ask_when=self._ask_when(at, conditions, part),
            condition_at=at.keys.get("ask_when"),
        )
        self.found.append(use)
        conditions.damaged |= use.module.damaged | self._clashes(use)
        sections = tuple(self._section(each, use, part) for each in use.form.sections)
        for section in sections:
            for question in section.questions:
                conditions.earlier.setdefault(question.id, question)
        return sections

    def _use(self, at: Mapping, conditions: ConditionReader) -> Use | None:
        node = self.reader.filled(at, "use")
        scalar = None if node is None else self.reader.scalar(node, "use")
        if scalar is None:
            return None
        module = self.find(scalar.value)
        if module is None:
            known = [f"{name}@{number}" for name, number, _path in shipped_modules(self.folder)]
            name, near = scalar.value[:80], nearest(scalar.value, known)
            self.reader.wrong(scalar, "module_unknown", module=name, nearest=near)
        if module is None or module.form is None:
            return None
        use = Use(scalar, scalar.value, module, module.form)
        first = next((each for each in self.found if _same(each, use)), None)
        if first is not None:
            self.reader.wrong(scalar, "module_twice", module=use.name, first=first.at.line)
            conditions.damaged |= module.questions.keys() - first.module.questions.keys()
            return None
        return use

    def _ask_when(self, at: Mapping, conditions: ConditionReader, part: str) -> Condition | None:
        node = self.reader.filled(at, "ask_when")
        return None if node is None else conditions.condition(node, "", part)

    def _clashes(self, use: Use) -> set[str]:
        """The question ids that stand for two questions now; notes them, and such sections."""
        for section in use.form.sections:
            self._clash(use, "section", section.id)
        return {id for id in use.module.questions if self._clash(use, "question", id)}

    def _clash(self, use: Use, what: str, id: str) -> bool:
        other = self._taken.setdefault((what, id), use.name)
        args = {"module": use.name, "what": what, "id": id}
        if id in self.own[what]:
            first = self.own[what][id]
            self.reader.wrong(use.at, "module_id_in_form", **args, first=first)
        # An id that could not be read is a mistake of its module, and no two are the same.
        elif id and other != use.name:
            self.reader.wrong(use.at, "module_id_in_module", **args, other=other)
        else:
            return False
        return True

    def _section(self, section: Section, use: Use, part: str) -> Section:
        languages = self.reader.languages
        return replace(
            section,
            part=part,
            title=_spoken(section.title, languages),
            questions=tuple(
                replace(_placed(each, part, languages), ask_when=_both(use.ask_when, each.ask_when))
                for each in section.questions
            ),
            module=use.name,
        )

    # -- all of them

    def check(self, form: Form, conditions: ConditionReader) -> None:
        """Note what the form must declare before it can use these modules."""
        for use in self.found:
            before = len(self.reader.mistakes)
            self._check_languages(use, form)
            for quality in use.form.qualities:
                if quality not in form.qualities:
                    self.reader.wrong(use.at, "module_quality", module=use.name, quality=quality)
            for fact in use.form.facts.values():
                self._check_fact(use, fact, form.facts.get(fact.id))
            if len(self.reader.mistakes) > before:
                conditions.damaged |= use.module.questions.keys()

    def check_asked(self, never: Sequence[str]) -> None:
        """Note every use whose condition leaves a question of its module never asked."""
        for use in self.found:
            lost = next((id for id in never if id in use.module.questions), None)
            if lost is not None and use.condition_at is not None:
                self.reader.wrong(use.condition_at, "module_never", module=use.name, question=lost)

    def _check_languages(self, use: Use, form: Form) -> None:
        for language in form.languages if use.form.languages else ():
            if language not in use.form.languages:
                self.reader.wrong(use.at, "module_language", module=use.name, language=language)

    def _check_fact(self, use: Use, needed: Fact, declared: Fact | None) -> None:
        # As written: to Python, true would be the number 1.
        known = () if declared is None else [repr(value) for value in declared.values]
        if any(repr(value) not in known for value in needed.values):
            values = ", ".join(
                str(value).lower() if isinstance(value, bool) else str(value)
                for value in needed.values
            )
            self.reader.wrong(use.at, "module_fact", module=use.name, fact=needed.id, values=values)


def _both(use: Condition | None, own: Condition | None) -> Condition | None:
    """What the use asks and what the question asks, as an author would write it out."""
    if use is None or own is None:
        return own if use is None else use
    each = (one.of if isinstance(one, AllOf) else (one,) for one in (use, own))
    return AllOf(tuple(condition for some in each for condition in some))


def _same(one: Use, other: Use) -> bool:
    return one.name.partition("@")[0] == other.name.partition("@")[0]


def _spoken(text: Text, languages: tuple[str, ...]) -> Text:
    return {each: text[each] for each in languages if each in text}


def _placed(question: Question, part: str, languages: tuple[str, ...]) -> Question:
    """The question in its part, in the languages of the form and in their order."""
    options = (replace(each, text=_spoken(each.text, languages)) for each in question.options)
    steps = (replace(each, text=_spoken(each.text, languages)) for each in question.steps)
    return replace(
        question,
        part=part,
        text=_spoken(question.text, languages),
        tip=_spoken(question.tip, languages),
        action=None if question.action is None else _spoken(question.action, languages),
        options=tuple(options),
        steps=tuple(steps),
    )
