"""A mistake in a form: where it is, a stable code, and a sentence that says how to mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from audit_forms.sentences import SENTENCES, WHATS


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. `line` and `column` count from 1, as editors do."""

    file: str
    line: int
    column: int
    code: str
    args: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def sentence(self, language: str = "en") -> str:
        """What is wrong and how to mend it, in English or Spanish."""
        templates = SENTENCES[self.code]
        template = templates.get(language.partition("-")[0], templates["en"])
        words = WHATS.get(language.partition("-")[0], {})
        what = self.args.get("what")
        named = {"what": words[what]} if what in words else {}
        return template.format_map({**self.args, **named})

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.sentence()}"


class FormMistakes(ValueError):
    """A form could not be read; carries every mistake in it, file by file, in their order."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        # What is written once and used twice (a YAML alias) is read twice, and said once.
        said = {str(mistake): mistake for mistake in mistakes}
        files = list(dict.fromkeys(mistake.file for mistake in said.values()))
        self.mistakes = sorted(
            said.values(), key=lambda each: (files.index(each.file), each.line, each.column)
        )
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def nearest(word: str, known: Iterable[object]) -> str:
    """The known word that was most likely meant, else the known words, for "use ..."."""
    words = [str(each) for each in known]
    close = get_close_matches(word, words, n=1)
    return close[0] if close else " / ".join(words[:12]) or "-"
