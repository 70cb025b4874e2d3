"""What is wrong with a list, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from server.imports.rules.columns import Column, Fault
from server.imports.rules.previews import Change
from server.imports.rules.sentences import FAULTS, FILES
from server.kernel.actor import Role
from server.spreadsheets import WorkbookProblem
from server.web.languages import language


def in_words(problem: WorkbookProblem) -> str:
    """What keeps a file from being read, as a sentence."""
    return gettext(FILES.get(problem.code, FILES["table_unreadable"])) % problem.args_of_code


def place(fault: Fault) -> str:
    """Where a fault is: row, and column by letter and header."""
    if fault.row is None:
        return gettext("In the whole file")
    if not fault.letters:
        return gettext("Row %(row)s", row=fault.row)
    where = {"row": fault.row, "letters": fault.letters, "header": fault.header}
    return gettext("Row %(row)s, column %(letters)s (%(header)s)", **where)


def told(columns: Mapping[str, Column], change: Change, text: str) -> str:
    """What stands in a column before or after a change, as people call it."""
    if change.column == "roles":
        words = role_words()
        return ", ".join(words.get(each, each) for each in text.split(", "))
    if change.column == "language":
        return _languages().get(text, text)
    return columns[change.column].value(text, language())


def role_words() -> Mapping[str, str]:
    """Each role's name."""
    _ = gettext
    return {
        Role.REVIEWER: _("Reviewer"),
        Role.STORE_MANAGER: _("Store manager"),
        Role.REGIONAL_HEAD: _("Regional head"),
        Role.ADMINISTRATOR: _("Administrator"),
        Role.SHOPPER: _("Shopper"),
    }


def _languages() -> Mapping[str, str]:
    return {"en": gettext("English"), "es": gettext("Spanish")}


# Words of a fault that are no message ids, and where they stand in Spanish.
_IN_SPANISH = (("column", "columna"), ("values", "valores"))


def sentence(fault: Fault) -> str:
    """What is wrong and how it is mended."""
    words = dict(fault.args)
    if language() == "es":
        words |= {name: words[own] for name, own in _IN_SPANISH if own in words}
    return gettext(FAULTS[fault.code]) % words
