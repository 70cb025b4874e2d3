"""One difference between two versions of a form, as a sentence in the language of the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext

from audit_forms import Difference, Form, QuestionDifferences, say
from audit_forms.fact_words import fact_name, value_name
from audit_forms.in_words import InWords
from audit_forms.model import AnswerTest, Fact, Question, Text
from audit_forms.written import written


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


# What differs in a question, named; the keys are those of the form language.
_NAMES: Mapping[str, str] = {
    "text": _("Wording"),
    "tip": _("Tip"),
    "options": _("Answer"),
    "steps": _("Answer"),
    "order of options": _("Order of the answers"),
    "kind": _("Kind of question"),
    "part": _("Reported in"),
    "ask_when": _("Asked"),
    "between": _("Worked out from"),
    "required": _("Must be answered"),
    "na": _("May be answered with “does not apply”"),
    "min": _("Least"),
    "max": _("Most"),
    "decimals": _("Decimals"),
    "min_length": _("Fewest characters"),
    "max_length": _("Most characters"),
    "basis": _("Asks for"),
    "quality": _("Counts towards"),
    "weight": _("How often it counts"),
    "points": _("Points"),
    "points_cap": _("Most points"),
    "critical": _("Fails the visit"),
    "lowers": _("Takes points from"),
    "lowers_when": _("Takes them"),
    "comment_when": _("Comment"),
    "comment_min_length": _("Fewest characters of a comment"),
    "action_when": _("Calls for something to be done"),
    "action": _("What is to be done"),
    "shown_to": _("Who reads the answer"),
    "commends": _("Words of thanks"),
    "in_store": _("Pressed in the store"),
    # Of the whole form.
    "languages": _("Languages"),
    "title": _("Title"),
    "qualities": _("Quality"),
    "parts": _("Part"),
    "sections": _("Section"),
    "facts": _("What is known when a visit is planned"),
    "fact name": _("What is known when a visit is planned"),
    "fact words": _("What is known when a visit is planned"),
    "critical_cap": _("Highest score after a critical fault"),
    "parties": _("Whose side is looked at"),
    "aggregate_of": _("Seen only over so many visits together"),
    "opens_after_days": _("Opens after days"),
    "open_for_days": _("Stays open for days"),
    "order of questions": _("Order of the questions"),
}
_KINDS: Mapping[str, str] = {
    "yes_no": _("yes or no"),
    "scale": _("a scale"),
    "one": _("one answer of several"),
    "several": _("several answers"),
    "number": _("a number"),
    "money": _("an amount"),
    "duration": _("a wait"),
    "time": _("a time"),
    "text": _("words"),
    "photo": _("a photo"),
}
_TOLD = {
    "basis": {"fact": _("a fact"), "opinion": _("an opinion")},
    "shown_to": {"store": _("the store, too"), "programme": _("the programme alone")},
}
_LANGUAGES = {"en": _("English"), "es": _("Spanish")}
_SWITCHES = frozenset({"required", "na"})
_TESTS = frozenset({"critical", "lowers_when", "action_when"})
_AMOUNTS = frozenset({"min", "max"})


def name_of(key: str) -> str:
    """What a key of the form language is called."""
    return gettext(_NAMES[key])


class Differing:
    """Two versions of a form, in the words of one language."""

    def __init__(self, old: Form, new: Form, language: str) -> None:
        self._sides = (old, new)
        self._language = language
        self._words = tuple(InWords(form, language, self._quotes(form)) for form in self._sides)

    def _quotes(self, form: Form) -> dict[str, str]:
        return {each.id: self._quoted(say(each.text, self._language)) for each in form.questions}

    @staticmethod
    def _quoted(text: str) -> str:
        return f"“{text}”"

    def of_question(self, each: QuestionDifferences, one: Difference) -> str:
        """One difference of a question."""
        if one.language or one.answer:
            side = each.old if one.old else each.new
            return self._worded(one, _answers(side) if side else {})
        if one.key.startswith("order of"):
            return gettext("%(what)s: changed", what=gettext(_NAMES[one.key]))
        values = [
            self._value(one, side, question)
            for side, question in zip((0, 1), (each.old, each.new), strict=True)
        ]
        return self._changed(gettext(_NAMES[one.key]), *values)

    def of_form(self, one: Difference) -> str:
        """One difference of the form itself."""
        if one.key.startswith("order of") or one.key == "parties":
            return gettext("%(what)s: changed", what=gettext(_NAMES[one.key]))
        if one.key in ("facts", "fact name", "fact words"):
            return self._fact(one)
        if one.language or one.key in ("qualities", "parts", "sections"):
            form = self._sides[0 if one.old else 1]
            return self._worded(one, dict(form.qualities) | _titles(form))
        name = gettext(_NAMES[one.key])
        if one.answer:
            name = f"{name}, {self._quoted(self._titled(one.answer))}"
        if one.key == "in_store":
            return gettext("%(what)s: changed", what=name)
        return self._changed(name, one.old, one.new)

    def _worded(self, one: Difference, texts: Mapping[str, Text]) -> str:
        """Words that differ in one language, or an answer (a quality, a part) of one form alone."""
        name = gettext(_NAMES[one.key])
        if one.answer and not (one.old and one.new):
            said = {"what": name, "text": self._quoted(say(texts[one.answer], self._language))}
            gone = gettext("%(what)s that is gone: %(text)s", **said)
            return gone if one.old else gettext("%(what)s that is new: %(text)s", **said)
        return self._reworded(name, one)

    def _reworded(self, name: str, one: Difference) -> str:
        if one.language:
            names = (gettext(_LANGUAGES.get(each, each)) for each in one.language.split("/"))
            name = f"{name} ({' / '.join(names)})"
        return self._changed(name, *(self._quoted(side) if side else "" for side in _both(one)))

    def _fact(self, one: Difference) -> str:
        """A fact that has other values, or other words for itself or for one of its values."""
        id = one.answer.partition(": ")[0]
        sides = [form.facts.get(id) for form in self._sides]
        known = [fact for fact in reversed(sides) if fact is not None]
        name = f"{gettext(_NAMES[one.key])}, {self._quoted(fact_name(known[0], self._language))}"
        if one.key == "facts":
            return self._changed(name, *map(self._values, sides))
        for value in known[0].values:
            if one.answer == f"{id}: {written(value)}":
                said = value_name(known[0], value, self._language)
                name = f"{name}, {self._quoted(said)}"
        return self._reworded(name, one)

    def _values(self, fact: Fact | None) -> str:
        if fact is None:
            return ""
        named = (value_name(fact, value, self._language) for value in fact.values)
        return ", ".join(map(self._quoted, named))

    @staticmethod
    def _changed(name: str, old: str, new: str) -> str:
        none = gettext("none")
        return f"{name}: {old or none} → {new or none}"

    def _titled(self, id: str) -> str:
        """What a part or a section is called."""
        form = next(each for each in reversed(self._sides) if id in _titles(each))
        return say(_titles(form)[id], self._language)

    def _value(self, one: Difference, side: int, question: Question | None) -> str:
        """What one version says there."""
        assert question is not None
        key, value = one.key, getattr(question, one.key, None)
        special: Mapping[str, Callable[[], str]] = {
            "ask_when": lambda: self._asked(side, question),
            "comment_when": lambda: self._words[side].when_commented(question),
            "points": lambda: self._points(side, question),
            "lowers": lambda: self._lowered(side, question),
            "between": lambda: self._between(side, question),
            "quality": lambda: self._quality(side, question.quality),
            "part": lambda: self._titled(question.part),
            "kind": lambda: gettext(_KINDS[question.kind]),
            "commends": lambda: gettext("yes") if question.commends else gettext("no"),
            "in_store": lambda: self._switch(question.id in self._sides[side].in_store),
        }
        if key in special:
            return special[key]()
        if key in _TOLD:
            return gettext(_TOLD[key][str(value)])
        if key in _SWITCHES:
            return self._switch(bool(value))
        if key in _TESTS and isinstance(value, AnswerTest):
            clause = self._words[side].when_answered(question, value)
            return gettext("if %(clause)s", clause=clause)
        if key in _AMOUNTS and value is not None:
            return self._words[side].amount(question, value)
        return written(value)

    @staticmethod
    def _switch(on: bool) -> str:
        return gettext("yes") if on else gettext("no")

    def _asked(self, side: int, question: Question) -> str:
        only = self._words[side].when_asked(question)
        return only[:1].lower() + only[1:] if only else gettext("always")

    def _quality(self, side: int, quality: str | None) -> str:
        name = self._sides[side].qualities.get(quality or "")
        return say(name, self._language) if name else ""

    def _between(self, side: int, question: Question) -> str:
        ids = question.between or ()
        return ", ".join(str(self._words[side].numbers[id]) for id in ids)

    def _lowered(self, side: int, question: Question) -> str:
        taken = (question.lowers or {}).items()
        return ", ".join(f"{self._quality(side, id)} −{points}" for id, points in taken)

    def _points(self, side: int, question: Question) -> str:
        words = self._words[side]
        if question.bands:
            return ", ".join(
                gettext(
                    "up to %(value)s: %(points)s",
                    value=words.amount(question, band.up_to),
                    points=band.points,
                )
                if band.up_to is not None
                else gettext("above: %(points)s", points=band.points)
                for band in question.bands
            )
        return ", ".join(
            f"{self._answer(words, question, value)}: {points}"
            for value, points in (question.points or {}).items()
        )

    def _answer(self, words: InWords, question: Question, value: Any) -> str:
        if isinstance(value, bool):
            yes, no = words.yes_no()
            return self._quoted(yes if value else no)
        text = _answers(question).get(str(value))
        return self._quoted(say(text, self._language)) if text else str(value)


def _titles(form: Form) -> dict[str, Text]:
    return {each.id: each.title for each in form.sections} | {
        each.id: each.title for each in form.parts
    }


def _answers(question: Question) -> dict[str, Text]:
    return {option.id: option.text for option in question.options} | {
        str(step.value): step.text for step in question.steps
    }


def _both(one: Difference) -> tuple[str, str]:
    return one.old, one.new
