"""Whatever is written into the history can be said: every act has its sentence, and its gaps."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from server.history.rules import ACTS, SUBJECTS
from tests.architecture.house import (
    ROOT,
    Function,
    functions,
    place,
    product_files,
    tree_of,
    write,
)

AN_ACT = re.compile(r"[a-z_]+\.[a-z_]+")
GAP = re.compile(r"%\((\w+)\)s")


def written(root: Path) -> Iterator[tuple[str, set[str], set[str] | None]]:
    """Each call that writes: where, the acts it may write, its details (None: any)."""
    for path in product_files(root):
        names = _recorders(path)
        for function in functions(path) if names else ():
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _named(node.func) in names:
                    yield place(root, path, node.lineno), _acts(node, function), _details(node)


def _recorders(path: Path) -> set[str]:
    """What a file calls `record` of the history."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module == "server.history.commands"
        for alias in node.names
        if alias.name == "record"
    }


def _named(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else ""


def _acts(call: ast.Call, function: Function) -> set[str]:
    """The acts that a call may write: as it stands there, or put together in its function."""
    act = call.args[1]
    if isinstance(act, ast.Constant):
        return {str(act.value)}
    if isinstance(act, ast.JoinedStr):
        begins = str(act.values[0].value) if isinstance(act.values[0], ast.Constant) else ""
        return {known for known in ACTS if known.startswith(begins)} or {f"{begins}?"}
    texts = {n.value for n in ast.walk(function) if isinstance(n, ast.Constant)}
    return {t for t in texts if isinstance(t, str) and AN_ACT.fullmatch(t)} or {"?"}


def _details(call: ast.Call) -> set[str] | None:
    given = {word.arg for word in call.keywords if word.arg is not None}
    return None if len(given) < len(call.keywords) else given


def unsaid(root: Path) -> list[str]:
    """Acts that the product writes and has no sentence for."""
    return [f"{where} {act}" for where, acts, _ in written(root) for act in sorted(acts - {*ACTS})]


def unfilled(root: Path) -> list[str]:
    """Calls that leave out a detail which the sentence tells."""
    return [
        f"{where} {gap}"
        for where, acts, details in written(root)
        if details is not None
        for act in sorted(acts & {*ACTS})
        for gap in GAP.findall(ACTS[act])
        if gap not in details | {"who", "what"}
    ]


def unwritten(root: Path) -> list[str]:
    """Sentences for acts that nothing writes."""
    return sorted({*ACTS} - {act for _, acts, _ in written(root) for act in acts})


def test_it_works() -> None:
    assert len(list(written(ROOT))) > 30
    assert unsaid(ROOT) == [], "say it in server/history/rules.py"
    assert unfilled(ROOT) == []


def test_no_sentence_is_kept_for_what_nobody_does() -> None:
    assert unwritten(ROOT) == []


def test_every_act_belongs_to_one_subject() -> None:
    begins = [each for subject in SUBJECTS.values() for each in subject]
    assert len(begins) == len(set(begins))
    assert sorted({act.split(".")[0] for act in ACTS} - set(begins)) == []


def test_what_cannot_be_said_is_found(tmp_path: Path) -> None:
    head = "from server.history.commands import record as note\n"
    body = (
        "def f(a, w):\n    note(a, 'moon.land', 'moon', 1)\n    note(a, f'moon.{w}', 'moon', 1)\n"
    )
    bare = "def g(a):\n    note(a, 'visit.plan', 'visit', 1)\n"
    write(tmp_path, "server/a.py", head + body + bare)
    assert unsaid(tmp_path) == ["server/a.py:3 moon.land", "server/a.py:4 moon.?"]
    assert unfilled(tmp_path) == ["server/a.py:6 shopper"]
