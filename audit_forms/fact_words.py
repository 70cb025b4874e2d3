"""What the facts of a visit and their values are called by people who plan visits and read forms.

The words of the form itself come first, then those for the facts of the forms that ship; what has
neither is called what its author called it, without the strokes of an id.
"""

from collections.abc import Mapping

from audit_forms.model import Fact, Scalar, Text, say

SHIPPED: Mapping[str, Text] = {
    "purchase": {"en": "The shopper buys something", "es": "El comprador compra algo"},
}
YES_NO: Mapping[str, tuple[str, str]] = {"en": ("Yes", "No"), "es": ("Sí", "No")}


def yes_and_no(language: str) -> tuple[str, str]:
    """The two answers to a yes-no question, in English where we do not speak the language."""
    return YES_NO.get(language.partition("-")[0], YES_NO["en"])


def fact_name(fact: Fact, language: str) -> str:
    """What a fact is called in a language."""
    text = fact.text or SHIPPED.get(fact.id)
    return say(text, language) if text else _bare(fact.id)


def value_name(fact: Fact, value: Scalar, language: str) -> str:
    """What one of its values is called in a language."""
    if isinstance(value, bool):
        return yes_and_no(language)[0 if value else 1]
    if fact.words:
        return say(fact.words[fact.values.index(value)], language)
    if isinstance(value, str):
        return _bare(value)
    return f"{int(value) if value == int(value) else value:,}".replace("-", "−")


def names_of(fact: Fact) -> tuple[str, ...]:
    """Everything that people call a fact, in every language there is."""
    return (fact.id, *(fact.text or SHIPPED.get(fact.id, {})).values())


def names_of_value(fact: Fact, value: Scalar) -> tuple[str, ...]:
    """Everything that people call a value that is not yes or no, in every language there is."""
    worded = fact.words[fact.values.index(value)].values() if fact.words else ()
    return (str(value), _bare(str(value)), *worded)


def _bare(id: str) -> str:
    return id.replace("_", " ")
