"""Reads typed values out of marked nodes, and notes every mistake on the way.

A method that cannot give what was asked for notes why and gives the default, so that reading goes
on and the author sees all mistakes at once.
"""

import re
from collections.abc import Iterable, Sequence

from audit_forms import nodes
from audit_forms.mistakes import Mistake, nearest
from audit_forms.model import Text
from audit_forms.nodes import Mapping, Node, Scalar

WORD = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
# A question id is also a key in JSON objects on the phone, so no leading underscore or digit.
QUESTION_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
FORM_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

# Mistakes in words only: the question still says what can be answered, so it can be reasoned about.
IN_WORDS_ONLY = frozenset({"language_missing", "language_undeclared", "text_expected"})


class Reader:
    """One reading of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        self.languages: tuple[str, ...] = ()
        self.texts: dict[str, Text] = {}

    def report(self, line: int, column: int, code: str, **args: object) -> None:
        """Note a mistake at a place."""
        self.mistakes.append(Mistake(self.file, line, column, code, args))

    def wrong(self, at: Node, code: str, **args: object) -> None:
        """Note a mistake at a node."""
        self.report(at.line, at.column, code, **args)

    def harm_since(self, count: int) -> bool:
        """Whether anything but wording went wrong since there were `count` mistakes."""
        return any(mistake.code not in IN_WORDS_ONLY for mistake in self.mistakes[count:])

    # -- mappings and lists

    def mapping(self, node: Node, key: str) -> Mapping | None:
        """The node as a mapping."""
        if isinstance(node, Mapping):
            return node
        self.wrong(node, "mapping_expected", key=key)
        return None

    def fields(self, at: Mapping, known: Iterable[str], required: Iterable[str] = ()) -> None:
        """Note every key that does not belong here and every required one that is missing."""
        known, required = tuple(known), tuple(required)
        for key, where in at.keys.items():
            if key not in known:
                self.wrong(where, "key_unknown", key=key[:80], nearest=nearest(key, known))
            elif key not in required and self.filled(at, key) is None:
                self.wrong(where, "key_empty", key=key)
        for key in required:
            if self.filled(at, key) is None:
                self.wrong(at.keys.get(key, at), "key_missing", key=key)

    def filled(self, at: Mapping, key: str) -> Node | None:
        """What stands under a key; None when the key is missing or has nothing under it."""
        node = at.values.get(key)
        return None if isinstance(node, Scalar) and node.empty else node

    def items(self, at: Mapping, key: str) -> Sequence[Node]:
        """The entries of the list under a key; a list that is there must not be empty."""
        node = self.filled(at, key)
        if node is None:
            return ()
        if not isinstance(node, nodes.Sequence):
            self.wrong(node, "list_expected", key=key)
            return ()
        if not node.items:
            self.wrong(node, "list_empty", key=key)
        return node.items

    def entries(self, at: Mapping, key: str) -> list[Mapping]:
        """The entries of the list under a key, each of which must be a mapping."""
        read = (self.mapping(node, key) for node in self.items(at, key))
        return [entry for entry in read if entry is not None]

    def under(self, at: Mapping, key: str) -> Mapping | None:
        """The mapping under a key."""
        node = self.filled(at, key)
        return None if node is None else self.mapping(node, key)

    # -- scalars

    def scalar(self, node: Node, key: str) -> Scalar | None:
        """The node as a single word, number or text."""
        if isinstance(node, Scalar):
            return node
        self.wrong(node, "scalar_expected", key=key)
        return None

    def name(self, at: Mapping, key: str, pattern: re.Pattern[str]) -> str | None:
        """The id under a key."""
        node = self.filled(at, key)
        return None if node is None else self.name_of(node, key, pattern)

    def name_of(self, node: Node, key: str, pattern: re.Pattern[str]) -> str | None:
        """The node as an id."""
        scalar = self.scalar(node, key)
        if scalar is None:
            return None
        if pattern.fullmatch(scalar.value):
            return scalar.value
        self.wrong(node, "id_malformed", key=key, found=scalar.value[:80])
        return None

    def choice(self, at: Mapping, key: str, words: Sequence[str], default: str) -> str:
        """One of a few words."""
        node = self.filled(at, key)
        scalar = None if node is None else self.scalar(node, key)
        if scalar is None:
            return default
        if scalar.value in words:
            return scalar.value
        found = scalar.value[:80]
        self.wrong(scalar, "word_unknown", key=key, found=found, nearest=nearest(found, words))
        return default

    def boolean(self, at: Mapping, key: str, default: bool) -> bool:
        """True or false."""
        node = self.filled(at, key)
        if node is None:
            return default
        value = node.boolean if isinstance(node, Scalar) else None
        if value is None:
            self.wrong(node, "boolean_expected", key=key)
        return default if value is None else value

    def number(
        self, at: Mapping, key: str, low: float | None = None, high: float | None = None
    ) -> int | float | None:
        """A number within limits."""
        node = self.filled(at, key)
        if node is None:
            return None
        value = node.number if isinstance(node, Scalar) else None
        if value is None:
            self.wrong(node, "number_expected", key=key)
        elif low is not None and value < low:
            self.wrong(node, "number_too_small", key=key, low=low)
            return None
        elif high is not None and value > high:
            self.wrong(node, "number_too_large", key=key, high=high)
            return None
        return value

    def whole(
        self, at: Mapping, key: str, low: int | None = None, high: int | None = None
    ) -> int | None:
        """A whole number within limits."""
        value = self.number(at, key, low, high)
        if isinstance(value, float):
            self.wrong(at.values[key], "whole_expected", key=key)
            return None
        return value

    # -- texts

    def text(self, at: Mapping, key: str) -> Text:
        """The text under a key, in every declared language (a missing key is for `fields`)."""
        node = self.filled(at, key)
        return {} if node is None else self.text_of(node, key)

    def text_of(self, node: Node, key: str) -> Text:
        """A text: written out per language, or the name of one under `texts`."""
        if isinstance(node, Scalar) and node.value in self.texts:
            return self.texts[node.value]
        if not isinstance(node, Mapping):
            languages = ", ".join(f"{each}: ..." for each in self.languages) or "en: ..., es: ..."
            self.wrong(node, "text_expected", key=key, example="{" + languages + "}")
            return {}
        found: dict[str, str] = {}
        for language, value in node.values.items():
            if self.languages and language not in self.languages:
                self.wrong(
                    node.keys[language],
                    "language_undeclared",
                    language=language,
                    nearest=nearest(language, self.languages),
                )
            elif isinstance(value, Scalar) and not value.empty and value.value.strip():
                found[language] = value.value.strip()
            elif not isinstance(value, Scalar):
                self.wrong(value, "scalar_expected", key=language)
        for language in self.languages:
            if language not in found and not isinstance(
                node.values.get(language), nodes.Sequence | Mapping
            ):
                at = node.keys.get(language, node)
                self.wrong(at, "language_missing", key=key, language=language)
        return {each: found[each] for each in self.languages or found if each in found}
