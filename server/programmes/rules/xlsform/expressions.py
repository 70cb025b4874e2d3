"""The expressions of XLSForm, such as `${a} = 'x' and not(selected(${b}, 'y'))`, as a tree.

Reads what can become a condition of ours, and says of the rest what it is and where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

MAX_LENGTH = 4_000
MAX_DEPTH = 30

_TOKENS = re.compile(
    r"\s*(?:(?P<ref>\$\{\s*(?P<name>[^{}]*?)\s*\})"
    r"|(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<op>!=|<=|>=|=|<|>)"
    r"|(?P<word>[A-Za-z_][\w:-]*)"
    r"|(?P<self>\.(?!\.))"
    r"|(?P<mark>[(),])"
    r"|(?P<other>\S))"
)
# A spreadsheet that means well turns quotes into these.
_CURLY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " "})
# What other programs and spreadsheets write, and how it is written here.
_MEANT = {
    "==": "=",
    "<>": "!=",
    "=>": ">=",
    "=<": "<=",
    "&": "and",
    "|": "or",
    ";": ",",
    "AND": "and",
    "And": "and",
    "OR": "or",
    "Or": "or",
    "NOT": "not",
    "Y": "and",
    "O": "or",
    "y": "and",
    "o": "or",
}
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class ExpressionError(ValueError):
    """An expression that cannot be carried: a code, what it names, and nothing done."""

    def __init__(self, code: str, **args: object) -> None:
        super().__init__(code)
        self.code = code
        self.args_of_code = args


@dataclass(frozen=True, slots=True)
class Ref:
    """A question by its name; the empty name is the question itself, written as a dot."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotes or a number."""

    value: str | int | float


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    args: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """Two things and how they compare."""

    op: str
    left: Expression
    right: Expression

    def literal_last(self) -> Compare:
        """The same with a literal on the right, where there is one."""
        if isinstance(self.left, Literal) and not isinstance(self.right, Literal):
            return Compare(_FLIPPED.get(self.op, self.op), self.right, self.left)
        return self


@dataclass(frozen=True, slots=True)
class Joined:
    """Several joined by `and` or by `or`."""

    word: str
    of: tuple[Expression, ...]


Expression: TypeAlias = Ref | Literal | Call | Compare | Joined


def with_constants(tree: Expression, constants: Mapping[str, str | int | float]) -> Expression:
    """The same with constants put in wherever they are named; the dot is no name."""
    if isinstance(tree, Ref):
        named = tree.name and tree.name in constants
        return Literal(constants[tree.name]) if named else tree
    if isinstance(tree, Call):
        return Call(tree.name, tuple(with_constants(each, constants) for each in tree.args))
    if isinstance(tree, Compare):
        left, right = (with_constants(each, constants) for each in (tree.left, tree.right))
        return Compare(tree.op, left, right)
    if isinstance(tree, Joined):
        return Joined(tree.word, tuple(with_constants(each, constants) for each in tree.of))
    return tree


def parse(text: str) -> Expression:
    """The tree of an expression; ExpressionError when it is none, or none of ours."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError("expression_too_long", most=MAX_LENGTH)
    return _Parser(text.translate(_CURLY)).whole()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


class _Parser:
    """Recursive descent, the loosest binding first: or, and, comparison, the rest."""

    def __init__(self, text: str) -> None:
        self.tokens: list[_Token] = []
        for match in _TOKENS.finditer(text.rstrip()):
            kind = match.lastgroup or ""
            kind = "ref" if kind == "name" else kind
            found = match.group("name") if kind == "ref" else match.group(kind)
            self.tokens.append(_Token(kind, found, match.start(kind) + 1))
        self.place = 0
        self.depth = 0
        self.end = len(text) + 1

    def whole(self) -> Expression:
        found = self._or()
        if self.place < len(self.tokens):
            raise self._lost()
        return found

    def _now(self) -> _Token:
        if self.place < len(self.tokens):
            return self.tokens[self.place]
        return _Token("end", "", self.end)

    def _lost(self) -> ExpressionError:
        """What is wrong with what stands here."""
        now = self._now()
        if now.kind == "end":
            return ExpressionError("expression_unfinished")
        before = self.tokens[self.place - 1].text if self.place else ""
        if now.kind == "op" and before in ("", "(", ",", "and", "or"):
            return ExpressionError("expression_one_sided", found=now.text, at=now.at)
        meant = before + now.text if now.kind == "op" else now.text
        if meant in _MEANT:
            twice = self.tokens[self.place :][1:2] == [_Token("other", meant, now.at + 1)]
            found = meant * 2 if twice else meant
            return ExpressionError("expression_sign", found=found, right=_MEANT[meant])
        if now.text in ("$", "{"):
            return ExpressionError("expression_reference", name=self._next_word())
        if now.text in ("+", "-", "*", "/", "|", "[", "]") or now.text in ("div", "mod"):
            return ExpressionError("expression_arithmetic", found=now.text, at=now.at)
        if now.kind == "word":
            return ExpressionError("expression_bare_word", found=now.text[:40], at=now.at)
        return ExpressionError("expression_unreadable", found=now.text[:40], at=now.at)

    def _next_word(self) -> str:
        rest = self.tokens[self.place :]
        return next((token.text[:40] for token in rest if token.kind == "word"), "name")

    def _take(self, kind: str, text: str | None = None) -> _Token | None:
        now = self._now()
        if now.kind != kind or (text is not None and now.text != text):
            return None
        self.place += 1
        return now

    def _expect(self, text: str) -> None:
        if self._take("mark", text) is None:
            raise self._lost()

    def _or(self) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError("expression_too_deep", most=MAX_DEPTH)
        found = self._joined("or", self._and)
        self.depth -= 1
        return found

    def _and(self) -> Expression:
        return self._joined("and", self._comparison)

    def _joined(self, word: str, inner: object) -> Expression:
        assert callable(inner)
        of = [inner()]
        while self._take("word", word):
            of.append(inner())
        return of[0] if len(of) == 1 else Joined(word, tuple(of))

    def _comparison(self) -> Expression:
        left = self._one()
        op = self._take("op")
        return left if op is None else Compare(op.text, left, self._one())

    def _one(self) -> Expression:
        if self._take("mark", "("):
            inside = self._or()
            self._expect(")")
            return inside
        if token := self._take("ref"):
            return Ref(token.text)
        if self._take("self"):
            return Ref("")
        if token := self._take("text"):
            return Literal(token.text[1:-1])
        if token := self._take("number"):
            return Literal(_number(token.text))
        if self._now().text == "-" and self._number_follows():
            self.place += 2
            return Literal(-_number(self.tokens[self.place - 1].text))
        if token := self._take("word"):
            return self._call(token)
        raise self._lost()

    def _number_follows(self) -> bool:
        after = self.place + 1
        return after < len(self.tokens) and self.tokens[after].kind == "number"

    def _call(self, name: _Token) -> Expression:
        if not self._take("mark", "("):
            self.place -= 1
            raise self._lost()
        args: list[Expression] = []
        while not self._take("mark", ")"):
            if args:
                self._expect(",")
            args.append(self._or())
        return Call(name.text, tuple(args))


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() else number
