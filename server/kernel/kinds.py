"""What a failure is made of: a kind in the catalogue, and what is wrong with single fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the catalogue: HTTP status, short title, sentence with `%(name)s` places."""

    status: int
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field; `field` is a dotted path such as `answers.greeted`."""

    field: str
    code: str
    sentence: str
    args: Mapping[str, object] = dataclasses.field(default_factory=dict)
