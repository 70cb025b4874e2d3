"""What a report thanks for, and whether it may go to a store as a reviewer has settled it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from audit_forms import Form, Question, say
from audit_forms.answers import readable
from server.kernel.kinds import FieldProblem
from server.kernel.problems import Problem
from server.submissions.queries import Report

# As much as stands on one page to hang up.
LONGEST_WORDS = 1000
LONGEST_ROLE = 120
LONGEST_REASON = 1000
# Shorter words of a name (de, la, Li) stand in every other sentence.
_LEAST_OF_A_NAME = 3


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


SENTENCES: Mapping[str, str] = {
    "undecided": _("Choose whether the words go to the store."),
    "words_missing": _("Leave some of the words, or choose not to pass them on."),
    "words_long": _(
        "Shorten the words to %(most)s characters; there are %(length)s. They must fit on a page."
    ),
    "unreadable": _("Leave out NUL characters and halves of characters."),
    "quality_unknown": _("Choose the quality that is thanked for."),
    "role_long": _("Write at most %(most)s characters."),
    "role_unknown": _("Choose one of the roles in the list."),
    "name_long": _("Write at most %(most)s characters."),
    "named": _(
        "Take out “%(name)s”: before the period of this visit, such as its week, staff had not been"
        " told that they may be named."
    ),
    "unread": _("Read words and role once more for names, then tick this."),
    "reason_missing": _("Write why, in at most %(most)s characters."),
}


@dataclass(frozen=True, slots=True)
class Thanks:
    """Words of thanks as a report holds them; `role` is an option's id or words."""

    question: Question
    words: str
    quality: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reviewer entered about words of thanks."""

    decision: str = ""
    words: str = ""
    quality: str = ""
    role: str = ""
    name: str = ""
    read: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """Words of thanks as they go to the store; or, declined, why they do not."""

    confirmed: bool
    words: str
    quality: str
    role: str | None
    name: str | None
    edited: bool
    reason: str | None = None


def thanks_in(report: Report) -> tuple[Thanks, ...]:
    """The words of thanks in a report of a visit that was made, in the order of the form.

    None from a section that a store sees in aggregate only: they would tell of a single visit.
    """
    if report.visit is None or report.revision.outcome != "done":
        return ()
    apart = (section for section in report.form.sections if section.aggregate_of is None)
    found = (_thanks(report, question) for section in apart for question in section.questions)
    return tuple(each for each in found if each is not None and each.words)


def _thanks(report: Report, question: Question) -> Thanks | None:
    about = question.commends
    if about is None:
        return None
    said = {
        key: str((report.answers.get(id) or {}).get("value") or "").strip() if id else ""
        for key, id in (
            ("words", question.id),
            ("quality", about.quality),
            ("role", about.role),
            ("name", about.name),
        )
    }
    return Thanks(question=question, **said)


def role_options(form: Form, question: Question) -> Mapping[str, Mapping[str, str]]:
    """The roles that the form lets choose from, by id; none where the role is said in words."""
    about = question.commends
    if about is None or about.role is None:
        return {}
    return {option.id: option.text for option in form.question(about.role).options}


def role_in_words(form: Form, question: Question, role: str | None, language: str) -> str:
    """A role as people read it."""
    text = role_options(form, question).get(role or "")
    return say(text, language) if text else role or ""


def settle(form: Form, thanks: Thanks, entry: Entry, may_name: bool) -> Settled:
    """What becomes of words of thanks.

    Raises fields_wrong, each field named with its question: `words.thanks`.
    """
    if entry.decision == "decline":
        return _declined(thanks, entry)
    words, role, name = _tidy(entry.words), _tidy(entry.role), _tidy(entry.name) if may_name else ""
    wrong = _Wrong(thanks.question.id)
    wrong.unless(entry.decision == "confirm", "decision", "undecided")
    wrong.unless(bool(words), "words", "words_missing")
    wrong.unless(
        len(words) <= LONGEST_WORDS, "words", "words_long", most=LONGEST_WORDS, length=len(words)
    )
    wrong.unless(entry.quality in form.qualities, "quality", "quality_unknown")
    options = role_options(form, thanks.question)
    wrong.unless(not role or not options or role in options, "role", "role_unknown")
    wrong.unless(len(role) <= LONGEST_ROLE, "role", "role_long", most=LONGEST_ROLE)
    wrong.unless(len(name) <= LONGEST_ROLE, "name", "name_long", most=LONGEST_ROLE)
    for field, text in (("words", words), ("role", role), ("name", name)):
        wrong.unless(readable(text), field, "unreadable")
        wrong.unless(may_name or not _named(thanks, text), field, "named", name=thanks.name)
    wrong.unless(entry.read, "read", "unread")
    wrong.refuse()
    return Settled(
        confirmed=True,
        words=words,
        quality=entry.quality,
        role=role or None,
        name=name or None,
        edited=words != _tidy(thanks.words),
    )


def _declined(thanks: Thanks, entry: Entry) -> Settled:
    reason = reason_in(entry.reason, field_name("reason", thanks.question.id))
    return Settled(False, "", thanks.quality, None, None, False, reason)


def reason_in(text: str, field: str) -> str:
    """A reason as it is kept; raises fields_wrong for one that is missing or too long."""
    reason = text.strip()
    if 0 < len(reason) <= LONGEST_REASON and readable(reason):
        return reason
    said = SENTENCES["reason_missing"]
    about = {"most": LONGEST_REASON}
    raise Problem("fields_wrong", (FieldProblem(field, "reason_missing", said, about),))


class _Wrong:
    """What is wrong with the entries about one question's words, the first fault of each field."""

    def __init__(self, question: str) -> None:
        self._question = question
        self._found: dict[str, FieldProblem] = {}

    def unless(self, right: bool, field: str, code: str, **args: object) -> None:
        """Note a fault of a field."""
        if not right:
            name = field_name(field, self._question)
            self._found.setdefault(name, FieldProblem(name, code, SENTENCES[code], args))

    def refuse(self) -> None:
        """Raise what was found."""
        if self._found:
            raise Problem("fields_wrong", tuple(self._found.values()))


def field_name(field: str, question: str) -> str:
    """What a field of the words of one question is called, on the page and in a problem."""
    return f"{field}.{question}"


def _tidy(text: str) -> str:
    """In one paragraph, so that it fits on its page."""
    return " ".join(text.split())


def _named(thanks: Thanks, text: str) -> bool:
    """Whether a text holds a part of the name that the shopper gave."""
    parts = {part for part in _plain(thanks.name) if len(part) >= _LEAST_OF_A_NAME}
    return not parts.isdisjoint(_plain(text))


def _plain(text: str) -> list[str]:
    """The words of a text without case and accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(c for c in bare if not unicodedata.combining(c)))
