"""What a command says when it refuses: finished, without blame, and saying what to do.

Commands speak English, as `--help` does; what they pass on of a problem is read elsewhere.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import ROOT, place, product_files, tree_of, write
from tests.architecture.test_sentences import (
    BLAMING,
    ENGLISH_ORDERS,
    NO_PROSE,
    UNFINISHED,
    with_order,
)

# As a sentence, or with what is to be typed or was said elsewhere.
ENDED = re.compile(r"([.?]|x|: [^.]+)$")
REFUSALS = frozenset({"ClickException", "UsageError", "BadParameter"})


def refusals(root: Path) -> Iterator[tuple[str, str]]:
    """Where a command refuses, and in which words; what is filled in stands there as `x`.

    Words that are made elsewhere are left out.
    """
    for path in product_files(root):
        if path.parent.name != "cli":
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in REFUSALS:
                words = _words(node.args[0]) if node.args else None
                if words is not None:
                    yield place(root, path, node.lineno), words


def _words(said: ast.expr) -> str | None:
    if isinstance(said, ast.Constant):
        return str(said.value)
    if isinstance(said, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "x" for p in said.values)
    return None


def wrong(root: Path) -> list[str]:
    """The refusals that leave somebody where they were."""
    return [
        f"{where}: {words}"
        for where, words in refusals(root)
        if not with_order(words, ENGLISH_ORDERS)
        or BLAMING.search(words)
        or UNFINISHED.search(NO_PROSE.sub("x", words))
        or not ENDED.search(words)
    ]


def test_it_works() -> None:
    assert len(list(refusals(ROOT))) > 25
    assert wrong(ROOT) == []


def test_a_refusal_that_helps_nobody_is_found(tmp_path: Path) -> None:
    lines = [
        "raise click.ClickException('There is none.')",
        "raise click.ClickException(f'{x} is invalid. Give another.')",
        "raise click.UsageError('Give another')",
        "raise click.UsageError(f'{x} is not there. Give another.')",
    ]
    write(tmp_path, "server/cli/a.py", "\n".join(lines) + "\n")
    assert [each.split(":")[1][0] for each in wrong(tmp_path)] == ["1", "2", "3"]
