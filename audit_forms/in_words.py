"""What a form asks of the person who fills it in, as sentences in English and Spanish.

When a part opens, a question is asked or a comment is wanted, and within which limits an answer
lies. Numbers stand for questions, as on paper, where nobody knows their ids; what scores is never
mentioned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit_forms.conditions import test_of
from audit_forms.fact_words import fact_name, value_name, yes_and_no
from audit_forms.model import (
    DEFAULT_MAX_PHOTOS,
    DEFAULT_OPEN_DAYS,
    AllOf,
    AnswerTest,
    Condition,
    Form,
    Leaf,
    Not,
    Part,
    Question,
    Scalar,
    say,
)

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "only": "Only if {clause}",
        "and": " and ",
        "or": " or ",
        "nor": " or ",
        "quote": "“{text}”",
        "is": "question {n} is {values}",
        "not_is": "question {n} is not {values}",
        "at_least": "question {n} is {value} or more",
        "not_at_least": "question {n} is not {value} or more",
        "above_zero": "question {n} is more than 0",
        "not_above_zero": "question {n} is not more than 0",
        "at_most": "question {n} is {value} or less",
        "not_at_most": "question {n} is not {value} or less",
        "includes": "question {n} includes {values}",
        "not_includes": "question {n} does not include {values}",
        "answered": "question {n} is answered",
        "not_answered": "question {n} is not answered",
        "purchase": "you buy something",
        "not_purchase": "you buy nothing",
        "fact": "the visit is planned with “{fact}: {value}”",
        "missing": "the time of question {start} or {end} is missing",
        "difference": "Write question {end} less question {start}",
        "comment": "Say in your own words what happened{least}",
        "comment_is": "If you answer {values}, say what happened{least}",
        "comment_at_least": "If you answer {value} or more, say what happened{least}",
        "comment_above_zero": "If you answer more than 0, say what happened{least}",
        "comment_at_most": "If you answer {value} or less, say what happened{least}",
        "comment_includes": "If you choose {values}, say what happened{least}",
        "comment_unanswered": "If you cannot answer, say why{least}",
        "if_is": "the answer is {values}",
        "if_at_least": "the answer is {value} or more",
        "if_above_zero": "the answer is more than 0",
        "if_at_most": "the answer is {value} or less",
        "if_includes": "{values} is chosen",
        "if_answered": "it is answered",
        "if_unanswered": "it is not answered",
        "least": " (at least {n} characters)",
        "from_to": "from {low} to {high}",
        "from": "{low} or more",
        "to": "at most {high}",
        "whole": "a whole number",
        "decimal": "up to 1 decimal",
        "decimals": "up to {n} decimals",
        "money": "in the store's currency",
        "unit": "1 of the currency's smallest units",
        "units": "{n} of the currency's smallest units",
        "characters_from_to": "from {low} to {high} characters",
        "characters_from": "at least {low} characters",
        "characters_to": "at most {high} characters",
        "photo": "1 photo",
        "photos": "{n} photos",
        "photos_from_to": "{low} to {high} photos",
        "opens_today": "Opens on the day of the visit",
        "opens_day": "Opens 1 day after the visit",
        "opens_days": "Opens {n} days after the visit",
        "opens_as_said": "Opens as many days after the visit as question {n} says",
        "open_day": " and stays open for 1 day",
        "open_days": " and stays open for {n} days",
        "opens_never": "without an answer there, nothing is asked here",
        "none": "if there was none, leave all of them empty",
    },
    "es": {
        "only": "Solo si {clause}",
        "and": " y ",
        "or": " o ",
        "nor": " ni ",
        "quote": "“{text}”",
        "is": "en la pregunta {n} respondió {values}",
        "not_is": "en la pregunta {n} no respondió {values}",
        "at_least": "en la pregunta {n} respondió {value} o más",
        "not_at_least": "en la pregunta {n} no respondió {value} o más",
        "above_zero": "en la pregunta {n} respondió más de 0",
        "not_above_zero": "en la pregunta {n} no respondió más de 0",
        "at_most": "en la pregunta {n} respondió {value} o menos",
        "not_at_most": "en la pregunta {n} no respondió {value} o menos",
        "includes": "en la pregunta {n} eligió {values}",
        "not_includes": "en la pregunta {n} no eligió {values}",
        "answered": "respondió la pregunta {n}",
        "not_answered": "no respondió la pregunta {n}",
        "purchase": "usted compra algo",
        "not_purchase": "usted no compra nada",
        "fact": "la visita se planeó con “{fact}: {value}”",
        "missing": "falta la hora de la pregunta {start} o de la {end}",
        "difference": "Escriba la pregunta {end} menos la {start}",
        "comment": "Cuente con sus palabras qué pasó{least}",
        "comment_is": "Si responde {values}, cuente qué pasó{least}",
        "comment_at_least": "Si responde {value} o más, cuente qué pasó{least}",
        "comment_above_zero": "Si responde más de 0, cuente qué pasó{least}",
        "comment_at_most": "Si responde {value} o menos, cuente qué pasó{least}",
        "comment_includes": "Si elige {values}, cuente qué pasó{least}",
        "comment_unanswered": "Si no puede responder, diga por qué{least}",
        "if_is": "la respuesta es {values}",
        "if_at_least": "la respuesta es {value} o más",
        "if_above_zero": "la respuesta es más de 0",
        "if_at_most": "la respuesta es {value} o menos",
        "if_includes": "se elige {values}",
        "if_answered": "hay respuesta",
        "if_unanswered": "no hay respuesta",
        "least": " (al menos {n} caracteres)",
        "from_to": "de {low} a {high}",
        "from": "{low} o más",
        "to": "como máximo {high}",
        "whole": "un número entero",
        "decimal": "hasta 1 decimal",
        "decimals": "hasta {n} decimales",
        "money": "en la moneda de la tienda",
        "unit": "1 unidad mínima de la moneda",
        "units": "{n} unidades mínimas de la moneda",
        "characters_from_to": "de {low} a {high} caracteres",
        "characters_from": "al menos {low} caracteres",
        "characters_to": "como máximo {high} caracteres",
        "photo": "1 foto",
        "photos": "{n} fotos",
        "photos_from_to": "de {low} a {high} fotos",
        "opens_today": "Se abre el día de la visita",
        "opens_day": "Se abre 1 día después de la visita",
        "opens_days": "Se abre {n} días después de la visita",
        "opens_as_said": "Se abre tantos días después de la visita como diga la pregunta {n}",
        "open_day": " y queda abierta 1 día",
        "open_days": " y queda abierta {n} días",
        "opens_never": "si allí no hay respuesta, aquí no se pregunta nada",
        "none": "si no hubo ninguna, deje todas vacías",
    },
}


class InWords:
    """One form in the words of one language; `numbers` says how its questions are numbered, or,
    where nobody has numbers before them, what they are called."""

    def __init__(self, form: Form, language: str, numbers: Mapping[str, int | str]) -> None:
        self.form, self.language, self.numbers = form, language, numbers
        self._table = SENTENCES.get(language.partition("-")[0], SENTENCES["en"])

    def when_asked(self, question: Question) -> str:
        """When the question is to be answered; nothing when always."""
        clauses = []
        missing = question.between is not None and not question.derived_only
        if question.ask_when is not None:
            clauses.append(self._clause(question.ask_when, beside="and" if missing else ""))
        ends = dict(
            zip(("start", "end"), map(self.numbers.get, question.between or ()), strict=False)
        )
        if missing:
            clauses.append(self._say("missing", **ends))
        only = self._say("only", clause=self._say("and").join(clauses)) if clauses else ""
        if not question.derived_only:
            return only
        # The phone works an amount out; on paper somebody has to.
        return ". ".join(filter(None, (only, self._say("difference", **ends))))

    def when_open(self, part: Part) -> str:
        """When a later part opens, and for how long; nothing for one that is always open."""
        after = part.opens_after_days
        if after is None:
            return ""
        if isinstance(after, str):
            opens = self._say("opens_as_said", n=self.numbers[after])
        else:
            key = {0: "opens_today", 1: "opens_day"}.get(after, "opens_days")
            opens = self._say(key, n=self._number(after))
        days = part.open_for_days or DEFAULT_OPEN_DAYS
        opens += self._say("open_day" if days == 1 else "open_days", n=self._number(days))
        never = self._say("opens_never") if isinstance(after, str) else ""
        return "; ".join(filter(None, (opens, never)))

    def when_commented(self, question: Question) -> str:
        """Which answers want a comment, and how long; nothing when none does."""
        test = question.comment_when
        if test is None:
            return ""
        shortest = question.comment_min_length
        least = self._say("least", n=self._number(shortest)) if shortest else ""
        if test.op == "answered":
            return self._say("comment" if test.value else "comment_unanswered", least=least)
        name, gaps = self._test(question, test)
        return self._say(f"comment_{name}", least=least, **gaps)

    def when_answered(self, question: Question, test: AnswerTest) -> str:
        """Which answers a test means, as what follows an "if"."""
        if test.op == "answered":
            return self._say("if_answered" if test.value else "if_unanswered")
        name, gaps = self._test(question, test)
        return self._say(f"if_{name}", **gaps)

    def amount(self, question: Question, value: Scalar) -> str:
        """A number among the answers to a question, with its unit."""
        return self._amount(question, value)

    def limits(self, question: Question) -> str:
        """What an answer must keep to, beyond choosing from what is offered."""
        kind = question.kind
        if kind == "photo":
            return self._photos(question)
        if kind == "several":
            return self._say("none") if question.min == 0 else ""
        if kind == "text":
            return self._span(question, question.min_length, question.max_length, "characters_")
        # That an amount is not below zero goes without saying.
        low = question.min if kind == "number" or (question.min or 0) > 1 else None
        span = self._span(question, low, question.max)
        if kind == "money":
            return ", ".join(filter(None, (self._say("money"), span)))
        if kind != "number":
            return span
        exact = {0: "whole", 1: "decimal"}.get(question.decimals, "decimals")
        return ", ".join(filter(None, (self._say(exact, n=question.decimals), span)))

    def yes_no(self) -> tuple[str, str]:
        """What the two answers to a yes-no question are called."""
        return yes_and_no(self.language)

    def _say(self, key: str, **gaps: object) -> str:
        return self._table[key].format(**gaps)

    def _span(
        self, question: Question, low: float | None, high: float | None, what: str = ""
    ) -> str:
        if low is None and high is None:
            return ""
        key = "to" if low is None else "from" if high is None else "from_to"
        gaps = {"low": self._amount(question, low), "high": self._amount(question, high)}
        return self._say(what + key, **gaps)

    def _photos(self, question: Question) -> str:
        low = 1 if question.min is None else question.min
        high = DEFAULT_MAX_PHOTOS if question.max is None else question.max
        if low == high:
            return self._say("photo") if low == 1 else self._say("photos", n=low)
        return self._say("photos_from_to", low=low, high=high)

    def _clause(self, condition: Condition, no: bool = False, beside: str = "") -> str:
        """The condition, or with `no` its opposite; `beside` is what joins it to others."""
        if isinstance(condition, Leaf):
            return self._leaf(condition, no)
        if isinstance(condition, Not):
            return self._clause(condition.of, not no, beside)
        if len(condition.of) == 1:
            return self._clause(condition.of[0], no, beside)
        word = "and" if isinstance(condition, AllOf) is not no else "or"
        line = self._say(word).join(self._clause(each, no, word) for each in condition.of)
        return line if beside in ("", word) else f"({line})"

    def _leaf(self, leaf: Leaf, no: bool) -> str:
        if leaf.subject == "fact":
            return self._fact(leaf, no)
        question = self.form.question(leaf.name)
        name, gaps = self._test(question, leaf.test, no)
        if name == "answered":
            no = no is bool(leaf.test.value)
        return self._say(f"not_{name}" if no else name, n=self.numbers[leaf.name], **gaps)

    def _test(
        self, question: Question, test: AnswerTest, no: bool = False
    ) -> tuple[str, dict[str, str]]:
        """The sentence for a test, and what fills its gaps."""
        if test.op == "answered":
            return "answered", {}
        chosen = self._chosen(question, test)
        if chosen or test.op in ("is", "in", "includes"):
            name = "includes" if test.op == "includes" else "is"
            return name, {"values": self._listed(chosen or self._amounts(question, test), no)}
        assert not isinstance(test.value, tuple)
        if question.kind == "money" and test.op == "at_least" and test.value == 1:
            return "above_zero", {}
        return test.op, {"value": self._amount(question, test.value)}

    def _chosen(self, question: Question, test: AnswerTest) -> list[str]:
        """The worded answers that pass; none for a question whose answers are numbers."""
        if question.kind == "yes_no":
            words = zip((True, False), self.yes_no(), strict=True)
            return [self._quoted(word) for value, word in words if test_of(test)(value)]
        if question.kind == "scale":
            steps = [step for step in question.steps if test_of(test)(step.value)]
            return [self._quoted(say(step.text, self.language)) for step in steps]
        wanted = test.value if isinstance(test.value, tuple) else (test.value,)
        options = [option for option in question.options if option.id in wanted]
        return [self._quoted(say(option.text, self.language)) for option in options]

    def _amounts(self, question: Question, test: AnswerTest) -> list[str]:
        values = test.value if isinstance(test.value, tuple) else (test.value,)
        return [self._amount(question, value) for value in values]

    def _fact(self, leaf: Leaf, no: bool) -> str:
        test, fact = leaf.test, self.form.facts[leaf.name]
        passing = [value for value in fact.values if test_of(test)(value) is not no]
        # Of the shopper's own doing they are told as such, unless the form has words for it.
        if leaf.name == "purchase" and not fact.text and passing in ([True], [False]):
            return self._say("purchase" if passing[0] is True else "not_purchase")
        # Every value that passes is named, so that nothing is left to be worked out on paper.
        word = self._listed([value_name(fact, value, self.language) for value in passing])
        return self._say("fact", fact=fact_name(fact, self.language), value=word)

    def _quoted(self, text: str) -> str:
        return self._say("quote", text=text)

    def _listed(self, words: Iterable[str], no: bool = False) -> str:
        """`a, b or c`."""
        *first, last = words
        return self._say("nor" if no else "or").join(filter(None, (", ".join(first), last)))

    def _amount(self, question: Question, value: Scalar | None) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        if question.kind == "duration":
            return _span_of_time(int(value))
        number = self._number(value)
        if question.kind == "money" and value:
            # Of a form nobody knows in which currency it will be answered, nor if that has cents.
            return self._say("unit" if value == 1 else "units", n=number)
        return number

    @staticmethod
    def _number(value: float) -> str:
        return f"{int(value) if value == int(value) else value:,}".replace("-", "−")


def _span_of_time(seconds: int) -> str:
    """`1 h 5 min 20 s`: the whole bound, for a rounded one would be another condition."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    units = ((hours, "h"), (minutes, "min"), (left, "s"))
    return " ".join(f"{n} {unit}" for n, unit in units if n) or "0 s"
