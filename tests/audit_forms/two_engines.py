"""Both evaluators side by side: the one in Python, and the phone's in one long-lived node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.engines.programs import node

HERE = Path(__file__).parent
EVALUATE_JS = HERE.parents[1] / "server/phone/static/app/lib/evaluate.js"


def plain(value: Any) -> str:
    """JSON text in which equal results are equal: 5.0 is 5, and true is not 1."""
    return json.dumps(_whole(value), sort_keys=True, ensure_ascii=True)


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(each) for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


class Phone:
    """The phone's evaluator behind a pipe: one line of JSON in, one line out."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [node(), str(HERE / "phone_evaluator.mjs"), EVALUATE_JS.as_uri()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def evaluate(
        self, form: dict[str, Any], part: str, answers: dict[str, Any], facts: dict[str, Any]
    ) -> Any:
        """What the phone makes of the answers, as JSON; raises when the evaluator does."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        json.dump([form, part, answers, facts], self.process.stdin)
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"node ended with {self.process.wait()}; its own message stands above"
        found = json.loads(line)
        assert "error" not in found, found["error"]
        return found

    def close(self) -> None:
        """End the node process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
