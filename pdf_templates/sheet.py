"""The whole input of a form on paper, as contract.py is that of a scorecard.

All texts arrive worded, in the language of whoever fills the sheet in. A field that holds "" takes
no space on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from pdf_templates.contract import Language, PageSize


@dataclass(frozen=True, slots=True)
class Choices:
    """Boxes to tick: round ones for one answer, square ones for all that apply."""

    options: tuple[str, ...]
    several: bool = False


@dataclass(frozen=True, slots=True)
class Blanks:
    """Short ruled blanks beside each other, each with the unit that follows it ("" for none)."""

    units: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Lines:
    """Ruled lines to write on."""

    count: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The place of a photo, which is not taken on paper."""


@dataclass(frozen=True, slots=True)
class BlankQuestion:
    """One question to be answered by hand. It holds nothing of what scores."""

    text: str
    tip: str
    answer: Choices | Blanks | Lines | Frame
    required: bool = True
    na: bool = False  # whether "does not apply" is an answer
    limits: str = ""  # in words: "at most 1 h"
    asked: str = ""  # the sentence that says when it is answered; "" for always
    comment: str = ""  # the sentence that says when a comment is wanted; "" for never
    comment_lines: int = 2


@dataclass(frozen=True, slots=True)
class BlankSection:
    """Questions that belong together. `part` stands above the first section of a part.

    `opens` says of that part when it opens, and for how long.
    """

    title: str
    questions: tuple[BlankQuestion, ...]
    part: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form to fill in on paper; its questions are numbered from 1 through all sections."""

    title: str
    version: int
    language: Language
    sections: tuple[BlankSection, ...]
    page_size: PageSize = "A4"
