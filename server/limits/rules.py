"""What is allowed, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Allowance:
    """`times` within `span`, counted from the first of them."""

    name: str
    times: int
    span: timedelta
