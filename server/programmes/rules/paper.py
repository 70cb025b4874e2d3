"""A form as a sheet to fill in by hand: what is asked and how, nothing of what it scores."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from audit_forms import Form, InWords, Question, Section, say
from pdf_templates.contract import Language, PageSize
from pdf_templates.sheet import (
    BlankForm,
    BlankQuestion,
    Blanks,
    BlankSection,
    Choices,
    Frame,
    Lines,
)

_TO_A_LINE = 45  # characters of a hand that writes
_TEXT = (3, 20)  # lines for a text, at least and at most
_COMMENT = (2, 12)
_UNITS = {"duration": ("h", "min", "s"), "time": ("h", "min", "s")}


def printable(form: Form) -> dict[Language, str]:
    """The languages of a form that a page has words for, each as the form calls it."""
    found: dict[Language, str] = {}
    ours: tuple[Language, ...] = ("en", "es")
    for name in form.languages:
        for language in ours:
            if name.partition("-")[0] == language:
                found.setdefault(language, name)
    return found


def on_paper(form: Form, language: Language, page_size: PageSize) -> BlankForm:
    """The form as a blank sheet, in a language in which it is printable."""
    named = printable(form)[language]
    numbers = {question.id: number for number, question in enumerate(form.questions, 1)}
    words = InWords(form, named, numbers)
    return BlankForm(
        title=say(form.title, named),
        version=form.version,
        language=language,
        sections=tuple(_sections(form, words)),
        page_size=page_size,
    )


def _sections(form: Form, words: InWords) -> Iterator[BlankSection]:
    """The sections, part by part where there are several."""
    parts = {part.id: part for part in form.parts}
    before = ""
    for section in form.sections:
        title, asked = say(section.title, words.language), _questions(section, words)
        if len(parts) > 1 and section.part != before:
            part = parts[section.part]
            opens = words.when_open(part)
            named = say(part.title, words.language)
            yield BlankSection(title, asked, named, f"{opens}." if opens else "")
        else:
            yield BlankSection(title, asked)
        before = section.part


def _questions(section: Section, words: InWords) -> tuple[BlankQuestion, ...]:
    return tuple(_question(question, words) for question in section.questions)


def _question(question: Question, words: InWords) -> BlankQuestion:
    return BlankQuestion(
        text=say(question.text, words.language),
        tip=say(question.tip, words.language),
        answer=_answer(question, words),
        required=question.required,
        na=question.na,
        limits=words.limits(question),
        asked=words.when_asked(question),
        comment=words.when_commented(question),
        comment_lines=_lines(question.comment_min_length, *_COMMENT),
    )


def _answer(question: Question, words: InWords) -> Choices | Blanks | Lines | Frame:
    kind, language = question.kind, words.language
    if kind == "yes_no":
        return Choices(words.yes_no())
    if kind == "scale":
        return Choices(tuple(say(step.text, language) for step in question.steps))
    if kind in ("one", "several"):
        texts = tuple(say(option.text, language) for option in question.options)
        return Choices(texts, several=kind == "several")
    if kind == "text":
        return Lines(_lines(question.min_length, *_TEXT))
    return Frame() if kind == "photo" else Blanks(_UNITS.get(kind, ("",)))


def _lines(characters: int | None, least: int, most: int) -> int:
    """How many lines that many characters take by hand, and one to spare."""
    return min(max(least, ceil((characters or 0) / _TO_A_LINE) + 1), most)
