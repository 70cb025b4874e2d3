"""An answer without what a reviewer keeps from the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from server.reviews.rules import Piece


def readable(question: str, answer: Mapping[str, Any], kept: Collection[Piece]) -> dict[str, Any]:
    """The answer as it may go on a page: what is kept back is not there to be shown by oversight.

    Photos are left to those who fetch them.
    """
    left_out = {"value": "answer", "comment": "comment"}
    return {
        name: said
        for name, said in answer.items()
        if name not in left_out or Piece(question, left_out[name]) not in kept
    }
