"""Reads what is known when a visit is planned: facts with their values and their words."""

from collections.abc import Sequence
from typing import cast

from audit_forms.model import Fact, Scalar, Text
from audit_forms.nodes import Mapping, Node
from audit_forms.reader import WORD, Reader

_WORDS = ("text", "words")
_KEYS = ("values", *_WORDS)


def read_facts(reader: Reader, at: Mapping, worded: bool) -> dict[str, Fact]:
    """The facts under `facts`, by their ids; what they are called, only a form may say."""
    under = reader.under(at, "facts")
    facts: dict[str, Fact] = {}
    for name, node in () if under is None else under.values.items():
        fact = reader.mapping(node, name)
        key = cast(Mapping, under).keys[name]
        if fact is None or reader.name_of(key, "facts", WORD) is None:
            continue
        for word in () if worded else _WORDS:
            if word in fact.keys:
                reader.wrong(fact.keys[word], "not_in_module", key=word)
        values = _values(reader, name, fact)
        text, words = reader.text(fact, "text"), _words(reader, name, fact, values)
        if values:
            facts[name] = Fact(name, values, text, words)
    return facts


def _values(reader: Reader, name: str, at: Mapping) -> tuple[Scalar, ...]:
    reader.fields(at, _KEYS, ("values",))
    values = [_value(reader, each) for each in reader.items(at, "values")]
    kinds = {str if isinstance(value, str) else type(value) for value in values}
    known = [value for value in values if value is not None]
    if len(kinds) > 1 or len(set(known)) < len(known):
        reader.wrong(at.values["values"], "fact_values", fact=name)
    return tuple(known)


def _value(reader: Reader, node: Node) -> Scalar | None:
    scalar = reader.scalar(node, "values")
    if scalar is None:
        return None
    if scalar.boolean is not None:
        return scalar.boolean
    return scalar.value if scalar.number is None else scalar.number


def _words(reader: Reader, name: str, at: Mapping, values: Sequence[Scalar]) -> tuple[Text, ...]:
    nodes = reader.items(at, "words")
    if not nodes:
        return ()
    if any(isinstance(value, bool) for value in values):
        reader.wrong(at.keys["words"], "fact_words_yes_no", fact=name)
        return ()
    if len(nodes) != len(values):
        counts = {"words": len(nodes), "values": len(values)}
        reader.wrong(at.values["words"], "fact_words_count", fact=name, **counts)
        return ()
    words = tuple(reader.text_of(node, "words") for node in nodes)
    _check_alike(reader, name, nodes, words)
    return words


def _check_alike(reader: Reader, name: str, nodes: Sequence[Node], words: Sequence[Text]) -> None:
    """Whoever plans a visit chooses by these words, so no two values may share theirs."""
    for language in reader.languages:
        said = [text.get(language, "").casefold() for text in words]
        for node, text, word in zip(nodes, words, said, strict=True):
            if word and nodes[said.index(word)] is not node:
                same = {"language": language, "text": text[language][:80]}
                reader.wrong(node, "fact_words_same", fact=name, **same)
                return
